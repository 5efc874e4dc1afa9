import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import type { AuditPage } from '@portail/platform/journal/audit.ts';
import { readJournal, verifyJournal } from '@portail/platform/journal/journal.ts';
import type { HttpApp } from '@portail/platform/http/app.ts';
import { startConsumer, type RunningConsumer } from '@portail/platform/messaging/consumer.ts';
import { putInOutbox } from '@portail/platform/outbox/outbox.ts';
import { startRelay, type Relay } from '@portail/platform/outbox/relay.ts';
import { newId } from '@portail/platform/pure/id.ts';
import { eventually } from '@portail/platform/testing/eventually.ts';
import { malformedLists } from '@portail/platform/testing/malformed-lists.ts';
import { createTestBus, type TestBus } from '@portail/platform/testing/test-bus.ts';
import { createTestDatabase, type TestDatabase } from '@portail/platform/testing/test-database.ts';
import { testVariable } from '@portail/platform/testing/test-servers.ts';
import { EquipmentRegisteredSchema } from '@portail/proto/portail/equipment/v1/equipment_pb.ts';
import { HabilitationGrantedSchema } from '@portail/proto/portail/identity/v1/identity_pb.ts';
import type { Worker } from '@portail/platform/boot/worker.ts';
import { startAccountKeeper, startImportKeeper } from '../accounts/account-keeper.ts';
import { keycloakAccounts } from '../accounts/keycloak-accounts.ts';
import { createApp } from '../app.ts';
import { assembleIdentity, type IdentityActs } from '../assemble.ts';
import type { Population, User } from '../domain/user.ts';
import { equipmentReactions } from '../events/in/equipment.ts';
import type { ImportPage } from '../queries/read-import.ts';
import type { UserPage } from '../queries/read-user.ts';
import { migrations } from '../store/migrations/list.ts';
import { accountsChannel, importsChannel } from '../store/user-store.ts';

const now = new Date('2016-09-12T10:42:00Z');
const run = randomBytes(4).toString('hex');
const address = (name: string) => `${name}.${run}@essais.example`;
const password = { value: 'moufle2016', temporary: false };
const administration = {
  url: testVariable('TEST_KEYCLOAK_URL'),
  realm: 'portail',
  clientId: testVariable('TEST_KEYCLOAK_ADMIN_CLIENT_ID'),
  clientSecret: testVariable('TEST_KEYCLOAK_ADMIN_CLIENT_SECRET'),
};
const accounts = keycloakAccounts(administration);
const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };

const mailPage = process.env['TEST_MAIL_URL'];

let store: TestDatabase;
let nats: TestBus;
let relay: Relay;
let consumer: RunningConsumer;
let keeper: Worker;
let importKeeper: Worker;
let acts: IdentityActs;
let app: HttpApp;
const people = new Map<string, User>();
const partnerId = newId(now);
const otherPartnerId = newId(now);
const nursery = newId(now);
const annex = newId(now);
const elsewhere = newId(now);

const realmRole: Record<Population, string> = {
  PARTNER: 'partner',
  CAF_AGENT: 'caf-agent',
  CAF_ADMIN: 'caf-admin',
  CNAF_ADMIN: 'cnaf-admin',
};

