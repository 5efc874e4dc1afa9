const networkCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);

/** True when the error says that a server is away or restarting, rather than that this message cannot be handled. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'string') {
    // PostgreSQL classes 08 (connection), 53 (resources), 57P (shutdown); 40001 and 40P01 are retried like an outage.
    if (/^(08|53|57P)/.test(code) || code === '40001' || code === '40P01' || networkCodes.has(code)) return true;
  }
  return /connection terminated|connection timeout|timeout exceeded when trying to connect/i.test(error.message);
}
