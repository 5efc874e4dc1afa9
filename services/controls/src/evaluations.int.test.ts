import { create, fromBinary, type MessageInitShape, toBinary } from '@bufbuild/protobuf';
import type { GenMessage } from '@bufbuild/protobuf/codegenv2';
import type { Message } from '@bufbuild/protobuf';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { verifyJournal, readJournal } from '@portail/platform/journal/journal.ts';
import { applyOnce, type RunningConsumer, startConsumer } from '@portail/platform/messaging/consumer.ts';
import type { Reaction } from '@portail/platform/messaging/reaction.ts';
import { type Relay, startRelay } from '@portail/platform/outbox/relay.ts';
import { newId } from '@portail/platform/pure/id.ts';
import { eventually } from '@portail/platform/testing/eventually.ts';
import { createTestBus, type TestBus } from '@portail/platform/testing/test-bus.ts';
import { createTestDatabase, type TestDatabase } from '@portail/platform/testing/test-database.ts';
import { ControlsEvaluatedSchema, type Evaluation } from '@portail/proto/portail/controls/v1/controls_pb.ts';
import * as declarations from '@portail/proto/portail/declaration/v1/declaration_pb.ts';
import * as equipments from '@portail/proto/portail/equipment/v1/equipment_pb.ts';
import { assembleControls, loadStaticReference } from './assemble.ts';
import type { DeclarationVersion } from './domain/declaration-version.ts';
import { reactionsOf } from './events/in/reactions.ts';
import { loadFields, loadRules } from './store/rule-store.ts';
import { migrations } from './store/migrations/migrations.ts';
import { fixtureScale } from './store/reference/fixture-scale.ts';
import { CONTROL_RULES } from './store/reference/control-rules.ts';
import { FIELD_REQUIREMENTS } from './store/reference/field-requirements.ts';
import { equipmentMessage, lockedSection, snapshotOf } from './testing/messages.ts';
import { ACTIVITY, FINANCIAL, sampleInput } from './testing/sample-declaration.ts';

const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
let now = new Date('2017-03-20T10:00:00Z');
const clock = () => now;

let store: TestDatabase;
let controls: ReturnType<typeof assembleControls>;
let reactions: readonly Reaction[];

beforeAll(async () => {
  store = await createTestDatabase({ service: 'controls', migrations, channels: ['reevaluation'] });
  controls = assembleControls(store.database, await loadStaticReference(store.database), clock);
  reactions = reactionsOf(controls.reactionPorts);
  for (const exercise of [2015, 2016]) await publishFixture(exercise);
});
afterAll(() => store.drop());

async function publishFixture(exercise: number): Promise<void> {
  const { parameters, rows } = fixtureScale(exercise);
  await controls.publishScale(
    { exercise, expectedRevision: 1, sourceNote: 'Démonstration', parameters: parameters!, rows },
    'administrator',
  );
}

/** Hears one event as the consumer would: inbox row and effect in one transaction. */
async function hear<T extends Message>(
  schema: GenMessage<T>,
  message: MessageInitShape<GenMessage<T>>,
  id = newId(now),
) {
  const known = reactions.find((each) => each.type === schema.typeName);
  if (known === undefined) throw new Error(`no reaction to ${schema.typeName}`);
  const envelope = {
    id,
    type: schema.typeName,
    subject: 'test',
    source: 'test',
    time: now.toISOString(),
    actor: 'test',
  };
  const payload = toBinary(schema, create(schema, message));
  await store.database.transaction((tx) => applyOnce(tx, 'controls_test', known, payload, envelope));
}

const hearEquipment = (change: Parameters<typeof equipmentMessage>[0]) =>
  hear(equipments.EquipmentUpdatedSchema, { equipment: equipmentMessage(change) });
const hearSaved = (change: Partial<DeclarationVersion>, id?: string) =>
  hear(declarations.SectionSavedSchema, { declaration: snapshotOf(change), section: 'ACTIVITY' }, id);
const hearValidated = (change: Partial<DeclarationVersion>) =>
  hear(declarations.DeclarationValidatedSchema, {
    declaration: snapshotOf({ status: 'VALIDATED', transmittedAt: '2016-03-20T10:00:00Z', ...change }),
  });

const readOutbox = {
  name: 'test-outbox',
  text: `select payload from outbox where aggregate = $1 and subject = 'evt.controls.controls-evaluated.v1' order by sequence`,
};

