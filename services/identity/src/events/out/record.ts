import type { MessageInitShape } from '@bufbuild/protobuf';
import type { Transaction } from '@portail/platform/db/database.ts';
import { appendToJournal } from '@portail/platform/journal/journal.ts';
import { putInOutbox, type OutgoingEvent } from '@portail/platform/outbox/outbox.ts';
import { payloadOf, type Payload } from '@portail/platform/outbox/payload.ts';
import type { Json } from '@portail/platform/pure/canonical-json.ts';
import { newId } from '@portail/platform/pure/id.ts';
import type { JournalEntry } from '@portail/platform/pure/journal-chain.ts';
import { entryOf } from '@portail/proto/catalogue.ts';
import {
  HabilitationGrantedSchema,
  HabilitationRevokedSchema,
  PasswordChangedSchema,
  SecondFactorRemovedSchema,
  TermsAcceptedSchema,
  UserRegisteredSchema,
  UserReinstatedSchema,
  UserSuspendedSchema,
  type UserSchema,
} from '@portail/proto/portail/identity/v1/identity_pb.ts';
import type { Act } from '../../domain/access.ts';
import { accountEvents, type UserEvent } from '../../domain/events.ts';
import type { User } from '../../domain/user.ts';

/** Writes who changed what of a person in the journal, and says the person’s new state on the bus after the commit. */
export async function recordUser(tx: Transaction, after: User, events: readonly UserEvent[], act: Act): Promise<void> {
  await appendToJournal(
    tx,
    after.id,
    events.map((event) => journalEntry(event, act)),
  );
  await putInOutbox(
    tx,
    events.filter(isTold).map((event) => outgoing(event, after, act)),
  );
}

const schemas = {
  UserRegistered: UserRegisteredSchema,
  HabilitationGranted: HabilitationGrantedSchema,
  HabilitationRevoked: HabilitationRevokedSchema,
  TermsAccepted: TermsAcceptedSchema,
  UserSuspended: UserSuspendedSchema,
  UserReinstated: UserReinstatedSchema,
  PasswordChanged: PasswordChangedSchema,
  SecondFactorRemoved: SecondFactorRemovedSchema,
} as const;

/** What other services hear of; the rest stays in the journal. */
type ToldEvent = Exclude<UserEvent, { readonly type: (typeof accountEvents)[number] }>;

function isTold(event: UserEvent): event is ToldEvent {
  return !accountEvents.some((type) => type === event.type);
}

function outgoing(event: ToldEvent, after: User, act: Act): OutgoingEvent {
  const schema = schemas[event.type];
  const entry = entryOf(schema.typeName);
  if (!entry) throw new Error(`${schema.typeName} is not in the catalogue`);
  return {
    id: newId(act.at),
    subject: entry.subject,
    type: schema.typeName,
    source: entry.saidBy,
    aggregate: after.id,
    at: act.at,
    actor: act.actor.id,
    payload: contentOf(event, userMessage(after)),
  };
}

function contentOf(event: ToldEvent, user: MessageInitShape<typeof UserSchema>): Payload {
  switch (event.type) {
    case 'HabilitationGranted':
    case 'HabilitationRevoked': {
      const schema = schemas[event.type];
      return payloadOf(schema, { user, equipmentId: event.equipmentId });
    }
    case 'PasswordChanged': {
      const schema = schemas[event.type];
      return payloadOf(schema, { user, changedAt: event.changedAt });
    }
    case 'SecondFactorRemoved': {
      const schema = schemas[event.type];
      return payloadOf(schema, { user, byThemselves: event.reason === null });
    }
    case 'UserRegistered':
    case 'TermsAccepted':
    case 'UserSuspended':
    case 'UserReinstated': {
      const schema = schemas[event.type];
      return payloadOf(schema, { user });
    }
  }
}

function userMessage(user: User): MessageInitShape<typeof UserSchema> {
  return {
    id: user.id,
    revision: BigInt(user.revision),
    subject: user.subject,
    email: user.email,
    givenName: user.givenName,
    familyName: user.familyName,
    population: user.population,
    status: user.status,
    partnerId: user.partnerId ?? '',
    habilitations: user.habilitations.map((habilitation) => ({
      equipmentId: habilitation.equipmentId,
      roles: [...habilitation.roles],
      effectiveFrom: habilitation.effectiveFrom,
      effectiveTo: habilitation.effectiveTo ?? '',
    })),
    cafCodes: [...user.cafCodes],
    termsVersion: user.termsVersion ?? '',
  };
}

function journalEntry({ type, ...data }: UserEvent, { actor, at }: Act): JournalEntry {
  return {
    type,
    at: at.toISOString(),
    actor: { id: actor.id, kind: actor.kind },
    data: data as unknown as Json, // events hold only texts, numbers, null and lists of them
  };
}
