import type { Database } from '@portail/platform/db/database.ts';
import { statusLabel, typeLabel } from '../domain/labels.ts';
import { stepsOf } from '../domain/stepper.ts';
import { expectedAct } from '../domain/tasks.ts';
import type { DeclarationType, Status } from '../domain/vocabulary.ts';
import { isOverdue } from './declaration-view.ts';
import { progressColumns, progressOfRow, withVerdict, type ProgressColumns } from './progress-columns.ts';
import type { Asking } from './read-declaration.ts';
import { inScope, personAndEquipments, personOf, type PersonColumns } from './scope.ts';
import type { DeclarationRow } from './views.ts';

/** Cumulative criteria (fiche 11); an absent one does not filter. */
export interface DeclarationCriteria {
  readonly equipmentId?: string | undefined;
  readonly exercise?: number | undefined;
  readonly status?: Status | undefined;
  readonly type?: DeclarationType | undefined;
  /** Words of the equipment’s name or commune; accents and case are ignored. */
  readonly search?: string | undefined;
  /** From 1; 25 rows a page. */
  readonly page?: number | undefined;
}

interface Row extends PersonColumns, ProgressColumns {
  readonly equipmentName: string;
  readonly commune: string;
  readonly updatedAt: Date;
  readonly total: number;
}

const pageSize = 25;

const search = {
  name: 'declaration-search',
  text: `select ${progressColumns}, d.updated_at as "updatedAt", q.name as "equipmentName", q.commune,
           p.id as "userId", p.name as "personName", p.population, h.roles, p.terms_version as "termsVersion",
           count(*) over ()::int as total
         from ${personAndEquipments}
         join declaration d on d.equipment_id = q.id
         ${withVerdict}
         where p.subject = $1 and ${inScope}
           and ($3::uuid is null or d.equipment_id = $3)
           and ($4::int is null or d.exercise = $4)
           and ($5::text is null or d.status = $5)
           and ($6::text is null or d.type = $6)
           and ($7::text is null or search_key(q.name || ' ' || q.commune) like '%' || search_key($7) || '%')
         order by d.exercise desc, d.updated_at desc, d.id
         limit ${pageSize} offset $8`,
};

/** The declarations in the person’s scope that meet every criterion, newest exercise first. */
export async function searchDeclarations(
  database: Database,
  asking: Asking,
  criteria: DeclarationCriteria,
): Promise<{ items: DeclarationRow[]; total: number }> {
  const rows = await database.rows<Row>(search, [
    asking.subject,
    asking.today,
    criteria.equipmentId ?? null,
    criteria.exercise ?? null,
    criteria.status ?? null,
    criteria.type ?? null,
    criteria.search === undefined ? null : escapeLike(criteria.search.trim()),
    ((criteria.page ?? 1) - 1) * pageSize,
  ]);
  return { items: rows.map((row) => rowView(row, asking.today)), total: rows[0]?.total ?? 0 };
}

function rowView(row: Row, today: string): DeclarationRow {
  const { state: declaration } = row;
  const person = personOf(row);
  const progress = progressOfRow(row);
  const expected = expectedAct(progress, person);
  return {
    id: declaration.id,
    equipmentId: declaration.equipmentId,
    equipmentName: row.equipmentName,
    commune: row.commune,
    type: declaration.type,
    typeLabel: typeLabel(declaration.type, declaration.periodStart, declaration.periodEnd),
    exercise: declaration.exercise,
    periodEnd: declaration.periodEnd,
    status: declaration.status,
    statusLabel: statusLabel(declaration.status, declaration.correction),
    version: declaration.version,
    dueOn: declaration.dueOn,
    overdue: isOverdue(declaration, today),
    steps: [...stepsOf(progress, person)],
    nextAct: expected?.act ?? null,
    nextStep: expected?.step ?? null,
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** `%` and `_` are searched for as themselves. */
function escapeLike(words: string): string {
  return words.replace(/[\\%_]/g, (character) => `\\${character}`);
}
