import { create, toBinary } from '@bufbuild/protobuf';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { HttpApp } from '@portail/platform/http/app.ts';
import { readJournal } from '@portail/platform/journal/journal.ts';
import type { AuditPage } from '@portail/platform/journal/audit.ts';
import { applyOnce } from '@portail/platform/messaging/consumer.ts';
import { newId } from '@portail/platform/pure/id.ts';
import { createTestDatabase, type TestDatabase } from '@portail/platform/testing/test-database.ts';
import { UserRegisteredSchema } from '@portail/proto/portail/identity/v1/identity_pb.ts';
import { createApp } from '../app.ts';
import { assembleControls, loadStaticReference } from '../assemble.ts';
import { reactionsOf } from '../events/in/reactions.ts';
import { listRules, type RuleView } from '../queries/list-rules.ts';
import { listScales, type ScaleView } from '../queries/list-scales.ts';
import { migrations } from '../store/migrations/migrations.ts';
import { findActor } from '../store/person-store.ts';
import { fixtureScale } from '../store/reference/fixture-scale.ts';

const now = new Date('2016-07-01T10:00:00Z');
let store: TestDatabase;
let app: HttpApp;

/** Populations by token; a token is the subject, its realm role follows its name. */
const PEOPLE = {
  'caf-agent': 'CAF_AGENT',
  'caf-admin': 'CAF_ADMIN',
  'cnaf-admin': 'CNAF_ADMIN',
  partner: 'PARTNER',
} as const;

beforeAll(async () => {
  store = await createTestDatabase({ service: 'controls', migrations, channels: ['reevaluation'] });
  const { database } = store;
  const controls = assembleControls(database, await loadStaticReference(database), () => now);
  const registered = reactionsOf(controls.reactionPorts).find((each) => each.type === UserRegisteredSchema.typeName)!;
  for (const [subject, population] of [...Object.entries(PEOPLE), ['suspended', 'CNAF_ADMIN'] as const]) {
    const user = {
      id: newId(now),
      revision: 1n,
      subject,
      population,
      status: subject === 'suspended' ? 'SUSPENDED' : 'ACTIVE',
      cafCodes: ['381'],
    };
    const payload = toBinary(UserRegisteredSchema, create(UserRegisteredSchema, { user }));
    const envelope = {
      id: newId(now),
      type: registered.type,
      subject: user.id,
      source: 'identity',
      time: '',
      actor: '',
    };
    await database.transaction((tx) => applyOnce(tx, 'controls_identity', registered, payload, envelope));
  }
  app = await createApp({
    ports: {
      findActor: (subject) => findActor(database, subject),
      listScales: () => listScales(database),
      listRules: (filter) => listRules(database, filter),
      publishScale: controls.publishScale,
    },
    verify: (token) =>
      token === 'bad'
        ? Promise.reject(new Error('bad token'))
        : Promise.resolve({
            subject: token,
            email: '',
            name: '',
            realmRoles: [token === 'suspended' ? 'cnaf-admin' : token],
          }),
    database,
    now: () => now,
    readiness: {},
    logLevel: 'silent',
  });
});
afterAll(async () => {
  await app.close();
  await store.drop();
});

function call(method: 'GET' | 'PUT', url: string, token: string | null, body?: object, ifMatch?: string) {
  return app.inject({
    method,
    url,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
    },
    ...(body === undefined ? {} : { payload: body }),
  });
}

async function listedScales(): Promise<ScaleView[]> {
  return (await call('GET', '/api/controls/scales', 'caf-agent')).json<{ scales: ScaleView[] }>().scales;
}

function scaleBody(change: object = {}) {
  const { parameters, rows } = fixtureScale(2016);
  const { exercise: _e, status: _s, sourceNote: _n, enteredAt: _a, ...figures } = parameters!;
  return {
    sourceNote: 'Démonstration',
    parameters: figures,
    rows: rows.map(({ id: _i, exercise: _x, enteredBy: _b, enteredAt: _d, ...row }) => row),
    ...change,
  };
}

describe('who may read and publish', () => {
  const reads = ['/api/controls/scales', '/api/controls/rules'];
  test.each(reads)('%s is read by agents and administrators', async (url) => {
    for (const token of ['caf-agent', 'caf-admin', 'cnaf-admin']) {
      expect((await call('GET', url, token)).statusCode).toBe(200);
    }
  });
  test.each(reads)('%s does not exist for anyone else', async (url) => {
    const unknown = await call('GET', '/api/controls/nothing', 'cnaf-admin');
    for (const token of ['partner', 'stranger', 'suspended']) {
      const answer = await call('GET', url, token);
      expect([answer.statusCode, answer.body]).toEqual([404, unknown.body]);
    }
    for (const token of [null, 'bad']) expect((await call('GET', url, token)).statusCode).toBe(401);
  });
  test('only the Cnaf publishes', async () => {
    const status = async (token: string | null) =>
      (await call('PUT', '/api/controls/scales/2030', token, scaleBody(), '"0"')).statusCode;
    expect(await status(null)).toBe(401);
    expect(await status('partner')).toBe(404);
    expect(await status('caf-agent')).toBe(403);
    expect(await status('caf-admin')).toBe(403);
    expect(await status('cnaf-admin')).toBe(200);
  });
});

