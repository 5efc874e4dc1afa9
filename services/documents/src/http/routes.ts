import type { Queryable } from '@portail/platform/db/database.ts';
import type { HttpApp } from '@portail/platform/http/app.ts';
import { refusals } from '@portail/platform/http/problem.ts';
import { Type } from 'typebox';
import type { AskedSummary } from '../domain/reading.ts';
import { parisDay } from '@portail/platform/pure/calendar.ts';
import { findReading } from '../queries/find-reading.ts';
import type { ServedSummary } from '../usecases/read-summary.ts';

/** What the routes call. */
export interface RoutePorts {
  readonly database: Queryable;
  readonly readSummary: (asked: AskedSummary, at: Date) => Promise<ServedSummary>;
  readonly now: () => Date;
}

const closed = { additionalProperties: false } as const;

const pdf = {
  description: 'The document',
  content: { 'application/pdf': { schema: Type.String() } },
} as const;

/** Routes of the service, under /api/documents. */
export function registerRoutes(app: HttpApp, { database, readSummary, now }: RoutePorts): void {
  app.get(
    '/api/documents/declarations/:id/summary',
    {
      schema: {
        tags: ['documents'],
        operationId: 'downloadSummary',
        summary:
          'The summary (« fiche de synthèse ») of a version in PDF; of the latest one the person reads by default',
        'x-sites': ['portal', 'admin'],
        params: Type.Object({ id: Type.String({ maxLength: 100 }) }, closed),
        querystring: Type.Object({ version: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000 })) }, closed),
        response: { 200: pdf, ...refusals },
      },
    },
    async (request, reply) => {
      const at = now();
      const asked = await findReading(
        database,
        { declarationId: request.params.id, version: request.query.version },
        { subject: request.identity.subject, today: parisDay(at) },
      );
      const { fileName, pdf: content } = await readSummary(asked, at);
      const sent = reply
        .header('content-type', 'application/pdf')
        .header('content-disposition', `attachment; filename="${fileName}"`)
        .header('cache-control', 'no-store')
        .header('x-content-type-options', 'nosniff')
        .send(content as unknown as string);
      // A handler answers with its reply once it is sent; its type is that of the schema.
      return sent as unknown as string;
    },
  );
}
