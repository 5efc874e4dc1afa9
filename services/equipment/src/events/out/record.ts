import type { DescMessage, MessageInitShape } from '@bufbuild/protobuf';
import type { Transaction } from '@portail/platform/db/database.ts';
import { appendToJournal, appendToJournals } from '@portail/platform/journal/journal.ts';
import { putInOutbox, type OutgoingEvent } from '@portail/platform/outbox/outbox.ts';
import { payloadOf } from '@portail/platform/outbox/payload.ts';
import type { Json } from '@portail/platform/pure/canonical-json.ts';
import { newId } from '@portail/platform/pure/id.ts';
import type { JournalEntry } from '@portail/platform/pure/journal-chain.ts';
import { entryOf } from '@portail/proto/catalogue.ts';
import {
  AuthorizationChangedSchema,
  EquipmentRegisteredSchema,
  EquipmentUpdatedSchema,
  PartnerRegisteredSchema,
} from '@portail/proto/portail/equipment/v1/equipment_pb.ts';
import type { Act } from '../../domain/access.ts';
import type { Equipment } from '../../domain/equipment.ts';
import type { EquipmentEvent, PartnerRegistered } from '../../domain/events.ts';
import { equipmentMessage, partnerMessage } from './messages.ts';

/** Writes who registered which gestionnaire in the journal, and says it on the bus after the commit. */
export async function recordPartner(tx: Transaction, event: PartnerRegistered, act: Act): Promise<void> {
  const { partner } = event;
  await appendToJournal(tx, partner.id, [journalEntry(event, act)]);
  await putInOutbox(tx, [outgoing(PartnerRegisteredSchema, { partner: partnerMessage(partner) }, partner.id, act)]);
}

/** What happened to one equipment in an act. */
export interface Happened {
  readonly after: Equipment;
  readonly events: readonly EquipmentEvent[];
}

/** Writes who changed which value of an equipment in the journal, and says the new state on the bus after the commit. */
export async function recordEquipment(
  tx: Transaction,
  after: Equipment,
  events: readonly EquipmentEvent[],
  act: Act,
): Promise<void> {
  await recordEquipments(tx, [{ after, events }], act);
}

/** The same for an act on many equipments. */
export async function recordEquipments(tx: Transaction, happened: readonly Happened[], act: Act): Promise<void> {
  await appendToJournals(
    tx,
    new Map(happened.map(({ after, events }) => [after.id, events.map((event) => journalEntry(event, act))])),
  );
  const said = happened.flatMap(({ after, events }) => {
    const equipment = equipmentMessage(after);
    // Each message carries the whole state: several changes of one kind are said once.
    return [...new Set(events.map(schemaOf))].map((schema) => outgoing(schema, { equipment }, after.id, act));
  });
  await putInOutbox(tx, said);
}

function schemaOf(event: EquipmentEvent) {
  switch (event.type) {
    case 'EquipmentRegistered':
      return EquipmentRegisteredSchema;
    case 'AuthorizationGranted':
    case 'AuthorizationCorrected':
    case 'AuthorizationWithdrawn':
      return AuthorizationChangedSchema;
    case 'IdentityChanged':
    case 'GeneralSchemeRateSet':
    case 'NoteWritten':
    case 'ReferentAppointed':
    case 'EquipmentClosed':
    case 'EquipmentReopened':
      return EquipmentUpdatedSchema;
  }
}

function journalEntry({ type, ...data }: EquipmentEvent | PartnerRegistered, { actor, at }: Act): JournalEntry {
  return {
    type,
    at: at.toISOString(),
    actor: { id: actor.id, kind: actor.kind },
    data: data as unknown as Json, // events hold only texts, numbers, booleans, null and lists of them
  };
}

function outgoing<Schema extends DescMessage>(
  schema: Schema,
  content: MessageInitShape<Schema>,
  aggregate: string,
  act: Act,
): OutgoingEvent {
  const entry = entryOf(schema.typeName);
  if (!entry) throw new Error(`${schema.typeName} is not in the catalogue`);
  return {
    id: newId(act.at),
    subject: entry.subject,
    type: schema.typeName,
    source: entry.saidBy,
    aggregate,
    at: act.at,
    actor: act.actor.id,
    payload: payloadOf(schema, content),
  };
}
