import { isSilence } from './database.ts';

const networkCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);
// PostgreSQL classes 53 (resources, a full disk) and 58 (its disk); 25006 is a server that is not, or no longer, the one that
// writes; 40001 and 40P01 lose against another transaction and are retried like an outage.
const refusedByServer = /^(53|58|25006|40001|40P01)/;
// Classes 08 (connection) and 57P (shutdown).
const connectionEnded = /^(08|57P)/;

/** True when the error says that a server is away or restarting, rather than that this message cannot be handled. */
export function isOutage(error: unknown): boolean {
  return changedNothing(error) || isConnectionLost(error);
}

/** True when PostgreSQL itself gave up the transaction: nothing of it was kept. */
export function changedNothing(error: unknown): boolean {
  return refusedByServer.test(codeOf(error));
}

function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = codeOf(error);
  if (connectionEnded.test(code) || networkCodes.has(code)) return true;
  return (
    isSilence(error) ||
    /connection terminated|connection error and is not queryable|connection timeout|timeout exceeded when trying to connect/i.test(
      error.message,
    )
  );
}

function codeOf(error: unknown): string {
  const code = error instanceof Error ? (error as { code?: unknown }).code : undefined;
  return typeof code === 'string' ? code : '';
}
