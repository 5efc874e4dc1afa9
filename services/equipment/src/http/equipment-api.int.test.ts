import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import type { AuditPage } from '@portail/platform/journal/audit.ts';
import { readJournal, verifyJournal } from '@portail/platform/journal/journal.ts';
import { startConsumer, type RunningConsumer } from '@portail/platform/messaging/consumer.ts';
import { startRelay, type Relay } from '@portail/platform/outbox/relay.ts';
import { putInOutbox } from '@portail/platform/outbox/outbox.ts';
import { newId } from '@portail/platform/pure/id.ts';
import type { HttpApp } from '@portail/platform/http/app.ts';
import { eventually } from '@portail/platform/testing/eventually.ts';
import { malformedLists } from '@portail/platform/testing/malformed-lists.ts';
import { createTestBus, type TestBus } from '@portail/platform/testing/test-bus.ts';
import { createTestDatabase, type TestDatabase } from '@portail/platform/testing/test-database.ts';
import { EquipmentUpdatedSchema } from '@portail/proto/portail/equipment/v1/equipment_pb.ts';
import { UserRegisteredSchema, UserSuspendedSchema } from '@portail/proto/portail/identity/v1/identity_pb.ts';
import { createApp } from '../app.ts';
import { identityReactions } from '../events/in/identity.ts';
import { equipmentEntity, partnerEntity } from '../store/entities.ts';
import { migrations } from '../store/migrations/list.ts';

const now = new Date('2016-03-12T10:42:00Z');
let store: TestDatabase;
let nats: TestBus;
let relay: Relay;
let consumer: RunningConsumer;
let app: HttpApp;
let partnerId = '';
let otherPartnerId = '';
let moufletterie = '';

/** Realm roles per subject, as a token would say them; signatures are platform’s own test. */
const realmRoles: Record<string, string> = {
  agent: 'caf-agent',
  'other-agent': 'caf-agent',
  cnaf: 'cnaf-admin',
  'partner-on': 'partner',
  'partner-off': 'partner',
  'partner-later': 'partner',
  'partner-other': 'partner',
  stranger: 'partner',
};

interface Told {
  readonly population: string;
  readonly cafCodes?: string[];
  readonly partnerId?: string;
  readonly on?: readonly { readonly id: string; readonly from: string; readonly to?: string }[];
  readonly status?: string;
  readonly revision?: bigint;
}

/** Says, as the identity service does, that a person exists, and waits until it is known here. */
async function tell(subject: string, told: Told): Promise<void> {
  const user = {
    id: idOf(subject),
    revision: told.revision ?? 1n,
    subject,
    population: told.population,
    status: told.status ?? 'ACTIVE',
    partnerId: told.partnerId ?? '',
    cafCodes: told.cafCodes ?? [],
    givenName: 'Camille',
    familyName: subject,
    habilitations: (told.on ?? []).map(({ id, from, to }) => ({
      equipmentId: id,
      roles: ['APPROVER'],
      effectiveFrom: from,
      effectiveTo: to ?? '',
    })),
  };
  const schema = user.status === 'ACTIVE' ? UserRegisteredSchema : UserSuspendedSchema;
  await store.database.transaction((tx) =>
    putInOutbox(tx, [
      {
        id: newId(now),
        subject: 'evt.identity.told.v1',
        type: schema.typeName,
        source: 'identity',
        aggregate: user.id,
        at: now,
        actor: 'test',
        payload: toBinary(schema, create(schema, { user })),
      },
    ]),
  );
  const known = { name: 'person-revision', text: 'select revision from person where subject = $1' };
  await eventually(`${subject} known`, async () => {
    const [row] = await store.database.rows<{ revision: number }>(known, [subject]);
    return row !== undefined && row.revision >= Number(user.revision);
  });
}

const ids = new Map<string, string>();
function idOf(subject: string): string {
  const id = ids.get(subject) ?? newId(now);
  ids.set(subject, id);
  return id;
}

