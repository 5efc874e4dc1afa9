import type { Database, Queryable, Statement, Transaction } from '../db/database.ts';
import type { JsonColumn } from '../db/json-column.ts';
import type { Envelope } from '../messaging/reaction.ts';
import { envelopeOf } from '../messaging/consumer.ts';
import type { Payload } from '../outbox/payload.ts';
import { gatherCopies, sendCopies, type CopiedRows, type Copy } from './copy.ts';

/**
 * What a statement does during a load, in memory: the rows it answers with, or how many it touched. It does what its SQL
 * does; the comparison with the commands (`scripts/seed/full`) proves it, row by row.
 */
export type Handling = (
  values: readonly unknown[],
  statement: Statement,
) => readonly object[] | number | Promise<readonly object[] | number>;

/** An event a service said during a load. */
export interface SaidEvent {
  readonly type: string;
  readonly aggregate: string;
  readonly payload: Payload | Uint8Array;
  readonly envelope: Envelope;
}

/** What a service gives to be loaded in bulk. */
export interface BulkTables {
  /** By name of the statements of its store; a statement that is not there fails the load. */
  readonly handlings: Readonly<Record<string, Handling>>;
  /** What is kept, in an order that foreign keys allow. */
  rows(): readonly CopiedRows[];
  /** Forgets what was sent. */
  clear(): void;
}

/** A database in memory for a load: acts and reactions of a service run on it unchanged, then all is sent with COPY. */
export interface BulkStore {
  readonly database: Database;
  /** Events said since last asked, oldest first. */
  takeSaid(): SaidEvent[];
  /** Makes bytes of what is kept and forgets it: an aggregate must be whole by then. */
  take(): Promise<readonly Copy[]>;
  /** Takes, then sends it in one transaction. */
  flush(): Promise<void>;
}

type JournalRow = readonly [chain: string, sequence: number, ...rest: unknown[]];
type OutboxRow = readonly [
  id: string,
  aggregate: string,
  subject: string,
  headers: JsonColumn,
  payload: Payload | Uint8Array,
  at: Date,
];

const journalColumns = ['chain', 'sequence', 'type', 'at', 'actor', 'data', 'previous', 'hash'];
const outboxColumns = ['id', 'aggregate', 'subject', 'headers', 'payload', 'created_at', 'published_at'];

/**
 * Stands in memory for the database of a service. Journal and outbox are those of the platform: the chains are computed as
 * always. Of the outbox the last event of each aggregate is kept, marked as published: every event carries the whole state,
 * so `npm run replay -- republish` still rebuilds a stream. Idempotency keys and inbox rows, which only tell a repeat from
 * a first time, are not kept.
 * @param alsoKept types of events that are kept beside the last ones, because a later one does not say the same
 */
