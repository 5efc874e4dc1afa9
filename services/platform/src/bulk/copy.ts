import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Queryable } from '../db/database.ts';
import { JsonColumn } from '../db/json-column.ts';
import { LateText } from '../db/late-text.ts';
import { Payload } from '../outbox/payload.ts';

/** Rows for one table, in the order of its columns. */
export interface CopiedRows {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
  /** The column, first of all, whose rows with one of these values are there already and make room. */
  readonly replaces?: string;
}

/** Rows as bytes: they take no part in what is swept of the memory of objects. */
export interface Copies {
  /** Takes rows in. */
  add(rows: CopiedRows): Promise<void>;
  /** What was taken in, which it forgets; tables in the order in which they first came. */
  take(): readonly Copy[];
}

/** What one COPY sends to a table. It may be handed to another thread, its pieces with it. */
export interface Copy {
  readonly table: string;
  readonly columns: readonly string[];
  readonly pieces: readonly Uint8Array<ArrayBuffer>[];
  /** Rows that make room, by the value of a column. */
  readonly replaced: { readonly column: string; readonly values: readonly unknown[] } | undefined;
}

const typesOfColumns = {
  name: 'copy-types',
  text: `select attname as name, atttypid::regtype::text as type from pg_attribute
         where attrelid = $1::regclass and attnum > 0 and not attisdropped`,
};

interface Gathered {
  readonly columns: readonly string[];
  readonly writers: readonly Writer[];
  readonly replaces: string | undefined;
  bytes: Bytes | undefined;
  replaced: unknown[];
}

/**
 * Gathers rows for COPY, the fastest way into PostgreSQL, in its binary format: nothing is escaped, and what is bytes stays so.
 * @param database is asked once for the types of each table’s columns
 */
export function gatherCopies(database: Queryable): Copies {
  const tables = new Map<string, Gathered>();

  async function tableOf({ table, columns, replaces }: CopiedRows): Promise<Gathered> {
    const known = tables.get(table);
    if (known) return known;
    const rows = await database.rows<{ name: string; type: string }>(typesOfColumns, [table]);
    const types = new Map(rows.map(({ name, type }) => [name, type]));
    const writers = columns.map((column) => writerOf(`${table}.${column}`, types.get(column)));
    const made: Gathered = { columns, writers, replaces, bytes: undefined, replaced: [] };
    tables.set(table, made);
    return made;
  }

  return {
    add: async (given) => {
      const table = await tableOf(given);
      if (given.rows.length === 0) return;
      table.bytes ??= begun();
      for (const row of given.rows) writeRow(table.bytes, table.writers, row);
      if (table.replaces !== undefined) table.replaced.push(...given.rows.map(([key]) => key));
    },
    take: () =>
      [...tables].flatMap(([name, table]) => {
        const { columns, replaces, bytes, replaced } = table;
        if (bytes === undefined) return [];
        bytes.raw(trailer);
        Object.assign(table, { bytes: undefined, replaced: [] });
        const room = replaces === undefined ? undefined : { column: replaces, values: replaced };
        return [{ table: name, columns, pieces: bytes.taken(), replaced: room }];
      }),
  };
}

/**
 * Sends what was gathered, in the client’s transaction; constraints and triggers apply as to an insert.
 * @param fresh tables whose file the client’s transaction made: their rows are written as old ones that everybody sees, which
 *   nobody has to mark later
 */
export async function sendCopies(
  client: pg.ClientBase,
  copies: readonly Copy[],
  fresh: ReadonlySet<string> = new Set(),
): Promise<void> {
  for (const { table, columns, pieces, replaced } of copies) {
    if (replaced !== undefined) {
      await client.query(`delete from ${table} where ${replaced.column} = any ($1)`, [replaced.values]);
    }
    const names = columns.map((column) => `"${column}"`).join(', ');
    const options = fresh.has(table) ? 'format binary, freeze' : 'format binary';
    await pipeline(Readable.from(pieces), client.query(copyFrom(`copy ${table} (${names}) from stdin (${options})`)));
  }
}

/** Bytes of a piece that goes to the socket. */
const chunkSize = 64 * 1024;
/** A code unit of a text takes three bytes at most. */
const bytesOfUnit = 3;
/** Signature, flags and the length of an extension, which there is none. */
const header = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const trailer = Buffer.from([0xff, 0xff]);
const lengthOfNull = -1;
const wordBytes = 4;
const wordRange = 2 ** 32;

type Piece = Buffer<ArrayBuffer>;

/** Bytes on their way: a chunk that is full is given, another begun. */
class Bytes {
  #chunk = Buffer.allocUnsafe(chunkSize);
  #size = 0;
  readonly #full: Piece[] = [];