function call(subject: string, method: 'GET' | 'POST' | 'PUT', url: string, body?: object, headers = {}) {
  return app.inject({
    method,
    url: `/api/equipment${url}`,
    headers: { authorization: `Bearer ${subject}`, ...headers },
    ...(body ? { payload: body } : {}),
  });
}
const at = (revision: number) => ({ 'if-match': `"${revision}"` });
const key = () => ({ 'idempotency-key': newId(now) });
const page = (subject: string, id = moufletterie) => call(subject, 'GET', `/equipments/${id}`);

const identity = {
  name: 'Moufletterie',
  careType: 'COLLECTIVE',
  activityType: 'Multi-accueil',
  address: '3 rue des Tilleuls',
  postalCode: '80100',
  commune: 'Évrecourt',
  departmentCode: '80',
  afcFileNumber: '201300012',
  idequ: '80000012',
  openedOn: '2010-09-01',
};

beforeAll(async () => {
  store = await createTestDatabase({ service: 'equipment', migrations, entities: [partnerEntity, equipmentEntity] });
  nats = await createTestBus('equipment');
  const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
  relay = startRelay({ ...store, publish: nats.publish, logger });
  const durable = await nats.addDurable('equipment_identity');
  consumer = await startConsumer({
    bus: nats.bus,
    database: store.database,
    ...durable,
    reactions: identityReactions,
    logger,
  });
  app = await createApp({
    database: store.database,
    verify: async (token) => {
      const role = realmRoles[token];
      if (!role) throw new Error('bad token');
      return { subject: token, email: '', name: '', realmRoles: [role] };
    },
    now: () => now,
    logLevel: 'silent',
    readiness: {},
  });
  await tell('agent', { population: 'CAF_AGENT', cafCodes: ['801'] });
  await tell('other-agent', { population: 'CAF_AGENT', cafCodes: ['011'] });
  await tell('cnaf', { population: 'CNAF_ADMIN' });
  const register = async (name: string) =>
    (await call('agent', 'POST', '/partners', { name, status: 'PUBLIC' }, key())).json<{ id: string }>().id;
  partnerId = await register('Ville d’Évrecourt');
  otherPartnerId = await register('Association Les Mésanges');
  const registered = await call('agent', 'POST', '/equipments', { partnerId, cafCode: '801', ...identity }, key());
  expect(registered.statusCode).toBe(201);
  moufletterie = registered.json<{ id: string }>().id;
  const habilitation = { id: moufletterie, from: '2016-01-01' };
  await tell('partner-on', { population: 'PARTNER', partnerId, on: [habilitation] });
  await tell('partner-off', { population: 'PARTNER', partnerId, on: [{ ...habilitation, to: '2016-03-11' }] });
  await tell('partner-later', { population: 'PARTNER', partnerId, on: [{ id: moufletterie, from: '2016-03-13' }] });
  await tell('partner-other', { population: 'PARTNER', partnerId: otherPartnerId, on: [habilitation] });
}, 30_000);

afterAll(async () => {
  await app.close();
  await consumer.stop();
  await relay.stop();
  await nats.close();
  await store.drop();
});

