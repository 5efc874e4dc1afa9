import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { waitFor } from '../../stack/wait.ts';
import { workloads } from '../topology.ts';
import type { Cluster } from './control-plane.ts';
import { nodes } from './machines.ts';

const availableLimitMs = 120_000;
/** Where the product lives. */
export const namespace = ['-n', 'portail'] as const;

interface Deployment {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly replicas: number; readonly template: { readonly spec: object } };
  readonly status: { readonly availableReplicas?: number; readonly updatedReplicas?: number };
}

interface ScaledObject {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly scaleTargetRef: { readonly name: string };
    readonly minReplicaCount: number;
    readonly maxReplicaCount: number;
    readonly advanced: { readonly horizontalPodAutoscalerConfig: { readonly behavior: object } };
  };
}

/** Applies a folder as a server judges it: a field that it does not know is refused. */
export function apply(cluster: Cluster, folder: string): Promise<string> {
  return cluster.run('apply', '--server-side', '--force-conflicts', '--validate=strict', '-k', folder);
}

/** The deployments of the product, as the server has them. */
async function deployments(cluster: Cluster): Promise<readonly Deployment[]> {
  const { items } = JSON.parse(await cluster.run('get', 'deployments', ...namespace, '-o', 'json')) as {
    items: Deployment[];
  };
  return items;
}

/** Waits until each deployment has what it asks for. @returns number of pods that answer */
export async function allAvailable(cluster: Cluster, least: number): Promise<number> {
  let pods = 0;
  await waitFor({
    what: 'every deployment',
    limitMs: availableLimitMs,
    probe: async () => {
      const found = await deployments(cluster);
      pods = found.reduce((sum, { status }) => sum + (status.availableReplicas ?? 0), 0);
      const short = found.filter(
        ({ spec, status }) => spec.replicas < least || status.availableReplicas !== spec.replicas,
      );
      if (found.length === workloads.length && short.length === 0) return;
      const said = short.map(
        ({ metadata, spec, status }) => `${metadata.name} ${status.availableReplicas ?? 0}/${spec.replicas}`,
      );
      throw new Error(`${found.length} deployments; short of pods: ${said.join(', ')}`);
    },
  }).catch(async (error: Error) => {
    throw new Error(`${error.message}\n${await lastEvents(cluster)}`, { cause: error });
  });
  return pods;
}

/**
 * Makes of each ScaledObject the autoscaler that KEDA would: its operator is not here. What waits is asked of Prometheus, which is
 * not here either; the processor and the least number are the cluster’s own work.
 */
export async function standInForKeda(cluster: Cluster, folder: string): Promise<void> {
  const { items } = JSON.parse(await cluster.run('get', 'scaledobjects', ...namespace, '-o', 'json')) as {
    items: ScaledObject[];
  };
  if (items.length === 0) return;
  const made = items.map(({ metadata, spec }) => ({
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: `keda-hpa-${metadata.name}` },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: spec.scaleTargetRef.name },
      minReplicas: spec.minReplicaCount,
      maxReplicas: spec.maxReplicaCount,
      behavior: spec.advanced.horizontalPodAutoscalerConfig.behavior,
    },
  }));
  const file = join(folder, 'keda.yaml');
  writeFileSync(file, made.map((one) => stringify(one)).join('---\n'));
  await cluster.run('apply', '--server-side', '--validate=strict', ...namespace, '-f', file);
}

/** What the controllers said last, for who must find out why pods are missing. */
async function lastEvents(cluster: Cluster): Promise<string> {
  const pods = await cluster.run('get', 'pods,replicasets', ...namespace, '-o', 'wide');
  const events = await cluster.run('get', 'events', ...namespace, '--sort-by=.lastTimestamp');
  return [...pods.split('\n').slice(0, 12), ...events.trim().split('\n').slice(-12)].join('\n');
}

