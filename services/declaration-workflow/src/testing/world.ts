import { randomUUID } from 'node:crypto';
import { create, toBinary } from '@bufbuild/protobuf';
import { applyOnce } from '@portail/platform/messaging/consumer.ts';
import type { Envelope } from '@portail/platform/messaging/reaction.ts';
import type { HttpApp } from '@portail/platform/http/app.ts';
import { createTestDatabase, type TestDatabase } from '@portail/platform/testing/test-database.ts';
import { ControlsEvaluatedSchema } from '@portail/proto/portail/controls/v1/controls_pb.ts';
import { EquipmentRegisteredSchema } from '@portail/proto/portail/equipment/v1/equipment_pb.ts';
import { HabilitationGrantedSchema, UserRegisteredSchema } from '@portail/proto/portail/identity/v1/identity_pb.ts';
import { createApp } from '../app.ts';
import { assemble, channels, liveSources } from '../assemble.ts';
import type { Declaration } from '../domain/declaration.ts';
import type { Population, Role } from '../domain/vocabulary.ts';
import type { DeclarationView } from '../queries/views.ts';
import { migrations } from '../store/migrations.ts';
import { changeChannel } from '../store/projections/evaluations.ts';
import type { Acts } from '../usecases/acts.ts';
import type { CampaignActs } from '../usecases/campaigns.ts';

/** A result a test verdict holds. */
export interface TestResult {
  readonly code: string;
  readonly step: 'ACTIVITY' | 'FINANCIAL' | 'DECLARATION';
  readonly severity?: 'BLOCKING' | 'ANOMALY' | 'ALERT' | 'INFO';
  readonly field?: string;
  readonly fingerprint?: string;
}

/** Roles of a test person per equipment. */
export interface TestPerson {
  readonly population?: Population;
  readonly partnerId?: string;
  readonly cafCodes?: readonly string[];
  readonly habilitations?: readonly { equipmentId: string; roles: readonly Role[]; from?: string; to?: string }[];
  readonly termsVersion?: string;
  readonly revision?: number;
  readonly status?: 'ACTIVE' | 'SUSPENDED';
}

/** Body of a refusal. */
export interface ProblemBody {
  readonly code?: string;
  readonly detail?: string;
  readonly errors?: readonly { path: string; code: string; message: string }[];
}

/** The service on a real database of its own; other services’ events are delivered as they would come off the bus. */
export interface World {
  readonly server: TestDatabase;
  readonly acts: Acts;
  readonly campaigns: CampaignActs;
  readonly app: HttpApp;
  /** Time of the HTTP application; tests set it. */
  clock: Date;
  /** Runs `work` while each new state of that declaration gets its verdict at once, as from the controls service. */
  controlled<T>(declarationId: string, results: readonly TestResult[], work: () => Promise<T>): Promise<T>;
  /** Keeps a person; the subject, the token and the id derive from the name. */
  person(name: string, given: TestPerson): Promise<{ id: string; subject: string }>;
  equipment(
    id: string,
    given?: { partnerId?: string; cafCode?: string; name?: string; modulated?: boolean; by?: string },
  ): Promise<void>;
  /** Delivers the verdict of the controls on the declaration as it is stored now. */
  verdict(
    declarationId: string,
    results?: readonly TestResult[],
    change?: { dataRevision?: number; messageId?: string },
  ): Promise<void>;
  stored(declarationId: string): Promise<Declaration>;
  /** Sends a request as a person. */
  call<Body = DeclarationView & ProblemBody>(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    as: string,
    given?: { body?: object; revision?: number; key?: string },
  ): Promise<{ status: number; body: Body }>;
  close(): Promise<void>;
}

export const cafCode = '451';
export const partnerId = '01890000-0000-7000-8000-0000000000a1';
export const terms = '2016-07';