describe('who sees an equipment', () => {
  test.each([
    ['agent', 200],
    ['cnaf', 200],
    ['partner-on', 200],
    ['other-agent', 404],
    ['partner-off', 404],
    ['partner-later', 404],
    ['partner-other', 404],
    ['stranger', 404],
  ])('%s: %i', async (subject, status) => {
    const answer = await page(subject);
    expect(answer.statusCode).toBe(status);
    if (status === 404) expect(answer.body).toBe((await page(subject, newId(now))).body);
    const list = (await call(subject, 'GET', '/equipments')).json<{ items: object[]; total: number }>();
    expect(list.total).toBe(status === 200 ? 1 : 0);
    expect(list.items).toHaveLength(list.total);
  });

  test('nobody without a token; not even a shape of an id', async () => {
    expect((await page('not-a-token')).statusCode).toBe(401);
    expect((await page('agent', 'abc')).statusCode).toBe(400);
  });

  test('a suspended person sees nothing any more, and an older event does not bring them back', async () => {
    await tell('partner-on', {
      population: 'PARTNER',
      partnerId,
      on: [{ id: moufletterie, from: '2016-01-01' }],
      status: 'SUSPENDED',
      revision: 5n,
    });
    expect((await page('partner-on')).statusCode).toBe(404);
    await tell('partner-on', {
      population: 'PARTNER',
      partnerId,
      on: [{ id: moufletterie, from: '2016-01-01' }],
      revision: 3n,
    });
    expect((await page('partner-on')).statusCode).toBe(404);
    await tell('partner-on', {
      population: 'PARTNER',
      partnerId,
      on: [{ id: moufletterie, from: '2016-01-01' }],
      revision: 6n,
    });
    expect((await page('partner-on')).statusCode).toBe(200);
  });
});

