import type { Queryable } from '@portail/platform/db/database.ts';
import { isId } from '@portail/platform/pure/id.ts';
import { notFound, RefusalError } from '@portail/platform/pure/refusal.ts';
import { cafCodesOf, type Actor } from '../domain/access.ts';
import type { Outcome, Planned } from '../domain/list-lines.ts';
import type { Role } from '../domain/user.ts';
import { instant, pageSize } from './managed.ts';

/** What a line will do, or has done. */
export type LineState = Planned | Outcome;

/** A list of habilitations, with a page of its lines. */
export interface ImportPage {
  id: string;
  state: 'PREVIEWED' | 'APPLYING' | 'DONE';
  fileName: string;
  digest: string;
  previewedAt: string;
  previewedBy: string;
  appliedAt: string | null;
  appliedBy: string | null;
  finishedAt: string | null;
  /** Over all lines. */
  total: number;
  settled: number;
  planned: Record<Planned, number>;
  outcomes: Record<Outcome, number>;
  /** Lines of the page’s filter, over all pages. */
  found: number;
  lines: {
    line: number;
    email: string;
    name: string;
    equipment: string;
    roles: Role[];
    effectiveFrom: string;
    documentReference: string;
    planned: Planned;
    outcome: Outcome | null;
    reason: string | null;
  }[];
}

const one = {
  name: 'import-page',
  text: `select i.id, i.state, i.file_name as "fileName", i.digest, ${instant('i.previewed_at')} as "previewedAt",
           previewer.given_name || ' ' || previewer.family_name as "previewedBy",
           ${instant('i.applied_at')} as "appliedAt", applier.given_name || ' ' || applier.family_name as "appliedBy",
           ${instant('i.finished_at')} as "finishedAt", counted.*
         from habilitation_import i
         join person previewer on previewer.id = i.previewed_by left join person applier on applier.id = i.applied_by
         cross join lateral (
           select count(*)::int as total, count(l.outcome)::int as settled,
             count(*) filter (where $3::text is null or coalesce(l.outcome, l.planned) = any ($4::text[]))::int as found,
             json_build_object(
               'CREATE', count(*) filter (where l.planned = 'CREATE'), 'GRANT', count(*) filter (where l.planned = 'GRANT'),
               'UNCHANGED', count(*) filter (where l.planned = 'UNCHANGED'),
               'REFUSED', count(*) filter (where l.planned = 'REFUSED')) as planned,
             json_build_object(
               'CREATED', count(*) filter (where l.outcome = 'CREATED'),
               'GRANTED', count(*) filter (where l.outcome = 'GRANTED'),
               'UNCHANGED', count(*) filter (where l.outcome = 'UNCHANGED'),
               'REFUSED', count(*) filter (where l.outcome = 'REFUSED')) as outcomes
           from habilitation_import_line l where l.import_id = i.id) counted
         where i.id = $1 and i.caf_codes <@ $2::text[]`,
};
const lines = {
  name: 'import-page-lines',
  text: `select line, email, trim(given_name || ' ' || family_name) as name, coalesce(equipment_name, equipment) as equipment,
           roles, effective_from as "effectiveFrom", document_reference as "documentReference", planned, outcome,
           case when outcome is null then planned_reason else reason end as reason
         from habilitation_import_line
         where import_id = $1 and ($2::text is null or coalesce(outcome, planned) = any ($3::text[]))
         order by line limit ${pageSize} offset $4`,
};

/** The states of a filter: what was planned and what became of it are one thing to the reader. */
const filters = {
  CREATE: ['CREATE', 'CREATED'],
  GRANT: ['GRANT', 'GRANTED'],
  UNCHANGED: ['UNCHANGED'],
  REFUSED: ['REFUSED'],
} as const satisfies Record<Planned, readonly LineState[]>;

/** A list that somebody of the actor’s Caf showed. @throws RefusalError NOT_FOUND otherwise */
export async function readImport(
  db: Queryable,
  actor: Actor,
  asked: { readonly id: string; readonly only?: Planned | undefined; readonly page?: number | undefined },
): Promise<ImportPage> {
  const { id, only = null, page = 1 } = asked;
  const cafCodes = cafCodesOf(actor);
  const states = only === null ? [] : filters[only];
  const scope = [id, cafCodes, only, states];
  const [found] = isId(id) && cafCodes.length > 0 ? await db.rows<Omit<ImportPage, 'lines'>>(one, scope) : [];
  if (!found) throw new RefusalError(notFound());
  const items = await db.rows<ImportPage['lines'][number]>(lines, [id, only, states, (page - 1) * pageSize]);
  return { ...found, lines: items };
}