/** What was said of a declaration, oldest first. */
async function said(declarationId: string): Promise<Evaluation[]> {
  const rows = await store.database.rows<{ payload: Buffer }>(readOutbox, [declarationId]);
  return rows.map(({ payload }) => fromBinary(ControlsEvaluatedSchema, payload).evaluation!);
}

const severities = (evaluation: Evaluation | undefined) =>
  Object.fromEntries((evaluation?.results ?? []).map((result) => [result.code, result.severity]));

function ids() {
  return { equipmentId: newId(now), declarationId: newId(now) };
}

describe('reference data', () => {
  test('what the migration loaded is what the files say', async () => {
    const byKey = (rule: { code: string; fromExercise: number }) => `${rule.code} ${rule.fromExercise}`;
    const sorted = <T extends { code: string; fromExercise: number }>(rules: readonly T[]) =>
      [...rules].sort((a, b) => (byKey(a) < byKey(b) ? -1 : 1));
    expect(sorted(await loadRules(store.database))).toEqual(sorted(CONTROL_RULES));
    expect(new Set(await loadFields(store.database))).toEqual(new Set(FIELD_REQUIREMENTS));
  });
});

describe('hearing of a declaration', () => {
  test('each data revision gets one verdict, equal to the pure evaluation, with its journal line', async () => {
    const { equipmentId, declarationId } = ids();
    await hearEquipment({ id: equipmentId });
    await hearValidated({ equipmentId, declarationId: newId(now), exercise: 2015, period: year(2015) });
    await hearSaved({ equipmentId, declarationId, revision: 3, dataRevision: 2 });
    const [evaluation, ...others] = await said(declarationId);
    expect(others).toEqual([]);
    expect(evaluation).toMatchObject({ declarationId, version: 1, dataRevision: 2n, evaluatedAt: now.toISOString() });
    expect(evaluation?.estimate).toMatchObject({ available: true, entitlement: 18_843_479n, scaleStatus: 'FIXTURE' });
    expect(evaluation?.estimate?.lines.at(-1)?.figure).toMatchObject({ hundredths: 18_843_479n, unit: 'EURO' });
    // The year before is the same to the cent.
    expect(severities(evaluation)).toEqual({
      'ACT-24': 'INFO',
      'DEC-02': 'INFO',
      'FIN-18': 'ALERT',
      'DEC-06': 'BLOCKING',
    });
    const [line] = await readJournal(store.database, declarationId);
    expect(line?.data).toMatchObject({ dataRevision: 2, entitlement: 18_843_479 });
  });

  test('a repeated message, an older revision and an act that changes no datum say nothing again', async () => {
    const { equipmentId, declarationId } = ids();
    await hearEquipment({ id: equipmentId });
    const id = newId(now);
    await hearSaved({ equipmentId, declarationId, revision: 5, dataRevision: 4 }, id);
    await hearSaved({ equipmentId, declarationId, revision: 5, dataRevision: 4 }, id);
    await hearSaved({ equipmentId, declarationId, revision: 4, dataRevision: 3 });
    await hear(declarations.ControlExplainedSchema, {
      declaration: snapshotOf({ equipmentId, declarationId, revision: 6, dataRevision: 4 }),
      controlCode: 'ACT-12',
    });
    expect((await said(declarationId)).map((each) => each.dataRevision)).toEqual([4n]);
  });

  test('the same verdict on newer data is said again: the workflow waits for that revision', async () => {
    const { equipmentId, declarationId } = ids();
    await hearSaved({ equipmentId, declarationId, revision: 1, dataRevision: 1 });
    await hearSaved({ equipmentId, declarationId, revision: 2, dataRevision: 2 });
    expect((await said(declarationId)).map((each) => each.dataRevision)).toEqual([1n, 2n]);
  });
});