describe('what a Caf agent writes', () => {
  const authorization = {
    validFrom: '2012-01-01',
    capacity: 3_000,
    modulated: false,
    slots: [],
    ageFrom: 2,
    ageTo: 48,
    openingHours: '7 h 30 – 18 h 30, du lundi au vendredi',
  };

  test('each act answers the new state, is journalled and said on the bus', async () => {
    const base = `/equipments/${moufletterie}`;
    const referent = { name: 'Mme Baron', email: 'a.baron@caf-80.example', phone: '03 00 00 00 01' };
    const answers = [
      await call('agent', 'POST', `${base}/authorizations`, authorization, at(1)),
      await call(
        'agent',
        'POST',
        `${base}/authorizations`,
        { ...authorization, validFrom: '2015-01-01', capacity: 3_550 },
        at(2),
      ),
      await call('agent', 'PUT', `${base}/general-scheme-rates/2016`, { rate: 9_820 }, at(3)),
      await call('agent', 'PUT', `${base}/referent`, referent, at(4)),
      await call('agent', 'PUT', `${base}/note`, { text: 'Réponse attendue avant le 31 mars.' }, at(5)),
      await call('agent', 'PUT', base, { ...identity, address: '5 rue des Tilleuls' }, at(6)),
    ];
    expect(answers.map((answer) => answer.statusCode)).toEqual(answers.map(() => 200));
    const state = (await page('agent')).json();
    expect(answers.at(-1)?.json()).toEqual(state);
    expect(state).toMatchObject({
      revision: 7,
      address: '5 rue des Tilleuls',
      referent,
      note: { text: 'Réponse attendue avant le 31 mars.', on: '2016-03-12', from: '2016-03-12', until: null },
      generalSchemeRates: [{ exercise: 2016, rate: 9_820 }],
      authorizations: [
        { ...authorization, validTo: '2014-12-31' },
        { ...authorization, validFrom: '2015-01-01', validTo: null, capacity: 3_550 },
      ],
    });
    const lines = await readJournal(store.database, moufletterie);
    expect(lines.map((line) => line.type)).toEqual([
      'EquipmentRegistered',
      'AuthorizationGranted',
      'AuthorizationGranted',
      'GeneralSchemeRateSet',
      'ReferentAppointed',
      'NoteWritten',
      'IdentityChanged',
    ]);
    expect(lines.at(-1)).toMatchObject({
      actor: { id: idOf('agent'), kind: 'CAF' },
      data: { changes: [{ field: 'address', from: '3 rue des Tilleuls', to: '5 rue des Tilleuls' }] },
    });
    expect(await verifyJournal(store.database)).toEqual([]);
    const said = { name: 'said', text: 'select subject, payload from outbox where aggregate = $1 order by sequence' };
    const events = await store.database.rows<{ subject: string; payload: Buffer }>(said, [moufletterie]);
    expect(events.map((event) => event.subject)).toEqual([
      'evt.equipment.equipment-registered.v1',
      'evt.equipment.authorization-changed.v1',
      'evt.equipment.authorization-changed.v1',
      'evt.equipment.equipment-updated.v1',
      'evt.equipment.equipment-updated.v1',
      'evt.equipment.equipment-updated.v1',
      'evt.equipment.equipment-updated.v1',
    ]);
    const last = fromBinary(EquipmentUpdatedSchema, events.at(-1)?.payload ?? new Uint8Array()).equipment;
    expect(last).toMatchObject({ revision: 7n, cafCode: '801', partner: { id: partnerId }, closedOn: '' });
    expect(last?.authorizations.map((known) => known.validTo)).toEqual(['2014-12-31', '']);
  });

  test('the second of two who saw the same revision gets 409, at the same moment too', async () => {
    const { revision } = (await page('agent')).json<{ revision: number }>();
    const put = (text: string) => call('agent', 'PUT', `/equipments/${moufletterie}/note`, { text }, at(revision));
    const answers = await Promise.all([put('Première'), put('Seconde')]);
    expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 409]);
    expect((await put('Troisième')).json()).toMatchObject({ status: 409, code: 'STALE_VERSION' });
  });

  test.each([
    ['cnaf', 403, 'FORBIDDEN'],
    ['partner-on', 403, 'FORBIDDEN'],
    ['stranger', 403, 'FORBIDDEN'],
    ['other-agent', 404, 'NOT_FOUND'],
  ])('%s may not: %i', async (subject, status, code) => {
    const before = (await page('agent')).json<{ revision: number }>();
    const answer = await call(subject, 'PUT', `/equipments/${moufletterie}/note`, { text: 'Non' }, at(before.revision));
    expect(answer.json()).toMatchObject({ status, code });
    expect((await page('agent')).json()).toEqual(before);
  });

  test('a repeat with the same key registers once; another body with it is refused', async () => {
    const repeat = key();
    const body = { partnerId, cafCode: '801', ...identity, name: 'Les Lutins', idequ: '80000099' };
    const answers = [];
    for (let index = 0; index < 2; index += 1) answers.push(await call('agent', 'POST', '/equipments', body, repeat));
    expect(answers[0]?.json()).toEqual(answers[1]?.json());
    const other = await call('agent', 'POST', '/equipments', { ...body, name: 'Les Lutines' }, repeat);
    expect(other.json()).toMatchObject({ status: 409, code: 'IDEMPOTENCY_KEY_REUSED' });
    expect((await call('agent', 'GET', '/equipments?search=lutins')).json()).toMatchObject({ total: 1 });
  });

  test.each<[string, object, number, string]>([
    ['an unknown field', { revision: 9 }, 400, 'UNKNOWN_FIELD'],
    ['a wrong type', { name: 3 }, 400, 'WRONG_TYPE'],
    ['a number IDEQU of the same Caf twice', {}, 422, 'IDEQU_TAKEN'],
  ])('refuses %s', async (_what, change, status, code) => {
    const body = { partnerId, cafCode: '801', ...identity, ...change };
    const answer = await call('agent', 'POST', '/equipments', body, key());
    expect(answer.statusCode).toBe(status);
    expect(answer.body).toContain(code);
  });

  test('asks for the revision and the key', async () => {
    expect((await call('agent', 'PUT', `/equipments/${moufletterie}/note`, { text: 'x' })).statusCode).toBe(428);
    expect((await call('agent', 'POST', '/partners', { name: 'x', status: 'PUBLIC' })).statusCode).toBe(428);
  });

  test('a referent’s address must be one', async () => {
    const referent = { name: 'Mme Baron', email: 'nowhere', phone: '03' };
    const answer = await call('agent', 'PUT', `/equipments/${moufletterie}/referent`, referent, at(1));
    expect(answer.json()).toMatchObject({ status: 400, errors: [{ path: '/email' }] });
  });
});

