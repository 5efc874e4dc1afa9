import type { Database } from '@portail/platform/db/database.ts';
import { notFound, RefusalError } from '@portail/platform/pure/refusal.ts';
import type { Assignee } from '../domain/assignment.ts';
import { isOfTheCaf } from '../domain/permissions.ts';
import type { DeclarationType } from '../domain/vocabulary.ts';
import { declarationView } from './declaration-view.ts';
import { declarationMaterial, type Asking } from './read-declaration.ts';
import type { DeclarationView, SectionView } from './views.ts';

/** A declaration beside the réelle it is compared with (domain.md section 4.1). */
export interface Review {
  declaration: DeclarationView;
  previous: {
    exercise: number;
    type: DeclarationType;
    activity: SectionView['values'];
    financial: SectionView['values'];
    /** Cents. */
    entitlement: number | null;
  } | null;
  /** Who instructs it; null while nobody took it. */
  assignee: Assignee | null;
}

interface Row {
  readonly exercise: number;
  readonly type: DeclarationType;
  readonly activity: SectionView['values'];
  readonly financial: SectionView['values'] | null;
  readonly entitlement: number | null;
}

/**
 * SQL: the réelle that an exercise of an equipment is compared with, as it was transmitted: the latest validated one before
 * it, otherwise the latest transmitted one (domain.md 4.1).
 */
export const referenceOf = (equipment: string, exercise: string): string => `
  select past.exercise, past.type, v.data->'activity'->'values' as activity, v.data->'financial'->'values' as financial,
    (v.data->'evaluation'->'estimate'->>'entitlement')::bigint as entitlement
  from declaration past
  join declaration_version v on v.declaration_id = past.id and v.status in ('SUBMITTED', 'VALIDATED')
  where past.equipment_id = ${equipment} and past.type = 'ACTUAL' and past.exercise < ${exercise}
  order by v.status = 'VALIDATED' desc, past.exercise desc, v.number desc limit 1`;

const reference = { name: 'review-reference', text: referenceOf('$1', '$2') };
const assigned = {
  name: 'review-assignee',
  text: 'select person_id as id, person_name as name from assignment where declaration_id = $1',
};

/** @throws RefusalError NOT_FOUND unless the person is an agent of the equipment’s Caf */
export async function readReview(database: Database, id: string, asking: Asking): Promise<Review> {
  const material = await declarationMaterial(database, id, asking);
  if (!isOfTheCaf(material.person)) throw new RefusalError(notFound());
  const { equipmentId, exercise } = material.declaration;
  const [[row], [assignee]] = await Promise.all([
    database.rows<Row>(reference, [equipmentId, exercise]),
    database.rows<Assignee>(assigned, [material.declaration.id]),
  ]);
  return {
    declaration: declarationView(material),
    previous: row ? { ...row, financial: row.financial ?? {} } : null,
    assignee: assignee ?? null,
  };
}
