import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer } from 'node:net';
import { execFileSync } from 'node:child_process';
import { storeServices } from './service-list.ts';
import { findTool } from './tools.ts';

/** Offsets from the base port, the one setting (`PORTAIL_PORT`). */
const offsets = {
  portal: 0,
  admin: 1,
  keycloak: 2,
  postgres: 3,
  nats: 4,
  redis: 5,
  smtp: 6,
  mail: 7,
  keycloakManagement: 8,
  natsMonitoring: 9,
  gatewayMetrics: 19,
  control: 20,
  // At the end of the block, behind the services made later.
  traces: 38,
  prometheus: 39,
} as const;

/** Offsets of services with a database: requests, metrics. Services made later follow the control port. */
const serviceOffsets: Readonly<Record<string, readonly [number, number]>> = {
  identity: [10, 14],
  equipment: [11, 15],
  'declaration-workflow': [12, 16],
  controls: [13, 17],
};
const firstLaterOffset = 21;

/** What listens on a port of the block, services apart. */
export type PortName = keyof typeof offsets;

/** Ports of one service. */
export interface ServicePorts {
  readonly http: number;
  readonly metrics: number;
}

/** Every port of one running system. */
export interface Ports extends Readonly<Record<PortName, number>> {
  readonly base: number;
  readonly services: Readonly<Record<string, ServicePorts>>;
}

/** Distance between two blocks of ports: room for later services. */
export const blockSize = 40;

/** The ports of a system whose portal answers on `base`. */
export function portsFrom(base: number): Ports {
  const named = Object.entries(offsets).map(([name, offset]) => [name, base + offset]);
  const later = storeServices.filter(({ name }) => serviceOffsets[name] === undefined);
  const services = storeServices.map(({ name }): [string, ServicePorts] => {
    const next = firstLaterOffset + 2 * later.findIndex((service) => service.name === name);
    const [http, metrics] = serviceOffsets[name] ?? [next, next + 1];
    return [name, { http: base + http, metrics: base + metrics }];
  });
  return {
    ...(Object.fromEntries(named) as Record<PortName, number>),
    base,
    services: Object.fromEntries(services),
  };
}

/** The ports of a service. */
export function portsOfService(ports: Ports, name: string): ServicePorts {
  const found = ports.services[name];
  if (found === undefined) throw new Error(`There is no service “${name}” with a database in services/.`);
  return found;
}

/** Where each process of ours says how it is: name → address. */
export function metricsAddresses(ports: Ports): Readonly<Record<string, string>> {
  const found = Object.entries(ports.services).map(([name, { metrics }]): [string, number] => [name, metrics]);
  return Object.fromEntries(
    [...found, ['gateway', ports.gatewayMetrics] as const].map(([name, port]) => [
      name,
      `http://127.0.0.1:${port}/metrics`,
    ]),
  );
}

/** Every port of the block with the name of what listens there. */
export function allPorts(ports: Ports): { name: string; port: number }[] {
  return [
    ...(Object.keys(offsets) as PortName[]).map((name) => ({ name, port: ports[name] })),
    ...Object.entries(ports.services).flatMap(([name, { http, metrics }]) => [
      { name, port: http },
      { name: `${name}’s metrics`, port: metrics },
    ]),
  ];
}

/** The base port asked for in `PORTAIL_PORT`, or `fallback`. Throws a sentence when the value is unusable. */
export function basePort(fallback: number): number {
  const text = process.env['PORTAIL_PORT'];
  if (text === undefined || text === '') return fallback;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1024 || port > 65_535 - blockSize) {
    throw new Error(`PORTAIL_PORT must be a whole number from 1024 to ${65_535 - blockSize}, not “${text}”.`);
  }
  return port;
}

/** A port that something else already holds. */
export interface TakenPort {
  readonly name: string;
  readonly port: number;
  readonly holder: string | undefined;
}

/** Which ports of the block are taken, and by what when the machine can tell; `held` is ours already. */
export async function takenPorts(ports: Ports, held?: number): Promise<TakenPort[]> {
  const wanted = allPorts(ports).filter(({ port }) => port !== held);
  const free = await Promise.all(wanted.map(({ port }) => isFree(port)));
  return wanted.filter((_, index) => free[index] === false).map((one) => ({ ...one, holder: holderOf(one.port) }));
}

/** A block of ports kept for this process: nothing else that looks for a free block takes it. */
export interface ReservedBlock {
  readonly base: number;
  /** Listens on the block’s `control` port; its owner gives it something to answer. */
  readonly server: Server;
}

/** Reserves the first block, from `first` on, of which every port is free. */
export async function reserveBlock(first: number): Promise<ReservedBlock> {
  for (let base = first; base < first + blocksTried * blockSize; base += blockSize) {
    const ports = portsFrom(base);
    if ((await takenPorts(ports)).length > 0) continue;
    const server = await listenOn(ports.control);
    if (server !== undefined) return { base, server };
  }
  throw new Error(
    `No block of ${blockSize} free ports between ${first} and ${first + blocksTried * blockSize}. ` +
      'Set PORTAIL_PORT to the first port of a free block.',
  );
}

const blocksTried = 20;

function listenOn(port: number): Promise<Server | undefined> {
  const server = createHttpServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => resolve(server));
  });
}

/** Free on both loopback addresses: a browser that is told “localhost” may try either. */
async function isFree(port: number): Promise<boolean> {
  const results = await Promise.all(['127.0.0.1', '::1'].map((host) => canListen(port, host)));
  return results.every(Boolean);
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'EADDRNOTAVAIL'));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

function holderOf(port: number): string | undefined {
  const lsof = findTool('lsof');
  if (lsof === undefined) return undefined;
  try {
    const out = execFileSync(lsof, ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const pid = /^p(\d+)$/m.exec(out)?.[1];
    const command = /^c(.+)$/m.exec(out)?.[1];
    return pid === undefined ? undefined : `${command ?? 'process'}, pid ${pid}`;
  } catch {
    // lsof exits 1 when it sees nothing, for example a process of another user: the holder stays unknown.
    return undefined;
  }
}
