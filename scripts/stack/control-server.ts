import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { text } from 'node:stream/consumers';
import { root } from './paths.ts';
import type { ManagedProcess, ProcessPlan, Supervisor } from './supervisor.ts';

/**
 * A door for fault scenarios: `GET /processes`, `POST /processes/<name>/kill` (crash, `kill -9`), `/stop` (graceful),
 * `/start` (answers when it is ready again; a JSON body replaces variables of its environment from now on, or the folder of the
 * services it is of this time). Loopback only; the product itself has no such door.
 */
export function openControl(server: Server, supervisor: Supervisor, port: number, file: string): void {
  const plans = new Map<string, ProcessPlan>();
  const remember = (): void => {
    for (const { plan } of supervisor.running())
      plans.set(plan.name, { ...(plans.get(plan.name) ?? plan), env: plan.env });
    writeFileSync(file, `${JSON.stringify(describe(supervisor, plans, port), null, 2)}\n`, { mode: 0o600 });
  };
  remember();
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    const answer = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    const serve = async (): Promise<void> => {
      remember();
      if (request.method === 'GET' && request.url === '/processes') {
        answer(200, describe(supervisor, plans, port));
        return;
      }
      const [, name = '', verb] = /^\/processes\/([a-z-]+(?:\.\d)?)\/(kill|stop|start)$/.exec(request.url ?? '') ?? [];
      // The name of a service stands for all its processes.
      const meant = [...plans.values()].filter((plan) => plan.name === name || plan.name.startsWith(`${name}.`));
      if (request.method !== 'POST' || meant.length === 0 || verb === undefined) {
        answer(404, { error: `no such process or verb: ${request.method} ${request.url}` });
        return;
      }
      const began = await bodyOf(request);
      await Promise.all(meant.map((plan) => act(supervisor, plan, verb, began)));
      remember();
      answer(
        200,
        meant.map((plan) => described(plans.get(plan.name) ?? plan, supervisor.find(plan.name))),
      );
    };
    serve().catch((error: unknown) => answer(500, { error: error instanceof Error ? error.message : String(error) }));
  };
  server.on('request', handle);
}

/** What a process is asked to start with, instead of what it had. */
interface StartedWith {
  readonly env?: NodeJS.ProcessEnv;
  /** Folder of another version of the services. */
  readonly version?: string;
}

/** Does to a process what is asked. */
async function act(supervisor: Supervisor, plan: ProcessPlan, verb: string, began: StartedWith): Promise<void> {
  if (verb !== 'start') await supervisor.stop(plan.name, verb === 'kill' ? 'SIGKILL' : undefined);
  else if (supervisor.find(plan.name) === undefined) await supervisor.start(startingWith(plan, began));
}

function startingWith(plan: ProcessPlan, { env, version = root }: StartedWith): ProcessPlan {
  const services = join(root, 'services');
  const there = (path: string) => (path.startsWith(services) ? join(version, relative(root, path)) : path);
  return {
    ...plan,
    env: { ...plan.env, ...env },
    args: plan.args.map(there),
    ...(plan.cwd === undefined ? {} : { cwd: there(plan.cwd) }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<StartedWith> {
  const body = await text(request);
  return body === '' ? {} : (JSON.parse(body) as StartedWith);
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
