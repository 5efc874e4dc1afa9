import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Cluster } from './control-plane.ts';

const zones = ['a', 'b', 'c'];
/** The class that staging and production ask for what several nodes mount at once. */
const sharedClass = 'shared-files';
const volumeSizes = { roots: '1Gi', data: '100Gi' };

/** Names of the simulated nodes: two in each of three zones. */
export const nodes = zones.flatMap((zone) => [1, 2].map((number) => `node-${zone}${number}`));

/** Adds the nodes, the labels that they bear in a cluster of several zones, and what volumes are bound to. */
export async function addMachines(cluster: Cluster, folder: string): Promise<void> {
  const allocatable = { cpu: '8', memory: '32Gi', pods: '110', 'ephemeral-storage': '100Gi' };
  const objects = [
    ...nodes.map((name) => ({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: {
        name,
        annotations: { 'kwok.x-k8s.io/node': 'fake' },
        labels: { 'kubernetes.io/hostname': name, 'topology.kubernetes.io/zone': `zone-${name.at(-2)}`, type: 'kwok' },
      },
      status: { allocatable, capacity: allocatable },
    })),
    ...Array.from({ length: 16 }, (_, index) => volume(`data-${index}`, 'ReadWriteOnce', volumeSizes.data)),
    volume('roots-local', 'ReadWriteOnce', volumeSizes.roots),
    ...['staging', 'production'].map((overlay) =>
      volume(`roots-${overlay}`, 'ReadWriteMany', volumeSizes.roots, sharedClass),
    ),
  ];
  const file = join(folder, 'machines.yaml');
  writeFileSync(file, objects.map((object) => stringify(object)).join('---\n'));
  await cluster.run('apply', '--server-side', '-f', file);
}

function volume(name: string, mode: string, storage: string, storageClassName = ''): object {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name },
    spec: {
      accessModes: [mode],
      capacity: { storage },
      storageClassName,
      persistentVolumeReclaimPolicy: 'Retain',
      hostPath: { path: `/volumes/${name}` },
    },
  };
}
