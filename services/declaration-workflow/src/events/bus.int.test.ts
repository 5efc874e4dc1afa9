import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { create, toBinary } from '@bufbuild/protobuf';
import { startConsumer, type RunningConsumer } from '@portail/platform/messaging/consumer.ts';
import { reaction } from '@portail/platform/messaging/reaction.ts';
import { outboxDepth } from '@portail/platform/outbox/outbox.ts';
import { startRelay, type Relay } from '@portail/platform/outbox/relay.ts';
import { eventually } from '@portail/platform/testing/eventually.ts';
import { createTestBus, type TestBus } from '@portail/platform/testing/test-bus.ts';
import { ControlsEvaluatedSchema } from '@portail/proto/portail/controls/v1/controls_pb.ts';
import { SectionSavedSchema } from '@portail/proto/portail/declaration/v1/declaration_pb.ts';
import { assemble } from '../assemble.ts';
import { cafCode, createWorld, terms, type World } from '../testing/world.ts';

jest.setTimeout(60_000);

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
let world: World;
let bus: TestBus;
let relay: Relay;
const consumers: RunningConsumer[] = [];

beforeAll(async () => {
  world = await createWorld();
  bus = await createTestBus('declaration-workflow');
  const { database, listener, url } = world.server;
  relay = startRelay({ database, url, listener, publish: bus.publish, logger: silent });
  // Stands for the controls service: answers each saved section with a clean verdict, over the real bus.
  const controls = reaction(SectionSavedSchema, async (_tx, { declaration }) => {
    if (!declaration) throw new Error('an event without its state');
    const message = create(ControlsEvaluatedSchema, {
      evaluation: {
        declarationId: declaration.id,
        version: declaration.version,
        dataRevision: declaration.dataRevision,
        evaluatedAt: '2016-03-01T09:00:00.000Z',
      },
    });
    const id = randomUUID();
    await bus.publish({
      id,
      subject: 'evt.controls.controls-evaluated.v1',
      headers: { 'ce-id': id, 'ce-type': ControlsEvaluatedSchema.typeName, 'ce-subject': declaration.id },
      payload: toBinary(ControlsEvaluatedSchema, message),
    });
  });
  for (const [durable, reactions] of [
    ['controls', [controls]],
    ['workflow', assemble(database, listener).reactions],
  ] as const) {
    const { stream } = await bus.addDurable(durable);
    consumers.push(await startConsumer({ bus: bus.bus, database, stream, durable, reactions, logger: silent }));
  }
});
afterAll(async () => {
  for (const consumer of consumers) await consumer.stop();
  await relay.stop();
  await bus.close();
  await world.close();
});

test('a save reaches the controls and their verdict comes back within the request that waits for it', async () => {
  const equipmentId = randomUUID();
  await world.equipment(equipmentId);
  await world.person('agent', { population: 'CAF_AGENT', cafCodes: [cafCode] });
  await world.person('provider', {
    termsVersion: terms,
    habilitations: [{ equipmentId, roles: ['ACTIVITY_PROVIDER'] }],
  });
  const at = new Date('2016-03-01T09:00:00Z');
  const opened = await world.acts.openDeclaration({
    equipmentId,
    exercise: 2015,
    type: 'ACTUAL',
    subject: 'agent',
    at,
    idempotencyKey: randomUUID(),
  });
  const command = { declarationId: opened.id, subject: 'provider', at, section: 'activity' } as const;
  const saved = await world.acts.saveSection({
    ...command,
    expectedRevision: opened.revision,
    values: { places: 3_000 },
  });
  const controlled = await world.acts.runSectionControls({ ...command, expectedRevision: saved.revision });
  expect(controlled.activity.state).toBe('CONTROLLED');
  await eventually('an empty outbox', async () => (await outboxDepth(world.server.database)) === 0);
});