/** Asks Keycloak itself, as a national administrator of the sign-in server would. */
async function keycloak<T>(path: string): Promise<T> {
  const grant = await fetch(`${administration.url}/realms/portail/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: administration.clientId,
      client_secret: administration.clientSecret,
    }),
  });
  const { access_token: token } = (await grant.json()) as { access_token: string };
  const answer = await fetch(`${administration.url}/admin/realms/portail${path}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return (await answer.json()) as T;
}
interface Account {
  readonly id: string;
  readonly enabled: boolean;
  readonly username: string;
  readonly requiredActions: string[];
}
const accountsOf = (email: string) => keycloak<Account[]>(`/users?exact=true&email=${encodeURIComponent(email)}`);

const keepAccounts = () => startAccountKeeper(acts, { listener: store.listener, logger });
const keepImports = () => startImportKeeper(acts, () => now, { listener: store.listener, logger });

/** Says, as the equipment service does, that a nursery exists. */
async function tell(id: string, name: string, partner: string, cafCode: string, revision = 1n): Promise<void> {
  const equipment = {
    id,
    revision,
    name,
    cafCode,
    commune: 'Montrevel',
    idequ: name === 'La Moufletterie' ? '100001' : name,
    partner: { id: partner, revision: 1n, name: `Gestionnaire ${cafCode}` },
  };
  await store.database.transaction((tx) =>
    putInOutbox(tx, [
      {
        id: newId(now),
        subject: 'evt.equipment.equipment-registered.v1',
        type: EquipmentRegisteredSchema.typeName,
        source: 'equipment',
        aggregate: id,
        at: now,
        actor: 'test',
        payload: toBinary(EquipmentRegisteredSchema, create(EquipmentRegisteredSchema, { equipment })),
      },
    ]),
  );
  const known = { name: 'known', text: 'select 1 from equipment where id = $1 and revision = $2' };
  await eventually(`${name} known`, async () => (await store.database.rows(known, [id, revision])).length === 1);
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
function call(name: string, method: Method, url: string, body?: object, revision?: number) {
  return app.inject({
    method,
    url: `/api/identity${url}`,
    headers: {
      authorization: `Bearer ${name}`,
      ...(revision === undefined ? {} : { 'if-match': `"${revision}"` }),
    },
    ...(body ? { payload: body } : {}),
  });
}
const pageOf = async (id: string, by = 'agent') => (await call(by, 'GET', `/users/${id}`)).json<UserPage>();

beforeAll(async () => {
  store = await createTestDatabase({ service: 'identity', migrations, channels: [accountsChannel, importsChannel] });
  nats = await createTestBus('identity');
  relay = startRelay({ ...store, publish: nats.publish, logger });
  const durable = await nats.addDurable('identity_equipment');
  consumer = await startConsumer({
    bus: nats.bus,
    database: store.database,
    ...durable,
    reactions: equipmentReactions,
    logger,
  });
  acts = assembleIdentity(store.database, accounts);
  keeper = keepAccounts();
  importKeeper = keepImports();
  app = await createApp({
    database: store.database,
    accounts,
    verify: async (token) => {
      const person = people.get(token);
      if (token === 'stranger') return { subject: 'nowhere', email: '', name: '', realmRoles: ['partner'] };
      if (!person) throw new Error('bad token');
      return { subject: person.subject, email: '', name: '', realmRoles: [realmRole[person.population]] };
    },
    now: () => now,
    logLevel: 'silent',
    readiness: {},
  });
  await tell(nursery, 'La Moufletterie', partnerId, '371');
  await tell(annex, 'La Moufletterie du Cours', partnerId, '371');
  await tell(elsewhere, 'Arc-en-Ciel Gare', otherPartnerId, '861');
  const person = (name: string, population: Population, cafCodes: string[], partner: string | null = null) => ({
    email: address(name),
    givenName: 'Camille',
    familyName: name,
    population,
    cafCodes,
    partnerId: partner,
    password,
  });
  const by = { actor: { kind: 'SYSTEM', id: 'identity' }, at: now } as const;
  people.set('cnaf', await acts.registerUser(person('cnaf', 'CNAF_ADMIN', []), by));
  const national = { actor: { kind: 'CNAF_ADMIN', id: people.get('cnaf')?.id ?? '' }, at: now } as const;
  people.set('admin', await acts.registerUser(person('admin', 'CAF_ADMIN', ['371']), national));
  people.set('other-admin', await acts.registerUser(person('other-admin', 'CAF_ADMIN', ['861']), national));
  const local = (code: string) =>
    ({ actor: { kind: 'CAF_ADMIN', id: `admin-${code}`, cafCodes: [code] }, at: now }) as const;
  people.set('agent', await acts.registerUser(person('agent', 'CAF_AGENT', ['371']), local('371')));
  people.set('other-agent', await acts.registerUser(person('other-agent', 'CAF_AGENT', ['861']), local('861')));
  people.set('claire', await acts.registerUser(person('claire', 'PARTNER', [], partnerId), local('371')));
}, 60_000);

afterAll(async () => {
  await app.close();
  await keeper.stop();
  await importKeeper.stop();
  await consumer.stop();
  await relay.stop();
  await nats.close();
  await store.drop();
});

const claire = () => people.get('claire')?.id ?? '';

describe('accounts', () => {
  const newcomer = (name: string) => ({
    email: address(name).toUpperCase(),
    givenName: 'Luc',
    familyName: 'Perrin',
    population: 'PARTNER',
    partnerId,
  });

  test('a person registered by the Caf has one account, with its role and a mail to choose a password', async () => {
    const answer = await call('agent', 'POST', '/users', newcomer('luc'));
    expect(answer.statusCode).toBe(201);
    expect(answer.json()).toMatchObject({
      email: address('luc'),
      population: 'PARTNER',
      partner: { id: partnerId },
      revision: 1,
    });
    expect(answer.body).not.toContain('subject');
    const [account, ...others] = await accountsOf(address('luc'));
    expect(others).toEqual([]);
    expect(account).toMatchObject({ enabled: true, username: address('luc') });
    const roles = await keycloak<{ name: string }[]>(`/users/${account?.id}/role-mappings/realm`);
    expect(roles.map((role) => role.name)).toContain('partner');
  });

  // A server found through the environment may have no page that shows its mails.
  (mailPage ? test : test.skip)('the mail reaches the person', async () => {
    interface Mail {
      readonly to: readonly { readonly address: string }[];
    }
    await eventually('the mail', async () => {
      const mails = (await (await fetch(`${mailPage}/api/email`)).json()) as Mail[];
      return mails.some((mail) => mail.to.some((to) => to.address === address('luc')));
    });
  });

  test('a provisional password must be changed at the first sign-in', async () => {
    const asked = {
      ...newcomer('provisoire'),
      population: 'PARTNER',
      cafCodes: [],
      password: { value: 'provisoire1', temporary: true },
    } as const;
    await acts.registerUser(asked, { actor: { kind: 'CAF_AGENT', id: 'a', cafCodes: ['371'] }, at: now });
    expect((await accountsOf(address('provisoire')))[0]?.requiredActions).toContain('UPDATE_PASSWORD');
  });

  test('a password against the rule is refused, and nobody is registered', async () => {
    const asked = {
      ...newcomer('court'),
      population: 'PARTNER',
      cafCodes: [],
      password: { value: 'ABC', temporary: false },
    } as const;
    const act = { actor: { kind: 'CAF_AGENT', id: 'a', cafCodes: ['371'] }, at: now } as const;
    await expect(acts.registerUser(asked, act)).rejects.toMatchObject({ refusal: { code: 'PASSWORD_REFUSED' } });
    expect(await accountsOf(address('court'))).toEqual([]);
  });

  test('the same address cannot be registered twice, whatever its capitals, nor at the same moment', async () => {
    const both = await Promise.all([1, 2].map(() => call('agent', 'POST', '/users', newcomer('double'))));
    expect(both.map((answer) => answer.statusCode).sort()).toEqual([201, 422]);
    expect((await call('agent', 'POST', '/users', newcomer('double'))).json()).toMatchObject({ code: 'EMAIL_TAKEN' });
  });

  test('a crash between Keycloak and our commit leaves an account that the next try adopts', async () => {
    const crashing = assembleIdentity(
      {
        transaction: (work) =>
          store.database.transaction(async (tx) => {
            await work(tx);
            throw new Error('power cut');
          }),
      },
      accounts,
    );
    const asked = { ...newcomer('interrompu'), population: 'PARTNER', cafCodes: [], password } as const;
    const act = { actor: { kind: 'CAF_AGENT', id: 'a', cafCodes: ['371'] }, at: now } as const;
    await expect(crashing.registerUser(asked, act)).rejects.toThrow('power cut');
    const [left] = await accountsOf(address('interrompu'));
    const adopted = await acts.registerUser(asked, act);
    expect(adopted.subject).toBe(left?.id);
    expect(await accountsOf(address('interrompu'))).toHaveLength(1);
    expect(await keycloak<object[]>(`/users/${left?.id}/credentials`)).toHaveLength(1);
  });

  test('without Keycloak a registration is refused and a suspension still holds; the account follows later', async () => {
    const away = assembleIdentity(store.database, keycloakAccounts({ ...administration, url: 'http://127.0.0.1:9' }));
    const asked = { ...newcomer('absent'), population: 'PARTNER', cafCodes: [], password } as const;
    const act = { actor: { kind: 'CAF_AGENT', id: 'a', cafCodes: ['371'] }, at: now } as const;
    await expect(away.registerUser(asked, act)).rejects.toMatchObject({ refusal: { code: 'ACCOUNTS_UNAVAILABLE' } });
    const paul = await acts.registerUser({ ...asked, email: address('paul') }, act);
    await keeper.stop();
    await away.suspendUser({ id: paul.id, expectedRevision: 1 }, act);
    await expect(away.alignAccounts()).rejects.toMatchObject({ refusal: { code: 'ACCOUNTS_UNAVAILABLE' } });
    expect((await accountsOf(address('paul')))[0]?.enabled).toBe(true);
    keeper = keepAccounts();
    await eventually('the account closed', async () => (await accountsOf(address('paul')))[0]?.enabled === false);
  });
});

describe('who manages whom', () => {
  test.each([
    ['agent', 200],
    ['admin', 200],
    ['other-agent', 404],
    ['other-admin', 404],
    ['cnaf', 404],
    ['claire', 403],
    ['stranger', 403],
  ])('%s reads a partner user: %i', async (name, status) => {
    const answer = await call(name, 'GET', `/users/${claire()}`);
    expect(answer.statusCode).toBe(status);
    if (status === 404) expect(answer.body).toBe((await call(name, 'GET', `/users/${newId(now)}`)).body);
  });

  test('lists hold the same persons', async () => {
    const emails = async (name: string) =>
      (await call(name, 'GET', `/users?search=${run}`)).json<{ items: User[] }>().items.map((one) => one.email);
    expect(await emails('agent')).toContain(address('claire'));
    expect(await emails('agent')).not.toContain(address('agent'));
    expect(await emails('admin')).toContain(address('agent'));
    expect(await emails('other-agent')).toEqual([]);
    expect(await emails('other-admin')).toEqual([address('other-agent')]);
    expect((await emails('cnaf')).sort()).toEqual([address('admin'), address('cnaf'), address('other-admin')].sort());
  });

  test('only a national administrator registers a Caf administrator', async () => {
    const body = {
      email: address('chef'),
      givenName: 'A',
      familyName: 'B',
      population: 'CAF_ADMIN',
      cafCodes: ['371'],
    };
    expect((await call('admin', 'POST', '/users', body)).json()).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    expect((await call('agent', 'POST', '/users', body)).json()).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    expect((await call('cnaf', 'POST', '/users', body)).statusCode).toBe(201);
  });

  test.each<[string, object, number, string]>([
    ['an unknown field', { status: 'ACTIVE' }, 400, 'UNKNOWN_FIELD'],
    ['an address that is none', { email: 'nowhere' }, 400, '/email'],
    ['a gestionnaire of another Caf', { partnerId: otherPartnerId }, 422, 'PARTNER_UNKNOWN'],
  ])('refuses %s', async (_what, change, status, text) => {
    const body = {
      email: address('refus'),
      givenName: 'A',
      familyName: 'B',
      population: 'PARTNER',
      partnerId,
      ...change,
    };
    const answer = await call('agent', 'POST', '/users', body);
    expect(answer.statusCode).toBe(status);
    expect(answer.body).toContain(text);
    expect(await accountsOf(address('refus'))).toEqual([]);
  });
});

describe('habilitations', () => {
  const habilitation = {
    roles: ['APPROVER', 'ACTIVITY_PROVIDER'],
    effectiveFrom: '2016-09-12',
    documentReference: 'Bulletin 12',
  };
  const path = (equipment = nursery) => `/users/${claire()}/habilitations/${equipment}`;

  test('give roles that /me shows, with journal and event', async () => {
    const granted = await call('agent', 'PUT', path(), habilitation, 1);
    expect(granted.json()).toMatchObject({
      revision: 2,
      habilitations: [
        {
          equipmentId: nursery,
          effectiveTo: null,
          documentReference: 'Bulletin 12',
          grantedBy: people.get('agent')?.id,
        },
      ],
    });
    expect(
      (await call('agent', 'PUT', path(annex), { ...habilitation, effectiveFrom: '2016-09-13' }, 2)).statusCode,
    ).toBe(200);
    const me = (await call('claire', 'GET', '/me')).json();
    expect(me).toMatchObject({
      population: 'PARTNER',
      partner: { id: partnerId, name: 'Gestionnaire 371' },
      habilitations: [
        { equipmentId: nursery, equipmentName: 'La Moufletterie', roles: ['ACTIVITY_PROVIDER', 'APPROVER'] },
      ],
      terms: { currentVersion: '2016-07', accepted: false },
    });
    expect(me.habilitations).toHaveLength(1); // the annex begins tomorrow
    const lines = await readJournal(store.database, claire());
    expect(lines.at(-1)).toMatchObject({
      type: 'HabilitationGranted',
      actor: { id: people.get('agent')?.id, kind: 'CAF_AGENT' },
      data: { equipmentId: annex, from: [], to: [{ roles: ['ACTIVITY_PROVIDER', 'APPROVER'] }] },
    });
    const said = {
      name: 'said',
      text: 'select subject, payload from outbox where aggregate = $1 order by sequence desc limit 1',
    };
    const [event] = await store.database.rows<{ subject: string; payload: Buffer }>(said, [claire()]);
    expect(event?.subject).toBe('evt.identity.habilitation-granted.v1');
    const message = fromBinary(HabilitationGrantedSchema, event?.payload ?? new Uint8Array());
    expect(message).toMatchObject({ equipmentId: annex, user: { revision: 3n, partnerId } });
    expect(message.user?.habilitations).toHaveLength(2);
    expect(JSON.stringify(lines)).not.toContain(password.value);
  });

  test.each([
    ['other-agent', nursery, 404, 'NOT_FOUND'],
    ['cnaf', nursery, 404, 'NOT_FOUND'],
    ['claire', nursery, 403, 'FORBIDDEN'],
    ['agent', elsewhere, 404, 'NOT_FOUND'],
    ['agent', newId(now), 404, 'NOT_FOUND'],
  ])('%s may not grant on %s: %i', async (name, equipment, status, code) => {
    const before = await pageOf(claire());
    const answer = await call(name, 'PUT', path(equipment), habilitation, before.revision);
    expect(answer.json()).toMatchObject({ status, code });
    expect(await pageOf(claire())).toEqual(before);
  });

  test('of two who saw the same revision the second gets 409', async () => {
    const { revision } = await pageOf(claire());
    const answers = await Promise.all([1, 2].map(() => call('agent', 'PUT', path(), habilitation, revision)));
    expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 409]);
    expect((await call('agent', 'PUT', path(), habilitation)).statusCode).toBe(428);
  });

  test('are withdrawn at once', async () => {
    const { revision } = await pageOf(claire());
    const answer = await call('agent', 'DELETE', path(), undefined, revision);
    expect(answer.json<UserPage>().habilitations.map((each) => each.equipmentId)).toEqual([annex]);
    expect((await call('claire', 'GET', '/me')).json()).toMatchObject({ habilitations: [] });
    expect((await call('agent', 'DELETE', path(), undefined, revision + 1)).json()).toMatchObject({
      code: 'NOT_HABILITATED',
    });
  });
});

