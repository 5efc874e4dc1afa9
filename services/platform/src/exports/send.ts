import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { csvOf } from './csv.ts';
import { odsOf, odsType } from './ods.ts';
import type { Sheet } from './sheet.ts';
import { xlsxOf } from './xlsx.ts';

/** Formats a table is exported in. */
export type ExportFormat = 'csv' | 'xlsx' | 'ods';

/** For the query of an export; CSV when it is left out. */
export const ExportFormatSchema = Type.Optional(
  Type.Union([Type.Literal('csv'), Type.Literal('xlsx'), Type.Literal('ods')]),
);

const types: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ods: odsType,
};
const writers: Readonly<Record<ExportFormat, <Row>(sheet: Sheet<Row>) => AsyncGenerator<Uint8Array>>> = {
  csv: csvOf,
  xlsx: xlsxOf,
  ods: odsOf,
};

/** The answer of an export in the schema of its route: a file, in any format. */
export const exported = {
  description: 'The file, as it is read',
  content: {
    'text/csv': { schema: Type.String() },
    [types.xlsx]: { schema: Type.String() },
    [types.ods]: { schema: Type.String() },
  },
} as const;

/**
 * Sends a table as a file, as its rows are read. The first batch is read before the answer begins, so that a refusal still
 * is one; a failure further on cuts the connection, so that half a file never passes for a whole one.
 * @param name of the file, without extension: letters, figures and hyphens
 */
export async function sendSheet<Row>(
  reply: FastifyReply,
  format: ExportFormat | undefined,
  name: string,
  sheet: Sheet<Row>,
): Promise<string> {
  const chosen = format ?? 'csv';
  const rest = sheet.batches[Symbol.asyncIterator]();
  const first = await rest.next();
  const batches = (async function* () {
    if (!first.done) yield first.value;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  })();
  const body = writers[chosen]({ ...sheet, batches });
  const sent = reply
    .header('content-type', types[chosen])
    .header('content-disposition', `attachment; filename="${name}.${chosen}"`)
    .header('x-content-type-options', 'nosniff')
    .send(Readable.from(body, { objectMode: false }));
  // A handler answers with its reply once it is sent; its type is that of the schema.
  return sent as unknown as string;
}
