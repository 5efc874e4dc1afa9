import type { Database } from '@portail/platform/db/database.ts';
import { statusLabel, typeLabel } from '../domain/labels.ts';
import { stepsOf } from '../domain/stepper.ts';
import { expectedAct } from '../domain/tasks.ts';
import type { DeclarationType, VersionStatus } from '../domain/vocabulary.ts';
import { isOverdue } from './declaration-view.ts';
import { offsetOf, pageOfFound, type Page, type PageRow } from './page.ts';
import { ofStatus, progressColumns, progressOfRow, withVerdict, type ProgressColumns } from './progress-columns.ts';
import type { Asking } from './read-declaration.ts';
import { isActive, personInScope, personOf, type PersonColumns } from './scope.ts';
import { holdsWords, searchWords } from '@portail/platform/db/search-words.ts';
import type { DeclarationRow } from './views.ts';

/** Cumulative criteria (fiche 11); an absent one does not filter. */
export interface DeclarationCriteria {
  readonly equipmentId?: string | undefined;
  readonly exercise?: number | undefined;
  /** « Rejetée »: being corrected after a rejection. */
  readonly status?: VersionStatus | undefined;
  readonly type?: DeclarationType | undefined;
  /** Words of the equipment’s name or commune, in any order; accents and case are ignored. */
  readonly search?: string | undefined;
  /** From 1. */
  readonly page?: number | undefined;
  /** Rows of a page: what a partner reads, or the dense list of an agent. */
  readonly rows?: 25 | 50 | undefined;
}

/** SQL that keeps the declarations `d` of equipments `q` that meet them; {@link criteriaValues} are its parameters from `$first` on. */
export const meetsCriteria = (first: number): string => {
  const at = (turn: number) => `$${first + turn}` as const;
  return `(${at(0)}::uuid is null or d.equipment_id = ${at(0)})
             and (${at(1)}::int is null or d.exercise = ${at(1)})
             and ${ofStatus(at(2))}
             and (${at(3)}::text is null or d.type = ${at(3)})
             and ${holdsWords('q.search_text', at(4))}`;
};

/** The values that {@link meetsCriteria} expects. */
export function criteriaValues({ equipmentId, exercise, status, type, search: typed }: DeclarationCriteria) {
  return [equipmentId ?? null, exercise ?? null, status ?? null, type ?? null, searchWords(typed)];
}

interface Columns extends PersonColumns, ProgressColumns {
  readonly equipmentName: string;
  readonly commune: string;
  readonly updatedAt: Date;
}

// What a page shows is computed for its rows only.
const search = {
  name: 'declaration-search',
  text: `with found as (
           select d.id, d.exercise, d.updated_at, q.name as "equipmentName", q.commune,
             p.id as "userId", p.name as "personName", p.population, q.roles, p.terms_version as "termsVersion"
           from ${personInScope}
           join declaration d on d.equipment_id = q.id
           where ${isActive}
             and ${meetsCriteria(3)})
         select counted.total, ${progressColumns}, page.updated_at as "updatedAt", page."equipmentName", page.commune,
           page."userId", page."personName", page.population, page.roles, page."termsVersion"
         from ${pageOfFound('exercise desc, updated_at desc, id', '$8', '$9')}
         left join declaration d on d.id = page.id
         ${withVerdict}
         order by page.exercise desc, page.updated_at desc, page.id`,
};

/** The declarations in the person’s scope that meet every criterion, newest exercise first. */
export async function searchDeclarations(
  database: Database,
  asking: Asking,
  criteria: DeclarationCriteria,
): Promise<Page<DeclarationRow>> {
  const rows = await database.rows<PageRow<Columns>>(search, [
    asking.subject,
    asking.today,
    ...criteriaValues(criteria),
    offsetOf(criteria.page, criteria.rows),
    criteria.rows ?? 25,
  ]);
  return {
    items: rows.flatMap((row) => (row.state === null ? [] : [rowView(row, asking.today)])),
    total: rows[0]?.total ?? 0,
  };
}

function rowView(row: Columns, today: string): DeclarationRow {
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
