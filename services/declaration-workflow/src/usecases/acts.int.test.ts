import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { readJournal, verifyJournal } from '@portail/platform/journal/journal.ts';
import { RefusalError } from '@portail/platform/pure/refusal.ts';
import type { Declaration } from '../domain/declaration.ts';
import { cafCode, createWorld, partnerId, terms, type TestResult, type World } from '../testing/world.ts';
import type { OpenDeclaration } from './open-declaration.ts';

jest.setTimeout(60_000);

let world: World;
const at = new Date('2016-03-01T09:00:00Z');
const gapToExplain: TestResult = { code: 'ACT-12', step: 'ACTIVITY' };

beforeAll(async () => {
  world = await createWorld();
  await world.person('agent', { population: 'CAF_AGENT', cafCodes: [cafCode] });
});
afterAll(() => world.close());

/** An equipment with one person who holds every role, and a declaration opened for it. */
async function opened(change: Partial<OpenDeclaration> = {}): Promise<{ declaration: Declaration; everyone: string }> {
  const equipmentId = randomUUID();
  const everyone = `everyone-${equipmentId}`;
  await world.equipment(equipmentId);
  await world.person(everyone, {
    partnerId,
    termsVersion: terms,
    habilitations: [{ equipmentId, roles: ['ACTIVITY_PROVIDER', 'FINANCIAL_PROVIDER', 'APPROVER'] }],
  });
  const declaration = await open({ equipmentId, ...change });
  return { declaration, everyone };
}

function open(given: Partial<OpenDeclaration> & { equipmentId: string }): Promise<Declaration> {
  return world.acts.openDeclaration({
    exercise: 2015,
    type: 'ACTUAL',
    subject: 'agent',
    at,
    idempotencyKey: randomUUID(),
    ...given,
  });
}

/** Request of a person on a declaration at its stored revision. */
const as = (subject: string, declaration: Declaration) => ({
  declarationId: declaration.id,
  expectedRevision: declaration.revision,
  subject,
  at,
});

const codeOf = async (act: Promise<unknown>) =>
  act.then(
    () => 'DONE',
    (error: unknown) => {
      if (error instanceof RefusalError) return error.refusal.code;
      throw error;
    },
  );

/** Plays until both sections are ended and the whole declaration controlled; nothing is raised. */
async function ready(): Promise<{ declaration: Declaration; everyone: string }> {
  const { declaration: start, everyone } = await opened();
  const declaration = await world.controlled(start.id, [], async () => {
    let current = start;
    for (const [section, values] of [
      ['activity', { places: 3_000 }],
      ['financial', { p70641FamilyContributions: 8_851_000 }],
    ] as const) {
      current = await world.acts.saveSection({ ...as(everyone, current), section, values });
      current = await world.acts.runSectionControls({ ...as(everyone, current), section });
    }
    return world.acts.runDeclarationControls(as(everyone, current));
  });
  return { declaration, everyone };
}