describe('what changes elsewhere gives new verdicts', () => {
  test('the year before transmitted, then validated, then rejected', async () => {
    const { equipmentId, declarationId } = ids();
    const previousId = newId(now);
    const previous = { equipmentId, declarationId: previousId, exercise: 2015, period: year(2015) };
    const half = lockedSection({ ...ACTIVITY, attendedHours: 4_000_000 });
    await hearEquipment({ id: equipmentId });
    await hearSaved({ equipmentId, declarationId });
    const last = async () => severities((await said(declarationId)).at(-1))['ACT-12'];
    expect(await last()).toBe('INFO');
    await hear(declarations.DeclarationTransmittedSchema, {
      declaration: snapshotOf({
        ...previous,
        activity: half,
        status: 'SUBMITTED',
        revision: 2,
        transmittedAt: now.toISOString(),
      }),
    });
    expect(await last()).toBe('ALERT');
    await hear(declarations.DeclarationRejectedSchema, {
      declaration: snapshotOf({ ...previous, activity: half, version: 2, revision: 3 }),
      rejectedVersion: 1,
    });
    expect(await last()).toBe('INFO');
    // A late redelivery of the transmission does not bring the rejected version back.
    await hear(declarations.DeclarationTransmittedSchema, {
      declaration: snapshotOf({
        ...previous,
        activity: half,
        status: 'SUBMITTED',
        revision: 2,
        transmittedAt: now.toISOString(),
      }),
    });
    expect(await last()).toBe('INFO');
    await hearValidated({ ...previous, activity: half, version: 2, revision: 5 });
    expect(await last()).toBe('ALERT');
  });

  test('a rejection heard before the transmission it answers', async () => {
    const { equipmentId, declarationId } = ids();
    const previous = { equipmentId, declarationId: newId(now), exercise: 2015, period: year(2015) };
    await hearSaved({ equipmentId, declarationId });
    await hear(declarations.DeclarationRejectedSchema, {
      declaration: snapshotOf({ ...previous, version: 2, revision: 3 }),
      rejectedVersion: 1,
    });
    await hear(declarations.DeclarationTransmittedSchema, {
      declaration: snapshotOf({ ...previous, status: 'SUBMITTED', revision: 2, transmittedAt: now.toISOString() }),
    });
    expect(severities((await said(declarationId)).at(-1))['ACT-12']).toBe('INFO');
  });

  test('an authorisation, and only when it is news', async () => {
    const { equipmentId, declarationId } = ids();
    await hearSaved({ equipmentId, declarationId });
    await hearEquipment({ id: equipmentId, revision: 2, capacity: 2_900 });
    await hearEquipment({ id: equipmentId, revision: 1, capacity: 3_000 });
    const all = await said(declarationId);
    expect(all.map((each) => severities(each)['ACT-09'])).toEqual([undefined, 'ANOMALY']);
  });

  test('a published scale: the open declarations of its exercise, one by one', async () => {
    const { equipmentId, declarationId } = ids();
    const declaration = { ...sampleInput().declaration, exercise: 2018, period: year(2018), dueOn: '2019-03-31' };
    await hearEquipment({ id: equipmentId });
    await hearSaved({ ...declaration, equipmentId, declarationId, generalSchemeRate: 9_800 });
    expect((await said(declarationId)).at(-1)?.estimate?.unavailableReason).toBe(
      'Estimation indisponible\u202F: barème 2018 incomplet',
    );
    await publishFixture(2018);
    await drain();
    expect((await said(declarationId)).at(-1)?.estimate).toMatchObject({ available: true, entitlement: 18_843_479n });
    expect((await said(declarationId)).map((each) => each.dataRevision)).toEqual([1n, 1n]);
  });

  test('a published threshold: open declarations, not what was transmitted, even heard of again', async () => {
    const open = ids();
    const sent = ids();
    const half = lockedSection({ ...ACTIVITY, attendedHours: 4_000_000 });
    for (const each of [open, sent]) {
      const past = { exercise: 2024, period: year(2024), declarationId: newId(now), equipmentId: each.equipmentId };
      await hearEquipment({ id: each.equipmentId });
      await hearValidated({ ...past, activity: half });
      await hearSaved({ ...each, exercise: 2025, period: year(2025), revision: 1, dataRevision: 1 });
    }
    const transmitted = { ...sent, exercise: 2025, period: year(2025), status: 'SUBMITTED', dataRevision: 1 } as const;
    const hearTransmitted = (revision: number) =>
      hear(declarations.DeclarationTransmittedSchema, {
        declaration: snapshotOf({ ...transmitted, revision, transmittedAt: now.toISOString() }),
      });
    const last = async (declarationId: string) => severities((await said(declarationId)).at(-1))['ACT-12'];
    // The transmission is on its way, not heard yet, when the threshold changes.
    const said1 = await said(sent.declarationId);
    expect([await last(open.declarationId), await last(sent.declarationId)]).toEqual(['ALERT', 'ALERT']);
    await hearTransmitted(2);
    const question = { code: 'ACT-12', exercise: 2025, cafCodes: 'ALL', names: false } as const;
    const { start } = (await controls.routePorts.readRule('ACT-12', { cafCodes: 'ALL', drafts: true }))!;
    const content = {
      ...start,
      reason: 'Essai',
      fromExercise: 2025,
      thresholds: [{ name: 'tolerance', value: 3_000 }],
    };
    expect((await controls.routePorts.tryRule({ ...question, content }))?.total).toEqual({
      ...{ examined: 1, notApplicable: 0, severityChanges: 0 },
      ...{ today: 1, tried: 0, appears: 0, disappears: 1 },
    });
    const named = { ...question, content, cafCodes: ['381'], names: true };
    const { changing = [], byCaf } = (await controls.routePorts.tryRule(named))!;
    expect(changing.map((each) => [each.declarationId, each.effect])).toEqual([[sent.declarationId, 'DISAPPEARS']]);
    expect(byCaf.map(({ cafCode }) => cafCode)).toEqual(['381']);
    expect((await controls.routePorts.tryRule({ ...named, cafCodes: ['999'] }))?.total.examined).toBe(0);
    const author = { id: 'administrator', name: 'Béatrice Renaud' };
    const about = { kind: 'RULE', subject: 'ACT-12' } as const;
    const { acts } = controls.routePorts;
    await acts.saveDraft({ ...about, content }, 0, author);
    await acts.publish({ ...about, expectedRevision: 1 }, 'publish-act-12', author);
    await drain();
    await hearTransmitted(3);
    expect(await last(open.declarationId)).toBeUndefined();
    expect(await said(sent.declarationId)).toEqual(said1);
    await publishFixture(2025);
    await drain();
    await hearTransmitted(4);
    expect(await said(sent.declarationId)).toEqual(said1);
  });

  test('a due date that passes: DEC-09, once', async () => {
    const { equipmentId, declarationId } = ids();
    await hearSaved({ equipmentId, declarationId, dueOn: '2017-03-31' });
    const before = now;
    try {
      now = new Date('2017-04-01T00:30:00+02:00');
      await controls.requestOverdue();
      await drain();
      now = new Date('2017-04-05T12:00:00Z');
      await controls.requestOverdue();
      await drain();
    } finally {
      now = before;
    }
    expect((await said(declarationId)).map((each) => severities(each)['DEC-09'])).toEqual([undefined, 'ALERT']);
  });
});

