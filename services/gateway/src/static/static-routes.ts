import type { FastifyReply, FastifyRequest } from 'fastify';
import type { HttpApp } from '@portail/platform/http/app.ts';
import { RefusalError } from '@portail/platform/pure/refusal.ts';
import { nonceOf } from '../security/headers.ts';
import { randomValueOf } from '../session/session-cookie.ts';
import type { SessionStore } from '../session/session-store.ts';
import { compressedPage, encodingFor, mayBePage, type FrontEnd, type FrontEndFile } from './front-end.ts';

/** What serving the application needs. */
export interface StaticDependencies {
  readonly frontEnd: FrontEnd;
  readonly sessionCookie: string;
  readonly sessions: Pick<SessionStore, 'find'>;
}

/**
 * The application: its files, for everyone, and index.html for every path that is not one of ours (`/api`, `/auth`) nor a
 * file. Who comes to a page without a session goes straight to sign-in, and back to that page: the application would be
 * downloaded only to send them there.
 */
export async function staticRoutes(app: HttpApp, dependencies: StaticDependencies): Promise<void> {
  const { frontEnd } = dependencies;
  app.get('/*', { schema: { hide: true } }, async (request, reply) => {
    const path = decoded(request.url.split('?', 1)[0] ?? '/');
    if (path === undefined || /^\/(api|auth)(\/|$)/.test(path)) return reply.callNotFound();
    const file = frontEnd.file(path);
    if (file) return sendFile(request, reply, file);
    if (!mayBePage(path)) return reply.callNotFound();
    reply.header('cache-control', 'no-store').header('vary', 'cookie, sec-fetch-mode, accept-encoding');
    if (isNavigation(request) && (await isSignedOut(request, dependencies))) {
      return reply.redirect(`/auth/login?returnTo=${encodeURIComponent(request.url)}`, 302);
    }
    return sendIndex(request, reply, frontEnd.index(nonceOf(reply), path));
  });
}

/** The page has a nonce of its own: it is compressed each time, quickly. */
async function sendIndex(request: FastifyRequest, reply: FastifyReply, html: string): Promise<FastifyReply> {
  const encoding = encodingFor(request.headers['accept-encoding']);
  if (encoding !== 'identity') reply.header('content-encoding', encoding);
  return reply.type('text/html; charset=utf-8').send(await compressedPage(html, encoding));
}

/** A browser goes to the page: neither a fetch of a script nor a browser that does not say. */
function isNavigation({ headers }: FastifyRequest): boolean {
  return headers['sec-fetch-mode'] === 'navigate';
}

/** False when nobody can tell: the application then says itself that the service is away. */
async function isSignedOut(request: FastifyRequest, { sessions, sessionCookie }: StaticDependencies): Promise<boolean> {
  const cookie = randomValueOf(request.cookies[sessionCookie]);
  if (cookie === undefined) return true;
  try {
    return (await sessions.find(cookie, false)) === undefined;
  } catch (error) {
    if (!(error instanceof RefusalError)) throw error;
    request.log.warn({ reason: error.message }, 'session not looked for: the page is served');
    return false;
  }
}

/** What binds a document says nothing on its scripts and styles: there, it would only weigh more than many of them. */
const documentHeaders = [
  'content-security-policy',
  'cross-origin-opener-policy',
  'origin-agent-cluster',
  'permissions-policy',
  'x-dns-prefetch-control',
  'x-download-options',
  'x-frame-options',
  'x-permitted-cross-domain-policies',
  'x-xss-protection',
];

async function sendFile(request: FastifyRequest, reply: FastifyReply, file: FrontEndFile): Promise<FastifyReply> {
  reply
    .header('cache-control', file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache')
    .header('etag', file.etag);
  if (/^(text\/(javascript|css)|font\/)/.test(file.type)) {
    for (const name of documentHeaders) reply.removeHeader(name).raw.removeHeader(name);
  }
  if (file.compressible) reply.header('vary', 'accept-encoding');
  if (request.headers['if-none-match'] === file.etag) return reply.code(304).send();
  const encoding = file.compressible ? encodingFor(request.headers['accept-encoding']) : 'identity';
  const bytes = await bytesOf(file, encoding);
  if (bytes === undefined) {
    for (const name of ['cache-control', 'etag', 'vary']) reply.removeHeader(name);
    reply.callNotFound();
    return reply;
  }
  if (encoding !== 'identity') reply.header('content-encoding', encoding);
  return reply.type(file.type).send(bytes);
}

/** Undefined for a file that a new build took away: it is not there, which is not our fault to answer with. */
async function bytesOf(
  file: FrontEndFile,
  encoding: Parameters<FrontEndFile['bytes']>[0],
): Promise<Buffer | undefined> {
  try {
    return await file.bytes(encoding);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined; // a malformed escape names no file of ours
  }
}
