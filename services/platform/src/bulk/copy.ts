import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { JsonColumn } from '../db/json-column.ts';
import { Payload } from '../outbox/payload.ts';

/** Rows for one table, in the order of its columns. */
export interface CopiedRows {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
  /** The column, first of all, whose rows with one of these values are there already and make room. */
  readonly replaces?: string;
}

/** Bytes gathered before they go to the socket. */
const chunkSize = 256 * 1024;
/** A code unit of a text takes three bytes at most. */
const bytesOfUnit = 3;

/** Sends rows with COPY, the fastest way into PostgreSQL; constraints and triggers apply as to an insert. */
export async function copyRows(client: pg.PoolClient, { table, columns, rows, replaces }: CopiedRows): Promise<void> {
  if (rows.length === 0) return;
  if (replaces) await client.query(`delete from ${table} where ${replaces} = any ($1)`, [rows.map(([key]) => key)]);
  const names = columns.map((column) => `"${column}"`).join(', ');
  const target = client.query(copyFrom(`copy ${table} (${names}) from stdin`));
  await pipeline(Readable.from(chunksOf(rows)), target);
}

function* chunksOf(rows: readonly (readonly unknown[])[]): Generator<Buffer> {
  let chunk = Buffer.alloc(0);
  let size = 0;
  for (const row of rows) {
    // Line by line: one apostrophe of typographers in a chunk of text would make all of it slow to encode.
    const line = `${row.map(field).join('\t')}\n`;
    const most = line.length * bytesOfUnit;
    if (size + most > chunk.length) {
      if (size > 0) yield chunk.subarray(0, size);
      chunk = Buffer.allocUnsafe(Math.max(chunkSize, most));
      size = 0;
    }
    size += chunk.write(line, size);
  }
  if (size > 0) yield chunk.subarray(0, size);
}

/** A value in the text format of COPY. */
function field(value: unknown): string {
  if (value === null || value === undefined) return '\\N';
  if (typeof value === 'string') return escaped(value);
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return `\\\\x${Buffer.from(value).toString('hex')}`;
  if (value instanceof JsonColumn) return escaped(value.toPostgres());
  if (value instanceof Payload) return escaped(value.toPostgres());
  if (Array.isArray(value)) return escaped(arrayText(value));
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  throw new TypeError('only texts, numbers, dates, bytes and arrays of texts are copied');
}

const special = /[\\\t\n\r]/;
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function escaped(text: string): string {
  return special.test(text) ? text.replace(/[\\\t\n\r]/g, (character) => escapes[character] ?? character) : text;
}

/** A PostgreSQL array of texts. */
function arrayText(items: readonly unknown[]): string {
  return `{${items.map((item) => `"${String(item).replace(/["\\]/g, (character) => `\\${character}`)}"`).join(',')}}`;
}
