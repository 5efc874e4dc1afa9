import type { Queryable } from '@portail/platform/db/database.ts';
import { parisDay } from '@portail/platform/pure/calendar.ts';
import type { HttpApp } from '@portail/platform/http/app.ts';
import { refusals } from '@portail/platform/http/problem.ts';
import { Type } from 'typebox';
import type { PrintedReceipt } from '../domain/receipt.ts';
import type { AskedSummary } from '../domain/reading.ts';
import { findReading } from '../queries/find-reading.ts';
import { verifyReceipt } from '../queries/verify-receipt.ts';
import type { ReceiptKeys } from '../usecases/ports.ts';
import { closed, idParams, schemas, versionQuery } from './schemas.ts';

/** What the routes of receipts call. */
export interface ReceiptPorts {
  readonly database: Queryable;
  readonly now: () => Date;
  readonly readReceipt: (asked: AskedSummary, at: Date) => Promise<PrintedReceipt | null>;
  readonly receiptKeys: ReceiptKeys;
}

/** Receipts: for who reads the version; verified, through the gateway’s page, by anybody. */
export function registerReceiptRoutes(app: HttpApp, { database, now, readReceipt, receiptKeys }: ReceiptPorts): void {
  app.get(
    '/api/documents/declarations/:id/receipt',
    {
      schema: {
        tags: ['documents'],
        operationId: 'readReceipt',
        summary:
          'The signed receipt of a version, null until it is transmitted; of the latest one the person reads by default',
        'x-sites': ['portal', 'admin'],
        params: idParams,
        querystring: versionQuery,
        response: { 200: schemas.receipt, ...refusals },
      },
    },
    async (request) => {
      const at = now();
      const asked = await findReading(
        database,
        { declarationId: request.params.id, version: request.query.version },
        { subject: request.identity.subject, today: parisDay(at) },
      );
      return { receipt: await readReceipt(asked, at) };
    },
  );

  // No site: the gateway asks it for its public page, for people who have no account.
  app.get(
    '/api/documents/receipts/:reference/:hash',
    {
      config: { public: true },
      schema: {
        tags: ['documents'],
        operationId: 'verifyReceipt',
        summary: 'Whether a printed reference and hash are those of what was transmitted; no figure, no name',
        security: [],
        params: Type.Object(
          { reference: Type.String({ maxLength: 100 }), hash: Type.String({ maxLength: 100 }) },
          closed,
        ),
        response: { 200: schemas.verification, ...refusals },
      },
    },
    (request) => verifyReceipt(database, receiptKeys.checks, request.params),
  );

  app.get(
    '/api/documents/receipt-keys',
    {
      config: { public: true },
      schema: {
        tags: ['documents'],
        operationId: 'listReceiptKeys',
        summary: 'Public keys (Ed25519, base64url) of the receipts, the one in use first',
        security: [],
        response: { 200: schemas.receiptKeys, ...refusals },
      },
    },
    async () => ({ keys: [...receiptKeys.published] }),
  );
}
