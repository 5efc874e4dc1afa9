import type { Queryable } from '@portail/platform/db/database.ts';
import type { Sums } from '../domain/figures.ts';
import { FRANCE } from '../domain/publication.ts';
import type { Quartiles } from '../domain/quartiles.ts';
import { namedSums } from './columns.ts';

/** An EAJE of a territory that counts in an exercise. */
export interface TerritoryFact extends Sums {
  readonly exercise: number;
  readonly equipmentId: string;
  readonly declarationId: string;
  readonly name: string;
  readonly commune: string;
}
/** How complete an exercise is in a Caf. */
export interface CafProgress {
  readonly exercise: number;
  readonly cafCode: string;
  readonly validated: number;
  readonly expected: number;
}

// The same as the view `current_fact`, from the equipments of the Caf on.
const facts = {
  name: 'territory-facts',
  text: `select f.exercise, f.equipment_id as "equipmentId", f.declaration_id as "declarationId", e.name, e.commune,
           1 as count, ${namedSums('f.')}
         from (select *, coalesce(estimated, 0) as entitlement,
             case when estimated is null then 0 else invoiced end as entitlement_invoiced,
             case when estimated is null then 0 else places end as entitlement_places
           from (select distinct on (exercise, equipment_id) * from fact
             where equipment_id in (select id from equipment where caf_code = any ($1))
             order by exercise, equipment_id, decided_at desc, declaration_id) as newest) as f
         join equipment e on e.id = f.equipment_id
         order by f.exercise, e.name, e.id`,
};
const progress = {
  name: 'territory-progress',
  text: `with years as (select distinct exercise from fact)
         select y.exercise, e.caf_code as "cafCode", count(f.equipment_id)::int as validated,
           count(*) filter (where (e.opened_on is null or e.opened_on <= make_date(y.exercise, 12, 31))
             and (e.closed_on is null or e.closed_on >= make_date(y.exercise, 1, 1)))::int as expected
         from years y
         cross join equipment e
         left join (select distinct exercise, equipment_id from fact) as f
           on f.exercise = y.exercise and f.equipment_id = e.id
         where ($1::text[] is null or e.caf_code = any ($1))
         group by y.exercise, e.caf_code
         order by y.exercise, e.caf_code`,
};
const national = {
  name: 'territory-national',
  text: `select exercise, quartiles
         from (select distinct on (exercise) id, exercise from publication order by exercise, version desc) as p
         join publication_group g on g.publication_id = p.id
           and (g.zone, g.care_type, g.status, g.size) = ('${FRANCE}', '', '', '')
         order by exercise`,
};

/** What is read of a territory. */
export const territoryStore = {
  facts: (db: Queryable, cafCodes: readonly string[]): Promise<TerritoryFact[]> =>
    db.rows<TerritoryFact>(facts, [cafCodes]),

  /** By exercise that has a fact, then by Caf; null for every Caf. */
  progress: (db: Queryable, cafCodes: readonly string[] | null): Promise<CafProgress[]> =>
    db.rows<CafProgress>(progress, [cafCodes]),

  /** The quartiles of France as the latest publication of each exercise shows them. */
  national: (db: Queryable) =>
    db.rows<{ readonly exercise: number; readonly quartiles: Readonly<Record<string, Quartiles | null>> }>(national),
};
