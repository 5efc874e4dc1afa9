import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { eventually } from '@portail/platform/testing/eventually.ts';
import { administration } from './src/accounts-desk.ts';
import type { ApiClient } from './src/api-client.ts';
import { acceptTerms } from './src/acts.ts';
import { tell } from './src/control-door.ts';
import { agentAccount } from './src/demo-people.ts';
import { note } from './src/drill-report.ts';
import { signIn } from './src/sign-in.ts';
import { newPerson, newWorld } from './src/world.ts';

// A restarted Keycloak costs nobody their session: the gateway’s tokens are renewed by the one that came back.
jest.setTimeout(600_000);

const usualSeconds = 300;
/** Long enough for Keycloak to come back before the last token of before is over. */
const shortSeconds = 90;
const desk = administration();
let agent: ApiClient;

beforeAll(async () => {
  agent = await signIn('admin', agentAccount());
  await desk.setTokenLife(shortSeconds);
});
afterAll(() => desk.setTokenLife(usualSeconds));

test.each(['kill', 'stop'] as const)('Keycloak restarted (%s): who was in still is, with new tokens', async (verb) => {
  const world = await newWorld(agent, 'Le Veilleur de nuit');
  const inside = await signIn('portal', await newPerson(agent, world, 'Nuit', { 0: ['ACTIVITY_PROVIDER'] }));
  await acceptTerms(inside);
  const begun = Date.now();
  await tell('keycloak', verb);
  await tell('keycloak', 'start');
  const back = Date.now();
  // The token of before is over by then: an answer takes one that the restarted Keycloak gave.
  const over = begun + (shortSeconds + 5) * 1_000;
  await eventually('the token of before to be over', () => Date.now() > over, shortSeconds * 2_000);
  expect((await inside.get('/api/identity/me')).status).toBe(200);
  const seconds = ((back - begun) / 1_000).toFixed(0);
  note(`Keycloak restarted (${verb}) in ${seconds} s: who was in still is, their tokens are renewed`);
});