describe('finding people and gestionnaires', () => {
  const found = async (name: string, search: string) =>
    (await call(name, 'GET', `/users?search=${encodeURIComponent(search)}`)).json<{ items: { email: string }[] }>()
      .items;

  test.each(['claire', address('claire'), 'gestionnaire 371 claire', 'moufletterie CLAIRE', 'montrevel claire cours'])(
    'by « %s »',
    async (search) => {
      expect((await found('agent', search)).map(({ email }) => email)).toEqual([address('claire')]);
    },
  );

  test('each with gestionnaire, status and last connection', async () => {
    expect(await found('agent', 'claire')).toMatchObject([
      { partner: { id: partnerId, name: 'Gestionnaire 371' }, status: 'ACTIVE', lastSignInAt: null },
    ]);
    expect(await found('agent', 'claire nowhere')).toEqual([]);
    expect(await found('other-agent', 'claire')).toEqual([]);
    expect((await call('agent', 'GET', '/users?search=claire&status=SUSPENDED')).json()).toMatchObject({ total: 0 });
  });

  test('by the words of an equipment told later, unless it is of another Caf', async () => {
    await tell(newId(now), 'Les Hirondelles', partnerId, '371');
    expect(await found('agent', 'hirondelles claire')).toHaveLength(1);
    const shared = newId(now);
    await tell(newId(now), 'Le Connu', shared, '371');
    await tell(newId(now), 'Le Secret', shared, '861');
    const body = { email: address('partage'), givenName: 'Ada', familyName: 'Partage', population: 'PARTNER' };
    expect((await call('agent', 'POST', '/users', { ...body, partnerId: shared })).statusCode).toBe(201);
    expect(await found('agent', 'connu partage')).toHaveLength(1);
    expect(await found('agent', 'secret partage')).toEqual([]);
    expect(await found('other-agent', 'secret partage')).toHaveLength(1);
  });

  test('gestionnaires, and one of them with its people', async () => {
    const listed = (await call('agent', 'GET', '/partners?search=moufletterie')).json<{ items: object[] }>();
    expect(listed.items).toMatchObject([{ id: partnerId, equipmentCount: 3, communes: ['Montrevel'] }]);
    expect((await call('cnaf', 'GET', '/partners')).json()).toEqual({ items: [], total: 0 });
    const page = await call('agent', 'GET', `/partners/${partnerId}`);
    expect(page.json<{ equipments: { name: string }[] }>().equipments.map(({ name }) => name)).toEqual([
      'La Moufletterie',
      'La Moufletterie du Cours',
      'Les Hirondelles',
    ]);
    expect((await call('cnaf', 'GET', `/partners/${partnerId}`)).statusCode).toBe(404);
    const unknown = await call('agent', 'GET', `/partners/${newId(now)}`);
    expect((await call('agent', 'GET', `/partners/${otherPartnerId}`)).body).toBe(unknown.body);
  });
});