  /** Makes room for so many bytes in one piece. */
  room(bytes: number): void {
    if (this.#size + bytes <= this.#chunk.length) return;
    this.#full.push(this.#chunk.subarray(0, this.#size));
    this.#chunk = Buffer.allocUnsafe(Math.max(chunkSize, bytes));
    this.#size = 0;
  }

  int16(value: number): void {
    this.room(2);
    this.#size = this.#chunk.writeInt16BE(value, this.#size);
  }

  int32(value: number): void {
    this.room(4);
    this.#size = this.#chunk.writeInt32BE(value, this.#size);
  }

  /** An integer that a number holds exactly. */
  int64(value: number): void {
    this.room(8);
    const high = Math.floor(value / wordRange);
    this.#size = this.#chunk.writeInt32BE(high, this.#size);
    this.#size = this.#chunk.writeUInt32BE(value - high * wordRange, this.#size);
  }

  byte(value: number): void {
    this.room(1);
    this.#size = this.#chunk.writeUInt8(value, this.#size);
  }

  raw(bytes: Uint8Array): void {
    this.room(bytes.length);
    this.#chunk.set(bytes, this.#size);
    this.#size += bytes.length;
  }

  hex(digits: string): void {
    this.room(digits.length / 2);
    this.#size += this.#chunk.write(digits, this.#size, 'hex');
  }

  /** A field of text after its length, with some bytes before it. */
  text(text: string, before?: number): void {
    this.room(wordBytes + 1 + text.length * bytesOfUnit);
    const start = this.#size;
    let end = start + wordBytes;
    if (before !== undefined) end = this.#chunk.writeUInt8(before, end);
    end += this.#chunk.write(text, end);
    this.#chunk.writeInt32BE(end - start - wordBytes, start);
    this.#size = end;
  }

  /** All of it. */
  taken(): readonly Piece[] {
    return [...this.#full, this.#chunk.subarray(0, this.#size)];
  }
}

function begun(): Bytes {
  const bytes = new Bytes();
  bytes.raw(header);
  return bytes;
}

function writeRow(bytes: Bytes, writers: readonly Writer[], row: readonly unknown[]): void {
  bytes.int16(writers.length);
  for (let index = 0; index < writers.length; index += 1) {
    const value = row[index];
    if (value === null || value === undefined) bytes.int32(lengthOfNull);
    else writers[index]?.(bytes, value);
  }
}

/** Writes a value that is there, its length first. */
type Writer = (bytes: Bytes, value: unknown) => void;

function writerOf(column: string, type: string | undefined): Writer {
  const writer = writers[type ?? ''];
  if (!writer) throw new TypeError(`${column}: values of ${type ?? 'an unknown type'} are not copied`);
  return writer;
}

const day = 86_400_000;
/** PostgreSQL counts from the first day of 2000. */
const epoch = Date.UTC(2000, 0, 1);
const microseconds = 1_000;
const textOid = 25;
const jsonbVersion = 1;

const writers: Readonly<Record<string, Writer>> = {
  text: (bytes, value) => bytes.text(value instanceof LateText ? value.text : textOf(value)),
  json: (bytes, value) => bytes.text(jsonOf(value)),
  jsonb: (bytes, value) => bytes.text(jsonOf(value), jsonbVersion),
  uuid: (bytes, value) => {
    const digits = textOf(value).replaceAll('-', '');
    if (digits.length !== 32) throw new TypeError('an id that is no UUID');
    bytes.int32(16);
    bytes.hex(digits);
  },
  integer: (bytes, value) => {
    bytes.int32(4);
    bytes.int32(numberOf(value));
  },
  bigint: (bytes, value) => {
    bytes.int32(8);
    bytes.int64(numberOf(value));
  },
  boolean: (bytes, value) => {
    if (typeof value !== 'boolean') throw new TypeError('a truth value was expected');
    bytes.int32(1);
    bytes.byte(Number(value));
  },
  date: (bytes, value) => {
    bytes.int32(4);
    bytes.int32((instantOf(value) - epoch) / day);
  },
  'timestamp with time zone': (bytes, value) => {
    bytes.int32(8);
    bytes.int64((instantOf(value) - epoch) * microseconds);
  },
  bytea: (bytes, value) => {
    const content = value instanceof Payload ? value.bytes : value;
    if (!(content instanceof Uint8Array)) throw new TypeError('bytes were expected');
    bytes.int32(content.length);
    bytes.raw(content);
  },
  'text[]': (bytes, value) => {
    const items = (value as readonly unknown[]).map((item) => Buffer.from(textOf(item)));
    // One dimension, counted from one, and no null in it; none at all when it is empty.
    const shape = items.length === 0 ? [0, 0, textOid] : [1, 0, textOid, items.length, 1];
    bytes.int32(items.reduce((length, item) => length + wordBytes + item.length, wordBytes * shape.length));
    for (const word of shape) bytes.int32(word);
    for (const item of items) {
      bytes.int32(item.length);
      bytes.raw(item);
    }
  },
};

function jsonOf(value: unknown): string {
  return value instanceof JsonColumn ? value.toPostgres() : textOf(value);
}

function textOf(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('a text was expected');
  return value;
}

function numberOf(value: unknown): number {
  if (typeof value !== 'number') throw new TypeError('a number was expected');
  return value;
}

/** A day or an instant, in milliseconds: a day is its midnight in UTC. */
function instantOf(value: unknown): number {
  const instant = value instanceof Date ? value.getTime() : Date.parse(textOf(value));
  if (Number.isNaN(instant)) throw new TypeError('an instant that is none');
  return instant;
}