describe('a declaration from opening to validation', () => {
  test('keeps state, journal, outgoing events and the transmitted version together', async () => {
    const { declaration, everyone } = await ready();
    expect(declaration).toMatchObject({ activity: { state: 'LOCKED' }, financial: { state: 'LOCKED' } });
    const transmitted = await world.acts.transmitDeclaration({
      ...as(everyone, declaration),
      attested: true,
      termsVersion: terms,
      idempotencyKey: randomUUID(),
    });
    expect(transmitted).toMatchObject({ status: 'SUBMITTED', transmission: { generalSchemeRate: 9_650 } });
    const validated = await world.acts.validateDeclaration({
      ...as('agent', transmitted),
      note: null,
      idempotencyKey: randomUUID(),
    });
    expect(validated.status).toBe('VALIDATED');
    expect(await world.stored(declaration.id)).toEqual(validated);

    const { database } = world.server;
    const journal = await readJournal(database, declaration.id);
    expect(journal.map((line) => line.type)).toEqual([
      'DeclarationOpened',
      'SectionSaved',
      'SectionControlsRun',
      'SectionControlled',
      'SectionLocked',
      'SectionSaved',
      'SectionControlsRun',
      'SectionControlled',
      'SectionLocked',
      'DeclarationControlsRun',
      'DeclarationTransmitted',
      'DeclarationValidated',
    ]);
    expect(journal[1]).toMatchObject({
      actor: { name: `Claire ${everyone}` },
      data: { changes: [{ field: 'places', from: null, to: 3_000 }] },
    });
    expect(await verifyJournal(database)).toEqual([]);
    const outbox = await database.rows<{ subject: string }>(
      { name: 'test-outbox', text: 'select subject from outbox where aggregate = $1 order by sequence' },
      [declaration.id],
    );
    expect(outbox.map((row) => row.subject.replace(/^evt\.declaration\.|\.v1$/g, ''))).toEqual([
      'declaration-opened',
      'section-saved',
      'section-controlled',
      'section-locked',
      'section-saved',
      'section-controlled',
      'section-locked',
      'declaration-transmitted',
      'declaration-validated',
    ]);
    const versions = await database.rows(
      {
        name: 'test-versions',
        text: `select number, status, data_hash as hash, data->'activity'->'values' as values from declaration_version where declaration_id = $1`,
      },
      [declaration.id],
    );
    expect(versions).toEqual([
      { number: 1, status: 'VALIDATED', hash: expect.stringMatching(/^[0-9a-f]{64}$/), values: { places: 3_000 } },
    ]);
  });

  test('after a rejection version 2 is transmitted beside version 1, which does not change', async () => {
    const { declaration, everyone } = await ready();
    const sign = (current: Declaration) =>
      world.acts.transmitDeclaration({
        ...as(everyone, current),
        attested: true,
        termsVersion: terms,
        idempotencyKey: randomUUID(),
      });
    const submitted = await sign(declaration);
    let next = await world.acts.rejectDeclaration({
      ...as('agent', submitted),
      motive: 'Le total des heures facturées est à revoir.',
      remarks: [{ section: 'activity', field: 'invoicedHours', text: 'Comptez les heures d’adaptation.' }],
      limited: false,
      idempotencyKey: randomUUID(),
    });
    expect(next).toMatchObject({ status: 'IN_PROGRESS', version: 2, correction: { ofVersion: 1 } });
    next = await world.controlled(next.id, [], async () => {
      let current = await world.acts.saveSection({
        ...as(everyone, next),
        section: 'activity',
        values: { places: 2_900 },
      });
      for (const section of ['activity', 'financial'] as const) {
        current = await world.acts.runSectionControls({ ...as(everyone, current), section });
      }
      return world.acts.runDeclarationControls(as(everyone, current));
    });
    expect(await sign(next)).toMatchObject({ status: 'SUBMITTED', version: 2 });
    const versions = await world.server.database.rows(
      {
        name: 'test-version-places',
        text: `select status, data->'activity'->'values'->'places' as places from declaration_version where declaration_id = $1 order by number`,
      },
      [next.id],
    );
    expect(versions).toEqual([
      { status: 'REJECTED', places: 3_000 },
      { status: 'SUBMITTED', places: 2_900 },
    ]);
  });
});