describe('several at once', () => {
  const path = `/partners/${partnerId}/habilitations`;
  const stranger = newId(now);
  const asked = async (change: object = {}) => ({
    effectiveFrom: '2016-09-12',
    documentReference: 'Convention 4',
    people: [{ id: claire(), revision: (await pageOf(claire())).revision }],
    lines: [
      { userId: claire(), equipmentId: nursery, roles: ['ACTIVITY_PROVIDER', 'FINANCIAL_PROVIDER'] },
      { userId: claire(), equipmentId: annex, roles: [] },
      { userId: claire(), equipmentId: elsewhere, roles: ['APPROVER'] },
      { userId: stranger, equipmentId: nursery, roles: ['APPROVER'] },
    ],
    ...change,
  });
  const outcomes = (answer: { json: () => { lines: { outcome: string; code: string | null }[] } }) =>
    answer.json().lines.map(({ outcome, code }) => code ?? outcome);

  test('the preview changes nothing, applying does what it said, and again changes nothing', async () => {
    const before = await pageOf(claire());
    const body = await asked();
    const preview = await call('agent', 'POST', `${path}/preview`, body);
    expect(outcomes(preview)).toEqual(['CHANGED', 'CHANGED', 'NOT_FOUND', 'NOT_FOUND']);
    expect(await pageOf(claire())).toEqual(before);
    expect(outcomes(await call('agent', 'POST', path, body))).toEqual(outcomes(preview));
    const after = await pageOf(claire());
    expect(after.revision).toBe(before.revision + 2);
    expect(after.habilitations.map(({ equipmentId, roles }) => [equipmentId, roles])).toEqual([
      [nursery, ['ACTIVITY_PROVIDER', 'FINANCIAL_PROVIDER']],
    ]);
    const again = outcomes(await call('agent', 'POST', path, body));
    expect(again).toEqual(['UNCHANGED', 'UNCHANGED', 'STALE_VERSION', 'NOT_FOUND']);
    expect(await pageOf(claire())).toEqual(after);
  });

  test('is refused on somebody changed meanwhile, and is nobody else’s', async () => {
    const lines = [{ userId: claire(), equipmentId: annex, roles: ['APPROVER'] }];
    const body = await asked({ people: [{ id: claire(), revision: 1 }], lines });
    expect(outcomes(await call('agent', 'POST', path, body))).toEqual(['STALE_VERSION']);
    expect((await call('cnaf', 'POST', path, body)).statusCode).toBe(404);
    expect((await call('claire', 'POST', path, body)).statusCode).toBe(403);
    expect((await call('agent', 'POST', path, { ...body, lines: [] })).statusCode).toBe(400);
  });
});

