import type { IncomingHttpHeaders } from 'node:http';

/** What of a browser’s request a service gets to see. Everything else stays here: cookies, any identity, any forwarding. */
const requestHeaders = [
  'accept',
  'accept-language',
  'content-type',
  'content-length',
  'idempotency-key',
  'if-match',
  'if-none-match',
  'last-event-id',
  'traceparent',
  'tracestate',
] as const;

/** What of a service’s answer a browser gets to see. No cookie, no permission for other sites, no name of a software. */
const answerHeaders = [
  'content-disposition',
  'content-language',
  'content-length',
  'content-type',
  'etag',
  'last-modified',
  'retry-after',
] as const;

/**
 * Headers of the request to a service.
 * @param trace headers of our own span, which replace those of the browser when telemetry is on
 */
export function headersForService(
  incoming: IncomingHttpHeaders,
  accessToken: string,
  trace: Readonly<Record<string, string>>,
): IncomingHttpHeaders {
  return { ...picked(incoming, requestHeaders), ...trace, authorization: `Bearer ${accessToken}` };
}

/** Headers of the answer to a browser: never kept by a cache, whatever the service says. */
export function headersForBrowser(answer: IncomingHttpHeaders): IncomingHttpHeaders {
  return { ...picked(answer, answerHeaders), 'cache-control': 'no-store' };
}

function picked(headers: IncomingHttpHeaders, names: readonly string[]): IncomingHttpHeaders {
  const kept: IncomingHttpHeaders = {};
  for (const name of names) if (headers[name] !== undefined) kept[name] = headers[name];
  return kept;
}
