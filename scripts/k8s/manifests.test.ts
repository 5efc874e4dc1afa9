import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { root } from '../stack/paths.ts';
import { storeServices } from '../stack/service-list.ts';
import { unknownNames } from '../telemetry/names.ts';
import { autoscalerOf } from './autoscaling.ts';
import { externalSecretsOf, manifestsOf, migrationOf, namespacePolicies, type Manifest } from './manifests.ts';
import { faultsOf } from './overlays.ts';
import { readSchemas, validator } from './schemas.ts';
import { postgresql } from './servers.ts';
import { servers, workloads } from './topology.ts';

interface Peer {
  readonly podSelector?: { readonly matchLabels?: Readonly<Record<string, string>> };
  readonly namespaceSelector?: { readonly matchLabels: Readonly<Record<string, string>> };
}
interface Policy {
  readonly podSelector: { readonly matchLabels?: Readonly<Record<string, string>> };
  readonly ingress?: readonly { readonly from: readonly Peer[] }[];
  readonly egress?: readonly { readonly to: readonly Peer[] }[];
}

const name = 'app.kubernetes.io/name';
const all = workloads.flatMap(manifestsOf);
const policies = [...namespacePolicies, ...all, ...workloads.filter(({ keepsData }) => keepsData).flatMap(migrationOf)]
  .filter(({ kind }) => kind === 'NetworkPolicy')
  .map(({ spec }) => spec as Policy);
const policiesOf = (pod: string) => policies.filter(({ podSelector }) => podSelector.matchLabels?.[name] === pod);
const names = (peer: Peer, pod: string, server: boolean) =>
  peer.podSelector?.matchLabels?.[name] === pod && (peer.namespaceSelector !== undefined) === server;

/** As the cluster decides: both ends must allow it; a server’s own end is not ours. */
function passes(from: string, to: string): boolean {
  const server = to in servers;
  const leaves = policiesOf(from).some(({ egress = [] }) =>
    egress.some((rule) => rule.to.some((peer) => names(peer, to, server))),
  );
  const enters = policiesOf(to).some(({ ingress = [] }) =>
    ingress.some((rule) => rule.from.some((peer) => names(peer, from, false))),
  );
  return leaves && (server || enters);
}

/** The services that the drawing of the architecture puts behind the gateway. */
function drawn(): string[] {
  const text = readFileSync(join(root, 'docs', 'architecture.md'), 'utf8');
  const [, line = ''] = /gateway ──► (.*)/.exec(text) ?? [];
  return line.split('│').map((part) => part.trim());
}

describe('who may call whom in the cluster', () => {
  const everybody = workloads.map((workload) => workload.name);

  test('every service is deployed', () => {
    expect(everybody.filter((one) => one !== 'gateway').sort()).toEqual(storeServices.map((one) => one.name).sort());
  });

  test('between ours, the arrows of the architecture and no other', () => {
    const open = everybody.flatMap((from) => everybody.filter((to) => passes(from, to)).map((to) => `${from} → ${to}`));
    expect(open.sort()).toEqual(
      drawn()
        .map((service) => `gateway → ${service}`)
        .sort(),
    );
  });

  test('a service reaches its database, the bus and Keycloak, never the sessions; the gateway these and Keycloak only', () => {
    const reached = (from: string) => Object.keys(servers).filter((server) => passes(from, server));
    for (const { name: service } of storeServices) {
      expect(reached(service)).toEqual(expect.arrayContaining(['postgresql', 'nats', 'keycloak']));
      expect(reached(service)).not.toContain('redis');
    }
    expect(reached('gateway')).toEqual(['redis', 'keycloak']);
    expect(reached('migrate-identity')).toEqual(['postgresql']);
  });

  test('what no policy names is refused both ways', () => {
    expect(namespacePolicies[0]).toMatchObject({
      metadata: { name: 'default-deny' },
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
    });
  });
});

