import { randomUUID } from 'node:crypto';
import { create, toBinary, type DescMessage, type MessageInitShape } from '@bufbuild/protobuf';
import { ControlsEvaluatedSchema } from '@portail/proto/portail/controls/v1/controls_pb.ts';
import * as declaration from '@portail/proto/portail/declaration/v1/declaration_pb.ts';
import { EquipmentRegisteredSchema, EquipmentUpdatedSchema } from '@portail/proto/portail/equipment/v1/equipment_pb.ts';
import { UserRegisteredSchema } from '@portail/proto/portail/identity/v1/identity_pb.ts';
import type { Database } from '@portail/platform/db/database.ts';
import { putInOutbox } from '@portail/platform/outbox/outbox.ts';
import { reactions } from '../events/in/reactions.ts';

/** An event as another service says it. */
export interface SaidEvent {
  readonly id: string;
  readonly context: 'identity' | 'equipment' | 'declaration' | 'controls';
  readonly type: string;
  readonly aggregate: string;
  readonly payload: Uint8Array;
}

function said<Schema extends DescMessage>(
  context: SaidEvent['context'],
  schema: Schema,
  aggregate: string,
  init: MessageInitShape<Schema>,
): SaidEvent {
  return {
    id: randomUUID(),
    context,
    type: schema.typeName,
    aggregate,
    payload: toBinary(schema, create(schema, init)),
  };
}

/** Values of the sections of a réelle, by field. */
export interface Sections {
  readonly activity: Readonly<Record<string, number | boolean>>;
  readonly financial: Readonly<Record<string, number>>;
}

/** Figures drawn from a number: the same number, the same figures; odd ones, so that nothing divides evenly. */
export function sectionsOf(seed: number): Sections {
  const pick = (from: number, to: number, turn: number) => from + ((seed * 7_919 + turn * 104_729) % (to - from + 1));
  return {
    activity: {
      places: pick(1_000, 6_000, 1),
      openingDays: pick(180, 250, 2),
      dailyOpeningHours: pick(900, 1_200, 3),
      ...(seed % 4 === 0 ? { theoreticalCapacityHours: pick(2_000_000, 9_000_000, 4) } : {}),
      suppliesNappies: seed % 3 !== 0,
      suppliesMeals: seed % 2 === 0,
      attendedHours: pick(1_500_000, 5_000_000, 5),
      invoicedHours: pick(1_600_000, 5_500_000, 6),
      enrolledChildren: pick(20, 160, 7),
    },
    financial: {
      c60Purchases: pick(1_000_000, 3_000_000, 8),
      c63aPayrollTaxes: pick(100_000, 900_000, 9),
      c64Staff: pick(20_000_000, 60_000_000, 10),
      c86InKindUse: pick(0, 500_000, 11),
      p70623Psu: pick(8_000_000, 20_000_000, 12),
      p7452CafGrants: pick(0, 3_000_000, 13),
      p70641FamilyContributions: pick(4_000_000, 9_000_000, 14),
      p743Department: pick(0, 900_000, 15),
      p744Municipality: pick(5_000_000, 20_000_000, 16),
      p79Transfers: pick(0, 300_000, 17),
      p87InKindSource: pick(0, 500_000, 11),
    },
  };
}

/** Where and whose an equipment is. */
export interface Place {
  readonly id: string;
  readonly name?: string;
  readonly commune?: string;
  readonly partnerId?: string;
  readonly departmentCode?: string;
  readonly cafCode?: string;
  readonly careType?: string;
  readonly status?: string;
  readonly closedOn?: string;
  readonly revision?: number;
}

export function equipmentSaid(place: Place): SaidEvent {
  const { id, name = 'Les Lucioles', commune = 'Montrevel', partnerId = aPartner, closedOn = '', revision = 1 } = place;
  const schema = revision === 1 ? EquipmentRegisteredSchema : EquipmentUpdatedSchema;
  return said('equipment', schema, id, {
    equipment: {
      ...{ id, revision: BigInt(revision), name, commune, postalCode: '37210', closedOn, openedOn: '2005-09-01' },
      departmentCode: place.departmentCode ?? '37',
      cafCode: place.cafCode ?? '371',
      careType: place.careType ?? 'COLLECTIVE',
      partner: { id: partnerId, name: 'Arc-en-Ciel', status: place.status ?? 'ASSOCIATION', revision: 1n },
    },
  });
}

