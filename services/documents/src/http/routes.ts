import type { HttpApp } from '@portail/platform/http/app.ts';
import { refusals } from '@portail/platform/http/problem.ts';
import { Type } from 'typebox';
import type { AskedSummary } from '../domain/reading.ts';
import { parisDay } from '@portail/platform/pure/calendar.ts';
import type { ReadWorkbook } from '../workbook/reading/workbook-reader.ts';
import { findReading } from '../queries/find-reading.ts';
import { findWorkbookFacts } from '../queries/find-workbook-facts.ts';
import { makeWorkbook } from '../usecases/make-workbook.ts';
import { readFilledWorkbook } from '../usecases/read-filled-workbook.ts';
import type { Ahead } from '../usecases/ports.ts';
import type { ServedSummary } from '../usecases/read-summary.ts';
import { registerControlFileRoutes, type ControlFilePorts } from './control-file-routes.ts';
import { registerReceiptRoutes, type ReceiptPorts } from './receipt-routes.ts';
import { sendFile } from './send-file.ts';
import { closed, idParams, fileBodyLimit, schemas, summaryQuery, ticketParams } from './schemas.ts';

/** What the routes call. */
export interface RoutePorts extends ReceiptPorts, ControlFilePorts {
  readonly readSummary: (asked: AskedSummary, at: Date) => Promise<ServedSummary>;
  readonly readWorkbook: ReadWorkbook;
  readonly ahead: Ahead;
}

const pdf = {
  description: 'The document',
  content: { 'application/pdf': { schema: Type.String() } },
} as const;

const workbookTypes = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
} as const;

const workbook = {
  description: 'The workbook',
  content: Object.fromEntries(Object.values(workbookTypes).map((type) => [type, { schema: Type.String() }])),
} as const;

/** Routes of the service, under /api/documents. */
export function registerRoutes(app: HttpApp, ports: RoutePorts): void {
  const { database, readSummary, readWorkbook, now } = ports;
  registerReceiptRoutes(app, ports);
  registerControlFileRoutes(app, ports);
  app.get(
    '/api/documents/declarations/:id/summary',
    {
      schema: {
        tags: ['documents'],
        operationId: 'downloadSummary',
        summary:
          'The summary (« fiche de synthèse ») of a version in PDF; of the latest one the person reads by default',
        'x-sites': ['portal', 'admin'],
        params: idParams,
        querystring: summaryQuery,
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
      const { ticket } = request.query;
      const { fileName, pdf: content } = await readSummary(ticket === undefined ? asked : { ...asked, ticket }, at);
      return sendFile(reply, 'application/pdf', fileName, content);
    },
  );

  app.get(
    '/api/documents/waiting/:ticket',
    {
      schema: {
        tags: ['documents'],
        operationId: 'readPlace',
        summary: 'How many documents are made before the one that was asked for under this ticket',
        'x-sites': ['portal', 'admin'],
        params: ticketParams,
        response: { 200: schemas.place, ...refusals },
      },
    },
    // A ticket is known to who drew it alone, and its place says nothing of anybody’s document.
    (request) => ({ ahead: ports.ahead(request.params.ticket) ?? null }),
  );

  const factsOf = (request: {
    readonly params: { readonly id: string };
    readonly identity: { readonly subject: string };
  }) =>
    findWorkbookFacts(database, request.params.id, {
      subject: request.identity.subject,
      today: parisDay(now()),
    });

  app.get(
    '/api/documents/declarations/:id/workbook',
    {
      schema: {
        tags: ['documents'],
        operationId: 'downloadWorkbook',
        summary: 'The calculation workbook of a modulated approval, with or without the slots of the year before',
        'x-sites': ['portal'],
        params: idParams,
        querystring: Type.Object(
          {
            format: Type.Optional(Type.Union([Type.Literal('xlsx'), Type.Literal('ods')])),
            previous: Type.Optional(Type.Boolean()),
          },
          closed,
        ),
        response: { 200: workbook, ...refusals },
      },
    },
    async (request, reply) => {
      const { format = 'xlsx', previous = false } = request.query;
      const facts = await factsOf(request);
      const { fileName, content } = await makeWorkbook(facts, { format, previous });
      return sendFile(reply, workbookTypes[format], fileName, content);
    },
  );

  app.post(
    '/api/documents/declarations/:id/workbook-readings',
    {
      bodyLimit: fileBodyLimit,
      schema: {
        tags: ['documents'],
        operationId: 'readWorkbook',
        summary:
          'Reads a filled calculation workbook and says what each cell is and what it all comes to; keeps nothing',
        'x-sites': ['portal'],
        'x-body-limit': fileBodyLimit,
        params: idParams,
        body: schemas.workbookFile,
        response: { 200: schemas.workbookReading, ...refusals },
      },
    },
    async (request) => {
      const facts = await factsOf(request);
      return readFilledWorkbook(facts, Buffer.from(request.body.content, 'base64'), readWorkbook);
    },
  );
}
