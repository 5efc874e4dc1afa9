import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import './src/patience.ts';
import { unexpectedOf, manyAtOnce, unknownBodyOf } from './src/access-asking.ts';
import {
  collectionCases,
  identifierCases,
  methodCases,
  namingCases,
  propertyCases,
  type Case,
} from './src/access-cases.ts';
import { entranceOf } from './src/access-collections.ts';
import {
  expectationOf,
  seesDeclaration,
  seesEquipment,
  type Kind,
  type Persona,
  type Target,
} from './src/access-table.ts';
import { newAccessWorld, type AccessWorld, type SignedIn } from './src/access-world.ts';
import { read } from './src/acts.ts';
import { accepted, refused, type ApiClient } from './src/api-client.ts';
import { activityFigures } from './src/figures.ts';
import { operations } from './src/openapi.ts';

// Quality.md 3: every operation of every service × personas × targets, portal and administration together, through the
// gateway. What each may do is written in access-table.ts, access-collections.ts and access-named.ts, independently of the
// services; this file only asks.
describe('access', () => {
  const every = operations();
  let world: AccessWorld;
  let nothing: string;
  let asked = 0;

  beforeAll(async () => {
    world = await newAccessWorld();
    nothing = await unknownBodyOf(world.people.get('agent')!);
    expect(nothing).toBe(await unknownBodyOf(world.people.get('approver')!));
  }, 300_000);

  const client = (persona: SignedIn): ApiClient => world.people.get(persona)!;
  async function ask(cases: readonly Case[]): Promise<void> {
    asked += cases.length;
    expect(await unexpectedOf(cases, nothing)).toEqual([]);
  }

  test('every operation of the documents has its expectation', () => {
    const missing = every.filter(
      ({ id, path }) => (path.includes('{') ? expectationOf(id) : entranceOf(id)) === undefined,
    );
    expect(missing.map(({ id, method, path }) => `${id}: ${method} ${path}`)).toEqual([]);
  });

  test('every operation with an identifier × every persona × every target', async () => {
    await ask(identifierCases(world, every));
  }, 300_000);

  test('every operation without identifier × every persona', async () => {
    await ask(collectionCases(world, every));
  }, 60_000);

  test('a method that is not in the documents is as unknown as an address that is not', async () => {
    await ask(methodCases(world, every));
  }, 60_000);

  test('what is named in a query, in a body or beside the thing is as unknown as what does not exist', async () => {
    await ask(namingCases(world, every));
  }, 60_000);

  test('state, version, computed values and what only the Caf says are refused when they are sent', async () => {
    await ask(propertyCases(world, every));
  }, 60_000);

  test('figures that are computed, of the other section or of no form are refused line by line', async () => {
    interface View {
      readonly revision: number;
      readonly sections: Readonly<
        Record<'activity' | 'financial', { readonly derived: Readonly<Record<string, unknown>> }>
      >;
    }
    const id = world.idOf('own', 'declaration');
    const found: string[] = [];
    for (const [persona, section] of [
      ['activity provider', 'activity'],
      ['financial provider', 'financial'],
    ] as const) {
      const asker = client(persona);
      const path = `/api/workflow/declarations/${id}`;
      const view = accepted('the declaration', await asker.get<View>(path));
      const computed = Object.keys(view.sections[section].derived);
      expect(computed.length).toBeGreaterThan(0);
      const foreign = [section === 'activity' ? 'p64StaffCosts' : 'openingDays', 'status', 'entitlement', '__proto__'];
      await manyAtOnce([...computed, ...foreign], async (field) => {
        asked += 1;
        const body = `{"values":{${JSON.stringify(field)}:1}}`;
        const answer = await asker.send<{ code: string }>('PUT', `${path}/sections/${section}`, body, {
          revision: view.revision,
        });
        if (![400, 422].includes(answer.status)) found.push(`${persona} sends ${field}: ${answer.status}`);
      });
    }
    expect(found).toEqual([]);
  });

  test('lists hold nothing of others, whatever is asked for', async () => {
    const lists = every.filter(
      ({ id, method, json }) => method === 'GET' && json && entranceOf(id) !== undefined && id !== 'followDeclaration',
    );
    const found: string[] = [];
    const questions = lists.flatMap((operation) =>
      [...world.people].flatMap(([persona, asker]) => {
        const entrance = entranceOf(operation.id)!;
        if (!operation.sites.includes(asker.site) || !entrance.admits(persona)) return [];
        const foreign = marksHidden(persona).filter(({ kind }) => !entrance.mayName?.includes(kind));
        const queries = [
          '',
          ...foreign.flatMap(({ kind, text }) =>
            operation.query.flatMap((name) => {
              if (name === 'equipmentId')
                return kind === 'equipment' && /^[0-9a-f-]{36}$/.test(text) ? [`${name}=${text}`] : [];
              return ['search', 'name', 'object'].includes(name) ? [`${name}=${encodeURIComponent(text)}`] : [];
            }),
          ),
        ];
        return queries.map((query) => ({ operation, persona, asker, foreign, query, given: entrance.query ?? '' }));
      }),
    );
    asked += questions.length;
    await manyAtOnce(questions, async ({ operation, persona, asker, foreign, query, given }) => {
      const separator = given === '' ? '?' : '&';
      const path = `${operation.path}${given}${query === '' ? '' : separator}${query}`;
      const text = JSON.stringify(accepted(path, await asker.get(path)));
      for (const mark of foreign) {
        if (text.includes(mark.text)) found.push(`${path} shows ${persona} the ${mark.kind} ${mark.text}`);
      }
    });
    expect(found).toEqual([]);
    expect(questions.length).toBeGreaterThan(300);
  }, 60_000);

  test('a key answers only the person who sent it first', async () => {
    const key = `access-${randomUUID()}`;
    const wanted = { equipmentId: world.own.equipmentIds[1]!, exercise: 2017, type: 'FORECAST' };
    const opening = (asker: ApiClient) => asker.send('POST', '/api/workflow/declarations', wanted, { key });
    const first = accepted('the opening', await opening(client('agent')));
    expect(first).toMatchObject({ status: 'TO_ENTER' });
    expect(accepted('its repeat', await opening(client('agent')))).toMatchObject({ id: (first as { id: string }).id });
    // For a colleague it is an act of their own, which finds the declaration there; for others there is nothing.
    expect(refused('a colleague’s', await opening(client('Caf administrator')))).toMatchObject({
      code: 'DECLARATION_EXISTS',
    });
    for (const persona of ['agent of another Caf', 'Cnaf administrator', 'approver'] as const) {
      const answer = await opening(client(persona));
      expect([persona, answer.status, JSON.stringify(answer.body)]).toEqual([persona, 404, nothing]);
    }

    const partner = { name: `Clé ${key}`, status: 'ASSOCIATION' };
    const register = (asker: ApiClient) =>
      asker.send<{ id: string }>('POST', '/api/equipment/partners', partner, { key });
    const mine = accepted('a gestionnaire', await register(client('agent'))).id;
    expect(accepted('the same', await register(client('agent'))).id).toBe(mine);
    expect(accepted('another', await register(client('agent of another Caf'))).id).not.toBe(mine);

    const campaign = { name: `Clé ${key}`, exercise: 2017, type: 'FORECAST', search: `introuvable ${key}` };
    const start = (asker: ApiClient) =>
      asker.send<{ id: string }>('POST', '/api/workflow/campaigns', campaign, { key });
    const started = accepted('a campaign', await start(client('agent'))).id;
    expect(accepted('the same', await start(client('agent'))).id).toBe(started);
    const theirs = accepted('another', await start(client('agent of another Caf'))).id;
    expect(theirs).not.toBe(started);
    const seen = await client('agent of another Caf').get(`/api/workflow/campaigns/${started}`);
    expect([seen.status, JSON.stringify(seen.body)]).toEqual([404, nothing]);
  });

  test('nothing changed after all that, and three thousand questions were asked', async () => {
    const view = await read(client('activity provider'), world.idOf('own', 'declaration'));
    expect(view).toMatchObject({ status: 'IN_PROGRESS', version: 1 });
    expect(view.sections.activity.values).toMatchObject(activityFigures());
    const untouched = await read(client('agent'), world.idOf('same partner, no role', 'declaration'));
    expect(untouched).toMatchObject({ status: 'TO_ENTER', version: 1 });
    for (const target of ['own', 'same partner, no role', 'other partner'] as const) {
      const user = await client('agent').get(`/api/identity/users/${world.idOf(target, 'user')}`);
      expect(user.body).toMatchObject({ status: 'ACTIVE', passwordChangeForcedAt: null });
    }
    console.info(`access matrix: ${asked} cases`);
    expect(asked).toBeGreaterThanOrEqual(3_000);
  });

  /** What would show that a thing exists which is not this person’s to know. */
  function marksHidden(persona: Persona) {
    const everything = ['own', 'same partner, no role', 'other partner', 'other Caf'] as const;
    const seen = everything.flatMap((target) =>
      world.marksOf(target).flatMap(({ kind, text }) => (seesMark(persona, target, kind) ? [text] : [])),
    );
    return everything.flatMap((target) => world.marksOf(target)).filter(({ text }) => !seen.includes(text));
  }
});

function seesMark(persona: Persona, target: Target, kind: Kind): boolean {
  if (kind === 'equipment') return seesEquipment(persona, target);
  // Colleagues of one gestionnaire see each other’s names.
  const ofOwnPartner = kind === 'user' && target === 'same partner, no role';
  return seesDeclaration(persona, ofOwnPartner ? 'own' : target);
}