export function bulkStore(real: Database, tables: BulkTables, alsoKept: ReadonlySet<string> = new Set()): BulkStore {
  const journal: JournalRow[] = [];
  const heads = new Map<string, { chain: string; sequence: number; hash: string }>();
  const outbox = new Map<string, { readonly row: OutboxRow; readonly stays: boolean }[]>();
  let said: SaidEvent[] = [];
  const copies = gatherCopies(real);

  const plumbing: Record<string, Handling> = {
    'journal-heads': ([chains]) => (chains as string[]).flatMap((chain) => heads.get(chain) ?? []),
    'journal-insert': (columns) => {
      const rows = rowsOf(columns) as unknown as JournalRow[];
      journal.push(...rows);
      return rows.length;
    },
    'journal-write-heads': (columns) => {
      const rows = rowsOf(columns) as [string, number, string][];
      for (const [chain, sequence, hash] of rows) heads.set(chain, { chain, sequence, hash });
      return rows.length;
    },
    'outbox-insert': (columns) => {
      const rows = rowsOf(columns) as unknown as OutboxRow[];
      for (const row of rows) {
        const [, aggregate, , headers, payload] = row;
        const envelope = envelopeOf(headers.value as Record<string, string>);
        said.push({ type: envelope.type, aggregate, payload, envelope });
        const before = outbox.get(aggregate) ?? [];
        outbox.set(aggregate, [...before.filter(({ stays }) => stays), { row, stays: alsoKept.has(envelope.type) }]);
      }
      return rows.length;
    },
    notify: () => [],
    'idempotency-claim': () => 1,
    'idempotency-remember': () => 1,
  };
  const handlings = new Map(Object.entries({ ...plumbing, ...tables.handlings }));

  /** No promise where none is needed: a declaration takes hundreds of statements. */
  function handle(statement: Statement, values: readonly unknown[]) {
    const handling = handlings.get(statement.name);
    if (!handling) throw new Error(`a load cannot run the statement ${statement.name}`);
    return handling(values, statement);
  }
  const queryable: Queryable = {
    rows: async <Row>(statement: Statement, values: readonly unknown[] = []) => {
      const answer = handle(statement, values);
      const rows = answer instanceof Promise ? await answer : answer;
      return (typeof rows === 'number' ? [] : rows) as Row[];
    },
    run: async (statement, values = []) => {
      const answer = handle(statement, values);
      const touched = answer instanceof Promise ? await answer : answer;
      return typeof touched === 'number' ? touched : touched.length;
    },
  };
  const tx: Transaction = { ...queryable, afterCommit: (callback) => callback() };

  async function take(): Promise<readonly Copy[]> {
    const rows: CopiedRows[] = [
      ...tables.rows(),
      { table: 'journal', columns: journalColumns, rows: journal },
      {
        table: 'journal_head',
        columns: ['chain', 'sequence', 'hash'],
        rows: [...heads.values()].map(({ chain, sequence, hash }) => [chain, sequence, hash]),
      },
      {
        table: 'outbox',
        columns: outboxColumns,
        rows: [...outbox.values()].flat().map(({ row }) => [...row, row[5]]),
      },
    ];
    for (const each of rows) await copies.add(each);
    tables.clear();
    journal.length = 0;
    heads.clear();
    outbox.clear();
    return copies.take();
  }

  return {
    database: { ...real, ...queryable, transaction: (work) => work(tx) },
    takeSaid: () => {
      const taken = said;
      said = [];
      return taken;
    },
    take,
    flush: async () => send(real, await take()),
  };
}

async function send(real: Database, copies: readonly Copy[]): Promise<void> {
  const client = await real.pool.connect();
  let broken: Error | undefined;
  try {
    // A load that a crash cuts short is begun anew: its commits need not wait for the disk.
    await client.query('begin; set local synchronous_commit = off');
    await sendCopies(client, copies);
    await client.query('commit');
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Rows of a statement that takes one array per column. */
function rowsOf(given: readonly unknown[]): unknown[][] {
  const columns = given as readonly (readonly unknown[])[];
  const rows: unknown[][] = [];
  for (let index = 0; index < (columns[0]?.length ?? 0); index += 1) rows.push(columns.map((column) => column[index]));
  return rows;
}

/** Keeps a row in memory unless one as new is there: `id` first, `revision` second. @returns how many rows it touched */
export function keepNewer(table: Map<unknown, unknown[]>, row: readonly unknown[]): number {
  const known = table.get(row[0]);
  if (known && (known[1] as number) >= (row[1] as number)) return 0;
  table.set(row[0], [...row]);
  return 1;
}

/** A handling that asks the real database once for each key and remembers: reference data and what was loaded before. */
export function remembered(real: Queryable, keyOf: (values: readonly unknown[]) => string = String): Handling {
  const known = new Map<string, readonly object[]>();
  return (values, statement) => {
    const key = keyOf(values);
    return (
      known.get(key) ??
      real.rows<object>(statement, values).then((rows) => {
        known.set(key, rows);
        return rows;
      })
    );
  };
}
