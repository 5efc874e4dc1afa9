import { randomUUID } from 'node:crypto';
import { eventually } from '@portail/platform/testing/eventually.ts';
import type { Kind, Persona, Target } from './access-table.ts';
import { open, save } from './acts.ts';
import { accepted, type ApiClient } from './api-client.ts';
import {
  agentAccount,
  cafAdministratorAccount,
  nationalAccount,
  otherAgentAccount,
  otherCaf,
  ownCaf,
} from './demo-people.ts';
import { activityFigures } from './figures.ts';
import { signIn } from './sign-in.ts';
import { knownTo, newPerson, newWorld, type Role, type World } from './world.ts';

/** What exists nowhere. */
export const unknownId = '01890000-0000-7000-8000-000000000000';

/** Who asks and on what, made for the matrix alone: two partners of a Caf, one of another. */
export interface AccessWorld {
  /** Everybody who signs in, once each. */
  readonly people: ReadonlyMap<SignedIn, ApiClient>;
  /** What a placeholder of this kind is filled with. */
  readonly idOf: (target: Target, kind: Kind) => string;
  /** Identifiers and names under which a thing would show in an answer. */
  readonly marksOf: (target: Target) => readonly Mark[];
  readonly own: World;
  readonly other: World;
  readonly far: World;
}

export type SignedIn = Exclude<Persona, 'none'>;

/** Text that gives a thing away. */
export interface Mark {
  readonly kind: Kind;
  readonly text: string;
}

const kinds: readonly Kind[] = ['equipment', 'declaration', 'user', 'partner', 'import'];
const actual = { exercise: 2016, type: 'ACTUAL' } as const;

/** Two minutes of bus and sign-ins at most; everything is the matrix’s own. */
export async function newAccessWorld(): Promise<AccessWorld> {
  const [agent, farAgent, administrator, national] = await Promise.all([
    signIn('admin', agentAccount()),
    signIn('admin', otherAgentAccount()),
    signIn('admin', cafAdministratorAccount()),
    signIn('admin', nationalAccount()),
  ]);
  const [own, other, far] = await Promise.all([
    newWorld(agent, 'Accès propre', 2),
    newWorld(agent, 'Accès voisin'),
    newWorld(farAgent, 'Accès lointain'),
  ]);
  const person = async (by: ApiClient, world: World, name: string, roles: readonly Role[]) => {
    const made = await newPerson(by, world, name, { 0: roles });
    return { client: await signIn('portal', made), id: made.id };
  };
  const everything = ['ACTIVITY_PROVIDER', 'FINANCIAL_PROVIDER', 'APPROVER'] as const;
  const [activity, financial, approver, neighbour, distant] = await Promise.all([
    person(agent, own, 'Accesactivite', ['ACTIVITY_PROVIDER']),
    person(agent, own, 'Accesfinances', ['FINANCIAL_PROVIDER']),
    person(agent, own, 'Accesapprobation', ['APPROVER']),
    person(agent, other, 'Accesvoisin', everything),
    person(farAgent, far, 'Acceslointain', everything),
  ]);

  const things = await Promise.all(
    (
      [
        ['own', own.equipmentIds[0]!, activity.id, own, agent],
        ['same partner, no role', own.equipmentIds[1]!, financial.id, own, agent],
        ['other partner', other.equipmentIds[0]!, neighbour.id, other, agent],
        ['other Caf', far.equipmentIds[0]!, distant.id, far, farAgent],
      ] as const
    ).map(async ([target, equipment, user, world, by]) => {
      const declaration = (await open(by, { equipmentId: equipment, ...actual })).id;
      const caf = world === far ? otherCaf : ownCaf;
      const shown = await listOf(by);
      return [target, { equipment, declaration, user, partner: world.partnerId, import: shown, caf }] as const;
    }),
  );
  const made = new Map<Target, Readonly<Record<Kind, string>>>(things);

  const declaration = made.get('own')!.declaration;
  await knownTo(declaration, activity.client, financial.client, approver.client);
  await knownTo(made.get('other partner')!.declaration, neighbour.client);
  // From then on each has a summary.
  for (const [client, id] of [
    [activity.client, declaration],
    [neighbour.client, made.get('other partner')!.declaration],
  ] as const) {
    await save(client, id, 'activity', activityFigures());
    await eventually('the documents service to know what was saved', async () => {
      return (await client.get(`/api/documents/declarations/${id}/summary`)).status === 200;
    });
  }
  for (const [client, equipmentId] of [
    [activity.client, own.equipmentIds[0]!],
    [financial.client, own.equipmentIds[0]!],
    [approver.client, own.equipmentIds[0]!],
    [neighbour.client, other.equipmentIds[0]!],
  ] as const) {
    await eventually('the equipment service to know the habilitation', async () => {
      return (await client.get(`/api/equipment/equipments/${equipmentId}`)).status === 200;
    });
  }

  const nameOf = new Map<Target, string>([
    ['own', own.equipmentNames[0]!],
    ['same partner, no role', own.equipmentNames[1]!],
    ['other partner', other.equipmentNames[0]!],
    ['other Caf', far.equipmentNames[0]!],
  ]);
  return {
    people: new Map<SignedIn, ApiClient>([
      ['activity provider', activity.client],
      ['financial provider', financial.client],
      ['approver', approver.client],
      ['other partner', neighbour.client],
      ['agent', agent],
      ['agent of another Caf', farAgent],
      ['Caf administrator', administrator],
      ['Cnaf administrator', national],
    ]),
    idOf: (target, kind) => {
      if (target === 'unknown') return kind === 'caf' ? '999' : unknownId;
      if (target === 'malformed') return 'abc';
      return made.get(target)![kind];
    },
    marksOf: (target) => {
      const known = made.get(target);
      if (known === undefined) return [];
      return [...kinds.map((kind) => ({ kind, text: known[kind] })), { kind: 'equipment', text: nameOf.get(target)! }];
    },
    own,
    other,
    far,
  };
}

/** A list that can never change anything, shown by an agent. */
async function listOf(agent: ApiClient): Promise<string> {
  const text = 'courriel;prénom;nom;équipement;rôles;date d’effet;référence du document\npersonne;;;;;;';
  const body = { fileName: `acces-${randomUUID()}.csv`, content: Buffer.from(text).toString('base64') };
  return accepted('a list', await agent.send<{ id: string }>('POST', '/api/identity/habilitation-imports', body)).id;
}
