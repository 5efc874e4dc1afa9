import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { administration } from './src/accounts-desk.ts';
import { agentAccount } from './src/demo-people.ts';
import { originOf } from './src/environment.ts';
import { whatAnImageSays } from './src/image-text.ts';
import { compare } from './src/ranks.ts';
import { signIn } from './src/sign-in.ts';
import { atTheForm, visitorFrom } from './src/visitor.ts';
import { newPerson, newWorld, type Person } from './src/world.ts';

// Quality 3, passwords: nobody learns from words, bytes or time which addresses have an account, and guessing leads nowhere.
// `npm run test:drills -- passwords` prints the figures.
jest.setTimeout(1_200_000);

const timed = Number(process.env['PASSWORD_REQUESTS'] ?? 500);
const pairs = Number(process.env['PASSWORD_GUESSES'] ?? 10_000);
const addresses = 200;
const unknown = 'personne.inconnue@scenario.example';
const portal = originOf('portal');
/** Told apart only if the ranks say so and a person with a stopwatch far away could tell. */
const ranks = 4;
const farApart = 0.25;

const desk = administration();
let people: Person[];
const figures: string[] = [];

beforeAll(async () => {
  const agent = await signIn('admin', agentAccount());
  const world = await newWorld(agent, 'Le Coffre-fort');
  people = [];
  for (let index = 0; index < 21; index += 1) {
    people.push(await newPerson(agent, world, `Cible${index}`, { 0: ['ACTIVITY_PROVIDER'] }));
  }
});
afterAll(() => void process.stderr.write(`${figures.join('\n')}\n`));

/** An address of this machine, another one for each number. */
const addressOf = (index: number) => `127.0.${1 + Math.floor(index / 200)}.${1 + (index % 200)}`;
/** What differs from one answer to the next whoever asks: nonces, addresses of the session, and the address that was typed. */
const withoutChance = (html: string, email: string) =>
  html
    .replaceAll(email, '')
    .replace(/nonce="[^"]*"|(?:href|action|src)="[^"]*"|startSessionPolling\([^)]*\)|checkAuthSession\([^)]*\)/g, '');

function expectSame(compared: ReturnType<typeof compare>): void {
  figures.push(compared.sentence);
  const [one, other] = compared.medians;
  const apart = Math.abs(one - other) / Math.min(one, other);
  expect({ ...compared, same: Math.abs(compared.z) < ranks || apart < farApart }).toMatchObject({ same: true });
}

describe('an address that has an account is not told apart', () => {
  test('at the sign-in form', async () => {
    const [target] = people as [Person];
    const times: Record<string, number[]> = { [target.email]: [], [unknown]: [] };
    const answers = new Set<string>();
    const guess = await atTheForm(addressOf(0), portal);
    for (let index = 0; index < timed; index += 1) {
      const email = index % 2 === 0 ? target.email : unknown;
      // A locked account is another question: the next test.
      if (email === target.email) await desk.forgetFailures(email);
      const { status, text, took } = await guess(email, `perdu${index}`);
      times[email]?.push(took);
      answers.add(`${status} ${withoutChance(text, email)}`);
    }
    expect(answers.size).toBe(1);
    expectSame(compare('sign-in', times[target.email] ?? [], times[unknown] ?? []));
  });

  test('when a new password is asked for', async () => {
    const [, target] = people as [Person, Person];
    const times: Record<string, number[]> = { [target.email]: [], [unknown]: [] };
    const answers = new Set<string>();
    for (let index = 0; index < timed; index += 1) {
      const email = index % 2 === 0 ? target.email : unknown;
      const visitor = visitorFrom(addressOf(index));
      const page = await visitor.get(`${portal}/auth/forgotten-password`);
      const challenge = /name="challenge" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
      const { text } = await whatAnImageSays(challenge);
      const form = { email, challenge, answer: text, act: 'send' };
      const { status, location, took } = await visitor.post(`${portal}/auth/forgotten-password`, form);
      const end = await visitor.get(`${portal}${location ?? ''}`);
      times[email]?.push(took);
      answers.add(`${status} ${location ?? ''} ${end.status} ${withoutChance(end.text, email)}`);
    }
    expect([...answers]).toEqual([expect.stringMatching(/^303 .* 200 /)]);
    expectSame(compare('new password', times[target.email] ?? [], times[unknown] ?? []));
  });
});

describe('guessing', () => {
  const tried = () => people.slice(1);

  test.each([1, addresses])(
    `${pairs} pairs from %d address(es): few are looked at, and the honest come in`,
    async (from) => {
      const targets = tried().slice(from === 1 ? 0 : 10, from === 1 ? 10 : 20);
      const visitors = await Promise.all(
        Array.from({ length: Math.min(from, 20) }, (_, index) =>
          atTheForm(addressOf(from === 1 ? 300 : 400 + index), portal),
        ),
      );
      const before = await desk.guessesLookedAt(targets.map(({ email }) => email));
      let next = 0;
      let opened = 0;
      const begun = performance.now();
      await Promise.all(
        visitors.map(async (first, lane) => {
          let guess = first;
          for (let done = 0; next < pairs; done += 1) {
            const index = next;
            next += 1;
            // Each address has its share, then another one goes on.
            if (from > 1 && done > 0 && done % Math.ceil(pairs / from) === 0) {
              guess = await atTheForm(addressOf(400 + lane + 20 * Math.floor(done / Math.ceil(pairs / from))), portal);
            }
            const target = targets[index % targets.length] as Person;
            if ((await guess(target.email, `devine${index}`)).status === 302) opened += 1;
          }
        }),
      );
      const lookedAt = (await desk.guessesLookedAt(targets.map(({ email }) => email))) - before;
      figures.push(
        `guessing from ${from} address(es): ${pairs} pairs on ${targets.length} accounts, ${lookedAt} compared with a password, ${opened} right`,
      );
      expect(opened).toBe(0);
      // Five before the lock, one after each minute of it, and those that came before Keycloak had noted the fifth.
      const minutes = Math.ceil((performance.now() - begun) / 60_000);
      expect(lookedAt).toBeLessThanOrEqual(targets.length * (10 + minutes));
      const [honest] = people as [Person];
      await desk.forgetFailures(honest.email);
      await signIn('portal', honest);
    },
  );
});
