import { setTimeout as rest } from 'node:timers/promises';
import type { Answer, ApiClient } from '../../services/scenarios/src/api-client.ts';
import { read } from '../../services/scenarios/src/acts.ts';
import type { DeclarationView } from '../../services/scenarios/src/declaration-view.ts';
import { updatedFigures } from '../../services/scenarios/src/figures.ts';
import type { Work } from './people-at-work.ts';

/** Under the limit of requests a minute that one session has. */
const betweenRoundsMs = 500;

/** Requests that never stop, as many at once as declarations, and what came of them. */
export interface Flow {
  readonly requests: () => number;
  /** What was not answered, or answered with a fault of ours; a person would have seen it. */
  readonly failed: readonly string[];
  readonly stop: () => Promise<void>;
}

/** Reads and saves on each of these declarations in turn, and reads what the Caf reads, until it is stopped. */
export function requestsFlow({ person, agent }: Work, ids: readonly string[]): Flow {
  let requests = 0;
  let stopping = false;
  const failed: string[] = [];

  async function asked<T>(what: string, ask: () => Promise<Answer<T>>): Promise<T | undefined> {
    requests += 1;
    try {
      const { status, body } = await ask();
      if (status < 300) return body;
      failed.push(`${what}: ${status} ${JSON.stringify(body).slice(0, 200)}`);
    } catch (error) {
      const { message, cause } = error as Error;
      failed.push(`${what}: ${message} ${cause instanceof Error ? cause.message : ''}`);
    }
    return undefined;
  }

  async function work(id: string): Promise<void> {
    let { revision } = await read(person, id);
    for (let days = 100; !stopping; days = days === 200 ? 100 : days + 1) {
      const values = { ...updatedFigures(), openingDays: days };
      const path = `/api/workflow/declarations/${id}`;
      const saved = await asked('save', () =>
        person.send<DeclarationView>('PUT', `${path}/sections/activity`, { values }, { revision }),
      );
      const seen = await asked('read', () => person.get<DeclarationView>(path));
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
    stop: async () => {
      stopping = true;
      await Promise.all(working);
    },
  };
}
