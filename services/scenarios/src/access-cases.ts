import { randomUUID } from 'node:crypto';
import { entranceOf } from './access-collections.ts';
import { namings } from './access-named.ts';
import { expectationOf, placeholdersOf, requestOf, type Outcome, type Persona, type Target } from './access-table.ts';
import type { AccessWorld, SignedIn } from './access-world.ts';
import type { Answer, ApiClient } from './api-client.ts';
import type { Operation } from './openapi.ts';
import { stranger } from './sign-in.ts';

/** One question of the matrix, and what the answer must be. */
export interface Case {
  /** Operation, person, thing: as a failure is listed. */
  readonly name: string;
  readonly ask: () => Promise<Answer<unknown>>;
  readonly expected: readonly Outcome[];
  /** Statuses of « admitted ». */
  readonly answers: readonly number[];
  /** The same question about something that does not exist: the answer must be the same to the letter. */
  readonly asUnknown?: {
    readonly id: string;
    readonly ask: () => Promise<Answer<unknown>>;
    readonly unknownId: string;
  };
}

const targets: readonly Target[] = [
  'own',
  'same partner, no role',
  'other partner',
  'other Caf',
  'unknown',
  'malformed',
];

/** Acts that change nothing although they are answered as done: what is sent does nothing. */
const harmless: ReadonlySet<string> = new Set([
  ...['previewHabilitations', 'grantHabilitations', 'applyImport', 'tryRule', 'markFileRead'],
]);
/** Refusals after the right to act: stale, of the state, of what was sent. */
const refusedLater = [409, 422];

/** Everybody in front of the site of an operation, and in front of the other one, where it is not. */
function askers(world: AccessWorld, operation: Operation): { persona: Persona; client: ApiClient; here: boolean }[] {
  const strangers = operation.sites.map((site) => ({
    persona: 'none' as const,
    client: stranger(site),
    here: true,
  }));
  const people = [...world.people].map(([persona, client]) => ({
    persona,
    client,
    here: operation.sites.includes(client.site),
  }));
  return [...strangers, ...people];
}

/** Reads that the state of this world refuses once they are admitted: no nursery here is modulated, and none has transmitted. */
const readsRefused: ReadonlySet<string> = new Set(['downloadWorkbook', 'downloadControlFile']);

/** Statuses of an operation once it is past access control. */
function answersOf({ id, method }: Operation): readonly number[] {
  if (readsRefused.has(id)) return refusedLater;
  if (method === 'GET') return [200];
  return harmless.has(id) ? [200, 204] : refusedLater;
}

/** Each operation with an identifier × persona × target, with the body it takes and with a body it cannot read. */
export function identifierCases(world: AccessWorld, operations: readonly Operation[]): Case[] {
  return operations.flatMap((operation) => {
    const row = expectationOf(operation.id);
    if (row === undefined || !operation.path.includes('{')) return [];
    return askers(world, operation).flatMap(({ persona, client, here }) =>
      targets.flatMap((target): Case[] => {
        const name = `${operation.id} as ${persona} on ${target}`;
        const path = filled(operation, world, target);
        const send = (body: unknown) => () =>
          operation.method === 'GET'
            ? client.get(path)
            : client.send(operation.method, path, body, { revision: 999_999, key: `access-${randomUUID()}` });
        const answers = answersOf(operation);
        const expected = here ? row.outcome(persona, target) : (['unknown'] as const);
        const plain = { name, ask: send(requestOf(operation.id)), expected, answers };
        if (operation.body === undefined) return [plain];
        const unreadable: Outcome[] = here
          ? persona === 'none'
            ? ['sign in']
            : // Who may not act at all is told so first, or like everybody that the body cannot be read: never more.
              ['malformed', ...(row.outcome(persona, 'own').includes('forbidden') ? (['forbidden'] as const) : [])]
          : ['unknown'];
        return [
          plain,
          {
            name: `${name}, unreadable body`,
            ask: send({ inconnu: true }),
            expected: target === 'malformed' ? [...unreadable, 'unknown'] : unreadable,
            answers: [],
          },
        ];
      }),
    );
  });
}

/** Each operation that names nothing × persona. */
export function collectionCases(world: AccessWorld, operations: readonly Operation[]): Case[] {
  return operations.flatMap((operation) => {
    const entrance = entranceOf(operation.id);
    if (entrance === undefined) return [];
    const { admits, others, query = '', body, answers } = entrance;
    return askers(world, operation).flatMap(({ persona, client, here }): Case[] => {
      const expected: Outcome =
        persona === 'none' ? 'sign in' : !here ? 'unknown' : admits(persona) ? 'admitted' : others;
      const send = (sent: unknown) => () =>
        operation.method === 'GET'
          ? client.get(`${operation.path}${query}`)
          : client.send(operation.method, operation.path, sent, { key: `access-${randomUUID()}` });
      const plain = { name: `${operation.id} as ${persona}`, ask: send(body), expected: [expected], answers };
      if (operation.body === undefined) return [plain];
      const unreadable: Outcome[] =
        expected === 'admitted' ? ['malformed'] : expected === others && here ? ['malformed', others] : [expected];
      const name = `${operation.id} as ${persona}, unreadable body`;
      return [plain, { name, ask: send({ inconnu: true }), expected: unreadable, answers: [] }];
    });
  });
}

