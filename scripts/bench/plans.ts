import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase, type Database, type Statement } from '@portail/platform/db/database.ts';
import { readHome } from '../../services/declaration-workflow/src/queries/home.ts';
import { previewCampaign } from '../../services/declaration-workflow/src/queries/campaigns.ts';
import { searchSheet } from '../../services/declaration-workflow/src/queries/exports.ts';
import { readQueue } from '../../services/declaration-workflow/src/queries/queue.ts';
import { searchDeclarations } from '../../services/declaration-workflow/src/queries/search-declarations.ts';
import { searchEquipments } from '../../services/declaration-workflow/src/queries/search-equipments.ts';
import { benchAgent, benchUsers } from '../seed/full/recipe.ts';
import { root } from '../stack/paths.ts';
import type { Row } from './report.ts';
import type { BenchStack } from './stack.ts';

/** Where the plans are kept: the notes of the store. */
const notes = join(root, 'services', 'declaration-workflow', 'src', 'store', 'PLANS.md');
const today = '2018-03-01';

interface Plan {
  readonly search: string;
  readonly statement: string;
  readonly lines: readonly string[];
  readonly ms: number;
}

/**
 * How PostgreSQL answers each search of the workflow on the full data set, for a partner with one equipment, one with many,
 * and an agent of one Caf and of all: `EXPLAIN (ANALYZE, BUFFERS)` of the second run, written into the notes of the store.
 */
export async function benchPlans(stack: BenchStack): Promise<readonly Row[]> {
  const database = await openDatabase({ url: stack.databaseOf('declaration-workflow'), applicationName: 'plans' });
  try {
    const people = await subjects(database);
    const plans: Plan[] = [];
    for (const [search, ask] of searches(people)) {
      await ask(database);
      const found: Omit<Plan, 'search'>[] = [];
      await ask(explaining(database, found));
      for (const plan of found) plans.push({ search, ...plan });
    }
    const size = await sizes(database);
    writeFileSync(notes, written(plans, size));
    return plans.map(({ search, statement, ms }) => ({ bench: 'plan', search, statement, ms }));
  } finally {
    await database.close();
  }
}

interface People {
  readonly one: string;
  readonly many: string;
  readonly region: string;
  readonly country: string;
}

type Search = (database: Database) => Promise<unknown>;

function searches({ one, many, region, country }: People): readonly (readonly [string, Search])[] {
  const as = (subject: string) => ({ subject, today });
  const four = { search: 'papillons montrevel', exercise: 2016, type: 'ACTUAL', status: 'VALIDATED' } as const;
  return [
    ['Accueil, un équipement', (db) => readHome(db, as(one))],
    ['Accueil, le plus grand gestionnaire', (db) => readHome(db, as(many))],
    ['Recherche d’équipements, le plus grand gestionnaire', (db) => searchEquipments(db, as(many), { name: 'nid' })],
    ['Recherche de déclarations, gestionnaire, quatre critères', (db) => searchDeclarations(db, as(many), four)],
    [
      'Recherche de déclarations, agent de toutes les Caf, quatre critères',
      (db) => searchDeclarations(db, as(country), four),
    ],
    [
      'Recherche de déclarations, agent de toutes les Caf, sans mot, page 20',
      (db) => searchDeclarations(db, as(country), { exercise: 2016, type: 'ACTUAL', rows: 50, page: 20 }),
    ],
    [
      'Recherche de déclarations, agent d’une Caf, rejetées',
      (db) => searchDeclarations(db, as(region), { status: 'REJECTED', rows: 50 }),
    ],
    ['À instruire, agent d’une Caf', (db) => readQueue(db, as(region), new Date(today), {})],
    [
      'À instruire, agent de toutes les Caf, par montant',
      (db) => readQueue(db, as(country), new Date(today), { sort: 'ENTITLEMENT' }),
    ],
    [
      'Aperçu d’une campagne, toutes les Caf',
      (db) =>
        previewCampaign(
          db,
          country,
          { exercise: 2019, type: 'FORECAST', periodEnd: null, search: '' },
          { outcome: 'OPENED', page: 1 },
        ),
    ],
    [
      'Export de la recherche, agent de toutes les Caf, premier lot',
      async (db) => {
        for await (const batch of searchSheet(db, as(country), { exercise: 2016 }).batches) return batch;
        return [];
      },
    ],
  ];
}

