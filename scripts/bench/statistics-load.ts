import pg from 'pg';
import { figureColumns, summedColumns } from '../../services/statistics/src/store/columns.ts';

/** The whole country over five exercises (domain.md section 7.1). */
export const equipments = 12_806;
export const exercises = [2013, 2014, 2015, 2016, 2017] as const;

/** The equipment of a number, and its declaration of an exercise. */
export const equipmentId = (number: number) => `00000000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
export const declarationId = (number: number, exercise: number) =>
  `00000000-0000-7000-9${exercise.toString(16).padStart(3, '0')}-${number.toString(16).padStart(12, '0')}`;

/** Integers between two bounds, the same for the same number and exercise. */
const pick = (from: number, to: number, turn: number) =>
  `(${from} + (n * 7919 + x * 31 + ${turn} * 104729) % ${to - from + 1})::bigint`;

/** Figures of the recipe (domain.md section 7.3), hundredths and cents. */
const figures: Readonly<Record<string, string>> = {
  places: `case when n % 5 = 0 then 1000 else ${pick(1_500, 7_500, 1)} end`,
  opening_days: pick(200, 246, 2),
  daily_opening_hours: pick(1_000, 1_200, 3),
  capacity: pick(4_000_000, 9_000_000, 4),
  attended: pick(2_500_000, 6_000_000, 5),
  invoiced: pick(2_700_000, 6_600_000, 6),
  children: pick(20, 160, 7),
  nappies: pick(0, 1, 8),
  meals: pick(0, 1, 9),
  expenses: pick(25_000_000, 70_000_000, 10),
  staff: pick(18_000_000, 24_000_000, 11),
  purchases: pick(1_000_000, 3_000_000, 12),
  families: pick(4_000_000, 9_000_000, 13),
  caf: pick(8_000_000, 20_000_000, 14),
  local: pick(5_000_000, 20_000_000, 15),
  income: pick(25_000_000, 70_000_000, 16),
};

const id = (of: string) => `('00000000-0000-7000-8000-' || lpad(to_hex(${of}), 12, '0'))::uuid`;
const declaration = `('00000000-0000-7000-9' || lpad(to_hex(x), 3, '0') || '-' || lpad(to_hex(n), 12, '0'))::uuid`;
const department = `(array['01','02','03','06','13','14','21','2A','2B','31','33','34','35','37','38','42','44','45','49','54',
  '57','59','60','62','63','64','67','68','69','72','74','75','76','77','78','80','83','84','85','86','91','92','93','94',
  '95','971','974'])[1 + n % 47]`;
const all = `generate_series(1, ${equipments}) as n, unnest(array[${exercises.join(', ')}]) as x`;

/**
 * Writes the country into an empty database of the service, with the two tables of who is compared with us: the sums’ columns
 * alone (`limit_fact`), and the sections as they were typed (`raw`).
 */
export async function loadCountry(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const run = (text: string) => client.query(text);
  try {
    await run(`insert into person (id, revision, subject, population, active, partner_id, name)
      values ('${equipmentId(0)}', 1, 'bench', 'PARTNER', true, '${equipmentId(1)}', 'Inès Carpentier')`);
    // One gestionnaire for two equipments, and one with a hundred, whose person reads.
    await run(`insert into equipment (id, revision, name, commune, postal_code, partner_id, department_code, caf_code, care_type, status)
      select ${id('n')}, 1, 'Équipement ' || n, 'Montrevel', '37210', ${id('case when n <= 100 then 1 else 2 + n / 2 end')},
        ${department}, '1' || lpad((n % 101)::text, 2, '0'), case when n % 100 < 86 then 'COLLECTIVE' when n % 100 < 94 then 'FAMILY' else 'PARENTAL' end,
        case when n % 20 < 9 then 'PUBLIC' when n % 20 < 16 then 'ASSOCIATION' else 'COMPANY' end
      from generate_series(1, ${equipments}) as n`);
    await run(`insert into habilitation (person_id, equipment_id, effective_from, effective_to)
      select '${equipmentId(0)}', ${id('n')}, '2010-01-01', null from generate_series(1, 100) as n`);
    await run(`insert into actual (declaration_id, revision) select ${declaration}, 1 from ${all}`);
    await run(`insert into fact (declaration_id, version, equipment_id, exercise, decided_at, estimated, ${figureColumns.join(', ')})
      select ${declaration}, 1, ${id('n')}, x, make_timestamptz(x + 1, 4, 1, 8, 0, 0),
        case when n % 9 > 0 then ${pick(8_000_000, 20_000_000, 17)} end, ${figureColumns.map((name) => figures[name]).join(', ')}
      from ${all}`);
    await run(
      `create table limit_fact as select exercise, equipment_id, department_code, ${summedColumns.join(', ')} from current_fact`,
    );
    await run(`create table raw as select f.exercise, f.department_code as department, f.estimated as entitlement,
        jsonb_build_object(${['places', 'opening_days', 'daily_opening_hours', 'capacity', 'attended', 'invoiced', 'children', 'nappies', 'meals'].map((name) => `'${name}', f.${name}`).join(', ')}) as activity,
        jsonb_build_object(${['expenses', 'staff', 'purchases', 'families', 'caf', 'local', 'income'].map((name) => `'${name}', f.${name}`).join(', ')}) as financial
      from current_fact f`);
    await run('grant select, update on limit_fact, raw to public');
    await run('create unique index on limit_fact (exercise, equipment_id)');
    // As the autovacuum leaves tables that live.
    await run('vacuum analyze');
  } finally {
    await client.end();
  }
}