describe('a list', () => {
  const heading = 'courriel;prénom;nom;équipement;rôles;date d’effet;référence du document';
  const send = (text: string | Buffer, by = 'agent') =>
    call(by, 'POST', '/habilitation-imports', {
      fileName: 'liste.csv',
      content: (typeof text === 'string' ? Buffer.from(text) : text).toString('base64'),
    });
  const list = () =>
    [
      heading,
      `${address('liste')};Zoé;Martin;100001;activité;12/09/2016;Bulletin 9`,
      `${address('liste')};Zoé;Martin;${annex};approbation;13/09/2016;Bulletin 9`,
      `${address('claire')};;;100001;activité, finances;12/09/2016;Convention 4`,
      `${address('cnaf')};A;B;100001;activité;12/09/2016;Bulletin 9`,
      `=cmd;A;B;100001;activité;12/09/2016;Bulletin 9`,
    ].join('\r\n');
  const planned = (page: ImportPage) => page.lines.map((line) => line.planned);
  const applied = (id: string) =>
    eventually('the list applied', async () => {
      const page = (await call('agent', 'GET', `/habilitation-imports/${id}`)).json<ImportPage>();
      return page.state === 'DONE' && page;
    });

  test('is shown, applied as shown, and shown again finds everything unchanged', async () => {
    const shown = await send(list());
    expect(shown.statusCode).toBe(201);
    const preview = shown.json<ImportPage>();
    expect(planned(preview)).toEqual(['CREATE', 'GRANT', 'UNCHANGED', 'REFUSED', 'REFUSED']);
    expect(preview).toMatchObject({ state: 'PREVIEWED', previewedBy: 'Camille agent', total: 5, settled: 0 });
    expect(preview.lines[4]?.reason).toContain('courriel');
    expect(await accountsOf(address('liste'))).toEqual([]);
    const path = `/habilitation-imports/${preview.id}`;
    expect((await call('other-agent', 'POST', `${path}/application`)).statusCode).toBe(404);
    for (let press = 0; press < 2; press += 1) {
      expect((await call('agent', 'POST', `${path}/application`)).statusCode).toBe(200);
    }
    expect((await applied(preview.id)).outcomes).toEqual({ CREATED: 1, GRANTED: 1, UNCHANGED: 1, REFUSED: 2 });
    expect(await accountsOf(address('liste'))).toHaveLength(1);
    const [made] = (await call('agent', 'GET', `/users?search=${address('liste')}`)).json<{ items: User[] }>().items;
    const zoe = await pageOf(made?.id ?? '');
    expect(zoe.habilitations.map((each) => [each.equipmentId, each.roles, each.grantedByName])).toEqual([
      [nursery, ['ACTIVITY_PROVIDER'], 'Camille agent'],
      [annex, ['APPROVER'], 'Camille agent'],
    ]);
    const again = (await send(list())).json<ImportPage>();
    expect(planned(again)).toEqual(['UNCHANGED', 'UNCHANGED', 'UNCHANGED', 'REFUSED', 'REFUSED']);
    expect((await call('agent', 'GET', `${path}?only=CREATE`)).json()).toMatchObject({
      found: 1,
      lines: [{ line: 2 }],
    });
  });

  test('says line by line what changed since it was shown', async () => {
    const text = `${heading}\n${address('claire')};;;${annex};approbation;12/09/2016;Bulletin 9`;
    const preview = (await send(text)).json<ImportPage>();
    expect(planned(preview)).toEqual(['GRANT']);
    await importKeeper.stop();
    await call('agent', 'POST', `/habilitation-imports/${preview.id}/application`);
    await tell(annex, 'La Moufletterie du Cours', otherPartnerId, '371', 2n);
    importKeeper = keepImports();
    const done = await applied(preview.id);
    expect(done.lines[0]).toMatchObject({ outcome: 'REFUSED', reason: expect.stringContaining('Depuis l’aperçu') });
    await tell(annex, 'La Moufletterie du Cours', partnerId, '371', 3n);
  });

  test.each(malformedLists(heading.split(';'), 5_000))('is refused with %s', async (_what, content, code) => {
    expect((await send(content)).json()).toMatchObject({ status: 422, code });
  });

  test('larger than a request may be, it is refused before it is read', async () => {
    expect((await send('a'.repeat(3 * 1024 * 1024))).json()).toMatchObject({ status: 413, code: 'TOO_LARGE' });
  });

  test('the same line a second time is refused; a formula is named and left out', async () => {
    const line = `${address('jumelle')};Ada;Double;${annex};approbation;12/09/2016;Bulletin 10`;
    const formula = `${address('formule')};=cmd|'/c calc'!A1;Double;${annex};approbation;12/09/2016;Bulletin 10`;
    const shown = (await send([heading, line, line, formula].join('\n'))).json<ImportPage>();
    expect(planned(shown)).toEqual(['CREATE', 'REFUSED', 'REFUSED']);
    expect(shown.lines[1]?.reason).toContain('La ligne 2 concerne déjà');
    expect(shown.lines[2]?.reason).toContain('formule');
  });

  test('is an agent’s of that Caf', async () => {
    expect((await send(list(), 'cnaf')).json()).toMatchObject({ status: 403 });
    expect((await send(list(), 'claire')).statusCode).toBe(403);
    expect((await call('agent', 'GET', `/habilitation-imports/${newId(now)}`)).statusCode).toBe(404);
  });
});

