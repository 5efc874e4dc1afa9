import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { writeFileSync } from 'node:fs';
import type { ManagedProcess, ProcessPlan, Supervisor } from './supervisor.ts';

/**
 * A door for fault scenarios: `GET /processes`, `POST /processes/<name>/kill` (crash, `kill -9`), `/stop` (graceful),
 * `/start` (answers when it is ready again; `?NAME=value` changes its environment for this time). Loopback only; the product itself has no such door.
 */
export function openControl(server: Server, supervisor: Supervisor, port: number, file: string): void {
  const plans = new Map<string, ProcessPlan>();
  const remember = (): void => {
    for (const { plan } of supervisor.running()) if (!plans.has(plan.name)) plans.set(plan.name, plan);
    writeFileSync(file, `${JSON.stringify(describe(supervisor, plans, port), null, 2)}\n`, { mode: 0o600 });
  };
  remember();
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    const answer = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    const act = async (): Promise<void> => {
      remember();
      const url = new URL(request.url ?? '/', `http://127.0.0.1:${port}`);
      if (request.method === 'GET' && request.url === '/processes') {
        answer(200, describe(supervisor, plans, port));
        return;
      }
      const [, name = '', verb] = /^\/processes\/([a-z-]+)\/(kill|stop|start)$/.exec(url.pathname) ?? [];
      const plan = plans.get(name);
      if (request.method !== 'POST' || plan === undefined) {
        answer(404, { error: `no such process or verb: ${request.method} ${request.url}` });
        return;
      }
      if (verb === 'start') {
        await supervisor.start({ ...plan, env: { ...plan.env, ...Object.fromEntries(url.searchParams) } });
      } else await supervisor.stop(name, verb === 'kill' ? 'SIGKILL' : undefined);
      remember();
      answer(200, described(plan, supervisor.find(name)));
    };
    act().catch((error: unknown) => answer(500, { error: error instanceof Error ? error.message : String(error) }));
  };
  server.on('request', handle);
}

function describe(supervisor: Supervisor, plans: ReadonlyMap<string, ProcessPlan>, port: number): unknown {
  return {
    control: `http://127.0.0.1:${port}`,
    processes: [...plans.values()].map((plan) => described(plan, supervisor.find(plan.name))),
  };
}

function described(plan: ProcessPlan, running: ManagedProcess | undefined): unknown {
  const { name, command, args, env } = plan;
  const port = env['PORT'] ?? env['PORTAL_PORT'];
  const url = port === undefined ? undefined : `http://127.0.0.1:${port}`;
  return { name, running: running !== undefined, pid: running?.pid ?? null, command, args, env, url };
}