describe('scales', () => {
  test('the list says what is known, what is not, and how sure it is', async () => {
    const scales = await listedScales();
    const of = (exercise: number) => scales.find((scale) => scale.exercise === exercise);
    expect(of(2013)).toMatchObject({ revision: 1, complete: true, publishedBy: 'portail' });
    expect(of(2015)).toMatchObject({ complete: false, parameters: { rate: 6_600, mode: 'BANDED' } });
    expect(of(2015)?.rows[0]).toMatchObject({ suppliesBoth: true, priceCap: 760, status: 'RECONSTRUCTED' });
    expect(of(2015)?.rows[1]?.priceCap).toBeNull();
    expect(of(2025)?.parameters).toMatchObject({ mode: 'LINEAR', linearFrom: 10_700, linearTo: 12_000 });
  });

  test('publishing replaces, keeps the earlier one, and is journalled', async () => {
    const answer = await call('PUT', '/api/controls/scales/2016', 'cnaf-admin', scaleBody(), '"1"');
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({ exercise: 2016, revision: 2, status: 'FIXTURE', complete: true });
    const scales = await listedScales();
    expect(scales.find((scale) => scale.exercise === 2016)).toEqual(answer.json());
    const [line] = await readJournal(store.database, 'psu-scale-2016');
    expect(line).toMatchObject({ type: 'ScalePublished', sequence: 1 });
    const kept = { name: 'test-kept', text: 'select count(*)::int as n from psu_scale_row where exercise = 2016' };
    expect(await store.database.rows(kept)).toEqual([{ n: 12 }]);
    const outbox = {
      name: 'test-said',
      text: `select aggregate from outbox where subject = 'evt.controls.scale-published.v1'`,
    };
    expect(await store.database.rows(outbox)).toContainEqual({ aggregate: 'psu-scale-2016' });
  });

  test.each([
    ['no version', undefined, {}, 428, 'VERSION_REQUIRED'],
    ['a stale version', '"7"', {}, 409, 'STALE_VERSION'],
    ['an unknown field', '"1"', { status: 'OFFICIAL' }, 400, 'MALFORMED'],
    ['no rows', '"1"', { rows: [] }, 400, 'MALFORMED'],
    ['one service level only', '"1"', { rows: scaleBody().rows.slice(0, 3) }, 422, 'SCALE_INCONSISTENT'],
    ['bands that do not rise', '"1"', { rows: withRow(1, { bandUpperBound: 10_000 }) }, 422, 'SCALE_INCONSISTENT'],
    ['a price with decimals', '"1"', { rows: withRow(0, { priceCap: 8.5 }) }, 400, 'MALFORMED'],
    ['a negative price', '"1"', { rows: withRow(0, { priceCap: -1 }) }, 400, 'MALFORMED'],
  ])('%s is refused and changes nothing', async (_name, ifMatch, change, status, code) => {
    const answer = await call('PUT', '/api/controls/scales/2017', 'cnaf-admin', scaleBody(change), ifMatch);
    expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
    const revision = {
      name: 'test-revision',
      text: 'select max(revision) as revision from psu_scale where exercise = 2017',
    };
    expect(await store.database.rows(revision)).toEqual([{ revision: 1 }]);
  });

  test('an exercise out of range is refused', async () =>
    expect((await call('PUT', '/api/controls/scales/1999', 'cnaf-admin', scaleBody(), '"0"')).statusCode).toBe(400));
});

describe('rules', () => {
  test('those in force for an exercise and a type', async () => {
    const answer = await call('GET', '/api/controls/rules?exercise=2016&type=UPDATED', 'caf-agent');
    const { rules } = answer.json<{ rules: RuleView[] }>();
    const codes = rules.map((rule) => rule.code);
    expect(codes).toContain('ACT-21');
    expect(codes).not.toContain('FIN-01');
    expect(codes).not.toContain('ACT-B07');
    expect(rules.find((rule) => rule.code === 'ACT-12')).toMatchObject({
      severity: 'ALERT',
      thresholds: [{ name: 'tolerance', value: 1_000, unit: 'PERCENT' }],
      cafCode: null,
    });
  });
  test('a wrong filter is refused', async () =>
    expect((await call('GET', '/api/controls/rules?type=REAL', 'caf-agent')).statusCode).toBe(400));
});

function withRow(index: number, change: object) {
  return scaleBody().rows.map((row, at) => (at === index ? { ...row, ...change } : row));
}

describe('the journal of reference data', () => {
  test('says what a publication changed; agents read it, partners do not', async () => {
    await call('PUT', '/api/controls/scales/2031', 'cnaf-admin', scaleBody(), '"0"');
    const changed = scaleBody();
    await call(
      'PUT',
      '/api/controls/scales/2031',
      'cnaf-admin',
      { ...changed, sourceNote: 'Circulaire', parameters: { ...changed.parameters, rate: 6_700 } },
      '"1"',
    );
    const url = '/api/controls/audit?chain=psu-scale-2031';
    const { items } = (await call('GET', url, 'caf-agent')).json<AuditPage>();
    expect(items).toHaveLength(2);
    expect(items[0]).toMatchObject({ object: 'Barème 2031', act: 'Barème publié, version 2', kind: 'SCALE' });
    expect(items[0]?.changes).toEqual([
      { label: 'Source', before: 'Démonstration', after: 'Circulaire' },
      { label: 'Taux de la Psu', before: '66\u202f%', after: '67\u202f%' },
    ]);
    expect((await call('GET', url, 'partner')).statusCode).toBe(404);
    const verified = await call('GET', '/api/controls/audit/verification?chain=psu-scale-2031', 'cnaf-admin');
    expect(verified.json()).toMatchObject({ intact: true, lines: 2 });
    const found = (await call('GET', '/api/controls/audit?object=2031', 'cnaf-admin')).json<AuditPage>();
    expect(found.total).toBe(2);
  });
});