describe('conditions générales and suspension', () => {
  test('a person accepts the version in force, once', async () => {
    const { revision } = await pageOf(claire());
    expect((await call('claire', 'POST', '/terms-acceptance', { version: '2013' })).json()).toMatchObject({
      status: 422,
      code: 'TERMS_OUTDATED',
    });
    for (let index = 0; index < 2; index += 1) {
      const answer = await call('claire', 'POST', '/terms-acceptance', { version: '2016-07' });
      expect(answer.json()).toMatchObject({ terms: { accepted: true } });
    }
    expect((await pageOf(claire())).revision).toBe(revision + 1);
  });

  test('the Cnaf publishes a version for a day to come, takes it back, and nobody else does', async () => {
    const asked = { inForceFrom: '2016-10-01', content: 'Les conditions du portail changent. '.repeat(10) };
    expect((await call('claire', 'GET', '/terms')).statusCode).toBe(403);
    expect((await call('agent', 'POST', '/terms', asked)).json()).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    const early = await call('cnaf', 'POST', '/terms', { ...asked, inForceFrom: '2016-09-12' });
    expect(early.json()).toMatchObject({ code: 'TERMS_REFUSED', errors: [{ path: '/inForceFrom' }] });
    const both = await Promise.all([call('cnaf', 'POST', '/terms', asked), call('cnaf', 'POST', '/terms', asked)]);
    expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([201, 422]);
    const listed = async () => (await call('agent', 'GET', '/terms')).json<{ items: object[] }>().items;
    expect(await listed()).toMatchObject([
      { version: '2016-10-01', state: 'COMING', publishedBy: 'Camille cnaf', acceptedBy: 0 },
      { version: '2016-07', state: 'IN_FORCE', publishedBy: null },
    ]);
    // Not in force yet: what was accepted holds.
    expect((await call('claire', 'GET', '/me')).json()).toMatchObject({ terms: { accepted: true } });
    expect((await call('agent', 'DELETE', '/terms/2016-10-01')).statusCode).toBe(403);
    expect((await call('cnaf', 'DELETE', '/terms/2016-07')).json()).toMatchObject({ code: 'TERMS_IN_FORCE' });
    expect((await call('cnaf', 'DELETE', '/terms/2016-10-01')).statusCode).toBe(204);
    expect((await call('cnaf', 'DELETE', '/terms/2016-10-01')).statusCode).toBe(404);
    expect((await readJournal(store.database, 'terms')).map(({ type }) => type)).toEqual([
      'TermsPublished',
      'TermsWithdrawn',
    ]);
    const audit = await call('agent', 'GET', '/audit?act=TermsPublished');
    expect(audit.json()).toMatchObject({
      items: [
        {
          object: 'Conditions générales',
          act: 'Conditions générales publiées, version 2016-10-01',
          changes: [{ label: 'Texte', before: null, after: asked.content.trim() }],
        },
      ],
    });
  });

  test('a suspended person is out at once, here and in Keycloak, until reinstated', async () => {
    const { revision } = await pageOf(claire());
    const suspended = await call('agent', 'POST', `/users/${claire()}/suspension`, undefined, revision);
    expect(suspended.json()).toMatchObject({ status: 'SUSPENDED', revision: revision + 1 });
    expect((await call('claire', 'GET', '/me')).json()).toMatchObject({ status: 403, code: 'NOT_REGISTERED' });
    await eventually('the account closed', async () => (await accountsOf(address('claire')))[0]?.enabled === false);
    const back = await call('agent', 'DELETE', `/users/${claire()}/suspension`, undefined, revision + 1);
    expect(back.json()).toMatchObject({ status: 'ACTIVE' });
    expect((await call('claire', 'GET', '/me')).statusCode).toBe(200);
    await eventually('the account open', async () => (await accountsOf(address('claire')))[0]?.enabled === true);
  });

  test('a new password is asked at the next sign-in, the sessions end, and the history says who asked', async () => {
    const { revision } = await pageOf(claire());
    const path = `/users/${claire()}/password-change`;
    const forced = await call('agent', 'POST', path, undefined, revision);
    expect(forced.json()).toMatchObject({ revision: revision + 1, passwordChangeForcedAt: now.toISOString() });
    const due = async () => (await accountsOf(address('claire')))[0]?.requiredActions.includes('UPDATE_PASSWORD');
    await eventually('the account to be told', due);
    // Telling it one thing leaves the rest of the account as it was.
    expect((await accountsOf(address('claire')))[0]).toMatchObject({
      firstName: 'Camille',
      lastName: 'claire',
      enabled: true,
    });
    expect((await call('agent', 'POST', path, undefined, revision)).json()).toMatchObject({ code: 'STALE_VERSION' });
    const history = await call('agent', 'GET', `/users/${claire()}/history`);
    const lines = history.json<{ items: { act: string; by: string; details: string }[] }>().items;
    expect(lines[0]).toMatchObject({ act: 'Changement de mot de passe demandé', by: 'Camille agent' });
    expect(lines.at(-1)?.act).toBe('Compte créé');
    expect(lines.find(({ act }) => act === 'Rôles accordés')?.details).toContain('La Moufletterie');
    expect((await call('other-agent', 'GET', `/users/${claire()}/history`)).statusCode).toBe(404);
    expect((await call('claire', 'GET', `/users/${claire()}/history`)).statusCode).toBe(403);
  });

  test('the last connection is noted with the person’s own token, and changes no revision', async () => {
    const { revision, lastSignInAt } = await pageOf(claire());
    expect(lastSignInAt).toBeNull();
    expect((await call('claire', 'POST', '/sign-ins')).statusCode).toBe(204);
    expect(await pageOf(claire())).toMatchObject({ revision, lastSignInAt: now.toISOString() });
  });

  test('a password that changed at the sign-in server is told once, when its person comes in', async () => {
    const seen = {
      name: 'password-seen',
      text: `select 1 from person where id = $1 and password_changed_at is not null and not password_to_look_at`,
    };
    const told = {
      name: 'password-told',
      text: `select 1 from outbox where aggregate = $1 and subject = 'evt.identity.password-changed.v1'`,
    };
    const comeIn = async () => {
      expect((await call('claire', 'POST', '/sign-ins')).statusCode).toBe(204);
      await eventually('a look', async () => (await store.database.rows(seen, [claire()])).length === 1);
      return (await store.database.rows(told, [claire()])).length;
    };
    const { revision } = await pageOf(claire());
    expect(await comeIn()).toBe(0);
    const profile = { email: address('claire'), givenName: 'Camille', familyName: 'claire' };
    const chosen = { value: 'moufle2017', temporary: false };
    await accounts.ensure({ ...profile, population: 'PARTNER', password: chosen });
    expect(await comeIn()).toBe(1);
    expect(await comeIn()).toBe(1);
    expect((await pageOf(claire())).revision).toBe(revision);
    const { items } = (await call('agent', 'GET', `/users/${claire()}/history`)).json<{ items: { act: string }[] }>();
    expect(items[0]).toMatchObject({ act: 'Mot de passe modifié' });
  });

  test('nobody suspends themselves', async () => {
    const self = people.get('cnaf')?.id ?? '';
    const answer = await call('cnaf', 'POST', `/users/${self}/suspension`, undefined, 1);
    expect(answer.json()).toMatchObject({ status: 422, code: 'OWN_SUSPENSION' });
  });

  test('without a token, or with one of somebody unknown here, there is nothing', async () => {
    expect((await call('not-a-token', 'GET', '/me')).statusCode).toBe(401);
    expect((await call('stranger', 'GET', '/me')).json()).toMatchObject({ status: 403, code: 'NOT_REGISTERED' });
  });

  test('every chain of the journal holds', async () => {
    expect(await verifyJournal(store.database)).toEqual([]);
  });
});

