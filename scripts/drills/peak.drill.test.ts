import { beforeAll, describe, expect, test } from '@jest/globals';
import { setTimeout as rest } from 'node:timers/promises';
import type { ApiClient } from '../../services/scenarios/src/api-client.ts';
import { acceptTerms, open, read } from '../../services/scenarios/src/acts.ts';
import type { DeclarationView } from '../../services/scenarios/src/declaration-view.ts';
import { agentAccount } from '../../services/scenarios/src/demo-people.ts';
import { note } from '../../services/scenarios/src/drill-report.ts';
import { updatedFigures } from '../../services/scenarios/src/figures.ts';
import { brokenInvariants } from '../../services/scenarios/src/invariants.ts';
import { signIn } from '../../services/scenarios/src/sign-in.ts';
import { knownTo, newPerson, newWorld } from '../../services/scenarios/src/world.ts';

// P12 at the rate that is asked: RATE=40 SECONDS=60 npm run test:drills -- peak. Acts leave at their instant whether the former
// ones are answered or not, and are timed from that instant.
const minute = 60_000;
const rate = Number(process.env['RATE'] ?? 40);
const seconds = Number(process.env['SECONDS'] ?? 60);
/** A session has a limit of requests a minute. */
const actsASecondOfOne = 2;
const people = Math.ceil(rate / actsASecondOfOne);
const base = '/api/workflow/declarations';

/** A declaration that one person works on, one act after the other. */
interface Desk {
  readonly person: ApiClient;
  readonly id: string;
  revision: number;
  days: number;
}

describe(`${rate} acts a second for ${seconds} seconds`, () => {
  const desks: Desk[] = [];

  beforeAll(async () => {
    const agent = await signIn('admin', agentAccount());
    const world = await newWorld(agent, 'La Pointe', people);
    for (const [index, equipmentId] of world.equipmentIds.entries()) {
      // Who approves too would end the section by having it controlled.
      const account = await newPerson(agent, world, 'Pointe', { [index]: ['ACTIVITY_PROVIDER'] });
      const person = await signIn('portal', account);
      await acceptTerms(person);
      const { id } = await open(agent, { equipmentId, exercise: 2016, type: 'UPDATED', periodEnd: '2016-06-30' });
      await knownTo(id, person);
      desks.push({ person, id, revision: (await read(person, id)).revision, days: 100 });
    }
  }, 30 * minute);

  test(
    'each is accepted, and the queues are empty soon after',
    async () => {
      const times: number[] = [];
      const refused: string[] = [];
      /** The former act of a desk: a person does one thing after the other. */
      const busy = new Map<Desk, Promise<void>>();
      const begun = performance.now();
      for (let act = 0; act < rate * seconds; act += 1) {
        const due = begun + (act * 1_000) / rate;
        const wait = due - performance.now();
        if (wait > 0) await rest(wait);
        const desk = desks[act % desks.length]!;
        const turn = Math.floor(act / desks.length);
        const done = (busy.get(desk) ?? Promise.resolve()).then(async () => {
          const answer = await (turn % 2 === 0 ? save(desk) : control(desk));
          times.push(performance.now() - due);
          if (answer.status < 300) desk.revision = answer.body.revision;
          else refused.push(`${answer.status} ${JSON.stringify(answer.body).slice(0, 200)}`);
        });
        busy.set(desk, done);
      }
      await Promise.all(busy.values());
      const lasted = (performance.now() - begun) / 1_000;
      const ended = performance.now();
      const broken = await brokenInvariants(120);
      times.sort((a, b) => a - b);
      const at = (share: number) => times[Math.min(times.length - 1, Math.floor(share * times.length))]!.toFixed(0);
      note(
        `peak: ${times.length} acts of ${people} people, ${rate} a second asked, ${(times.length / lasted).toFixed(1)} done; ` +
          `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms from the instant they were due, ${refused.length} refused; ` +
          `queues empty and invariants verified ${((performance.now() - ended) / 1_000).toFixed(1)} s after`,
      );
      expect(refused).toEqual([]);
      expect(broken).toEqual([]);
    },
    (seconds / 60 + 15) * minute,
  );
});

function save(desk: Desk) {
  desk.days = desk.days === 180 ? 100 : desk.days + 1;
  const body = { values: { ...updatedFigures(), openingDays: desk.days } };
  return desk.person.send<DeclarationView>('PUT', `${base}/${desk.id}/sections/activity`, body, {
    revision: desk.revision,
  });
}

function control(desk: Desk) {
  return desk.person.send<DeclarationView>('POST', `${base}/${desk.id}/sections/activity/controls`, undefined, {
    revision: desk.revision,
  });
}
