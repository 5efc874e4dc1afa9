import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import { eventually } from '@portail/platform/testing/eventually.ts';
import { administration } from './src/accounts-desk.ts';
import { open, read } from './src/acts.ts';
import type { ApiClient } from './src/api-client.ts';
import { tell } from './src/control-door.ts';
import { agentAccount } from './src/demo-people.ts';
import { note } from './src/drill-report.ts';
import { signIn } from './src/sign-in.ts';
import { knownTo, newPerson, newWorld } from './src/world.ts';

/** Seconds: over before Keycloak is started again, and long enough for the second that it rounds off to be little. */
const tokenLife = 12;

describe('a Keycloak that restarts costs nobody their session', () => {
  const desk = administration();
  let before: number;
  let inside: ApiClient;
  let id: string;

  beforeAll(async () => {
    const agent = await signIn('admin', agentAccount());
    const world = await newWorld(agent, 'Les Patients');
    const person = await newPerson(agent, world, 'Assise', { 0: ['ACTIVITY_PROVIDER'] });
    ({ id } = await open(agent, { equipmentId: world.equipmentIds[0]!, exercise: 2016, type: 'ACTUAL' }));
    before = await desk.tokensLast(tokenLife);
    inside = await signIn('portal', person);
    await knownTo(id, inside);
  }, 120_000);

  afterAll(async () => {
    await desk.tokensLast(before);
  });

  test.each(['stop', 'kill'] as const)(
    'after a %s: meanwhile a sentence, then everything as before, without signing in',
    async (verb) => {
      const path = `/api/workflow/declarations/${id}`;
      await tell('keycloak', verb);
      try {
        const answer = await eventually(
          'the token to be over',
          async () => {
            const found = await inside.get<{ readonly detail?: string }>(path);
            return found.status !== 200 && found;
          },
          30_000,
        );
        expect(answer).toMatchObject({ status: 503, body: { detail: expect.any(String) } });
      } finally {
        await tell('keycloak', 'start');
      }
      expect((await read(inside, id)).id).toBe(id);
      note(`Keycloak told to ${verb} and started again: who was in is still in, with a new token`);
    },
    180_000,
  );
});