describe('two people at once', () => {
  test('the second save of the same revision is refused and changes nothing', async () => {
    const { declaration, everyone } = await opened();
    const save = (places: number) =>
      codeOf(world.acts.saveSection({ ...as(everyone, declaration), section: 'activity', values: { places } }));
    const answers = await Promise.all([save(1_000), save(2_000), save(3_000)]);
    expect(answers.sort()).toEqual(['DONE', 'STALE_VERSION', 'STALE_VERSION']);
    expect((await world.stored(declaration.id)).revision).toBe(declaration.revision + 1);
  });

  test('only one declaration of the same key is open; a cancelled one leaves its place', async () => {
    const { declaration } = await opened();
    const { equipmentId } = declaration;
    expect(await codeOf(open({ equipmentId }))).toBe('DECLARATION_EXISTS');
    await world.acts.cancelDeclaration({ ...as('agent', declaration), motive: 'Ouverte par erreur sur 2015.' });
    const answers = await Promise.all([codeOf(open({ equipmentId })), codeOf(open({ equipmentId }))]);
    expect(answers.sort()).toEqual(['DECLARATION_EXISTS', 'DONE']);
  });

  test('several actualisées of one exercise live together, one per period', async () => {
    const { declaration } = await opened({ type: 'UPDATED', periodEnd: '2015-06-30' });
    const { equipmentId } = declaration;
    expect(await codeOf(open({ equipmentId, type: 'UPDATED', periodEnd: '2015-09-30' }))).toBe('DONE');
    expect(await codeOf(open({ equipmentId, type: 'UPDATED', periodEnd: '2015-06-30' }))).toBe('DECLARATION_EXISTS');
    expect(await codeOf(open({ equipmentId, type: 'UPDATED' }))).toBe('PERIOD_NOT_ALLOWED');
  });
});

