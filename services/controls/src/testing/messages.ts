import { create, type MessageInitShape } from '@bufbuild/protobuf';
import {
  type DeclarationSnapshot,
  DeclarationSnapshotSchema,
  type FieldValueSchema,
  type SectionSchema,
} from '@portail/proto/portail/declaration/v1/declaration_pb.ts';
import { type Equipment, EquipmentSchema } from '@portail/proto/portail/equipment/v1/equipment_pb.ts';
import type { DeclarationVersion, Section } from '../domain/declaration-version.ts';
import { CLEAN_DIGEST, EQUIPMENT, sampleInput } from './sample-declaration.ts';

type Values = Readonly<Record<string, number | boolean | string | undefined>>;

function fieldValues(values: Values): MessageInitShape<typeof FieldValueSchema>[] {
  return Object.entries(values).flatMap(([field, value]): MessageInitShape<typeof FieldValueSchema>[] => {
    if (value === undefined) return [];
    if (typeof value === 'number') return [{ field, value: { case: 'integer', value: BigInt(value) } }];
    if (typeof value === 'boolean') return [{ field, value: { case: 'flag', value } }];
    return [{ field, value: { case: 'text', value } }];
  });
}

function section(from: Section<Values>): MessageInitShape<typeof SectionSchema> {
  return {
    state: from.state,
    values: fieldValues(from.values),
    lockedDigest: from.lockedDigest ?? '',
    required: from.required,
  };
}

/** What the workflow would say of a declaration of the sample, changed as a test asks. */
export function snapshotOf(change: Partial<DeclarationVersion>): DeclarationSnapshot {
  const declaration: DeclarationVersion = { ...sampleInput().declaration, ...change };
  return create(DeclarationSnapshotSchema, {
    id: declaration.declarationId,
    revision: BigInt(declaration.revision),
    dataRevision: BigInt(declaration.dataRevision),
    version: declaration.version,
    status: declaration.status,
    equipmentId: declaration.equipmentId,
    exercise: declaration.exercise,
    type: declaration.type,
    periodStart: declaration.period.start,
    periodEnd: declaration.period.end,
    dueOn: declaration.dueOn ?? '',
    activity: section(declaration.activity),
    financial: section(declaration.financial),
    transmittedAt: declaration.transmittedAt ?? '',
    generalSchemeRate: BigInt(declaration.generalSchemeRate ?? 0),
  });
}

/** What the equipment service would say of the equipment of the sample. */
export function equipmentMessage(change: {
  readonly id: string;
  readonly revision?: number;
  readonly capacity?: number;
  readonly cafCode?: string;
}): Equipment {
  return create(EquipmentSchema, {
    id: change.id,
    revision: BigInt(change.revision ?? 1),
    name: 'Moufletterie',
    partner: { id: change.id, revision: 1n, name: 'Ville', status: EQUIPMENT.partnerStatus },
    cafCode: change.cafCode ?? EQUIPMENT.cafCode,
    openedOn: EQUIPMENT.openedOn ?? '',
    authorizations: [{ validFrom: '2010-09-01', capacity: BigInt(change.capacity ?? 3_000), modulated: false }],
    generalSchemeRates: EQUIPMENT.generalSchemeRates.map((each) => ({
      exercise: each.exercise,
      rate: BigInt(each.rate),
    })),
  });
}

/** A section as the workflow locks it when nothing is to be explained. */
export function lockedSection<T>(values: T): Section<T> {
  return { state: 'LOCKED', values, lockedDigest: CLEAN_DIGEST, required: true };
}
