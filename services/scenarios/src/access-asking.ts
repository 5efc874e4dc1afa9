import type { Case } from './access-cases.ts';
import type { Outcome } from './access-table.ts';
import type { Answer, ApiClient } from './api-client.ts';

/** Enough to keep both processors busy; more would only wait in the gateway. */
const atOnce = 16;

/** Asks every case; returns those whose answer is not the one expected, in words. */
export async function unexpectedOf(cases: readonly Case[], unknownBody: string): Promise<string[]> {
  const unexpected: string[] = [];
  await manyAtOnce(cases, async (each) => {
    const answer = await each.ask();
    const got = outcomeOf(answer, unknownBody);
    const wanted = each.expected.includes(got) && (got !== 'admitted' || each.answers.includes(answer.status));
    if (!wanted) {
      const statuses = each.expected.includes('admitted') ? ` (${each.answers.join(', ')})` : '';
      unexpected.push(`${each.name}: ${words(answer)}, expected ${each.expected.join(' or ')}${statuses}`);
      return;
    }
    if (each.asUnknown === undefined) return;
    const unknown = await each.asUnknown.ask();
    const { id, unknownId } = each.asUnknown;
    if (answer.status !== unknown.status || said(answer, id) !== said(unknown, unknownId)) {
      unexpected.push(`${each.name}: ${words(answer)}, but ${words(unknown)} for what does not exist`);
    }
  });
  return unexpected.toSorted();
}

/** The one body of everything that is not there. */
export async function unknownBodyOf(client: ApiClient): Promise<string> {
  const answer = await client.get('/api/nulle-part');
  if (answer.status !== 404) throw new Error(`nowhere answers ${answer.status}`);
  return JSON.stringify(answer.body);
}

/** 404 counts as unknown only with the very body of something that does not exist. */
function outcomeOf({ status, body }: Answer<unknown>, unknownBody: string): Outcome {
  if (status === 401) return 'sign in';
  if (status === 403) return 'forbidden';
  if (status === 400) return 'malformed';
  if (status === 404) return JSON.stringify(body) === unknownBody ? 'unknown' : 'told apart';
  return status < 500 && status !== 429 ? 'admitted' : 'broken';
}

const words = ({ status, body }: Answer<unknown>) => `${status} ${JSON.stringify(body).slice(0, 160)}`;
const said = ({ body }: Answer<unknown>, id: string) => JSON.stringify(body).replaceAll(id, '#');

/** Runs the work on every item, some at a time. */
export async function manyAtOnce<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = items.values();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const item of waiting) await work(item);
    }),
  );
}
