import { expect } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { terms, type World } from './world.ts';

/** A declaration on its way, as the last act answered it. */
export interface OnItsWay {
  readonly id: string;
  revision: number;
}

let exercise = 2011;

/** Exercise of the last declaration opened. */
export const lastExercise = (): number => exercise;

/**
 * Ways to states of a declaration, through the API: the agent `agent` opens, `activity`, `financial` and `approver` do
 * their part. Each declaration has an exercise of its own.
 */
export function journeysOn(world: World, equipmentId: string) {
  const journeys = {
    opened: async (given: object = {}): Promise<OnItsWay> => {
      exercise += 1;
      const { status, body } = await world.call('POST', '/declarations', 'agent', {
        body: { equipmentId, exercise, type: 'ACTUAL', ...given },
        key: randomUUID(),
      });
      expect([status, body.code]).toEqual([200, undefined]);
      return body;
    },

    /** Both sections saved, controlled and ended, the whole declaration controlled; nothing raised. */
    ended: async (given: object = {}): Promise<OnItsWay> => {
      const start = await journeys.opened(given);
      return world.controlled(start.id, [], async () => {
        let declaration = start;
        const write = async (method: 'POST' | 'PUT', path: string, as: string, body?: object) => {
          const answer = await world.call(method, `/declarations/${declaration.id}${path}`, as, {
            revision: declaration.revision,
            ...(body ? { body } : {}),
          });
          expect([path, answer.status >= 300 ? answer.body : 'done']).toEqual([path, 'done']);
          declaration = answer.body;
        };
        await write('PUT', '/sections/activity', 'activity', { values: { places: 3_000, invoicedHours: 5_300_000 } });
        await write('POST', '/sections/activity/controls', 'activity');
        await write('POST', '/sections/activity/lock', 'activity');
        await write('PUT', '/sections/financial', 'financial', { values: { p70641FamilyContributions: 8_851_000 } });
        await write('POST', '/sections/financial/controls', 'financial');
        await write('POST', '/sections/financial/lock', 'financial');
        await write('POST', '/controls', 'approver');
        return declaration;
      });
    },

    transmitted: async (given: object = {}): Promise<OnItsWay> => {
      const declaration = await journeys.ended(given);
      const answer = await world.call('POST', `/declarations/${declaration.id}/transmission`, 'approver', {
        revision: declaration.revision,
        key: randomUUID(),
        body: { attested: true, termsVersion: terms },
      });
      expect([answer.status, answer.body.status]).toEqual([200, 'SUBMITTED']);
      return answer.body;
    },
  };
  return journeys;
}