/** Gives every deployment another version, and looks all the while at how many pods answer. */
export async function rollOut(cluster: Cluster, version: string): Promise<{ least: number; pods: number }> {
  const before = await deployments(cluster);
  const wanted = new Map(before.map(({ metadata, spec }) => [metadata.name, spec.replicas]));
  for (const { name } of workloads)
    await cluster.run(
      'set',
      'image',
      ...namespace,
      `deployment/${name}`,
      `${name}=registry.example/portail-${name}:${version}`,
    );
  let least = Number.POSITIVE_INFINITY;
  await waitFor({
    what: `version ${version} everywhere`,
    limitMs: availableLimitMs,
    probe: async () => {
      const found = await deployments(cluster);
      for (const { metadata, status } of found)
        least = Math.min(least, (status.availableReplicas ?? 0) - (wanted.get(metadata.name) ?? 0));
      return found.every(
        ({ spec, status }) => status.updatedReplicas === spec.replicas && status.availableReplicas === spec.replicas,
      );
    },
  });
  if (least < 0) throw new Error(`During the rollout a deployment had ${-least} pod fewer than it asks for.`);
  return { least, pods: await allAvailable(cluster, 1) };
}

/** Empties a node as its maintenance would. @returns pods that left and the fewest that any deployment had meanwhile */
export async function drain(cluster: Cluster, node: string): Promise<{ left: number; least: number }> {
  const left = await podsOn(cluster, node);
  if (left === 0) throw new Error(`${node} has no pod of ours: draining it shows nothing`);
  const drained = cluster.run('drain', node, '--ignore-daemonsets', '--delete-emptydir-data', '--timeout=90s');
  let over = false;
  const ended = drained.finally(() => (over = true));
  // Its failure is thrown below, after the last look.
  ended.catch(() => undefined);
  let least = Number.POSITIVE_INFINITY;
  while (!over)
    for (const { status } of await deployments(cluster)) least = Math.min(least, status.availableReplicas ?? 0);
  await ended;
  if (least < 1) throw new Error(`While ${node} was drained a deployment had no pod at all.`);
  await allAvailable(cluster, 2);
  if ((await podsOn(cluster, node)) > 0) throw new Error(`${node} still has pods`);
  await cluster.run('uncordon', node);
  return { left, least };
}

async function podsOn(cluster: Cluster, node: string): Promise<number> {
  const found = await cluster.run(
    'get',
    'pods',
    ...namespace,
    '--field-selector',
    `spec.nodeName=${node}`,
    '-o',
    'name',
  );
  return found.split('\n').filter((line) => line !== '').length;
}

/**
 * Asks for both pods of a deployment to leave while no node takes another: the budget lets one go and refuses the second.
 * @returns the words of the refusal
 */
export async function budgetHolds(cluster: Cluster, folder: string, name: string): Promise<string> {
  const label = `app.kubernetes.io/name=${name}`;
  const found = await cluster.run('get', 'pods', ...namespace, '-l', label, '-o', 'name');
  const [first = '', second = ''] = found
    .trim()
    .split('\n')
    .map((line) => line.replace('pod/', ''));
  await cluster.run('cordon', ...nodes);
  try {
    const evict = async (pod: string) => {
      const file = join(folder, 'eviction.json');
      writeFileSync(
        file,
        JSON.stringify({ apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: pod, namespace: 'portail' } }),
      );
      return await cluster.try('create', '--raw', `/api/v1/namespaces/portail/pods/${pod}/eviction`, '-f', file);
    };
    const gone = await evict(first);
    if (gone.code !== 0) throw new Error(`The first pod of ${name} could not leave: ${gone.output}`);
    const kept = await evict(second);
    const says = /Cannot evict pod as it would violate the pod's disruption budget/.exec(kept.output)?.[0];
    if (kept.code === 0 || says === undefined) throw new Error(`The second pod of ${name} was let go: ${kept.output}`);
    return says;
  } finally {
    await cluster.run('uncordon', ...nodes);
    await allAvailable(cluster, 2);
  }
}
