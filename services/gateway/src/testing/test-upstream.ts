import { mkdirSync, writeFileSync } from 'node:fs';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { services } from '../proxy/allow-list.ts';

/** What the service behind the gateway saw. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

/** A small real service that stands for all of them, and the OpenAPI documents that say what it serves. */
export interface TestUpstream {
  readonly address: string;
  readonly seen: SeenRequest[];
  /** Who was told of signing in; apart, since it comes beside the requests of a test. */
  readonly signIns: SeenRequest[];
  /** Live streams open now. */
  readonly streams: Set<ServerResponse>;
  /** Live streams asked for since the start. */
  readonly asked: () => number;
  /** Keeps the answers to live streams back until what it returns is called. */
  readonly holdStreams: () => () => void;
  close(): Promise<void>;
}

const operations: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  '/api/identity/me': { get: ['portal', 'admin'] },
  '/api/equipment/equipments/{id}': { get: ['portal', 'admin'], put: ['admin'] },
  '/api/workflow/declarations/{id}': { get: ['portal', 'admin'] },
  '/api/workflow/declarations/{id}/sections/{section}': { put: ['portal'] },
  '/api/workflow/declarations/{id}/sections/{section}/lock': { post: ['portal'], delete: ['portal'] },
  '/api/workflow/queue': { get: ['admin'] },
  '/api/workflow/slow': { get: ['portal'], post: ['portal'] },
  '/api/workflow/broken': { get: ['portal'], post: ['portal'] },
  '/api/workflow/distrustful': { get: ['portal'], post: ['portal'] },
  '/api/workflow/internal': { get: [] },
  '/api/workflow/live': { get: ['portal', 'admin'] },
  '/api/controls/rules': { get: ['admin'] },
};

/** Writes `<folder>/openapi.json` of each service under a directory. */
export function writeApiDocuments(directory: string): void {
  for (const { prefix, folder } of services) {
    const paths = Object.fromEntries(
      Object.entries(operations)
        .filter(([path]) => path.startsWith(`/api/${prefix}/`))
        .map(([path, methods]) => [
          path,
          Object.fromEntries(Object.entries(methods).map(([method, sites]) => [method, { 'x-sites': sites }])),
        ]),
    );
    mkdirSync(join(directory, folder), { recursive: true });
    writeFileSync(join(directory, folder, 'openapi.json'), JSON.stringify({ openapi: '3.1.0', paths }));
  }
}

/** Starts it on a free port. */
export async function startUpstream(): Promise<TestUpstream> {
  const app: FastifyInstance = Fastify({ forceCloseConnections: true });
  const seen: SeenRequest[] = [];
  const signIns: SeenRequest[] = [];
  const streams = new Set<ServerResponse>();
  let asked = 0;
  let held: Promise<void> = Promise.resolve();
  const holdStreams = () => {
    let release = (): void => undefined;
    held = new Promise((resolve) => (release = resolve));
    return release;
  };
  app.get('/api/workflow/live', async (_request, reply) => {
    asked += 1;
    reply.hijack();
    await held;
    if (reply.raw.destroyed) return;
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
    streams.add(reply.raw);
    reply.raw.on('close', () => streams.delete(reply.raw));
  });
  app.all('/api/workflow/slow', () => new Promise(() => undefined));
  app.all('/api/workflow/broken', (request) => request.raw.socket.destroy());
  app.all('/api/workflow/distrustful', (_request, reply) => reply.code(401).send({ code: 'SIGN_IN_REQUIRED' }));
  // The documents service, as far as the public page goes; what is not known breaks its connection.
  app.get<{ Params: { reference: string; hash: string } }>(
    '/api/documents/receipts/:reference/:hash',
    (request, reply) => {
      const { reference, hash } = request.params;
      seen.push({ method: request.method, url: request.url, headers: request.headers, body: undefined });
      if (reference === 'broken') return request.raw.socket.destroy();
      const result = reference === 'known' ? (hash === 'right' ? 'AUTHENTIC' : 'DIFFERENT') : 'UNKNOWN';
      return reply.send({
        ...{ result, compared: 'DATA', exercise: 2015, type: 'ACTUAL', version: 1, superseded: false },
        transmittedAt: '2016-03-12T23:05:00.000Z',
      });
    },
  );
  app.all('/*', async (request, reply) => {
    const kept = request.url === '/api/identity/sign-ins' ? signIns : seen;
    kept.push({ method: request.method, url: request.url, headers: request.headers, body: request.body });
    return reply
      .headers({
        etag: '"7"',
        server: 'upstream',
        'set-cookie': 'upstream=1',
        'access-control-allow-origin': '*',
        'cache-control': 'public, max-age=60',
      })
      .send(request.url.includes('long=1') ? { ok: true, words: 'heures '.repeat(2_000) } : { ok: true });
  });
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  return { address, seen, signIns, streams, asked: () => asked, holdStreams, close: () => app.close() };
}
