import pg from 'pg';
import { nurseryNames } from '../seed/nurseries.ts';
import { benchAgent, fullExercises } from '../seed/full/recipe.ts';
import { compare, type Asked } from './measure.ts';
import { startLimit } from './limit.ts';
import type { Row } from './report.ts';
import type { BenchStack } from './stack.ts';

/** P6: four criteria together on every declaration of the country, accents ignored, first and deep page, with the total. */
export async function benchSearch(stack: BenchStack): Promise<readonly Row[]> {
  const token = await stack.tokenOf('admin', benchAgent.email);
  const headers = { authorization: `Bearer ${token}` };
  const limit = await startLimit(stack.databaseOf('declaration-workflow'));
  try {
    const declarations = await countDeclarations(stack.databaseOf('declaration-workflow'));
    const rows: Row[] = [];
    for (const [bench, page] of [
      ['P6 search, first page', 1],
      ['P6 search, page 20', 20],
    ] as const) {
      const question = (index: number) => `${criteriaOf(index)}&page=${page}`;
      await sameTotal(
        `${stack.addressOf('declaration-workflow')}/api/workflow/declarations?${question(0)}`,
        headers,
        limit.url,
        question(0),
      );
      const found = await compare({
        ours: (index): Asked => ({
          url: `${stack.addressOf('declaration-workflow')}/api/workflow/declarations?${question(index)}`,
          headers,
        }),
        limit: (index): Asked => ({ url: `${limit.url}/search?${question(index)}` }),
        calibration: { url: `${limit.url}/calibration` },
        ...{ requests: 150, connections: 4, rounds: 5 },
      });
      rows.push({ bench, declarations, connections: 4, ...found, memory: stack.memoryOf('declaration-workflow') });
    }
    return rows;
  } finally {
    limit.stop();
  }
}

const lastWords = [...new Set(nurseryNames.map((name) => name.split(' ').at(-1) ?? ''))];

/** A word of a name typed without accents, an exercise, a type and a state: some hundreds of declarations of 256 000. */
function criteriaOf(index: number): string {
  const word = (lastWords[index % lastWords.length] ?? '').normalize('NFD').replace(/[\u0300-\u036f]/g, '');
  const exercise = fullExercises[index % 4] ?? fullExercises[0];
  const type = index % 3 === 0 ? 'FORECAST' : 'ACTUAL';
  const search = word.replace('’', ' ').toLowerCase();
  return new URLSearchParams({ search, exercise: String(exercise), type, status: 'VALIDATED' }).toString();
}

/** Two programs that do not find the same are not compared. */
async function sameTotal(url: string, headers: Record<string, string>, limit: string, question: string): Promise<void> {
  const [ours, theirs] = await Promise.all([
    fetch(url, { headers }).then((answer) => answer.json() as Promise<{ total?: number; items?: unknown[] }>),
    fetch(`${limit}/search?${question}`).then(
      (answer) => answer.json() as Promise<{ total?: number; items: unknown[] }>,
    ),
  ]);
  if (ours.total !== theirs.total || ours.total === 0 || ours.items?.length !== theirs.items.length) {
    throw new Error(`ours finds ${ours.total ?? JSON.stringify(ours)}, the limit ${theirs.total ?? 'nothing'}: ${url}`);
  }
}

async function countDeclarations(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ count: number }>('select count(*)::int as count from declaration');
    return rows[0]?.count ?? 0;
  } finally {
    await client.end();
  }
}
