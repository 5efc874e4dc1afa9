import type { IncomingHttpHeaders } from 'node:http';

/** What of a request tells whether our own screens sent it. */
export interface RequestOrigin {
  readonly method: string;
  readonly contentType: string | undefined;
  /** True when a body comes with the request. */
  readonly hasBody: boolean;
  /** `X-Portail-Request`. */
  readonly marker: string | undefined;
  /** `Sec-Fetch-Site`, which every current browser sends and no script can set. */
  readonly fetchSite: string | undefined;
  readonly origin: string | undefined;
}

/** Why an unsafe request is refused. */
export type ForgeryDoubt = 'not-json' | 'no-marker' | 'other-site';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Decides whether an unsafe request may come from another site. Three independent checks: JSON only (a form cannot send
 * it), our own header (another site needs a CORS permission that we never give), and the browser’s own word on where the
 * request comes from; an old browser without `Sec-Fetch-Site` is judged on `Origin`, and with neither it is refused.
 * A request without body may have no content type; when it has one it must be JSON.
 * @param siteOrigin the configured origin of this site, never one read from the request
 */
export function forgeryDoubt(request: RequestOrigin, siteOrigin: string): ForgeryDoubt | undefined {
  if (safeMethods.has(request.method)) return undefined;
  const json = /^application\/json\s*(;|$)/i.test(request.contentType ?? '');
  if (!json && (request.hasBody || request.contentType !== undefined)) return 'not-json';
  if (request.marker !== '1') return 'no-marker';
  return cameFrom(request, siteOrigin) ? undefined : 'other-site';
}

/** Whether a plain form was sent by a page of this site, judged as any unsafe request is; it can carry neither JSON nor our header. */
export function isFromThisSite(headers: IncomingHttpHeaders, siteOrigin: string): boolean {
  const fetchSite = headers['sec-fetch-site'];
  return cameFrom(
    { fetchSite: Array.isArray(fetchSite) ? fetchSite.join() : fetchSite, origin: headers.origin },
    siteOrigin,
  );
}

function cameFrom({ fetchSite, origin }: Pick<RequestOrigin, 'fetchSite' | 'origin'>, siteOrigin: string): boolean {
  return fetchSite === undefined ? origin === siteOrigin : fetchSite === 'same-origin';
}
