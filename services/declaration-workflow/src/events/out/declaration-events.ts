import type { DescMessage, MessageInitShape } from '@bufbuild/protobuf';
import { newId } from '@portail/platform/pure/id.ts';
import type { OutgoingEvent } from '@portail/platform/outbox/outbox.ts';
import { payloadOf } from '@portail/platform/outbox/payload.ts';
import { entryOf } from '@portail/proto/catalogue.ts';
import {
  ControlExplainedSchema,
  CorrectionDeclinedSchema,
  CorrectionDelegatedSchema,
  CorrectionRequestedSchema,
  DeclarationCancelledSchema,
  DeclarationOpenedSchema,
  DeclarationRejectedSchema,
  DeclarationReopenedSchema,
  DeclarationTransmittedSchema,
  DeclarationValidatedSchema,
  SectionControlledSchema,
  SectionLockedSchema,
  SectionSavedSchema,
  SectionUnlockedSchema,
  type DeclarationSnapshotSchema,
} from '@portail/proto/portail/declaration/v1/declaration_pb.ts';
import { transmissionOf, type Declaration, type Section, type Values } from '../../domain/declaration.ts';
import type { DeclarationEvent } from '../../domain/events.ts';

type Snapshot = MessageInitShape<typeof DeclarationSnapshotSchema>;

const service = 'declaration-workflow';

/** What is said on the bus about an act: each event with the state after it. Events of this service’s own concern stay in. */
export function outgoingEvents(declaration: Declaration, events: readonly DeclarationEvent[]): OutgoingEvent[] {
  const snapshot = snapshotOf(declaration);
  return events.map((event) => said(declaration, snapshot, event)).filter((event) => event !== undefined);
}

function said(declaration: Declaration, snapshot: Snapshot, event: DeclarationEvent): OutgoingEvent | undefined {
  const state = { declaration: snapshot };
  const encode = <Schema extends DescMessage>(schema: Schema, init: MessageInitShape<Schema>) =>
    encoded(declaration, event, schema, init);
  switch (event.type) {
    case 'DeclarationOpened':
      return encode(DeclarationOpenedSchema, { ...state, campaignId: event.campaignId ?? '' });
    case 'SectionSaved':
      return encode(SectionSavedSchema, { ...state, section: upper(event.section) });
    case 'SectionControlled':
      return encode(SectionControlledSchema, { ...state, section: upper(event.section) });
    case 'ControlExplained':
      return encode(ControlExplainedSchema, { ...state, controlCode: event.code });
    case 'SectionLocked':
      return encode(SectionLockedSchema, { ...state, section: upper(event.section) });
    case 'SectionUnlocked':
      return encode(SectionUnlockedSchema, { ...state, section: upper(event.section) });
    case 'DeclarationTransmitted':
      return encode(DeclarationTransmittedSchema, { ...state, dataHash: event.dataHash });
    case 'DeclarationValidated':
      return encode(DeclarationValidatedSchema, state);
    case 'DeclarationRejected':
      return encode(DeclarationRejectedSchema, { ...state, rejectedVersion: event.rejectedVersion });
    case 'CorrectionDelegated':
      return encode(CorrectionDelegatedSchema, { ...state, section: upper(event.section), delegated: true });
    case 'CorrectionDelegationRevoked':
      return encode(CorrectionDelegatedSchema, { ...state, section: upper(event.section), delegated: false });
    case 'DeclarationReopened':
      return encode(DeclarationReopenedSchema, { ...state, reopenedVersion: event.reopenedVersion });
    case 'DeclarationCancelled':
      return encode(DeclarationCancelledSchema, state);
    case 'CorrectionRequested':
      return encode(CorrectionRequestedSchema, state);
    case 'CorrectionDeclined':
      return encode(CorrectionDeclinedSchema, state);
    case 'SectionControlsRun':
    case 'SectionControlsOutdated':
    case 'DeclarationControlsRun':
    case 'DeclarationCommented':
      return undefined;
  }
}

function encoded<Schema extends DescMessage>(
  declaration: Declaration,
  event: DeclarationEvent,
  schema: Schema,
  init: MessageInitShape<Schema>,
): OutgoingEvent {
  const entry = entryOf(schema.typeName);
  if (!entry) throw new Error(`${schema.typeName} is not in the catalogue`);
  const at = new Date(event.by.at);
  return {
    id: newId(at),
    subject: entry.subject,
    type: schema.typeName,
    source: service,
    aggregate: declaration.id,
    at,
    actor: event.by.userId,
    payload: payloadOf(schema, init),
  };
}

const upper = (section: 'activity' | 'financial') => section.toUpperCase();

/** The declaration as the contract says it. */
function snapshotOf(declaration: Declaration): Snapshot {
  const transmission = transmissionOf(declaration);
  return {
    id: declaration.id,
    revision: BigInt(declaration.revision),
    dataRevision: BigInt(declaration.dataRevision),
    version: declaration.version,
    status: declaration.status,
    equipmentId: declaration.equipmentId,
    exercise: declaration.exercise,
    type: declaration.type,
    periodStart: declaration.periodStart,
    periodEnd: declaration.periodEnd,
    dueOn: declaration.dueOn ?? '',
    activity: sectionMessage(declaration.activity),
    financial:
      declaration.financial === null ? { state: 'EMPTY', required: false } : sectionMessage(declaration.financial),
    transmittedAt: transmission?.at ?? '',
    decidedAt: 'decision' in declaration ? declaration.decision.at : '',
    generalSchemeRate: BigInt(transmission?.generalSchemeRate ?? 0),
  };
}

function sectionMessage(section: Section): NonNullable<Snapshot['activity']> {
  return {
    state: section.state,
    required: true,
    lockedDigest: section.state === 'LOCKED' ? section.locked.digest : '',
    values: valueMessages(section.values),
  };
}

type ValueMessage = {
  field: string;
  value: { case: 'integer'; value: bigint } | { case: 'flag'; value: boolean } | { case: 'text'; value: string };
};

function valueMessages(values: Values): ValueMessage[] {
  return Object.entries(values).flatMap(([field, value]): ValueMessage[] => {
    if (value === null) return [];
    if (typeof value === 'number') return [{ field, value: { case: 'integer', value: BigInt(value) } }];
    if (typeof value === 'boolean') return [{ field, value: { case: 'flag', value } }];
    return [{ field, value: { case: 'text', value } }];
  });
}
