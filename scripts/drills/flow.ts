import { setTimeout as rest } from 'node:timers/promises';
import type { Answer, ApiClient } from '../../services/scenarios/src/api-client.ts';
import { read } from '../../services/scenarios/src/acts.ts';
import type { DeclarationView } from '../../services/scenarios/src/declaration-view.ts';
import { updatedFigures } from '../../services/scenarios/src/figures.ts';
import type { Work } from './people-at-work.ts';

/** Under the limit of requests a minute that one session has. */
const betweenRoundsMs = 500;
/** No more days than a half-year has: the controls would refuse them later. */
const longestPeriodDays = 180;

/** Requests that never stop, as many at once as declarations, and what came of them. */
export interface Flow {
  readonly requests: () => number;
  /** What was not answered, or answered with a fault of ours; a person would have seen it. */
  readonly failed: readonly string[];
  /** The longest that an answer of any kind took until now; milliseconds. */
  readonly slowest: () => number;
  /** What was accepted and is not read back: declaration and figures; to be asked once everything answers. */
  readonly lost: () => Promise<string[]>;
  readonly stop: () => Promise<void>;
}

/** Reads and saves on each of these declarations in turn, and reads what the Caf reads, until it is stopped. */
export function requestsFlow({ person, agent }: Work, ids: readonly string[]): Flow {
  let requests = 0;
  let stopping = false;
  let slowest = 0;
  const failed: string[] = [];
  /** Opening days that may be kept: what was accepted last, and what was sent since without an answer that tells. */
  const possible = new Map<string, number[]>();

  async function asked<T>(what: string, ask: () => Promise<Answer<T>>): Promise<T | undefined> {
    requests += 1;
    const begun = performance.now();
    try {
      const { status, body } = await ask();
      if (status < 300) return body;
      failed.push(`${what}: ${status} ${JSON.stringify(body).slice(0, 200)}`);
    } catch (error) {
      const { message, cause } = error as Error;
      failed.push(`${what}: ${message} ${cause instanceof Error ? cause.message : ''}`);
    } finally {
      slowest = Math.max(slowest, performance.now() - begun);
    }
    return undefined;
  }

  async function work(id: string): Promise<void> {
    let { revision } = await read(person, id);
    for (let days = 100; !stopping; days = days === longestPeriodDays ? 100 : days + 1) {
      const values = { ...updatedFigures(), openingDays: days };
      const path = `/api/workflow/declarations/${id}`;
      const saved = await asked('save', () =>
        person.send<DeclarationView>('PUT', `${path}/sections/activity`, { values }, { revision }),
      );
      const seen = await asked('read', () => person.get<DeclarationView>(path));
      possible.set(id, saved === undefined ? [...(possible.get(id) ?? []), days] : [days]);
      // A save whose answer was lost may have taken effect: what is read tells.
      revision = seen?.revision ?? saved?.revision ?? revision;
      await each(person, ['/api/identity/me', '/api/notifications/notices']);
      await each(agent, ['/api/workflow/queue', '/api/equipment/partners', '/api/controls/scales']);
      await rest(betweenRoundsMs);
    }
  }

  async function each(who: ApiClient, paths: readonly string[]): Promise<void> {
    for (const path of paths) await asked(`GET ${path}`, () => who.get(path));
  }

  const working = ids.map(work);
  return {
    requests: () => requests,
    failed,
    slowest: () => slowest,
    lost: async () => {
      const views = await Promise.all([...possible.keys()].map((id) => read(person, id)));
      return views
        .map((view) => ({ id: view.id, days: view.sections.activity.values['openingDays'] }))
        .filter(({ id, days }) => !possible.get(id)?.includes(Number(days)))
        .map(({ id, days }) => `${id}: ${days}, not one of ${possible.get(id)?.join(', ')}`);
    },
    stop: async () => {
      stopping = true;
      await Promise.all(working);
    },
  };
}
