import { connect, createServer, type Server, type Socket } from 'node:net';
import { httpProbe } from './wait.ts';

const lookEveryMs = 250;

/** A process behind a balancer. */
export interface Target {
  readonly name: string;
  readonly port: number;
}

/**
 * What a Service is to a cluster, on one machine: connections to one port go in turn to the processes that say they are
 * ready. A process that is asked to stop is withdrawn first, as the endpoints of a pod are.
 */
export interface Balancer {
  readonly withdraw: (name: string) => void;
  readonly close: () => Promise<void>;
}

/** Listens on a loopback port for these processes; whoever is not ready yet gets nothing. */
export async function startBalancer(port: number, targets: readonly Target[]): Promise<Balancer> {
  const ready = new Set<string>();
  const withdrawn = new Set<string>();
  const open = new Set<Socket>();
  let next = 0;

  async function look(target: Target): Promise<void> {
    try {
      await httpProbe(`http://127.0.0.1:${target.port}/readyz`)();
      if (!withdrawn.has(target.name)) ready.add(target.name);
    } catch {
      // Not ready, or gone: the next look tells. A process that comes back is served again.
      ready.delete(target.name);
      withdrawn.delete(target.name);
    }
  }
  const timer = setInterval(() => void Promise.all(targets.map(look)), lookEveryMs);
  await Promise.all(targets.map(look));

  const server: Server = createServer((client) => {
    const able = targets.filter(({ name }) => ready.has(name));
    const target = able[next++ % able.length];
    if (target === undefined) client.destroy();
    else join(client, connect(target.port, '127.0.0.1'), open);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    withdraw: (name) => {
      withdrawn.add(name);
      ready.delete(name);
    },
    close: () => {
      clearInterval(timer);
      for (const socket of open) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** Bytes both ways; when one side ends or breaks, so does the other. */
function join(client: Socket, process: Socket, open: Set<Socket>): void {
  for (const [one, other] of [
    [client, process],
    [process, client],
  ] as const) {
    open.add(one);
    one.setNoDelay(true);
    one.once('error', () => other.destroy());
    one.once('close', () => {
      open.delete(one);
      other.end();
    });
    one.pipe(other);
  }
}
