import { stringify } from 'yaml';
import { autoscalerOf } from './autoscaling.ts';
import { developmentServers } from './development-servers.ts';
import { guards } from './guards.ts';
import {
  externalSecretsOf,
  manifestsOf,
  migrationOf,
  namespacePolicies,
  tracesPolicy,
  type Manifest,
} from './manifests.ts';
import { busProvisioned } from './provisioning.ts';
import { postgresql, serverSecrets } from './servers.ts';
import type { BusCatalogue } from '../stack/provision/bus-users.ts';
import { workloads } from './topology.ts';

const said = '# Written by `npm run k8s` from scripts/k8s/topology.ts.\n';

/** The files written from the list of workloads and from the catalogue of the bus: path in the repository → text. */
export function generatedFiles(bus: BusCatalogue): Map<string, string> {
  const stores = workloads.filter(({ keepsData }) => keepsData);
  const kustomization = (resources: readonly string[]) =>
    said + stringify({ apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources });
  return new Map([
    ...workloads.map((workload): [string, string] => [
      `k8s/base/${workload.name}.yaml`,
      documents(manifestsOf(workload)),
    ]),
    ['k8s/base/policies.yaml', documents(namespacePolicies)],
    ['k8s/servers/postgresql.yaml', documents(postgresql)],
    ['k8s/servers/bus.yaml', documents(busProvisioned(bus, 3))],
    ['k8s/servers/secrets.yaml', documents(serverSecrets(bus))],
    ['k8s/components/development-servers/servers.yaml', documents(developmentServers(bus))],
    ['k8s/guards/guards.yaml', documents(guards)],
    [
      'k8s/base/kustomization.yaml',
      kustomization([
        'namespace.yaml',
        'policies.yaml',
        'audit-roots.yaml',
        ...workloads.map(({ name }) => `${name}.yaml`),
      ]),
    ],
    ...stores.map((workload): [string, string] => [
      `k8s/migrations/${workload.name}.yaml`,
      documents(migrationOf(workload)),
    ]),
    ['k8s/migrations/kustomization.yaml', kustomization(stores.map(({ name }) => `${name}.yaml`))],
    ['k8s/components/external-secrets/secrets.yaml', documents(workloads.flatMap(externalSecretsOf))],
    ['k8s/components/autoscaling/autoscalers.yaml', documents(workloads.map(autoscalerOf))],
    ['k8s/components/observability/traces.yaml', documents([tracesPolicy])],
  ]);
}

function documents(manifests: readonly Manifest[]): string {
  return said + manifests.map((manifest) => stringify(manifest, { aliasDuplicateObjects: false })).join('---\n');
}