describe('an act that must not happen twice', () => {
  test('the same key opens one declaration', async () => {
    const { declaration } = await opened({ type: 'FORECAST' });
    const { equipmentId } = declaration;
    const idempotencyKey = randomUUID();
    const [one, other] = await Promise.all([
      open({ equipmentId, idempotencyKey }),
      open({ equipmentId, idempotencyKey }),
    ]);
    expect(one.id).toBe(other.id);
    expect(await codeOf(open({ equipmentId, idempotencyKey, exercise: 2014 }))).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  test('a transmission sent five times is one transmission', async () => {
    const { declaration, everyone } = await ready();
    const command = {
      ...as(everyone, declaration),
      attested: true,
      termsVersion: terms,
      idempotencyKey: randomUUID(),
    };
    const answers = await Promise.all(Array.from({ length: 5 }, () => world.acts.transmitDeclaration(command)));
    expect(new Set(answers.map((answer) => answer.revision))).toEqual(new Set([declaration.revision + 1]));
    const journal = await readJournal(world.server.database, declaration.id);
    expect(journal.filter((line) => line.type === 'DeclarationTransmitted')).toHaveLength(1);
    const another = world.acts.transmitDeclaration({ ...command, idempotencyKey: randomUUID() });
    expect(await codeOf(another)).toBe('STALE_VERSION');
  });

  test('a refused act does not use the key up', async () => {
    const { declaration, everyone } = await ready();
    const idempotencyKey = randomUUID();
    const sign = (attested: boolean) =>
      codeOf(
        world.acts.transmitDeclaration({
          ...as(everyone, declaration),
          attested,
          termsVersion: terms,
          idempotencyKey,
        }),
      );
    expect(await sign(false)).toBe('DEC-12');
    expect(await sign(true)).toBe('DONE');
  });
});

describe('the verdict of the controls', () => {
  test('is waited for when it comes within two seconds', async () => {
    const { declaration, everyone } = await opened();
    const saved = await world.acts.saveSection({
      ...as(everyone, declaration),
      section: 'activity',
      values: { places: 3_000 },
    });
    const controlling = world.acts.runSectionControls({ ...as(everyone, saved), section: 'activity' });
    await world.verdict(saved.id, [gapToExplain]);
    expect(await controlling).toMatchObject({ activity: { state: 'DRAFT', controlsRun: { at: at.toISOString() } } });
  });

  test('that does not come leaves everything as it was; acts that need it are refused', async () => {
    const { declaration, everyone } = await opened();
    const saved = await world.acts.saveSection({
      ...as(everyone, declaration),
      section: 'activity',
      values: { places: 3_000 },
    });
    const started = Date.now();
    expect(await world.acts.runSectionControls({ ...as(everyone, saved), section: 'activity' })).toEqual(saved);
    expect(Date.now() - started).toBeLessThan(4_000);
    const controlled = await world.controlled(saved.id, [], () =>
      world.acts.runSectionControls({ ...as(everyone, saved), section: 'activity' }),
    );
    expect(controlled.activity.state).toBe('LOCKED');
  });

  test('an older one is not kept over a newer one, a repeated message has one effect', async () => {
    const { declaration, everyone } = await opened();
    const saved = await world.acts.saveSection({
      ...as(everyone, declaration),
      section: 'activity',
      values: { places: 3_000 },
    });
    const messageId = randomUUID();
    await world.verdict(saved.id, [gapToExplain], { messageId });
    await world.verdict(saved.id, [], { dataRevision: saved.dataRevision - 1 });
    await world.verdict(saved.id, [], { messageId });
    const kept = await world.server.database.rows<{ codes: string[] }>(
      {
        name: 'test-kept',
        text: `select jsonb_path_query_array(results, '$[*].code') as codes from evaluation where declaration_id = $1`,
      },
      [saved.id],
    );
    expect(kept).toEqual([{ codes: ['ACT-12'] }]);
  });

  test('a new gap gives a controlled section back to its author, in the journal under the controls’ name', async () => {
    const { declaration } = await opened();
    const provider = 'provider-of-one';
    await world.person(provider, {
      habilitations: [{ equipmentId: declaration.equipmentId, roles: ['ACTIVITY_PROVIDER'] }],
    });
    const saved = await world.acts.saveSection({
      ...as(provider, declaration),
      section: 'activity',
      values: { places: 3_000 },
    });
    await world.verdict(saved.id);
    const controlled = await world.acts.runSectionControls({ ...as(provider, saved), section: 'activity' });
    expect(controlled.activity.state).toBe('CONTROLLED');
    await world.verdict(saved.id, [gapToExplain]);
    expect(await world.stored(saved.id)).toMatchObject({
      revision: controlled.revision + 1,
      activity: { state: 'DRAFT' },
    });
    const journal = await readJournal(world.server.database, saved.id);
    expect(journal.at(-1)).toMatchObject({ type: 'SectionControlsOutdated', actor: { userId: 'controls' } });
  });
});

describe('terms accepted an instant ago', () => {
  test('are waited for', async () => {
    const { declaration, everyone } = await ready();
    const { equipmentId } = declaration;
    const roles = ['ACTIVITY_PROVIDER', 'FINANCIAL_PROVIDER', 'APPROVER'] as const;
    const given = { habilitations: [{ equipmentId, roles: [...roles] }] };
    await world.person(everyone, { ...given, revision: 2, termsVersion: terms });
    const signing = world.acts.transmitDeclaration({
      ...as(everyone, declaration),
      attested: true,
      termsVersion: '2017-01',
      idempotencyKey: randomUUID(),
    });
    await world.person(everyone, { ...given, revision: 3, termsVersion: '2017-01' });
    expect(await signing).toMatchObject({ status: 'SUBMITTED', transmission: { termsVersion: '2017-01' } });
  });
});

describe('what the database itself refuses to the service', () => {
  const refused = (name: string, text: string) => expect(world.server.database.run({ name, text })).rejects.toThrow();

  test('changing or removing a journal line', async () => {
    await opened();
    await refused('test-journal-update', `update journal set type = 'x'`);
    await refused('test-journal-delete', 'delete from journal');
  });

  test('changing a transmitted version', async () => {
    const { declaration, everyone } = await ready();
    await world.acts.transmitDeclaration({
      ...as(everyone, declaration),
      attested: true,
      termsVersion: terms,
      idempotencyKey: randomUUID(),
    });
    await refused('test-version-update', `update declaration_version set data = '{}'`);
    await refused('test-version-delete', 'delete from declaration_version');
  });
});
