import { beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import { metrics } from '@portail/platform/telemetry/metrics.ts';
import { eventually } from '@portail/platform/testing/eventually.ts';
import { complete, read, reject, transmit } from './src/acts.ts';
import type { ApiClient } from './src/api-client.ts';
import { agentAccount } from './src/demo-people.ts';
import { activityFigures, financialFigures } from './src/figures.ts';
import { faultsOfLine } from './src/log-judge.ts';
import { opened } from './src/prepared.ts';
import { signIn } from './src/sign-in.ts';
import { loggedLines, publishedSeries, spansOf, traced, type SeenSpan } from './src/telemetry.ts';
import { newTeam, newWorld, type Team, type World } from './src/world.ts';

// What an operator sees of the product: one trace from the request to the reactions, the metrics of the table, and logs in
// which nobody and no figure is. It plays after the other scenarios, so that the logs judged are those of all of them.
describe('telemetry', () => {
  let agent: ApiClient;
  let world: World;
  let team: Team;
  let id: string;

  beforeAll(async () => {
    agent = await signIn('admin', agentAccount());
    world = await newWorld(agent, 'Les Observées');
    team = await newTeam(agent, world);
    id = await opened(agent, team, { equipmentId: world.equipmentIds[0]!, exercise: 2016, type: 'ACTUAL' });
    await complete(team.activity, id, 'activity', activityFigures());
    await complete(team.financial, id, 'financial', financialFigures());
  }, 120_000);

  test('one trace goes from the request through gateway, service, outbox and bus to every reaction', async () => {
    const { client, traceId } = traced(team.approver, '/transmission');
    await transmit(client, id);
    expect(await read(team.approver, id)).toMatchObject({ status: 'SUBMITTED' });
    const reacting = ['controls', 'documents', 'notifications', 'statistics'];
    const transmitting = 'declaration-workflow';
    const spans = await eventually(
      'the whole trace',
      async () => {
        const seen = await spansOf(traceId);
        const heard = servicesThat('react', seen);
        // Each process sends its spans when it likes: those who heard may tell before the one who published.
        const whole =
          reacting.every((service) => heard.has(service)) && servicesThat('publish', seen).has(transmitting);
        return whole && hangsTogether(seen) && seen;
      },
      30_000,
    );
    const services = new Set(spans.map(({ service }) => service));
    expect([...services].sort()).toEqual([...reacting, transmitting, 'gateway'].sort());
  }, 60_000);

  test('the processes publish the metrics of the table, all of them and no other', async () => {
    await reject(agent, id, 'Les jours d’ouverture sont à revoir.');
    await team.approver.get(`/api/documents/declarations/${id}/summary`);
    const series = await publishedSeries();
    const ours = new Set(
      [...series.values()]
        .flatMap((names) => [...names])
        .filter((name) => name.startsWith('portail_'))
        .map(metricOf),
    );
    // The Caf has to have judged within thirty days, a person to look at a screen: the rest is always there.
    const always = Object.keys(metrics).filter((name) => name !== 'portail_judgement_seconds');
    expect(always.filter((name) => !ours.has(name))).toEqual([]);
    expect([...ours].filter((name) => !(name in metrics))).toEqual([]);
    for (const name of ['nodejs_eventloop_utilization', 'v8js_memory_heap_used']) {
      expect([...series].filter(([, names]) => !names.has(name)).map(([service]) => service)).toEqual([]);
    }
  });

  test('no line of the logs of all scenarios names a person, an address or a figure', async () => {
    const services = [...(await publishedSeries()).keys()];
    const lines = loggedLines(services);
    expect(lines.length).toBeGreaterThan(services.length);
    const people = Object.values(team.people).flatMap(({ email, name }) => [email, name]);
    const faults = lines.flatMap(({ where, text }) => faultsOfLine(text, people).map((fault) => `${where}: ${fault}`));
    expect(faults.slice(0, 20)).toEqual([]);
  });
});

/** Services with a span of this work, `publish` or `react`. */
function servicesThat(work: string, spans: readonly SeenSpan[]): ReadonlySet<string> {
  return new Set(spans.filter(({ name }) => name.startsWith(`${work} `)).map(({ service }) => service));
}

/** Each span hangs on another one of the trace, but those of the gateway, which hang on the caller’s. */
function hangsTogether(spans: readonly SeenSpan[]): boolean {
  const known = new Set(spans.map(({ id }) => id));
  return spans.every(({ service, parent }) => known.has(parent) || service === 'gateway');
}

function metricOf(series: string): string {
  const whole = series.replace(/_(?:bucket|count|sum)$/, '');
  return whole in metrics ? whole : series;
}