describe('what was entered by mistake, closings and texts with days', () => {
  /** Another equipment, so that the order of the tests does not matter. */
  async function another(idequ: string, change: object = {}): Promise<{ id: string; base: string }> {
    const body = { partnerId: otherPartnerId, cafCode: '801', ...identity, name: 'Les Grillons', idequ, ...change };
    const { id } = (await call('agent', 'POST', '/equipments', body, key())).json<{ id: string }>();
    return { id, base: `/equipments/${id}` };
  }
  const authorization = {
    validFrom: '2012-01-01',
    capacity: 3_000,
    modulated: false,
    slots: [],
    ageFrom: 2,
    ageTo: 48,
    openingHours: '7 h 30 – 18 h 30',
  };

  test('an authorisation is corrected, then withdrawn, and the history tells it', async () => {
    const { base, id } = await another('81000001');
    const reason = 'Faute de frappe';
    const second = { ...authorization, validFrom: '2015-01-01', capacity: 35_000 };
    await call('agent', 'POST', `${base}/authorizations`, authorization, at(1));
    await call('agent', 'POST', `${base}/authorizations`, second, at(2));
    const put = { ...second, validFrom: '2014-09-01', capacity: 3_500, reason };
    const corrected = await call('agent', 'PUT', `${base}/authorizations/2015-01-01`, put, at(3));
    expect(corrected.json()).toMatchObject({
      revision: 4,
      authorizations: [
        { validFrom: '2012-01-01', validTo: '2014-08-31' },
        { validFrom: '2014-09-01', validTo: null, capacity: 3_500 },
      ],
    });
    expect((await page('agent', id)).json()).toEqual(corrected.json());
    const withdrawal = `${base}/authorizations/2014-09-01/withdrawal`;
    const withdrawn = await call('agent', 'POST', withdrawal, { reason }, at(4));
    expect(withdrawn.json()).toMatchObject({ authorizations: [{ validFrom: '2012-01-01', validTo: null }] });
    expect((await page('agent', id)).json()).toEqual(withdrawn.json());
    const again = await call('agent', 'POST', withdrawal, { reason }, at(5));
    expect(again.json()).toMatchObject({ status: 422, code: 'AUTHORIZATION_UNKNOWN' });
    const history = (await call('agent', 'GET', `${base}/history?about=AUTHORIZATION`)).json<{ items: object[] }>();
    expect(history).toMatchObject({
      total: 4,
      items: [
        { act: 'Agrément du 01/09/2014 retiré', by: 'Camille agent', reason, at: now.toISOString() },
        {
          act: 'Agrément du 01/01/2015 corrigé',
          changes: [
            { label: 'Date d’effet', before: '01/01/2015', after: '01/09/2014' },
            { label: 'Capacité', after: '35\u00a0places' },
            { label: 'Dernier jour de l’agrément du 01/01/2012', before: '31/12/2014', after: '31/08/2014' },
          ],
        },
        { act: 'Agrément ajouté, au 01/01/2015' },
        { act: 'Agrément ajouté, au 01/01/2012' },
      ],
    });
  });

  test.each([
    ['agent', 200],
    ['cnaf', 200],
    ['other-agent', 404],
    ['partner-on', 403],
    ['stranger', 403],
  ])('the history as %s: %i', async (subject, status) => {
    expect((await call(subject, 'GET', `/equipments/${moufletterie}/history`)).statusCode).toBe(status);
  });

  test('the partner reads the text on its days, and never why the Caf closed', async () => {
    const { base, id } = await another('81000002');
    const on = [{ id, from: '2016-01-01' }];
    await tell('partner-other', { population: 'PARTNER', partnerId: otherPartnerId, on, revision: 2n });
    const read = async () => (await page('partner-other', id)).json<{ note: object | null; closingReason: unknown }>();
    const note = { text: 'Fermeture le 8 avril.', from: '2016-03-12', until: '2016-03-12' };
    await call('agent', 'PUT', `${base}/note`, note, at(1));
    expect((await read()).note).toEqual({ ...note, on: '2016-03-12' });
    for (const [revision, days] of [
      [2, { from: '2016-03-13', until: null }],
      [3, { from: '2016-03-01', until: '2016-03-11' }],
    ] as const) {
      await call('agent', 'PUT', `${base}/note`, { ...note, ...days }, at(revision));
      expect((await read()).note).toBeNull();
      expect((await page('agent', id)).json()).toMatchObject({ note: days });
    }
    const closing = { closedOn: '2016-03-01', reason: 'Convention non renouvelée.' };
    const closed = await call('agent', 'PUT', `${base}/closing`, closing, at(4));
    expect(closed.json()).toMatchObject({ closedOn: '2016-03-01', closingReason: closing.reason });
    expect(await read()).toMatchObject({ closedOn: '2016-03-01', closingReason: null });
    const reopened = await call('agent', 'POST', `${base}/reopening`, { reason: 'Reprise annoncée.' }, at(5));
    expect(reopened.json()).toMatchObject({ closedOn: null, closingReason: null });
    const refused = await call('agent', 'PUT', `${base}/closing`, { closedOn: '2009-01-01', reason: ' ' }, at(6));
    expect(refused.json()).toMatchObject({
      status: 422,
      code: 'INVALID_CLOSING',
      errors: [{ path: '/closedOn' }, { path: '/reason' }],
    });
  });

  test('gestionnaires are found by their words, with how many equipments of one’s Caf', async () => {
    const ask = async (subject: string, search: string) =>
      (await call(subject, 'GET', `/partners?search=${encodeURIComponent(search)}`)).json<{ items: object[] }>();
    expect(await ask('agent', 'mesanges association')).toMatchObject({
      total: 1,
      items: [{ id: otherPartnerId, name: 'Association Les Mésanges', status: 'PUBLIC', equipments: 2 }],
    });
    expect(await ask('other-agent', 'mesanges')).toMatchObject({ total: 1, items: [{ equipments: 0 }] });
    expect(await ask('agent', 'nulle part')).toEqual({ items: [], total: 0 });
    expect((await call('cnaf', 'GET', '/partners')).statusCode).toBe(403);
    expect((await call('partner-on', 'GET', '/partners')).statusCode).toBe(403);
  });
});

