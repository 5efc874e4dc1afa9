import { randomUUID } from 'node:crypto';
import { create, toBinary, type DescMessage, type MessageInitShape } from '@bufbuild/protobuf';
import type { Database } from '@portail/platform/db/database.ts';
import type { Reaction } from '@portail/platform/messaging/reaction.ts';
import type { OutgoingEvent } from '@portail/platform/outbox/outbox.ts';
import { entryOf } from '@portail/proto/catalogue.ts';
import * as declaration from '@portail/proto/portail/declaration/v1/declaration_pb.ts';
import { EquipmentRegisteredSchema } from '@portail/proto/portail/equipment/v1/equipment_pb.ts';
import {
  HabilitationGrantedSchema,
  PasswordChangedSchema,
  UserRegisteredSchema,
  UserSuspendedSchema,
  type UserSchema,
} from '@portail/proto/portail/identity/v1/identity_pb.ts';

/** An event as another service says it. */
export type SaidEvent = OutgoingEvent & { readonly payload: Uint8Array };

function said<Schema extends DescMessage>(
  schema: Schema,
  aggregate: string,
  init: MessageInitShape<Schema>,
  { actor = 'someone', at = new Date() }: { readonly actor?: string; readonly at?: Date } = {},
): SaidEvent {
  return {
    ...{ id: randomUUID(), type: schema.typeName, aggregate, source: 'test', actor, at },
    subject: entryOf(schema.typeName)?.subject ?? '',
    payload: toBinary(schema, create(schema, init)),
  };
}

export const aPartner = '00000000-0000-7000-8000-00000000000a';

export function equipmentSaid(place: {
  readonly id: string;
  readonly name?: string;
  readonly referent?: string;
}): SaidEvent {
  const { id, name = 'Les Lucioles', referent = '' } = place;
  return said(EquipmentRegisteredSchema, id, {
    equipment: {
      ...{ id, revision: 1n, name, commune: 'Montrevel', postalCode: '37210', cafCode: '371', departmentCode: '37' },
      partner: { id: aPartner, name: 'Arc-en-Ciel', status: 'ASSOCIATION', revision: 1n },
      referent: { name: 'Paul Lambert', email: referent, phone: '' },
    },
  });
}

/** A person; roles on each equipment, in force since 2010. */
export interface SomePerson {
  readonly id: string;
  readonly subject?: string;
  readonly email?: string;
  readonly population?: string;
  readonly cafCodes?: readonly string[];
  readonly roles?: Readonly<Record<string, readonly string[]>>;
  readonly revision?: number;
}

function userOf(person: SomePerson): MessageInitShape<typeof UserSchema> {
  const { id, subject = id, population = 'PARTNER', cafCodes = [], roles = {}, revision = 1 } = person;
  return {
    ...{ id, revision: BigInt(revision), subject, population, status: 'ACTIVE', cafCodes: [...cafCodes] },
    ...{ givenName: 'Nadia', familyName: 'Lefort', email: person.email ?? `${subject}@moufle.example` },
    partnerId: population === 'PARTNER' ? aPartner : '',
    habilitations: Object.entries(roles).map(([equipmentId, held]) => ({
      ...{ equipmentId, roles: [...held], effectiveFrom: '2010-01-01', effectiveTo: '' },
    })),
  };
}

export const personSaid = (person: SomePerson): SaidEvent =>
  said(UserRegisteredSchema, person.id, { user: userOf(person) });
export const suspendedSaid = (person: SomePerson): SaidEvent =>
  said(UserSuspendedSchema, person.id, { user: { ...userOf(person), status: 'SUSPENDED' } });
export const grantedSaid = (person: SomePerson, equipmentId: string, at?: Date): SaidEvent =>
  said(
    HabilitationGrantedSchema,
    person.id,
    { user: userOf(person), equipmentId },
    { actor: 'agent', ...(at && { at }) },
  );
export const passwordSaid = (person: SomePerson, at: Date): SaidEvent =>
  said(PasswordChangedSchema, person.id, { user: userOf(person), changedAt: at.toISOString() }, { at });

/** A declaration at one revision. */
export interface SomeDeclaration {
  readonly id: string;
  readonly equipmentId: string;
  readonly revision?: number;
  readonly status?: string;
  readonly type?: string;
  readonly dueOn?: string;
  readonly activity?: string;
  readonly financial?: string;
}

const snapshot = (state: SomeDeclaration): MessageInitShape<typeof declaration.DeclarationSnapshotSchema> => {
  const { id, equipmentId, revision = 1, status = 'TO_ENTER', type = 'ACTUAL', dueOn = '' } = state;
  return {
    ...{ id, equipmentId, revision: BigInt(revision), status, type, dueOn, exercise: 2015, version: 1 },
    ...{ periodStart: '2015-01-01', periodEnd: '2015-12-31' },
    activity: { state: state.activity ?? 'EMPTY', required: true },
    financial: { state: state.financial ?? 'EMPTY', required: type !== 'UPDATED' },
  };
};

type On = { readonly actor?: string; readonly at?: Date };

export const openedSaid = (state: SomeDeclaration, campaignId = '', on: On = {}): SaidEvent =>
  said(declaration.DeclarationOpenedSchema, state.id, { declaration: snapshot(state), campaignId }, on);
export const campaignSaid = (id: string, opened: number): SaidEvent =>
  said(declaration.CampaignFinishedSchema, id, { campaign: { id, opened } });
export const lockedSaid = (state: SomeDeclaration, section: string, on: On = {}): SaidEvent =>
  said(declaration.SectionLockedSchema, state.id, { declaration: snapshot(state), section }, on);
export const transmittedSaid = (state: SomeDeclaration, on: On = {}): SaidEvent =>
  said(
    declaration.DeclarationTransmittedSchema,
    state.id,
    { declaration: snapshot({ ...state, status: 'SUBMITTED' }), dataHash: 'ab12cd' },
    on,
  );
export const rejectedSaid = (state: SomeDeclaration, on: On = {}): SaidEvent =>
  said(declaration.DeclarationRejectedSchema, state.id, { declaration: snapshot(state), rejectedVersion: 1 }, on);
export const correctionSaid = (state: SomeDeclaration, on: On = {}): SaidEvent =>
  said(declaration.CorrectionRequestedSchema, state.id, { declaration: snapshot(state) }, on);

export const fileMessageSaid = (
  { id, equipmentId }: SomeDeclaration,
  sent: { readonly number: number; readonly side: 'PARTNER' | 'CAF' },
  on: On = {},
): SaidEvent =>
  said(
    declaration.FileMessageSentSchema,
    `file/${id}`,
    { declarationId: id, equipmentId, exercise: 2016, type: 'ACTUAL', ...sent },
    on,
  );

/** Lets the service hear events, one after the other; as often as they are delivered. */
export async function hear(
  database: Database,
  reactions: readonly Reaction[],
  events: readonly SaidEvent[],
): Promise<void> {
  for (const { id, type, aggregate, payload, actor, at } of events) {
    const envelope = { id, type, subject: aggregate, source: 'test', time: at.toISOString(), actor };
    const known = reactions.find((each) => each.type === type);
    await database.transaction(async (tx) => known?.apply(tx, payload, envelope));
  }
}
