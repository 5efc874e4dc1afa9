import { demoAgents } from '../seed/accounts.ts';
import { benchAgent } from '../seed/full/recipe.ts';
import { at } from './measure.ts';
import type { Row } from './report.ts';
import type { BenchStack } from './stack.ts';

const rounds = 5;
const rule = 'ACT-13';
const exercise = 2015;

interface Trial {
  readonly total: { readonly examined: number; readonly today: number; readonly tried: number };
}

/**
 * C-15: a threshold tried on what the whole country transmitted for an exercise, and on what the agent of every Caf may read,
 * with the first declarations that change. Nothing is written.
 */
export async function benchTrial(stack: BenchStack): Promise<readonly Row[]> {
  const national = demoAgents.find(({ population }) => population === 'CNAF_ADMIN');
  if (!national) throw new Error('the recipe has no national administrator');
  return [await tried(stack, 'country', national.email), await tried(stack, 'with its declarations', benchAgent.email)];
}

async function tried(stack: BenchStack, who: string, email: string): Promise<Row> {
  const headers = {
    authorization: `Bearer ${await stack.tokenOf('admin', email)}`,
    'content-type': 'application/json',
  };
  const address = `${stack.addressOf('controls')}/api/controls/rules/${rule}`;
  const file = (await (await fetch(address, { headers })).json()) as { readonly start: object };
  const content = { ...file.start, thresholds: [{ name: 'tolerance', value: 1_500 }], reason: 'Mesure' };
  const took: number[] = [];
  let last: Trial | undefined;
  for (let round = 0; round <= rounds; round += 1) {
    const startedAt = performance.now();
    const answer = await fetch(`${address}/trial`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ exercise, content }),
    });
    if (!answer.ok) throw new Error(`the trial was refused: ${answer.status} ${await answer.text()}`);
    last = (await answer.json()) as Trial;
    if (round > 0) took.push(performance.now() - startedAt);
  }
  const sorted = took.toSorted((one, other) => one - other);
  return {
    bench: `C-15 a threshold tried, ${who}, ms`,
    ...{ exercise, rounds, ...last?.total },
    ...{ median: at(sorted, 0.5), least: at(sorted, 0), most: at(sorted, 1) },
    memory: stack.memoryOf('controls'),
  };
}
