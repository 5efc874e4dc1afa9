import pg from 'pg';
import { DataSource, type EntitySchema, type MigrationInterface } from 'typeorm';

// bigint columns hold cents and hundredths, far under 2^53 (domain.md section 2: at most 10^9 units): numbers, checked here once.
const int8 = 20;
pg.types.setTypeParser(int8, (text) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} does not fit a safe integer`);
  return value;
});
// Dates stay ISO texts: a day has no time zone.
pg.types.setTypeParser(1082, (text) => text);

/** A prepared statement: PostgreSQL plans it once per connection under its name. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** Something that runs statements: the pool outside a transaction, or one transaction. */
export interface Queryable {
  /** Rows of a statement. Values go as parameters, never in the text. */
  rows<Row>(statement: Statement, values?: readonly unknown[]): Promise<Row[]>;
  /** Number of rows a statement touched. */
  run(statement: Statement, values?: readonly unknown[]): Promise<number>;
}

/** One transaction; what needs it says so in its signature. */
export interface Transaction extends Queryable {
  /** Runs after the commit succeeded (wake the relay, tell waiting requests); never after a rollback. */
  afterCommit(callback: () => void): void;
}

/** A service’s database: one pool, shared by TypeORM (migrations, back-office lists) and prepared statements (hot paths). */
export interface Database extends Queryable {
  readonly dataSource: DataSource;
  readonly pool: pg.Pool;
  /** Runs `work` in one transaction; commits when it returns, rolls back when it throws. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** What {@link openDatabase} needs. */
export interface DatabaseOptions {
  readonly url: string;
  readonly applicationName: string;
  readonly entities?: readonly EntitySchema[];
  readonly migrations?: readonly (new () => MigrationInterface)[];
  /** Connections at most; 10 by default. */
  readonly poolSize?: number;
  /** A statement longer than this is cancelled; milliseconds, 10 000 by default; 0 for migrations. */
  readonly statementTimeout?: number;
}

/** How much longer than the server this side waits for a statement; milliseconds. */
const silenceLimit = 2_000;
/** A connection on which nothing is said asks the other side whether it is still there; milliseconds. */
const keptAlive = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 } as const;
/** The same for a connection outside the pool, whose few statements are short; milliseconds. */
export const apart = { ...keptAlive, connectionTimeoutMillis: 5_000, query_timeout: 5_000 } as const;

/** Connects and checks the connection. @throws when PostgreSQL does not answer within 5 s */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const timeout = options.statementTimeout ?? 10_000;
  const dataSource = new DataSource({
    type: 'postgres',
    url: options.url,
    applicationName: options.applicationName,
    entities: [...(options.entities ?? [])],
    migrations: [...(options.migrations ?? [])],
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    synchronize: false,
    installExtensions: false,
    poolSize: options.poolSize ?? 10,
    connectTimeoutMS: 5_000,
    poolErrorHandler: () => undefined, // a broken idle connection is replaced; the next query reports a real outage
    extra: {
      statement_timeout: timeout,
      // A server that is cut off cancels nothing: this side gives up by itself, a little later.
      ...(timeout > 0 ? { query_timeout: timeout + silenceLimit } : {}),
      idle_in_transaction_session_timeout: 15_000,
      ...keptAlive,
    },
  });
  await dataSource.initialize();
  const pool = (dataSource.driver as unknown as { master: pg.Pool }).master;
  return {
    dataSource,
    pool,
    ...queryable(pool),
    transaction: (work) => inTransaction(pool, work),
    close: () => dataSource.destroy(),
  };
}

function queryable(runner: pg.Pool | pg.PoolClient): Queryable {
  const execute = (statement: Statement, values: readonly unknown[]): Promise<pg.QueryResult> =>
    runner.query({ name: statement.name, text: statement.text, values: [...values] });
  return {
    rows: async <Row>(statement: Statement, values: readonly unknown[] = []) =>
      (await execute(statement, values)).rows as Row[],
    run: async (statement, values = []) => (await execute(statement, values)).rowCount ?? 0,
  };
}

async function inTransaction<T>(pool: pg.Pool, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  const callbacks: (() => void)[] = [];
  let broken: Error | undefined;
  // A connection that ends between two statements says so by an event, which nobody else hears.
  const ended = (cause: Error) => (broken = cause);
  client.on('error', ended);
  try {
    await client.query('begin');
    const result = await work({ ...queryable(client), afterCommit: (callback) => callbacks.push(callback) });
    await client.query('commit');
    for (const callback of callbacks) callback();
    return result;
  } catch (error) {
    broken ??= await brokenBy(asError(error), client);
    throw error;
  } finally {
    client.off('error', ended);
    client.release(broken);
  }
}

/**
 * Rolls back after a failure; answers why the connection must be thrown away, if it must. One that was silent would be so
 * again: its end ends the transaction.
 */
async function brokenBy(failure: Error, client: pg.PoolClient): Promise<Error | undefined> {
  if (isSilence(failure)) return failure;
  return client.query('rollback').then(() => undefined, asError);
}

function asError(cause: unknown): Error {
  return cause instanceof Error ? cause : new Error(String(cause));
}

/** True when PostgreSQL did not answer in time on a connection that is still open. */
export function isSilence(error: Error): boolean {
  return error.message === 'Query read timeout';
}

/** True when PostgreSQL refused a duplicate (23505), optionally on one named constraint or index. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, constraint: violated } = error as { code?: unknown; constraint?: unknown };
  return code === '23505' && (constraint === undefined || violated === constraint);
}