export const aPartner = '00000000-0000-7000-8000-00000000000a';

export function personSaid(person: {
  readonly subject: string;
  readonly population: string;
  readonly partnerId?: string;
  readonly equipmentIds?: readonly string[];
  readonly id?: string;
  readonly revision?: number;
  readonly until?: string;
  readonly cafCodes?: readonly string[];
}): SaidEvent {
  const {
    subject,
    population,
    partnerId = '',
    equipmentIds = [],
    id = randomUUID(),
    revision = 1,
    until = '',
    cafCodes = [],
  } = person;
  return said('identity', UserRegisteredSchema, id, {
    user: {
      ...{ id, revision: BigInt(revision), subject, population, partnerId, status: 'ACTIVE', cafCodes: [...cafCodes] },
      ...{ givenName: 'Nadia', familyName: 'Lefort', email: `${subject}@example.org` },
      habilitations: equipmentIds.map((equipmentId) => ({
        ...{ equipmentId, roles: ['ACTIVITY_PROVIDER'] },
        ...{ effectiveFrom: '2010-01-01', effectiveTo: until },
      })),
    },
  });
}

/** A réelle at one revision. */
export interface Actual {
  readonly id: string;
  readonly equipmentId: string;
  readonly exercise: number;
  readonly revision: number;
  readonly version?: number;
  readonly status: string;
  readonly sections: Sections;
  readonly type?: string;
}

export function actualSaid(actual: Actual): SaidEvent {
  const { id, equipmentId, exercise, revision, version = 1, status, sections, type = 'ACTUAL' } = actual;
  const values = (section: Readonly<Record<string, number | boolean>>) =>
    Object.entries(section).map(([field, value]) => ({
      field,
      value:
        typeof value === 'number'
          ? { case: 'integer' as const, value: BigInt(value) }
          : { case: 'flag' as const, value },
    }));
  const schema =
    status === 'VALIDATED'
      ? declaration.DeclarationValidatedSchema
      : status === 'CANCELLED'
        ? declaration.DeclarationCancelledSchema
        : version > 1
          ? declaration.DeclarationReopenedSchema
          : declaration.SectionSavedSchema;
  return said('declaration', schema as typeof declaration.DeclarationValidatedSchema, id, {
    declaration: {
      ...{
        id,
        revision: BigInt(revision),
        dataRevision: BigInt(revision),
        version,
        status,
        equipmentId,
        exercise,
        type,
      },
      ...{ periodStart: `${exercise}-01-01`, periodEnd: `${exercise}-12-31` },
      activity: { state: 'LOCKED', values: values(sections.activity), required: true },
      financial: { state: 'LOCKED', values: values(sections.financial), required: true },
      decidedAt: status === 'VALIDATED' ? `${exercise + 1}-04-0${Math.min(9, revision)}T08:00:00.000Z` : '',
    },
  });
}

export function estimateSaid(of: {
  readonly id: string;
  readonly version?: number;
  readonly dataRevision?: number;
  readonly evaluatedAt?: string;
  readonly entitlement: number | null;
}): SaidEvent {
  const { id, version = 1, dataRevision = 1, evaluatedAt = '2016-03-01T08:00:00.000Z', entitlement } = of;
  return said('controls', ControlsEvaluatedSchema, id, {
    evaluation: {
      ...{ declarationId: id, version, dataRevision: BigInt(dataRevision), evaluatedAt },
      estimate: { available: entitlement !== null, entitlement: BigInt(entitlement ?? 0) },
    },
  });
}

const byType = new Map(reactions.map((known) => [known.type, known]));

/** Lets the service hear events, one after the other. */
export async function hear(database: Database, events: readonly SaidEvent[]): Promise<void> {
  for (const { id, type, aggregate, payload } of events) {
    const envelope = { id, type, subject: aggregate, source: 'test', time: '', actor: '' };
    await database.transaction(async (tx) => byType.get(type)?.apply(tx, payload, envelope));
  }
}

/** Puts events where the service that says them keeps them. */
export async function keepSaid(database: Database, events: readonly SaidEvent[]): Promise<void> {
  await database.transaction((tx) =>
    putInOutbox(
      tx,
      events.map((event) => ({
        ...{ id: event.id, type: event.type, aggregate: event.aggregate, payload: event.payload },
        ...{ subject: `evt.${event.context}.said.v1`, source: 'test', at: new Date(0), actor: 'test' },
      })),
    ),
  );
}