const bySubject = {
  name: 'plans-people',
  text: `select p.email, p.subject, (select count(*)::int from habilitation h where h.person_id = p.id) as equipments
         from person p where p.email = any ($1) or p.id = (
           select person_id from habilitation group by person_id order by count(*) desc, person_id limit 1)
         order by equipments`,
};
const regionalAgent = {
  name: 'plans-agent',
  text: `select subject from person where population = 'CAF_AGENT' and cardinality(caf_codes) = 1 order by email limit 1`,
};

async function subjects(database: Database): Promise<People> {
  const known = await database.rows<{ email: string; subject: string }>(bySubject, [[benchAgent.email, ...benchUsers]]);
  const [region] = await database.rows<{ subject: string }>(regionalAgent);
  const of = (email: string) => known.find((person) => person.email === email)?.subject ?? '';
  return {
    one: of(benchUsers[1]),
    many: known.at(-1)?.subject ?? '',
    region: region?.subject ?? '',
    country: of(benchAgent.email),
  };
}

/** The same database, which also explains each statement it runs. */
function explaining(database: Database, found: Omit<Plan, 'search'>[]): Database {
  const rows = async <Found>(statement: Statement, values: readonly unknown[] = []): Promise<Found[]> => {
    const explained = {
      name: `explain-${statement.name}`,
      text: `explain (analyze, buffers, timing off) ${statement.text}`,
    };
    const answer = await database.rows<{ 'QUERY PLAN': string }>(explained, values);
    const lines = answer.map((line) => line['QUERY PLAN']);
    const ms = Number(/Execution Time: ([\d.]+)/.exec(lines.at(-1) ?? '')?.[1]);
    found.push({ statement: statement.name, lines, ms });
    return database.rows<Found>(statement, values);
  };
  return { ...database, rows };
}

const counted = {
  name: 'plans-sizes',
  text: `select (select count(*)::int from declaration) as declarations, (select count(*)::int from equipment) as equipments,
           (select count(*)::int from person) as people, current_setting('server_version') as postgres`,
};

async function sizes(database: Database): Promise<Readonly<Record<string, unknown>>> {
  const [size] = await database.rows<Record<string, unknown>>(counted);
  return size ?? {};
}

/** What the plan reads, from which index, and how long; the figures of buffers change from run to run and are left out. */
function written(plans: readonly Plan[], size: Readonly<Record<string, unknown>>): string {
  const shape = (lines: readonly string[]) =>
    lines
      .filter((line) =>
        /Scan|Join|Nested Loop|Append|Sort {2}|Aggregate|Index Cond|Recheck|Filter:|Execution Time/.test(line),
      )
      .map((line) =>
        line
          .replace(/ {2}\(cost=[^)]*\)/, '')
          .slice(0, 150)
          .trimEnd(),
      );
  const parts = plans.map(
    ({ search, statement, lines, ms }) =>
      `## ${search}\n\n\`${statement}\`, ${ms.toFixed(1)} ms\n\n\`\`\`text\n${shape(lines).join('\n')}\n\`\`\``,
  );
  const known = `${String(size['declarations'])} declarations, ${String(size['equipments'])} equipments, ${String(size['people'])} people, PostgreSQL ${String(size['postgres'])}`;
  return `# Plans of the searches\n\nWritten by \`npm run bench -- plans\` on the full data set: ${known}.\n\n${parts.join('\n\n')}\n`;
}
