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
import type { RuleView } from '../queries/list-rules.ts';
import type { ScaleView } from '../queries/list-scales.ts';
import { migrations } from '../store/migrations/migrations.ts';
import type { ProposalFile, ProposalLine } from '../queries/list-proposals.ts';
import type { RuleFile } from '../queries/read-rule.ts';
import type { ScaleFile } from '../queries/read-scale.ts';
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
    ports: controls.routePorts,
    verify: (token) =>
      token === 'bad'
        ? Promise.reject(new Error('bad token'))
        : Promise.resolve({
            subject: token,
            email: '',
            name: token === 'cnaf-admin' ? 'Béatrice Renaud' : token,
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

type Method = 'GET' | 'PUT' | 'POST' | 'DELETE';

function call(method: Method, url: string, token: string | null, body?: object, ifMatch?: string, key?: string) {
  return app.inject({
    method,
    url,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
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
  test.each([
    ['PUT', '/api/controls/scales/2030/draft', scaleBody()],
    ['DELETE', '/api/controls/scales/2030/draft', undefined],
    ['POST', '/api/controls/scales/2030/publication', {}],
    ['PUT', '/api/controls/rules/ACT-12/draft', { bad: true }],
    ['POST', '/api/controls/rules/ACT-12/publication', {}],
    ['POST', `/api/controls/proposals/${newId(now)}/refusal`, { bad: true }],
  ] as const)('only the Cnaf acts: %s %s', async (method, url, body) => {
    const status = async (token: string | null) => (await call(method, url, token, body, '"0"')).statusCode;
    expect(await status(null)).toBe(401);
    expect(await status('partner')).toBe(404);
    expect(await status('caf-agent')).toBe(403);
    expect(await status('caf-admin')).toBe(403);
    expect([401, 403]).not.toContain(await status('cnaf-admin'));
  });
  test('only administrators of a Caf propose', async () => {
    const status = async (token: string | null) =>
      (await call('POST', '/api/controls/rules/ACT-12/proposals', token, { bad: true })).statusCode;
    expect(await status('partner')).toBe(404);
    expect(await status('caf-agent')).toBe(403);
    expect(await status('cnaf-admin')).toBe(403);
    expect(await status('caf-admin')).toBe(400);
  });
});

const scaleFile = async (exercise: number, token = 'cnaf-admin') =>
  (await call('GET', `/api/controls/scales/${exercise}`, token)).json<ScaleFile>();
const saveScale = (exercise: number, draftRevision: number, change: object = {}) =>
  call('PUT', `/api/controls/scales/${exercise}/draft`, 'cnaf-admin', scaleBody(change), `"${draftRevision}"`);
const publishScale = (exercise: number, draftRevision: number, key: string) =>
  call('POST', `/api/controls/scales/${exercise}/publication`, 'cnaf-admin', {}, `"${draftRevision}"`, key);

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

  test('a draft is prepared, previewed cell by cell and published by an act; the earlier scale stays', async () => {
    const saved = await saveScale(2016, 0);
    expect(saved.statusCode).toBe(200);
    const { draft, draftRevision, revisions } = saved.json<ScaleFile>();
    expect(revisions.map(({ revision }) => revision)).toEqual([1]);
    expect(draft).toMatchObject({ savedByName: 'Béatrice Renaud', faults: [] });
    expect(draft?.changes).toContainEqual({
      field: 'Palier 2, avec couches et repas\u202f: prix plafond',
      before: null,
      after: '7,50\u00a0€',
    });
    expect((await scaleFile(2016, 'caf-agent')).draft).toBeNull();
    const answer = await publishScale(2016, draftRevision, 'publish-2016');
    expect(answer.statusCode).toBe(200);
    expect(answer.json<ScaleFile>().revisions.map(({ revision }) => revision)).toEqual([2, 1]);
    expect(answer.json<ScaleFile>().draft).toBeNull();
    // A double click: the same answer, nothing published twice.
    expect((await publishScale(2016, draftRevision, 'publish-2016')).json()).toEqual(answer.json());
    // The same person from another window, and anyone with the revision of a draft that ended.
    expect((await publishScale(2016, draftRevision, 'another-key')).json().code).toBe('STALE_VERSION');
    expect((await saveScale(2016, draftRevision)).json().code).toBe('STALE_VERSION');
    expect((await listedScales()).find((scale) => scale.exercise === 2016)).toMatchObject({
      revision: 2,
      publishedByName: 'Béatrice Renaud',
    });
    const types = (await readJournal(store.database, 'psu-scale-2016')).map(({ type }) => type);
    expect(types).toEqual(['DraftSaved', 'ScalePublished']);
    const kept = { name: 'test-kept', text: 'select count(*)::int as n from psu_scale_row where exercise = 2016' };
    expect(await store.database.rows(kept)).toEqual([{ n: 12 }]);
    const outbox = {
      name: 'test-said',
      text: `select aggregate from outbox where subject = 'evt.controls.scale-published.v1'`,
    };
    expect(await store.database.rows(outbox)).toContainEqual({ aggregate: 'psu-scale-2016' });
  });

  test.each([
    [
      'a missing price',
      { rows: withRow(4, { priceCap: null }) },
      'Palier 2, sans couches ni repas\u202f: prix plafond manquant',
    ],
    [
      'a missing rate',
      { parameters: { ...scaleBody().parameters, rate: null } },
      'Taux de la Psu\u202f: valeur manquante',
    ],
    ['no source', { sourceNote: ' ' }, 'Source du barème\u202f: texte manquant'],
    ['one level only', { rows: scaleBody().rows.slice(0, 3) }, 'Paliers sans couches ni repas\u202f: tous manquent'],
    [
      'bounds that do not rise',
      { rows: withRow(1, { bandUpperBound: 10_000 }) },
      'Palier 2, avec couches et repas\u202f: borne égale ou inférieure à celle du palier précédent',
    ],
    [
      'caps that rise',
      { rows: withRow(2, { priceCap: 900 }) },
      'Palier 3, avec couches et repas\u202f: prix plafond supérieur à celui du palier précédent',
    ],
    [
      'an amount that contradicts the cap',
      { rows: withRow(0, { psuAmount: 600 }) },
      'Palier 1, avec couches et repas\u202f: le montant publié n’est pas le prix plafond multiplié par le taux de la Psu (5,28\u00a0€)',
    ],
  ])('%s is kept as a draft, and refused with its cell when published', async (_name, change, sentence) => {
    const { draftRevision, draft } = (
      await saveScale(2017, (await scaleFile(2017)).draftRevision, change)
    ).json<ScaleFile>();
    expect(draft?.faults.map(({ message }) => message)).toContain(sentence);
    const answer = await publishScale(2017, draftRevision, newId(now));
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'SCALE_INCONSISTENT']);
    expect(answer.json().errors.map(({ message }: { message: string }) => message)).toContain(sentence);
    expect((await scaleFile(2017)).revisions.map(({ revision }) => revision)).toEqual([1]);
  });

  test.each([
    ['no version', undefined, {}, 428, 'VERSION_REQUIRED'],
    ['an unknown field', '"0"', { status: 'OFFICIAL' }, 400, 'MALFORMED'],
    ['a price with decimals', '"0"', { rows: withRow(0, { priceCap: 8.5 }) }, 400, 'MALFORMED'],
    ['a negative price', '"0"', { rows: withRow(0, { priceCap: -1 }) }, 400, 'MALFORMED'],
  ])('%s is refused', async (_name, ifMatch, change, status, code) => {
    const answer = await call('PUT', '/api/controls/scales/2019/draft', 'cnaf-admin', scaleBody(change), ifMatch);
    expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
    expect((await scaleFile(2019)).draft).toBeNull();
  });

  test('two administrators at once: the second is told, and the draft of the first stays', async () => {
    const first = await saveScale(2018, 0, { sourceNote: 'La première' });
    const second = await saveScale(2018, 0, { sourceNote: 'La seconde' });
    expect([first.statusCode, second.json().code]).toEqual([200, 'STALE_VERSION']);
    const { draft, draftRevision } = await scaleFile(2018);
    expect(draft?.content.sourceNote).toBe('La première');
    const gone = await call('DELETE', '/api/controls/scales/2018/draft', 'cnaf-admin', undefined, `"${draftRevision}"`);
    expect(gone.json<ScaleFile>().draft).toBeNull();
  });

  test('an exercise out of range is refused', async () =>
    expect((await call('GET', '/api/controls/scales/1999', 'cnaf-admin')).statusCode).toBe(400));
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
  const ruleFile = async (code: string, token = 'cnaf-admin') =>
    (await call('GET', `/api/controls/rules/${code}`, token)).json<RuleFile>();
  const saveRule = async (code: string, change: object) => {
    const { start, draftRevision } = await ruleFile(code);
    const content = { ...start, reason: 'Trop d’alertes sans suite', ...change };
    return call('PUT', `/api/controls/rules/${code}/draft`, 'cnaf-admin', content, `"${draftRevision}"`);
  };
  const publishRule = (code: string, draftRevision: number, key = newId(now)) =>
    call('POST', `/api/controls/rules/${code}/publication`, 'cnaf-admin', {}, `"${draftRevision}"`, key);
  const tolerance = (value: number | null) => ({ thresholds: [{ name: 'tolerance', value }] });

  test('a version holds for what it names; elsewhere the earlier one does', async () => {
    const change = { ...tolerance(2_000), fromExercise: 2030, toExercise: 2031, declarationTypes: ['ACTUAL'] };
    const { draft, draftRevision } = (await saveRule('ACT-13', change)).json<RuleFile>();
    expect(draft?.changes).toEqual([
      {
        scope: 'Exercices 2030 à 2031, réelle',
        replaces: 1,
        changes: [{ field: 'Écart toléré', before: '10,00\u202F%', after: '20,00\u202F%' }],
      },
    ]);
    const published = (await publishRule('ACT-13', draftRevision)).json<RuleFile>();
    expect(published.versions.map(({ version, reason }) => [version, reason])).toEqual([
      [2, 'Trop d’alertes sans suite'],
      [1, ''],
    ]);
    const inForce = async (exercise: number, type: string) =>
      (await call('GET', `/api/controls/rules?exercise=${exercise}&type=${type}`, 'caf-agent'))
        .json<{ rules: RuleView[] }>()
        .rules.filter(({ code }) => code === 'ACT-13')
        .map(({ version }) => version);
    expect(await inForce(2030, 'ACTUAL')).toEqual([2]);
    expect(await inForce(2030, 'FORECAST')).toEqual([1]);
    expect(await inForce(2032, 'ACTUAL')).toEqual([1]);
    expect((await ruleFile('ACT-13', 'caf-agent')).draft).toBeNull();
    expect((await publishRule('ACT-13', draftRevision)).json().code).toBe('STALE_VERSION');
  });

  test.each([
    ['a missing threshold', tolerance(null), 'Écart toléré\u202f: valeur manquante'],
    [
      'years that cross',
      { fromExercise: 2020, toExercise: 2019 },
      'Dernier exercice\u202f: année antérieure au premier exercice',
    ],
    ['no type', { declarationTypes: [] }, 'Types de déclaration\u202f: aucun n’est choisi'],
    ['no reason', { reason: ' ' }, 'Motif du changement\u202f: texte manquant'],
    ['an unknown placeholder', { message: 'Écart de {gap}.' }, /^Message\u202f: \{gap\} n’est pas un repère connu/],
  ])('%s is refused with its field', async (_name, change, sentence) => {
    const { draftRevision } = (await saveRule('ACT-14', change)).json<RuleFile>();
    const answer = await publishRule('ACT-14', draftRevision);
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'RULE_INCONSISTENT']);
    expect(answer.json().errors[0].message).toEqual(expect.stringMatching(sentence));
  });

  test('a type its logic does not know, thresholds that cross, a code nobody knows', async () => {
    const types = (await saveRule('ACT-21', { declarationTypes: ['UPDATED', 'FORECAST'] })).json<RuleFile>();
    expect(types.draft?.faults.map(({ message }) => message)).toEqual([
      'Types de déclaration\u202f: ce contrôle ne s’applique pas à une prévisionnelle',
    ]);
    const crossed = [
      { name: 'min', value: 300 },
      { name: 'max', value: 200 },
    ];
    expect((await saveRule('ACT-18', { thresholds: crossed })).json<RuleFile>().draft?.faults).toHaveLength(1);
    expect((await call('GET', '/api/controls/rules/ACT-99', 'cnaf-admin')).statusCode).toBe(404);
  });

  test('a wrong filter is refused', async () =>
    expect((await call('GET', '/api/controls/rules?type=REAL', 'caf-agent')).statusCode).toBe(400));
});