/** Each path of the documents × the methods it does not have, by people of both sites. */
export function methodCases(world: AccessWorld, operations: readonly Operation[]): Case[] {
  const paths = Map.groupBy(operations, ({ path }) => path);
  return [...paths].flatMap(([, [first, ...others]]) => {
    if (first === undefined) return [];
    const known: readonly string[] = [first, ...others].map(({ method }) => method);
    const path = filled(first, world, 'own');
    return (['approver', 'agent'] as const).flatMap((persona) =>
      (['POST', 'PUT', 'PATCH', 'DELETE'] as const)
        .filter((method) => !known.includes(method))
        .map((method): Case => ({
          name: `${method} ${first.path} as ${persona}`,
          ask: () => world.people.get(persona)!.send(method, path, {}, { revision: 999_999 }),
          expected: ['unknown'],
          answers: [],
        })),
    );
  });
}

/** Things of others named in a query or a body: the answer is that of something that does not exist. */
export function namingCases(world: AccessWorld, operations: readonly Operation[]): Case[] {
  return namings(world).flatMap((naming) => {
    const operation = operations.find(({ id }) => id === naming.operation);
    if (operation === undefined) throw new Error(`no operation ${naming.operation}`);
    return [...world.people].flatMap(([persona, client]) =>
      targets.flatMap((target): Case[] => {
        if (!operation.sites.includes(client.site) || naming.sees(persona, target)) return [];
        if (target === 'unknown' || target === 'malformed') return [];
        const key = { revision: 999_999, key: `access-${randomUUID()}` };
        const ask = (id: string) => () =>
          naming.method === 'GET'
            ? client.get(naming.path(id))
            : client.send(naming.method, naming.path(id), naming.body?.(id), key);
        const id = world.idOf(target, naming.kind);
        const unknownId = world.idOf('unknown', naming.kind);
        return [
          {
            name: `${naming.operation} as ${persona}, naming the ${naming.kind} of ${target}`,
            ask: ask(id),
            expected: ['admitted', 'forbidden', 'unknown'],
            answers: [200, ...refusedLater],
            asUnknown: { id, unknownId, ask: ask(unknownId) },
          },
        ];
      }),
    );
  });
}

/** What only the server says: sent along with a good body, each is refused by its name. */
const serverOwned = [
  'id',
  'revision',
  'version',
  'status',
  'state',
  'population',
  'cafCode',
  'cafCodes',
  'partnerId',
  'author',
  'createdAt',
  'transmittedAt',
  'validatedAt',
  'transmission',
  'evaluation',
  'entitlement',
  'total',
  'assignee',
];

/** Each operation with a body × fields that are not the sender’s to say, by those who may act. */
export function propertyCases(world: AccessWorld, operations: readonly Operation[]): Case[] {
  return operations.flatMap((operation) => {
    const { body, method } = operation;
    if (body === undefined || method === 'GET') return [];
    const entrance = operation.path.includes('{') ? undefined : entranceOf(operation.id);
    const sent = requestOf(operation.id) ?? entrance?.body;
    const known = new Set([body, ...(body.anyOf ?? [])].flatMap(({ properties = {} }) => Object.keys(properties)));
    return [...world.people].flatMap(([persona, client]) => {
      const may = entrance === undefined ? admittedOn(operation, persona) : entrance.admits(persona) && 'own';
      if (!operation.sites.includes(client.site) || may === false) return [];
      return serverOwned
        .filter((field) => !known.has(field))
        .map((field): Case => ({
          name: `${operation.id} as ${persona}, sending « ${field} »`,
          ask: () =>
            client.send(
              method,
              filled(operation, world, may),
              { ...(typeof sent === 'object' ? sent : {}), [field]: 'VALIDATED' },
              { revision: 999_999, key: `access-${randomUUID()}` },
            ),
          expected: ['malformed'],
          answers: [],
        }));
    });
  });
}

/** The thing on which this person may do this, if any. */
function admittedOn(operation: Operation, persona: SignedIn): Target | false {
  const row = expectationOf(operation.id);
  return targets.find((target) => row?.outcome(persona, target).includes('admitted')) ?? false;
}

function filled(operation: Operation, world: AccessWorld, target: Target): string {
  const placeholders = placeholdersOf(operation.path);
  // A fixed value that is the only identifier of its path is the one to be malformed.
  const alone = target === 'malformed' && placeholders.every(({ value }) => value !== undefined);
  return placeholders.reduce((path, { name, kind, value }) => {
    const identifier = alone ? 'malformed' : (value ?? world.idOf(target, kind!));
    return path.replace(`{${name}}`, identifier);
  }, operation.path);
}