describe('on the bus', () => {
  let nats: TestBus;
  let consumer: RunningConsumer;
  let relay: Relay;

  beforeAll(async () => {
    nats = await createTestBus('controls');
    relay = startRelay({
      database: store.database,
      url: store.url,
      listener: store.listener,
      publish: nats.publish,
      logger,
    });
    const durable = await nats.addDurable('controls_declaration');
    consumer = await startConsumer({ bus: nats.bus, database: store.database, ...durable, reactions, logger });
  });
  afterAll(async () => {
    await consumer.stop();
    await relay.stop();
    await nats.close();
  }, 30_000);

  test('many declarations of a few equipments at once: one verdict for each revision, chains intact', async () => {
    const declarationIds = Array.from({ length: 40 }, () => newId(now));
    const equipmentIds = Array.from({ length: 5 }, () => newId(now));
    const save = (index: number, revision: number) => {
      const declarationId = declarationIds[index]!;
      const snapshot = snapshotOf({
        declarationId,
        equipmentId: equipmentIds[index % equipmentIds.length]!,
        revision,
        dataRevision: revision,
        financial: lockedSection({ ...FINANCIAL, c64Staff: 38_000_000 + revision * 10_000 }),
      });
      const message = create(declarations.SectionSavedSchema, { declaration: snapshot, section: 'FINANCIAL' });
      const id = newId(now);
      return nats.publish({
        id,
        subject: 'evt.declaration.section-saved.v1',
        headers: {
          'ce-id': id,
          'ce-type': declarations.SectionSavedSchema.typeName,
          'ce-subject': declarationId,
          'ce-time': now.toISOString(),
          'ce-actor': 'provider',
          'ce-source': 'declaration-workflow',
        },
        payload: toBinary(declarations.SectionSavedSchema, message),
      });
    };
    for (const revision of [1, 2, 3]) await Promise.all(declarationIds.map((_, index) => save(index, revision)));
    for (const declarationId of declarationIds) {
      const evaluations = await eventually(`verdicts on ${declarationId}`, async () => {
        const all = await said(declarationId);
        return all.at(-1)?.dataRevision === 3n && all;
      });
      expect(evaluations.map((each) => each.dataRevision)).toEqual([1n, 2n, 3n]);
    }
    expect(await verifyJournal(store.database)).toEqual([]);
  }, 60_000);
});

function year(exercise: number) {
  return { start: `${exercise}-01-01`, end: `${exercise}-12-31` };
}

async function drain(): Promise<void> {
  while (await controls.reevaluateNext());
}
