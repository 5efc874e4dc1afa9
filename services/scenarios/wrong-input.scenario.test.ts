import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import { accepted, refused, type Answer, type ApiClient, type Method, type Problem } from './src/api-client.ts';
import {
  acceptTerms,
  complete,
  control,
  explainAll,
  lock,
  open,
  read,
  reject,
  review,
  save,
  write,
} from './src/acts.ts';
import type { DeclarationView } from './src/declaration-view.ts';
import { agentAccount } from './src/demo-people.ts';
import { activityFigures, financialFigures } from './src/figures.ts';
import { signIn } from './src/sign-in.ts';
import { knownTo, newTeam, newWorld, type Team } from './src/world.ts';

// Every wrong input is answered by a French sentence, a stable code and the field at fault, and changes nothing.
describe('wrong input', () => {
  let agent: ApiClient;
  let team: Team;
  let id: string;

  beforeAll(async () => {
    agent = await signIn('admin', agentAccount());
    const world = await newWorld(agent, 'Les Étourdis');
    team = await newTeam(agent, world);
    ({ id } = await open(agent, { equipmentId: world.equipmentIds[0]!, exercise: 2016, type: 'ACTUAL' }));
    await knownTo(id, team.activity, team.financial, team.approver);
    await save(team.activity, id, 'activity', activityFigures());
    await save(team.financial, id, 'financial', financialFigures());
  });

  /** Sends something wrong and checks that the declaration is as before. */
  async function refusedUnchanged(person: ApiClient, act: () => Promise<Answer<unknown>>): Promise<Problem> {
    const before = await read(person, id);
    const problem = refused('wrong input', await act());
    const after = await read(person, id);
    expect(lasting(after)).toEqual(lasting(before));
    expectFrench(problem.detail);
    for (const error of problem.errors ?? []) expectFrench(error.message);
    return problem;
  }

  /** What an act may change, without the verdict of the controls, which may arrive in between. */
  function lasting({ revision, version, status, sections, comment, history, transmission }: DeclarationView): unknown {
    const states = [sections.activity, sections.financial].map((section) => [section?.state, section?.values]);
    return { revision, version, status, states, comment, history, transmission };
  }

  function expectFrench(sentence: string): void {
    expect(sentence).toMatch(/^[A-ZÀÉÊ«].*[.»]$/su);
    expect(sentence).toMatch(/\b(le|la|les|de|des|un|une|est|votre|vos|au|doit|ne|pas|à|en)\b/iu);
    expect(sentence).not.toMatch(/\b(must|should|expected|required|invalid|property|the)\b/iu);
    expect(sentence).not.toMatch(/\w'\w/);
  }

  const saving = (values: unknown, person: () => ApiClient = () => team.activity, section = 'activity') =>
    refusedUnchanged(person(), () => write(person(), id, 'PUT', `/sections/${section}`, { values }));

  describe('figures', () => {
    test.each([
      ['an unknown field', { attendedHourz: 100 }, 'attendedHourz'],
      ['a computed field', { theoreticalCapacityHours: 100 }, 'theoreticalCapacityHours'],
      ['a field of the header', { authorizedCapacity: 9_900 }, 'authorizedCapacity'],
      ['a text for a figure', { attendedHours: 'trente' }, 'attendedHours'],
      ['a figure for yes or no', { suppliesMeals: 1 }, 'suppliesMeals'],
      ['three decimals', { attendedHours: 3_400_000.5 }, 'attendedHours'],
      ['half a day', { openingDays: 220.5 }, 'openingDays'],
      ['a negative figure', { invoicedHours: -1 }, 'invoicedHours'],
      ['ten thousand million hours', { attendedHours: 1_000_000_000_000 }, 'attendedHours'],
      ['a date that does not exist', { activeFrom: '2016-02-30' }, 'activeFrom'],
      ['an opening in another year', { activeFrom: '2035-09-01' }, 'activeFrom'],
      ['a comment that is too long', { comment: 'a'.repeat(2_001) }, 'comment'],
    ])('%s in the activity form', async (_, values, field) => {
      const problem = await saving(values);
      expect([400, 422]).toContain(problem.status);
      expect(problem.errors?.map(({ path }) => path)).toContain(`/values/${field}`);
    });

    test.each([
      ['an unknown account', { c99Nothing: 100 }, 'c99Nothing'],
      ['a total', { totalExpenses: 100 }, 'totalExpenses'],
      ['a negative amount', { c60Purchases: -100 }, 'c60Purchases'],
      ['ten thousand million euros', { c64Staff: 1_000_000_000_000 }, 'c64Staff'],
    ])('%s in the financial form', async (_, values, field) => {
      const problem = await saving(values, () => team.financial, 'financial');
      expect([400, 422]).toContain(problem.status);
      expect(problem.errors?.map(({ path }) => path)).toContain(`/values/${field}`);
    });

    test('one wrong field among right ones: none is saved', async () => {
      const problem = await saving({ openingDays: 200, attendedHours: -1 });
      expect(problem.errors?.map(({ path }) => path)).toEqual(['/values/attendedHours']);
    });

    test('fields that are not the sender’s to write', async () => {
      const problem = await refusedUnchanged(team.activity, () =>
        write(team.activity, id, 'PUT', '/sections/activity', { values: {}, status: 'VALIDATED', version: 9 }),
      );
      expect(problem.status).toBe(400);
      expect(problem.errors?.length).toBeGreaterThan(0);
    });
  });

  describe('requests', () => {
    test('a stale revision', async () => {
      const { revision } = await read(team.activity, id);
      const body = { values: { openingDays: 200 } };
      const problem = await refusedUnchanged(team.activity, () =>
        write(team.activity, id, 'PUT', '/sections/activity', body, { revision: revision - 1 }),
      );
      expect(problem.status).toBe(409);
    });

    test('no revision at all', async () => {
      const path = `/api/workflow/declarations/${id}/sections/activity`;
      const problem = await refusedUnchanged(team.activity, () => team.activity.send('PUT', path, { values: {} }));
      expect(problem).toMatchObject({ status: 428, code: 'VERSION_REQUIRED' });
    });

    test('a body that is not JSON', async () => {
      const path = `/api/workflow/declarations/${id}/sections/activity`;
      const { revision } = await read(team.activity, id);
      const problem = await refusedUnchanged(team.activity, () =>
        team.activity.send('PUT', path, '{"values": {', { revision }),
      );
      expect(problem.status).toBe(400);
    });

    test('a body that is too large', async () => {
      const problem = await refusedUnchanged(team.approver, () =>
        write(team.approver, id, 'PUT', '/comment', { text: 'a'.repeat(400_000) }),
      );
      expect(problem).toMatchObject({ status: 413, code: 'TOO_LARGE' });
    });

    test.each<[string, Method, string, unknown]>([
      ['an empty explanation', 'PUT', '/explanations/ACT-12', { text: '', fingerprint: 'a'.repeat(64) }],
      ['a section that does not exist', 'PUT', '/sections/humeur', { values: {} }],
    ])('%s', async (_, method, path, body) => {
      const problem = await refusedUnchanged(team.activity, () => write(team.activity, id, method, path, body));
      expect([400, 404, 422]).toContain(problem.status);
    });
  });

  describe('the way to the Caf', () => {
    test('a mandatory field left empty: nothing is lost, but the section does not end', async () => {
      await save(team.financial, id, 'financial', { p70641FamilyContributions: null });
      const controlled = await write(team.financial, id, 'POST', '/sections/financial/controls');
      if (controlled.status === 200) {
        const point = expect.objectContaining({ code: 'FIN-B01', severity: 'BLOCKING' });
        expect(controlled.body.controls).toContainEqual(point);
      } else {
        expect(refused('controls', controlled)).toMatchObject({ code: 'BLOCKING_CONTROLS' });
      }
      const problem = await refusedUnchanged(team.financial, () =>
        write(team.financial, id, 'POST', '/sections/financial/lock'),
      );
      expect(problem.status).toBe(422);
      await save(team.financial, id, 'financial', financialFigures());
    });

    test('a gap without explanation: the section does not end', async () => {
      await save(team.activity, id, 'activity', { ...activityFigures(), invoicedHours: 3_000_000 });
      const view = await control(team.activity, id, 'activity');
      expect(view.controls).toContainEqual(expect.objectContaining({ code: 'ACT-01', toExplain: true }));
      const problem = await refusedUnchanged(team.activity, () =>
        write(team.activity, id, 'POST', '/sections/activity/lock'),
      );
      expect(problem.status).toBe(422);
      const point = view.controls.find(({ code }) => code === 'ACT-01')!;
      const short = await refusedUnchanged(team.activity, () =>
        write(team.activity, id, 'PUT', '/explanations/ACT-01', { text: ' court ', fingerprint: point.fingerprint }),
      );
      expect([400, 422]).toContain(short.status);
      await complete(team.activity, id, 'activity', activityFigures());
    });

    test('a section that is not ended: no transmission', async () => {
      const problem = await refusedUnchanged(team.approver, () => write(team.approver, id, 'POST', '/controls'));
      expect(problem).toMatchObject({ status: 422, code: 'DEC-07' });
    });

    test('an attestation that is not ticked, or other terms: no transmission', async () => {
      await control(team.financial, id, 'financial');
      await explainAll(team.financial, id, 'FINANCIAL');
      await lock(team.financial, id, 'financial');
      await review(team.approver, id);
      const termsVersion = await acceptTerms(team.approver);
      for (const body of [
        { attested: false, termsVersion },
        { attested: true, termsVersion: 'inconnue' },
      ]) {
        const problem = await refusedUnchanged(team.approver, () =>
          write(team.approver, id, 'POST', '/transmission', body, { key: randomUUID() }),
        );
        expect([400, 422]).toContain(problem.status);
      }
    });

    test('the same transmission sent twice with one key has one effect', async () => {
      const termsVersion = await acceptTerms(team.approver);
      const { revision } = await read(team.approver, id);
      const key = randomUUID();
      const body = { attested: true, termsVersion };
      const send = () => write(team.approver, id, 'POST', '/transmission', body, { key, revision });
      const answers = await Promise.all([send(), send()]);
      const [first, second] = [...answers, await send()].map((answer) => accepted('transmission', answer));
      expect(first).toMatchObject({ status: 'SUBMITTED' });
      expect(second!.transmission).toEqual(first!.transmission);
      const { history, versions } = await read(team.approver, id);
      expect(history.filter(({ act }) => /transm/i.test(act))).toHaveLength(1);
      expect(versions).toHaveLength(1);
      const other = await write(
        team.approver,
        id,
        'POST',
        '/transmission',
        { ...body, termsVersion: 'x' },
        { key, revision },
      );
      expect(refused('another content with the same key', other)).toMatchObject({ status: 409 });
    });

    test('after the transmission nobody changes a figure, and a motive must say something', async () => {
      const problem = await saving({ openingDays: 200 });
      expect(problem).toMatchObject({ status: 422, code: 'ALREADY_TRANSMITTED' });
      const short = await refusedUnchanged(agent, () =>
        write(agent, id, 'POST', '/rejection', { motive: 'Non.' }, { key: randomUUID() }),
      );
      expect([400, 422]).toContain(short.status);
      expect(await reject(agent, id, 'Les jours d’ouverture sont à préciser.')).toMatchObject({ version: 2 });
    });
  });
});