describe('the journal', () => {
  const read = async (name: string, query = '') => (await call(name, 'GET', `/audit?${query}`)).json<AuditPage>();

  test('is read by those who manage the person, roles before and after', async () => {
    const { items } = await read('agent', `chain=${claire()}`);
    const granted = items.find(({ act }) => act === 'Rôles accordés');
    expect(granted).toMatchObject({
      kind: 'PERSON',
      detail: address('claire'),
      changes: [{ label: 'La Moufletterie', after: expect.stringContaining('à partir du') }],
    });
    expect(items.at(-1)).toMatchObject({ act: 'Compte créé' });
    expect((await read('agent', 'object=claire')).total).toBeGreaterThan(0);
    const verified = await call('agent', 'GET', `/audit/verification?chain=${claire()}`);
    expect(verified.json()).toMatchObject({ intact: true });
  });

  test('is nobody else’s; a partner is refused', async () => {
    for (const name of ['other-agent', 'cnaf']) expect((await read(name, `chain=${claire()}`)).items).toEqual([]);
    expect((await call('claire', 'GET', '/audit')).statusCode).toBe(403);
    const foreign = await call('other-agent', 'GET', `/audit/verification?chain=${claire()}`);
    expect(foreign.statusCode).toBe(404);
  });

  test('of national people is read by the Cnaf', async () => {
    const { items } = await read('cnaf');
    expect(items.length).toBeGreaterThan(0);
    expect(items.every(({ detail }) => !detail.startsWith('claire'))).toBe(true);
  });
});