describe('a list of rates', () => {
  interface Preview {
    readonly fingerprint: string;
    readonly counts: object;
    readonly lines: readonly { readonly outcome: string; readonly reason: string | null }[];
  }
  const ids: string[] = [];
  const content = (...lines: string[]) =>
    Buffer.from(['IDEQU;exercice;taux', ...lines].join('\r\n')).toString('base64');
  const preview = (list: string, subject = 'agent') =>
    call(subject, 'POST', '/rate-imports/preview', { content: list });
  const apply = (list: string, fingerprint: string, header = key()) =>
    call('agent', 'POST', '/rate-imports', { content: list, fingerprint }, header);

  beforeAll(async () => {
    for (const [idequ, cafCode, agent] of [
      ['83000001', '801', 'agent'],
      ['83000002', '801', 'agent'],
      ['83000003', '011', 'other-agent'],
    ] as const) {
      const body = { partnerId: otherPartnerId, cafCode, ...identity, name: `Import ${idequ}`, idequ };
      ids.push((await call(agent, 'POST', '/equipments', body, key())).json<{ id: string }>().id);
    }
  });

  test('is previewed, applied as previewed, and unchanged the next time', async () => {
    const list = content('83000001;2015;97,5', '83000001;2016;98,20', '83000002;2016;100', '83000003;2016;98');
    const shown = (await preview(list)).json<Preview>();
    expect(shown.counts).toEqual({ set: 3, unchanged: 0, refused: 1 });
    expect(shown.lines.at(-1)).toMatchObject({
      line: 5,
      outcome: 'REFUSED',
      reason: 'Aucun équipement de votre Caf ne porte cet IDEQU.',
      equipment: null,
    });
    const repeat = key();
    const answers = [await apply(list, shown.fingerprint, repeat), await apply(list, shown.fingerprint, repeat)];
    expect(answers.map((answer) => answer.json())).toEqual([shown.counts, shown.counts]);
    expect((await page('agent', ids[0])).json()).toMatchObject({
      revision: 3,
      generalSchemeRates: [
        { exercise: 2015, rate: 9_750 },
        { exercise: 2016, rate: 9_820 },
      ],
    });
    expect((await page('agent', ids[1])).json()).toMatchObject({ revision: 2 });
    expect((await page('other-agent', ids[2])).json()).toMatchObject({ revision: 1 });
    const again = (await preview(list)).json<Preview>();
    expect(again.counts).toEqual({ set: 0, unchanged: 3, refused: 1 });
    expect((await apply(list, again.fingerprint)).json()).toEqual(again.counts);
    expect((await page('agent', ids[0])).json()).toMatchObject({ revision: 3 });
    expect((await readJournal(store.database, ids[0]!)).map(({ type }) => type)).toEqual([
      'EquipmentRegistered',
      'GeneralSchemeRateSet',
      'GeneralSchemeRateSet',
    ]);
    const said = { name: 'said-import', text: 'select count(*)::int as events from outbox where aggregate = $1' };
    expect(await store.database.rows(said, [ids[0]])).toEqual([{ events: 2 }]);
  });

  test('is not applied when something changed since its preview', async () => {
    const list = content('83000002;2017;95');
    const { fingerprint } = (await preview(list)).json<Preview>();
    await call('agent', 'PUT', `/equipments/${ids[1]}/general-scheme-rates/2017`, { rate: 9_000 }, at(2));
    expect((await apply(list, fingerprint)).json()).toMatchObject({ status: 409, code: 'PREVIEW_OUTDATED' });
    expect((await page('agent', ids[1])).json()).toMatchObject({ revision: 3 });
  });

  test.each(malformedLists(['IDEQU', 'exercice', 'taux'], 5_000))('refuses %s', async (_what, bytes, code) => {
    const list = bytes.toString('base64');
    expect((await preview(list)).json()).toMatchObject({ status: 422, code });
    expect((await apply(list, 'a'.repeat(64))).json()).toMatchObject({ status: 422, code });
  });

  test('larger than a request may be, it is refused before it is read', async () => {
    expect((await preview('a'.repeat(3 * 1024 * 1024))).json()).toMatchObject({ status: 413, code: 'TOO_LARGE' });
  });

  test('a rate given twice is refused on both lines; a formula is named and left out', async () => {
    const shown = (
      await preview(content('83000001;2013;97', '83000001;2013;97', '83000002;2013;=1+1'))
    ).json<Preview>();
    expect(shown.counts).toEqual({ set: 0, unchanged: 0, refused: 3 });
    expect(shown.lines[0]?.reason).toContain('gardez une seule des deux');
    expect(shown.lines[2]?.reason).toContain('formule');
  });

  test.each(['cnaf', 'partner-on', 'stranger'])('is not for %s', async (subject) => {
    expect((await preview(content('1;2016;98'), subject)).statusCode).toBe(403);
  });

  test('five thousand lines hold in a few seconds', async () => {
    const rows = ['83000001', '83000002'].flatMap((idequ) =>
      Array.from({ length: 80 }, (_, index) => `${idequ};${2018 + index};96`),
    );
    const long = [...rows, ...Array.from({ length: 5_000 - rows.length }, (_, index) => `unknown${index};2016;98`)];
    const list = content(...long);
    const shown = (await preview(list)).json<Preview>();
    expect(shown.counts).toEqual({ set: 160, unchanged: 0, refused: 4_840 });
    expect((await apply(list, shown.fingerprint)).json()).toEqual(shown.counts);
  }, 20_000);
});

