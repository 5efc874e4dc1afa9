import { randomUUID } from 'node:crypto';
import { eventually } from '@portail/platform/testing/eventually.ts';
import { accepted, type ApiClient } from '../../services/scenarios/src/api-client.ts';
import { acceptTerms } from '../../services/scenarios/src/acts.ts';
import { inPage, personAt, startBrowser } from '../../services/scenarios/src/browser.ts';
import { agentAccount } from '../../services/scenarios/src/demo-people.ts';
import { signIn } from '../../services/scenarios/src/sign-in.ts';
import { newPerson, newWorld } from '../../services/scenarios/src/world.ts';

// `node scripts/bench/large-partner.ts [equipments]`, against a running system named by the SCENARIO_* and TEST_* variables
// (services/scenarios/README.md): home and searches of one partner with many equipments, one declaration each, through the
// gateway with a session, and the home page in Chromium. The limit is the barest answer of the same way: `/auth/session`.
const equipments = Number(process.argv[2] ?? 120);
const rounds = 5;
const requestsPerRound = 60;

const agent = await signIn('admin', agentAccount());
const world = await newWorld(agent, 'Grande Ville', equipments);
const roles = ['ACTIVITY_PROVIDER', 'FINANCIAL_PROVIDER', 'APPROVER'] as const;
const person = await newPerson(
  agent,
  world,
  'Centvingt',
  Object.fromEntries(world.equipmentIds.map((_, at) => [at, roles])),
);
const words = world.equipmentNames[0]!.replace(/ n1$/, '');

const opened = performance.now();
const demand = { name: words, exercise: 2016, type: 'ACTUAL', search: words };
accepted('campaign', await agent.send('POST', '/api/workflow/campaigns', demand, { key: randomUUID() }));
const client = await signIn('portal', person);
await acceptTerms(client);
await eventually('every declaration on the home page', async () => {
  const { tasks } = accepted('home', await client.get<{ tasks: unknown[] }>('/api/workflow/home'));
  return tasks.length === equipments;
});
report('campaign until the partner sees all', { ms: Math.round(performance.now() - opened) });

const questions: readonly [string, string][] = [
  ['home', '/api/workflow/home'],
  ['messages not read', '/api/workflow/unread-files'],
  ['equipments by name', `/api/workflow/equipments?name=${encodeURIComponent(words)}`],
  [
    'declarations by four criteria',
    `/api/workflow/declarations?exercise=2016&type=ACTUAL&status=TO_ENTER&search=ville`,
  ],
];
const limit = await measured(client, '/auth/session');
for (const [name, path] of questions) {
  const times = await measured(client, path);
  report(name, {
    p50: at(times, 0.5),
    p99: at(times, 0.99),
    limitP50: at(limit, 0.5),
    ratio: at(times, 0.5) / at(limit, 0.5),
  });
}

const browser = await startBrowser();
try {
  const screen = await personAt(browser, 'portal', person);
  const seen: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const from = performance.now();
    await screen.page.goto(screen.page.url(), { waitUntil: 'domcontentloaded' });
    await eventually('the tasks', () => inPage<boolean>(screen.page, `document.querySelector('main a.go') !== null`));
    seen.push(performance.now() - from);
  }
  report('home in Chromium, until the first task is there', { p50: at(seen, 0.5), rounds });
} finally {
  await browser.close();
}

/** Times of one request after the other, sorted, milliseconds; a first round warms up and is dropped. */
async function measured(asker: ApiClient, path: string): Promise<number[]> {
  const times: number[] = [];
  for (let request = 0; request < (rounds + 1) * requestsPerRound; request += 1) {
    const from = performance.now();
    accepted(path, await asker.get(path));
    if (request >= requestsPerRound) times.push(performance.now() - from);
  }
  return times.toSorted((one, other) => one - other);
}

function at(sorted: readonly number[], share: number): number {
  const value = sorted.toSorted((one, other) => one - other)[
    Math.min(sorted.length - 1, Math.floor(sorted.length * share))
  ];
  return Math.round((value ?? 0) * 10) / 10;
}

function report(name: string, figures: Readonly<Record<string, number>>): void {
  const rounded = Object.entries(figures).map(([key, value]) => [key, Math.round(value * 10) / 10]);
  console.log(JSON.stringify({ bench: name, equipments, ...Object.fromEntries(rounded) }));
}