/** Starts a world. */
export async function createWorld(): Promise<World> {
  const server = await createTestDatabase({ service: 'declaration-workflow', migrations, channels });
  const { database, listener } = server;
  const { acts, instruction, campaigns, changeSettings, changeTemplateDates, forms, fileMessages, reactions } =
    assemble(database, listener);
  const ids = new Map<string, string>();
  const idOf = (name: string) => {
    const known = ids.get(name) ?? randomUUID();
    ids.set(name, known);
    return known;
  };

  async function deliver(
    type: string,
    payload: Uint8Array,
    messageId: string = randomUUID(),
    actor = '',
  ): Promise<void> {
    const known = reactions.find((candidate) => candidate.type === type);
    if (!known) throw new Error(`no reaction to ${type}`);
    const envelope: Envelope = {
      id: messageId,
      type,
      subject: '',
      source: 'test',
      time: world.clock.toISOString(),
      actor,
    };
    await database.transaction((tx) => applyOnce(tx, 'test', known, payload, envelope));
  }

  const world: World = {
    server,
    acts,
    campaigns,
    app: undefined as never,
    clock: new Date('2016-03-01T09:00:00Z'),
    person: async (name, given) => {
      const user = {
        id: idOf(name),
        revision: BigInt(given.revision ?? 1),
        subject: name,
        email: `${name}@example.fr`,
        givenName: 'Claire',
        familyName: name,
        population: given.population ?? 'PARTNER',
        status: given.status ?? 'ACTIVE',
        partnerId: given.population ? '' : (given.partnerId ?? partnerId),
        cafCodes: [...(given.cafCodes ?? [])],
        termsVersion: given.termsVersion ?? '',
        habilitations: (given.habilitations ?? []).map(({ equipmentId, roles, from, to }) => ({
          equipmentId,
          roles: [...roles],
          effectiveFrom: from ?? '2010-01-01',
          effectiveTo: to ?? '',
        })),
      };
      // Of a person known before, the Caf changes what they may do.
      const schema = user.revision === 1n ? UserRegisteredSchema : HabilitationGrantedSchema;
      await deliver(schema.typeName, toBinary(schema, create(schema, { user })));
      return { id: user.id, subject: name };
    },
    equipment: async (id, given = {}) => {
      const equipment = {
        id,
        revision: 1n,
        name: given.name ?? 'Moufletterie',
        partner: { id: given.partnerId ?? partnerId, revision: 1n, name: 'Les Moufles', status: 'ASSOCIATION' },
        cafCode: given.cafCode ?? cafCode,
        departmentCode: '45',
        postalCode: '45000',
        commune: 'Orléans',
        openedOn: '2010-09-01',
        authorizations: [
          {
            validFrom: '2010-09-01',
            capacity: 3_000n,
            modulated: given.modulated ?? false,
            ageFrom: 3,
            ageTo: 72,
            openingHours: '7 h 30 – 18 h 30',
          },
        ],
        generalSchemeRates: [{ exercise: 2015, rate: 9_650n }],
      };
      const message = create(EquipmentRegisteredSchema, { equipment });
      const payload = toBinary(EquipmentRegisteredSchema, message);
      await deliver(EquipmentRegisteredSchema.typeName, payload, randomUUID(), given.by);
    },
    stored: async (declarationId) => {
      const [row] = await database.rows<{ state: Declaration }>(
        { name: 'test-state', text: 'select state from declaration where id = $1' },
        [declarationId],
      );
      if (!row) throw new Error(`no declaration ${declarationId}`);
      return row.state;
    },
    verdict: async (declarationId, results = [], change = {}) => {
      const { version, dataRevision } = await world.stored(declarationId);
      const digest = (step: string) =>
        results
          .filter((result) => result.step === step)
          .map((result) => `${result.code} ${result.fingerprint ?? 'print'}`)
          .join();
      const evaluation = {
        declarationId,
        version,
        dataRevision: BigInt(change.dataRevision ?? dataRevision),
        results: results.map((result) => ({
          label: result.code,
          message: `${result.code} : écart.`,
          requiredActions: 'Vérifiez.',
          severity: 'ALERT',
          fingerprint: 'print',
          ...result,
        })),
        estimate: { available: true, entitlement: 18_843_479n, lines: [], information: [] },
        activityDigest: digest('ACTIVITY'),
        financialDigest: digest('FINANCIAL'),
        evaluatedAt: '2016-03-01T09:00:00.000Z',
      };
      const message = create(ControlsEvaluatedSchema, { evaluation });
      await deliver(ControlsEvaluatedSchema.typeName, toBinary(ControlsEvaluatedSchema, message), change.messageId);
    },
    controlled: async (declarationId, results, work) => {
      let tail: Promise<void> = answer();
      async function answer(): Promise<void> {
        const { version, dataRevision } = await world.stored(declarationId);
        const known = await database.rows(
          {
            name: 'test-known',
            text: 'select 1 from evaluation where declaration_id = $1 and version = $2 and data_revision = $3',
          },
          [declarationId, version, dataRevision],
        );
        if (known.length === 0) await world.verdict(declarationId, results);
      }
      const stop = listener.on(changeChannel, (changed) => {
        if (changed === declarationId) tail = tail.then(answer);
      });
      try {
        return await work();
      } finally {
        stop();
        await tail;
      }
    },
    call: async <Body>(
      method: 'GET' | 'POST' | 'PUT' | 'DELETE',
      path: string,
      as: string,
      given: { body?: object; revision?: number; key?: string } = {},
    ) => {
      const answer = await world.app.inject({
        method,
        url: `/api/workflow${path}`,
        headers: {
          authorization: `Bearer ${as}`,
          ...(given.revision === undefined ? {} : { 'if-match': `"${given.revision}"` }),
          ...(given.key === undefined ? {} : { 'idempotency-key': given.key }),
        },
        ...(given.body === undefined ? {} : { payload: given.body }),
      });
      return { status: answer.statusCode, body: answer.body === '' ? (null as Body) : answer.json<Body>() };
    },
    close: async () => {
      await world.app.close();
      await server.drop();
    },
  };
  Object.assign(world, {
    app: await createApp({
      database,
      acts,
      instruction,
      campaigns,
      changeSettings,
      changeTemplateDates,
      forms,
      fileMessages,
      live: liveSources(database, listener),
      // Tokens are verified by platform/auth and tested there; here the token is the subject.
      verify: async (token) => ({ subject: token, email: '', name: '', realmRoles: [] }),
      now: () => world.clock,
      readiness: {},
      logLevel: 'silent',
    }),
  });
  return world;
}
