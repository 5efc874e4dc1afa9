import type {
  DeclarationSnapshot,
  FieldValue,
  Section as SectionMessage,
} from '@portail/proto/portail/declaration/v1/declaration_pb.ts';
import type { ActivityData, DeclarationType, FinancialData } from '../../domain/declaration-data.ts';
import type {
  DeclarationStatus,
  DeclarationVersion,
  Section,
  SectionStatus,
} from '../../domain/declaration-version.ts';

/**
 * The workflow’s snapshot in the words of this service.
 * @throws Error when a snapshot lacks what every one has; the message then ends, visible, in the dead letters.
 */
export function toDeclaration(snapshot: DeclarationSnapshot | undefined): DeclarationVersion {
  if (snapshot === undefined) throw new Error('event without its declaration');
  return {
    declarationId: snapshot.id,
    version: snapshot.version,
    revision: Number(snapshot.revision),
    dataRevision: Number(snapshot.dataRevision),
    status: snapshot.status as DeclarationStatus,
    equipmentId: snapshot.equipmentId,
    exercise: snapshot.exercise,
    type: snapshot.type as DeclarationType,
    period: { start: snapshot.periodStart, end: snapshot.periodEnd },
    dueOn: snapshot.dueOn === '' ? null : snapshot.dueOn,
    activity: toSection<ActivityData>(snapshot.activity),
    financial: toSection<FinancialData>(snapshot.financial),
    transmittedAt: snapshot.transmittedAt === '' ? null : snapshot.transmittedAt,
    // Zero is what protobuf says of a rate nobody entered.
    generalSchemeRate: snapshot.generalSchemeRate === 0n ? null : Number(snapshot.generalSchemeRate),
  };
}

function toSection<Values>(section: SectionMessage | undefined): Section<Values> {
  return {
    state: (section?.state === undefined || section.state === '' ? 'EMPTY' : section.state) as SectionStatus,
    values: Object.fromEntries((section?.values ?? []).flatMap(toEntry)) as Values,
    lockedDigest: section === undefined || section.lockedDigest === '' ? null : section.lockedDigest,
    required: section?.required ?? false,
  };
}

/** A field left empty is an absent key. */
function toEntry({ field, value }: FieldValue): readonly (readonly [string, number | boolean | string])[] {
  if (value.case === undefined || value.value === '') return [];
  return [[field, value.case === 'integer' ? Number(value.value) : value.value]];
}