describe('the list', () => {
  interface Listed {
    readonly items: readonly { readonly name: string; readonly state: string }[];
    readonly total: number;
  }
  const listed = async (query: string, subject = 'agent') =>
    (await call(subject, 'GET', `/equipments?${query}`)).json<Listed>();
  const found = async (search: string) => (await listed(`search=${encodeURIComponent(search)}`)).total;

  test('finds every word, without accents, in name, commune, postal code, gestionnaire and both numbers', async () => {
    expect(await found('mouflet')).toBe(1);
    expect(await found('EVRECOURT ville')).toBe(2);
    expect(await found('évrecourt mésange mouflet')).toBe(0);
    expect(await found('%')).toBe(0);
    expect(await found('80000012')).toBe(1);
    expect(await found('201300012 80100 lutins')).toBe(1);
  });

  test('shows what is in force that day, and keeps open and closed apart', async () => {
    const body = { partnerId, cafCode: '801', ...identity, name: 'Ancienne Crèche', idequ: '82000001' };
    const { id } = (await call('agent', 'POST', '/equipments', body, key())).json<{ id: string }>();
    await call('agent', 'PUT', `/equipments/${id}/closing`, { closedOn: '2016-03-11', reason: 'Fusion.' }, at(1));
    expect(await listed('state=CLOSED')).toMatchObject({
      total: 1,
      items: [{ id, state: 'CLOSED', closedOn: '2016-03-11', capacity: null, rate: null }],
    });
    const open = await listed('state=OPEN');
    expect(open.items.map(({ name }) => name)).not.toContain('Ancienne Crèche');
    expect(open.total).toBe((await listed('')).total - 1);
    await call('agent', 'PUT', `/equipments/${id}/closing`, { closedOn: '2016-03-12', reason: 'Fusion.' }, at(2));
    expect(await listed('search=ancienne')).toMatchObject({
      exercise: 2016,
      items: [{ state: 'OPEN', closedOn: '2016-03-12' }],
    });
    expect(await listed('search=mouflet')).toMatchObject({
      items: [{ name: 'Moufletterie', capacity: 3_550, rate: 9_820, partnerName: 'Ville d’Évrecourt' }],
    });
    expect((await call('agent', 'GET', '/equipments?state=OTHER')).statusCode).toBe(400);
  });

  test('comes by pages', async () => {
    const { total } = await listed('');
    expect(await listed('page=2')).toMatchObject({ items: [], total });
    expect((await call('agent', 'GET', '/equipments?page=0')).statusCode).toBe(400);
  });
});

