import type { FastifyReply, FastifyRequest } from 'fastify';
import type { HttpApp } from '@portail/platform/http/app.ts';
import { nonceOf } from '../security/headers.ts';
import { encodingFor, mayBePage, type FrontEnd, type FrontEndFile } from './front-end.ts';

/** The application: its files, and index.html for every path that is not one of ours (`/api`, `/auth`) nor a file. */
export async function staticRoutes(app: HttpApp, { frontEnd }: { readonly frontEnd: FrontEnd }): Promise<void> {
  app.get('/*', { schema: { hide: true } }, async (request, reply) => {
    const path = decoded(request.url.split('?', 1)[0] ?? '/');
    if (path === undefined || /^\/(api|auth)(\/|$)/.test(path)) return reply.callNotFound();
    const file = frontEnd.file(path);
    if (file) return sendFile(request, reply, file);
    if (!mayBePage(path)) return reply.callNotFound();
    return reply
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(frontEnd.index(nonceOf(reply)));
  });
}

async function sendFile(request: FastifyRequest, reply: FastifyReply, file: FrontEndFile): Promise<FastifyReply> {
  reply
    .header('cache-control', file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache')
    .header('etag', file.etag);
  if (file.compressible) reply.header('vary', 'accept-encoding');
  if (request.headers['if-none-match'] === file.etag) return reply.code(304).send();
  const encoding = file.compressible ? encodingFor(request.headers['accept-encoding']) : 'identity';
  if (encoding !== 'identity') reply.header('content-encoding', encoding);
  return reply.type(file.type).send(await file.bytes(encoding));
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined; // a malformed escape names no file of ours
  }
}
