import { createServer, type Server } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { observerPage } from './dashboard-pages.ts';
import { listPage, tracePage } from './trace-page.ts';
import { TraceMemory, type Export } from './traces.ts';

/**
 * Receives traces (OTLP over HTTP, in JSON) and shows them: a page for people, `/spans/<trace id>` for tests. It keeps the
 * last thousand in memory, on loopback: for one machine, where no collector of traces runs.
 * @param prometheus address from which dashboards and alerts are drawn beside, if there is one
 */
export function openTraceSink(port: number, prometheus?: string): Promise<Server> {
  const memory = new TraceMemory();
  const server = createServer((request, response) => {
    const answer = (status: number, type: string, body: string): void => {
      response.writeHead(status, { 'content-type': type }).end(body);
    };
    const act = async (): Promise<void> => {
      const path = new URL(request.url ?? '/', 'http://sink').pathname;
      const [, place, id = ''] = path.split('/');
      if (request.method === 'POST' && path === '/v1/traces') {
        const body = await buffer(request);
        const sent = request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
        memory.keep(JSON.parse(sent.toString()) as Export);
        answer(200, 'application/json', '{}');
      } else if (place === 'spans') answer(200, 'application/json', JSON.stringify(memory.spans(id)));
      else if (place === 'trace') answer(200, 'text/html; charset=utf-8', tracePage(memory.spans(id)));
      else if (path === '/') answer(200, 'text/html; charset=utf-8', listPage(memory.newest()));
      else {
        const drawn = prometheus === undefined ? undefined : await observerPage(prometheus, path);
        if (drawn === undefined) answer(404, 'text/plain', 'nothing here');
        else answer(200, 'text/html; charset=utf-8', drawn);
      }
    };
    act().catch((error: unknown) => answer(400, 'text/plain', error instanceof Error ? error.message : String(error)));
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
