import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ContainerRuntimeClient } from 'testcontainers';
import type { RunFolder } from '../paths.ts';
import type { Progress } from '../progress.ts';
import type { ProcessPlan } from '../supervisor.ts';
import { keycloakVersion, natsVersion, postgresVersion, redisVersion } from './versions.ts';

/** Images of the servers: the same versions as the native processes. */
export const images = {
  postgres: `postgres:${postgresVersion}`,
  nats: `nats:${natsVersion}-alpine`,
  redis: `redis:${redisVersion}`,
  keycloak: `quay.io/keycloak/keycloak:${keycloakVersion}`,
} as const;

/** A server that runs as a container. */
export type ContainerService = keyof typeof images;

/** What a container is given beside its image. */
export interface ContainerSettings {
  readonly command: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Ports inside, each opened on this machine’s loopback. */
  readonly ports: readonly { readonly container: number; readonly host: number }[];
  /** Files of this machine put into the container. */
  readonly files?: readonly { readonly source: string; readonly target: string }[];
  /** Folder inside whose content is kept from one start to the next. */
  readonly data?: string;
}

/** What the keeper of a container is told, in `PORTAIL_CONTAINER`. */
export interface KeptContainer extends ContainerSettings {
  readonly image: string;
  readonly service: ContainerService;
  /** Prefix of what belongs to one running system: containers, volumes, network. */
  readonly project: string;
}

type Dockerode = ContainerRuntimeClient['container']['dockerode'];

const askLimitMs = 10_000;
const pullLimitMs = 600_000;

/** Why Docker cannot be used, or undefined when an engine and every image are there; `pull` fetches images. */
export async function dockerRefusal(progress: Progress, pull: boolean): Promise<string | undefined> {
  const { ImageName } = await import('testcontainers');
  const client = await inTime(engine(), askLimitMs).catch(() => undefined);
  if (client === undefined) return 'no Docker engine answers';
  for (const name of Object.values(images)) {
    const image = ImageName.fromString(name);
    if (await client.image.exists(image)) continue;
    if (!pull) return `the image ${name} is not here yet (npm start will try to pull it)`;
    const pulled = await progress
      .step(`image ${name} pulled`, () => inTime(client.image.pull(image), pullLimitMs))
      .then(() => true)
      .catch(() => false);
    if (!pulled) return `the image ${name} cannot be had`;
  }
  return undefined;
}

/** The network on which the containers of a run folder see each other by name; asked for once, before they start. */
export async function ensureNetwork(folder: RunFolder): Promise<void> {
  const project = projectOf(folder);
  mkdirSync(folder.path, { recursive: true });
  writeFileSync(markOf(folder), `${project}\n`);
  const { container, network } = await engine();
  if ((await networksOf(container.dockerode, project)).length === 0) await network.create({ Name: project });
}

/** A server’s container as a process of ours: its keeper stops it with itself, and a crash kills the container. */
export function containerPlan(
  folder: RunFolder,
  service: ContainerService,
  settings: ContainerSettings,
): Pick<ProcessPlan, 'name' | 'command' | 'args' | 'env' | 'stopSignal' | 'crash'> {
  const project = projectOf(folder);
  const kept: KeptContainer = { ...settings, image: images[service], service, project };
  return {
    name: service,
    command: process.execPath,
    args: [join(import.meta.dirname, 'container-keeper.ts')],
    env: { ...process.env, PORTAIL_CONTAINER: JSON.stringify(kept) },
    stopSignal: 'SIGTERM',
    crash: async () => {
      const { container } = await engine();
      await container.getById(containerName(kept)).kill();
    },
  };
}

/** Name of a service’s container. */
export function containerName({ project, service }: Pick<KeptContainer, 'project' | 'service'>): string {
  return `${project}-${service}`;
}

/** Removes containers, network and data of a run folder; nothing when it never had a container. */
export async function removeContainers(folder: RunFolder): Promise<void> {
  if (!existsSync(markOf(folder))) return;
  const project = projectOf(folder);
  const { dockerode } = (await engine()).container;
  for (const service of Object.keys(images) as ContainerService[]) {
    await unlessAbsent(dockerode.getContainer(containerName({ project, service })).remove({ force: true }));
    await unlessAbsent(dockerode.getVolume(containerName({ project, service })).remove());
  }
  for (const { Id } of await networksOf(dockerode, project)) await unlessAbsent(dockerode.getNetwork(Id).remove());
}

/** Testcontainers’ way to the engine of this machine. */
export async function engine(): Promise<ContainerRuntimeClient> {
  const { getContainerRuntimeClient } = await import('testcontainers');
  return getContainerRuntimeClient();
}

/** Lets the engine’s “no such thing” pass. */
export async function unlessAbsent<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if ((error as { statusCode?: number }).statusCode === 404) return undefined;
    throw error;
  }
}

function networksOf(dockerode: Dockerode, project: string) {
  return dockerode.listNetworks({ filters: { name: [`^${project}$`] } });
}

function projectOf(folder: RunFolder): string {
  return `portail-${createHash('sha256').update(folder.path).digest('hex').slice(0, 10)}`;
}

/** There once a container was started for this folder: an engine is asked only then. */
function markOf(folder: RunFolder): string {
  return join(folder.path, 'containers');
}

async function inTime<T>(work: Promise<T>, limitMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${limitMs / 1000} s`)), limitMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