describe('the journal', () => {
  const items = async (subject: string, query = '') =>
    (await call(subject, 'GET', `/audit?${query}`)).json<AuditPage>().items;

  test('is read by the Caf of the equipment, with values before and after', async () => {
    const lines = await items('agent', `chain=${moufletterie}`);
    expect(lines.at(-1)).toMatchObject({ act: 'Équipement enregistré', by: 'Camille agent', kind: 'EQUIPMENT' });
    expect(lines.some(({ changes }) => changes.some(({ before, after }) => before !== null && after !== null))).toBe(
      true,
    );
    expect(await items('agent', 'object=moufletterie&act=EquipmentRegistered')).not.toEqual([]);
    expect(await items('agent', 'person=camille')).not.toEqual([]);
    expect(await items('agent', `chain=${partnerId}`)).toMatchObject([{ act: 'Gestionnaire enregistré' }]);
  });

  test('is nobody else’s', async () => {
    for (const subject of ['other-agent', 'cnaf']) expect(await items(subject, `chain=${moufletterie}`)).toEqual([]);
    expect((await call('partner-on', 'GET', '/audit')).statusCode).toBe(403);
  });

  test('a chain is verified, in words', async () => {
    const answer = await call('agent', 'GET', `/audit/verification?chain=${moufletterie}`);
    expect(answer.json()).toMatchObject({ intact: true, sentence: expect.stringContaining('chaîne intacte') });
    const foreign = await call('other-agent', 'GET', `/audit/verification?chain=${moufletterie}`);
    expect(foreign.statusCode).toBe(404);
  });
});