describe('proposals', () => {
  const propose = async (reason: string, key: string, change: object = {}) => {
    const { start } = (await call('GET', '/api/controls/rules/ACT-15', 'caf-admin')).json<RuleFile>();
    const content = { ...start, reason: 'Trop sensible', thresholds: [{ name: 'tolerance', value: 1_500 }], ...change };
    return call('POST', '/api/controls/rules/ACT-15/proposals', 'caf-admin', { content, reason }, undefined, key);
  };
  const reason = 'Nos crèches ferment une semaine de plus.';
  const answer = (id: string, what: string, body: object, revision: number) =>
    call('POST', `/api/controls/proposals/${id}/${what}`, 'cnaf-admin', body, `"${revision}"`);

  test('sent once, seen, taken into the draft; then closed', async () => {
    const sent = (await propose(reason, 'propose-once')).json<ProposalFile>();
    expect((await propose(reason, 'propose-once')).json<ProposalFile>().id).toBe(sent.id);
    expect(sent).toMatchObject({ state: 'SENT', cafCodes: ['381'], proposedByName: 'caf-admin' });
    expect(sent.changes[0]?.changes).toContainEqual({
      field: 'Écart toléré',
      before: '10\u00a0jours',
      after: '15\u00a0jours',
    });
    const seen = await call('POST', `/api/controls/proposals/${sent.id}/reading`, 'cnaf-admin', {});
    expect(seen.json<ProposalFile>().state).toBe('SEEN');
    expect((await answer(sent.id, 'taking', { draftRevision: 7 }, 1)).json().code).toBe('STALE_VERSION');
    const taken = await answer(sent.id, 'taking', { draftRevision: seen.json<ProposalFile>().draftRevision }, 1);
    expect(taken.json()).toMatchObject({ state: 'TAKEN', answeredByName: 'Béatrice Renaud', draftUnderWay: true });
    const { draft } = (await call('GET', '/api/controls/rules/ACT-15', 'cnaf-admin')).json<RuleFile>();
    expect(draft?.content.thresholds).toEqual([{ name: 'tolerance', value: 1_500 }]);
    expect((await answer(sent.id, 'refusal', { reason }, 2)).json().code).toBe('PROPOSAL_ANSWERED');
  });

  test('refused with a reason that its Caf reads, and no other', async () => {
    const { id } = (await propose(reason, 'propose-refused')).json<ProposalFile>();
    expect((await answer(id, 'refusal', { reason: 'Non' }, 1)).json().code).toBe('REASON_TOO_SHORT');
    const refused = await answer(id, 'refusal', { reason: 'La tolérance reste la même partout.' }, 1);
    expect(refused.json()).toMatchObject({ state: 'REFUSED', answer: 'La tolérance reste la même partout.' });
    const listed = (await call('GET', '/api/controls/proposals?state=REFUSED', 'caf-agent')).json<{
      items: ProposalLine[];
    }>();
    expect(listed.items.map((each) => each.id)).toEqual([id]);
    const controls = { name: 'test-move', text: `update reference_proposal set caf_codes = '{999}' where id = $1` };
    await store.database.run(controls, [id]);
    expect((await call('GET', `/api/controls/proposals/${id}`, 'caf-admin')).statusCode).toBe(404);
    expect((await call('GET', `/api/controls/proposals/${id}`, 'cnaf-admin')).statusCode).toBe(200);
  });

  test('too short a reason, or what could not be published, is not sent', async () => {
    expect((await propose('Bof', 'propose-short')).json().code).toBe('REASON_TOO_SHORT');
    expect((await propose(reason, 'propose-wrong', { declarationTypes: [] })).json().code).toBe('RULE_INCONSISTENT');
  });
});

function withRow(index: number, change: object) {
  return scaleBody().rows.map((row, at) => (at === index ? { ...row, ...change } : row));
}

describe('the journal of reference data', () => {
  test('says what a publication changed; agents read it, partners do not', async () => {
    const publish = async (draftRevision: number, change: object) => {
      const saved = (await saveScale(2031, draftRevision, change)).json<ScaleFile>();
      const published = await publishScale(2031, saved.draftRevision, `audit-2031-${draftRevision}`);
      return published.json<ScaleFile>().draftRevision;
    };
    const first = await publish(0, {});
    const { parameters } = scaleBody();
    await publish(first, { sourceNote: 'Circulaire', parameters: { ...parameters, rate: 6_700 } });
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
    expect(verified.json()).toMatchObject({ intact: true, lines: 4 });
    // Drafts and proposals are between their authors and the Cnaf.
    const found = (await call('GET', '/api/controls/audit?object=2031', 'cnaf-admin')).json<AuditPage>();
    expect(found.items.map(({ act }) => act)).toEqual([
      'Barème publié, version 2',
      'Brouillon enregistré',
      'Barème publié, version 1',
      'Brouillon enregistré',
    ]);
  });
});
