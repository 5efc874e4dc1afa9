import type { Database } from '@portail/platform/db/database.ts';
import { expectedAct } from '../domain/tasks.ts';
import { offsetOf, pageOfFound, type Page, type PageRow } from './page.ts';
import { progressColumns, progressOfRow, withVerdict, type ProgressColumns } from './progress-columns.ts';
import type { Asking } from './read-declaration.ts';
import { isActive, partnerInScope, personOf, type PersonColumns } from './scope.ts';
import { holdsWords, searchWords } from '@portail/platform/db/search-words.ts';
import type { EquipmentRow } from './views.ts';

/** Cumulative criteria (fiche 11), words in any order; accents and case are ignored, an absent one does not filter. */
export interface EquipmentCriteria {
  readonly name?: string | undefined;
  readonly commune?: string | undefined;
  /** From 1. */
  readonly page?: number | undefined;
}

interface Columns extends PersonColumns {
  readonly id: string;
  readonly name: string;
  readonly postalCode: string;
  readonly commune: string;
  /** The equipment’s declarations being entered; null when there is none. */
  readonly entered: readonly ProgressColumns[] | null;
}

const search = {
  name: 'equipment-search',
  text: `with found as (
           select q.id, q.name, q.postal_code as "postalCode", q.commune,
             p.id as "userId", p.name as "personName", p.population, q.roles, p.terms_version as "termsVersion"
           from ${partnerInScope}
           where ${isActive}
             and ${holdsWords('search_key(q.name)', '$3')} and ${holdsWords('search_key(q.commune)', '$4')})
         select counted.total, page.*,
           (select jsonb_agg(open) from (
              select ${progressColumns} from declaration d ${withVerdict}
              where d.equipment_id = page.id and d.status in ('TO_ENTER', 'IN_PROGRESS')) as open) as entered
         from ${pageOfFound('search_key(name), id', '$5')}
         order by search_key(page.name), page.id`,
};

/** The equipments on which the partner user holds a role today that meet every criterion, by name. */
export async function searchEquipments(
  database: Database,
  asking: Asking,
  criteria: EquipmentCriteria,
): Promise<Page<EquipmentRow>> {
  const rows = await database.rows<PageRow<Columns>>(search, [
    asking.subject,
    asking.today,
    searchWords(criteria.name),
    searchWords(criteria.commune),
    offsetOf(criteria.page),
  ]);
  return {
    items: rows.flatMap((row) => (row.id === null ? [] : [rowView(row)])),
    total: rows[0]?.total ?? 0,
  };
}

function rowView(row: Columns): EquipmentRow {
  const person = personOf(row);
  const expected = (row.entered ?? []).filter((declaration) => expectedAct(progressOfRow(declaration), person));
  return {
    equipmentId: row.id,
    name: row.name,
    postalCode: row.postalCode,
    commune: row.commune,
    toHandle: expected.length,
  };
}
