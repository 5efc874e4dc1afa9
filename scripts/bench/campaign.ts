import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { loadavg } from 'node:os';
import pg from 'pg';
import { benchAgent, benchUsers } from '../seed/full/recipe.ts';
import { at } from './measure.ts';
import type { Row } from './report.ts';
import type { BenchStack } from './stack.ts';

const rounds = 5;

interface Round {
  /** Milliseconds from the click. */
  readonly opened: number;
  readonly everywhere: number;
  readonly limit: number;
}

/**
 * P5: a campaign for every equipment of the country, from the click to the last partner who sees it — the home page reads the
 * declarations themselves, so that is the commit of the last batch —, then to the last verdict of the controls in both
 * services. The limit is one INSERT … SELECT of as many rows into a table of the same shape. Each round opens another
 * exercise: the set grows by 12 806 declarations a round.
 */
export async function benchCampaign(stack: BenchStack): Promise<readonly Row[]> {
  const workflow = new pg.Client({ connectionString: stack.databaseOf('declaration-workflow') });
  const controls = new pg.Client({ connectionString: stack.databaseOf('controls') });
  await Promise.all([workflow.connect(), controls.connect()]);
  try {
    const first = (await number(workflow, 'select max(exercise) from declaration')) + 1;
    const done: Round[] = [];
    const asked = await number(workflow, 'select count(*) from equipment');
    let last = { id: '', demand: {}, key: '' };
    for (let round = 0; round <= rounds; round += 1) {
      const demand = { name: `Mesure ${first + round}`, exercise: first + round, type: 'FORECAST', search: '' };
      const key = randomUUID();
      const startedAt = performance.now();
      const id = await start(stack, demand, key);
      await until(`select 1 from campaign where id = '${id}' and finished_at is not null`, workflow, 5);
      const opened = performance.now() - startedAt;
      await everyoneSees(stack, first + round);
      const count = await number(
        workflow,
        `select count(*) from campaign_equipment where campaign_id = '${id}' and outcome = 'OPENED'`,
      );
      const judged = `select 1 where (select count(*) from evaluation e join declaration d on d.id = e.declaration_id
        where d.exercise = ${demand.exercise} and d.type = 'FORECAST') >= ${count}`;
      await until(judged, workflow, 100);
      const everywhere = performance.now() - startedAt;
      const limit = await insertAsMany(stack, demand.exercise);
      console.log(JSON.stringify({ bench: 'P5 round', round, opened, everywhere, limit }));
      if (round > 0) done.push({ opened, everywhere, limit });
      last = { id, demand, key };
    }
    const again = await startAgain(stack, workflow, last);
    return [
      {
        bench: 'P5 campaign',
        equipments: asked,
        rounds: done.length,
        openedMs: spread(done.map(({ opened }) => opened)),
        everywhereMs: spread(done.map(({ everywhere }) => everywhere)),
        limitMs: spread(done.map(({ limit }) => limit)),
        ratioToLimit: spread(done.map(({ opened, limit }) => opened / limit)),
        memory: { workflow: stack.memoryOf('declaration-workflow'), controls: stack.memoryOf('controls') },
        load: loadavg()[0],
      },
      { bench: 'P5 second start', ...again },
    ];
  } finally {
    await Promise.all([workflow.end(), controls.end()]);
  }
}

async function start(stack: BenchStack, demand: object, key: string): Promise<string> {
  // Asked each time: the rounds last longer than a token.
  const token = await stack.tokenOf('admin', benchAgent.email);
  const answer = await fetch(`${stack.addressOf('declaration-workflow')}/api/workflow/campaigns`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(demand),
  });
  const body = (await answer.json()) as { id?: string };
  if (body.id === undefined) throw new Error(`the campaign was refused: ${answer.status} ${JSON.stringify(body)}`);
  return body.id;
}

/** The home pages of people of two gestionnaires hold the new declaration. */
async function everyoneSees(stack: BenchStack, exercise: number): Promise<void> {
  for (const email of benchUsers) {
    const token = await stack.tokenOf('portal', email);
    const answer = await fetch(`${stack.addressOf('declaration-workflow')}/api/workflow/home`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const { tasks = [], waiting = [] } = (await answer.json()) as Record<string, { exercise: number }[]>;
    if (![...tasks, ...waiting].some((task) => task.exercise === exercise)) {
      throw new Error(`${email} does not see the campaign of ${exercise}`);
    }
  }
}

/** The same request again, then the same demand under another name: no declaration more, no event but the end of that campaign. */
async function startAgain(
  stack: BenchStack,
  workflow: pg.Client,
  last: { readonly id: string; readonly demand: object; readonly key: string },
) {
  const counts = async () =>
    [
      await number(workflow, 'select count(*) from declaration'),
      await number(workflow, 'select count(*) from outbox'),
    ] as const;
  const [declarations, events] = await counts();
  const sameId = (await start(stack, last.demand, last.key)) === last.id;
  const startedAt = performance.now();
  const id = await start(stack, { ...last.demand, name: 'Encore' }, randomUUID());
  await until(`select 1 from campaign where id = '${id}' and finished_at is not null`, workflow, 5);
  const ms = Math.round(performance.now() - startedAt);
  const [declarationsAfter, eventsAfter] = await counts();
  const ends = await number(workflow, `select count(*) from outbox where aggregate = '${id}'`);
  const changesNothing = sameId && declarationsAfter === declarations && ends === 1 && eventsAfter === events + ends;
  return { changesNothing, ms, declarations };
}

/** The same rows, by one statement, into a table with the same indexes. */
async function insertAsMany(stack: BenchStack, exercise: number): Promise<number> {
  const url = new URL(stack.servers.postgres);
  url.pathname = '/declaration_workflow';
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query('create schema if not exists bench');
    await client.query('drop table if exists bench.declaration');
    await client.query('create table bench.declaration (like public.declaration including all excluding generated)');
    const startedAt = performance.now();
    await client.query('insert into bench.declaration select * from public.declaration where exercise = $1', [
      exercise,
    ]);
    const ms = performance.now() - startedAt;
    await client.query('drop schema bench cascade');
    return ms;
  } finally {
    await client.end();
  }
}

async function until(question: string, client: pg.Client, everyMs: number): Promise<void> {
  while ((await client.query(question)).rowCount === 0) await pause(everyMs);
}

async function number(client: pg.Client, question: string): Promise<number> {
  const { rows } = await client.query({ text: question, rowMode: 'array' });
  return Number((rows as unknown[][])[0]?.[0]);
}

function spread(values: readonly number[]) {
  const sorted = values.toSorted((a, b) => a - b);
  return { median: at(sorted, 0.5), least: at(sorted, 0), most: at(sorted, 1) };
}