describe('secrets by reference', () => {
  test.each(['staging', 'production'])('of %s are there before the migrations that read them', (overlay) => {
    const folder = join(root, 'k8s', 'overlays', overlay);
    const componentsOf = (file: string) =>
      (parse(readFileSync(join(folder, file), 'utf8')) as { components?: string[] }).components ?? [];
    expect(componentsOf('secrets/kustomization.yaml')).toEqual(['../../../components/external-secrets']);
    expect(componentsOf('kustomization.yaml')).not.toContain('../../components/external-secrets');
  });

  test('are all that a migration or a process asks for', () => {
    const asked = [...all, ...workloads.filter(({ keepsData }) => keepsData).flatMap(migrationOf)].flatMap((manifest) =>
      [...JSON.stringify(manifest).matchAll(/"secretRef":\{"name":"([^"]+)"/g)].map(([, secret]) => secret),
    );
    const made = workloads.flatMap(externalSecretsOf).map(({ metadata }) => metadata.name);
    expect([...new Set(asked)].sort()).toEqual(made.sort());
  });
});

test('a lost PostgreSQL is restored from where it is backed up', () => {
  const [cluster] = postgresql as [Manifest];
  const { backup } = cluster['spec'] as { backup: { barmanObjectStore: Record<string, object> } };
  const file = readFileSync(join(root, 'k8s', 'overlays', 'production', 'recovery', 'kustomization.yaml'), 'utf8');
  const { patches } = parse(file) as { patches: [{ patch: string }] };
  const changes = parse(patches[0].patch) as { path: string; value: [{ barmanObjectStore: object }] }[];
  const [lost] = changes.find(({ path }) => path === '/spec/externalClusters')?.value ?? [];
  expect(lost?.barmanObjectStore).toEqual({ serverName: 'postgresql', ...backup.barmanObjectStore });
});

describe('how many of each', () => {
  test('by what waits where something does, and only by what the processes publish', () => {
    const byQueue = workloads.filter(({ queue }) => queue !== undefined);
    expect(byQueue.map((workload) => workload.name)).toEqual([
      ...['declaration-workflow', 'controls', 'documents', 'statistics', 'notifications'],
    ]);
    for (const { queue } of byQueue) expect(unknownNames(queue?.waiting ?? '')).toEqual([]);
    expect(byQueue.map(autoscalerOf).map(({ kind }) => kind)).toEqual(byQueue.map(() => 'ScaledObject'));
  });
});

describe('what the overlays leave room for', () => {
  const textOf = (...path: string[]) => readFileSync(join(root, 'k8s', ...path), 'utf8');

  test('PostgreSQL takes every connection that the most processes and three Keycloaks may open', () => {
    // A process has ten connections and one more on which it listens; the superuser and the operator keep some.
    const ofServices = workloads.filter(({ keepsData }) => keepsData).reduce((sum, { most }) => sum + most * 11, 0);
    const [, ofKeycloak] = /KC_DB_POOL_MAX_SIZE, value: '(\d+)'/.exec(textOf('servers', 'keycloak.yaml')) ?? [];
    const [cluster] = postgresql as [Manifest];
    const { max_connections: most } = (cluster['spec'] as { postgresql: { parameters: { max_connections: string } } })
      .postgresql.parameters;
    expect(ofServices + 3 * Number(ofKeycloak) + 10).toBeLessThanOrEqual(Number(most));
  });

  test.each(['staging', 'production'])('the ingress of %s takes the largest body that a service takes', (overlay) => {
    const [, size] = /proxy-body-size: (\d+)m/.exec(textOf('overlays', overlay, 'ingress.yaml')) ?? [];
    const taken = storeServices.flatMap(({ name: service }) => {
      const document = readFileSync(join(root, 'services', service, 'openapi.json'), 'utf8');
      return [...document.matchAll(/"x-body-limit": (\d+)/g)].map(([, limit]) => Number(limit));
    });
    expect(Math.max(...taken)).toBeGreaterThan(1024 * 1024);
    expect(Number(size) * 1024 * 1024).toBeGreaterThan(Math.max(...taken));
  });
});

describe('what is refused before a cluster sees it', () => {
  const validate = validator(readSchemas());
  const deployment = all.find(({ kind }) => kind === 'Deployment') as Manifest;
  const changed = (change: (text: string) => string) => JSON.parse(change(JSON.stringify(deployment))) as Manifest;

  test('what is written here is well formed', () => {
    for (const manifest of [...all, ...workloads.map(autoscalerOf)])
      expect([manifest.metadata.name, validate(manifest)]).toEqual([manifest.metadata.name, []]);
  });

  test('a misspelt field, a text for a number', () => {
    expect(validate(changed((text) => text.replace('"replicas"', '"replica"')))?.join()).toContain('replica');
    expect(validate(changed((text) => text.replace('"replicas":2', '"replicas":"2"')))?.join()).toContain(
      '/spec/replicas',
    );
  });

  test('a privileged container, a writable root, an image without a version', () => {
    const fragile = changed((text) =>
      text.replace('"allowPrivilegeEscalation":false,"readOnlyRootFilesystem":true', '"privileged":true'),
    );
    expect(faultsOf(fragile)).toEqual([
      'container identity: privileged',
      'container identity: may gain privileges',
      'container identity: root file system can be written',
      'container identity: image portail-identity names no version',
    ]);
  });

  test('what an operator defines is judged as closely', () => {
    const [cluster] = postgresql as [Manifest];
    expect(validate(cluster)).toEqual([]);
    const misspelt = { ...cluster, spec: { ...(cluster['spec'] as object), instance: 3 } };
    expect(validate(misspelt)?.join()).toContain('instance');
  });

  test('a kind that nobody defined is not judged', () => {
    expect(validate({ apiVersion: 'example.org/v1', kind: 'Unheard', metadata: { name: 'x' } })).toBeUndefined();
  });
});
