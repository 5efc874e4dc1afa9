import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { catalogue, consumers, streams } from '@portail/proto/catalogue.ts';
import { readGatewayConfiguration } from '../../services/gateway/src/config.ts';
import { root } from '../stack/paths.ts';
import { secretsIn } from '../stack/secrets.ts';
import { storeServices } from '../stack/service-list.ts';
import { developmentSecrets } from './development-secrets.ts';
import { developmentServers } from './development-servers.ts';
import { manifestsOf, type Manifest } from './manifests.ts';
import { faultsOf } from './overlays.ts';
import { readSchemas, validator } from './schemas.ts';
import { servers, workloads } from './topology.ts';

const bus = { catalogue, streams, consumers };
const manifests = developmentServers(bus);
let folder: string;
let made: readonly Manifest[];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'development-secrets-'));
  writeFileSync(join(folder, 'index.html'), '');
  made = developmentSecrets(secretsIn(join(folder, 'secrets.json')), bus);
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Container {
  readonly env?: readonly { readonly name: string; readonly value?: string }[];
  readonly envFrom?: readonly { readonly secretRef?: { readonly name: string } }[];
}

function containersOf(all: readonly Manifest[]): readonly Container[] {
  return all
    .map(({ spec }) => (spec as { template?: { spec: { containers: readonly Container[] } } } | undefined)?.template)
    .flatMap((template) => template?.spec.containers ?? []);
}

const entriesOf = (name: string, namespace = 'portail-servers') =>
  made.find(({ metadata }) => metadata.namespace === namespace && metadata.name === name)?.['stringData'] as
    Record<string, string> | undefined;

describe('the servers of a cluster for trials', () => {
  test('are well formed, and Pod Security “restricted” admits them', () => {
    const validate = validator(readSchemas());
    for (const manifest of manifests) {
      // The images of ours get their version from the overlay.
      const faults = faultsOf(manifest).filter((fault) => !/image portail-\w+ names no version/.test(fault));
      expect([manifest.metadata.name, validate(manifest), faults]).toEqual([manifest.metadata.name, [], []]);
    }
  });

  test('let in who uses them by the topology, and nobody else of the product but the migrations', () => {
    const from = (name: string) => {
      const policy = manifests.find(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === name);
      const { ingress } = policy?.['spec'] as {
        ingress: { from: { namespaceSelector?: object; podSelector: { matchLabels: Record<string, string> } }[] }[];
      };
      return ingress
        .flatMap((rule) => rule.from)
        .filter(({ namespaceSelector }) => namespaceSelector !== undefined)
        .map(({ podSelector }) => podSelector.matchLabels['app.kubernetes.io/name'])
        .sort();
    };
    for (const [name, users] of Object.keys(servers).map((server) => [server, usersOf(server)] as const)) {
      const migrations = name === 'postgresql' ? storeServices.map((service) => `migrate-${service.name}`) : [];
      expect([name, from(name)]).toEqual([name, [...users, ...migrations].sort()]);
    }
  });

  test('find every secret that they ask for', () => {
    const asked = containersOf(manifests).flatMap(({ envFrom = [] }) =>
      envFrom.map(({ secretRef }) => secretRef?.name),
    );
    const mounted = [...JSON.stringify(manifests).matchAll(/"secretName":"([^"]+)"/g)].map(([, name]) => name);
    for (const name of [...asked, ...mounted]) expect([name, entriesOf(name ?? '')]).not.toEqual([name, undefined]);
  });

  test.each(['local', 'production'])('tokens name the issuer that the product of the overlay %s knows', (overlay) => {
    const folderOf = (...names: string[]) => join(root, 'k8s', 'overlays', overlay, ...names);
    const settings = parseEnv(readFileSync(folderOf('settings.env'), 'utf8'));
    const said =
      overlay === 'local'
        ? containersOf(manifests).flatMap(({ env = [] }) => env.filter(({ name }) => name === 'KC_HOSTNAME'))[0]?.value
        : parseEnv(readFileSync(folderOf('servers', 'keycloak.env'), 'utf8'))['KC_HOSTNAME'];
    expect(settings['KEYCLOAK_URL']).toBe(said);
  });

  test('what a secret says is said nowhere else: a literal would win over what is rotated', () => {
    const settings = parseEnv(readFileSync(join(root, 'k8s', 'overlays', 'local', 'settings.env'), 'utf8'));
    for (const workload of workloads) {
      const literal = containersOf(manifestsOf(workload)).flatMap(({ env = [] }) => env.map(({ name }) => name));
      const secret = Object.keys(entriesOf(workload.name, 'portail') ?? {});
      const twice = secret.filter((name) => [...literal, ...Object.keys(settings)].includes(name));
      expect([workload.name, twice]).toEqual([workload.name, []]);
    }
  });

  test('the product starts on them: every variable is there, and right', async () => {
    const settings = parseEnv(readFileSync(join(root, 'k8s', 'overlays', 'local', 'settings.env'), 'utf8'));
    for (const workload of workloads) {
      const [container] = containersOf(manifestsOf(workload));
      const own = Object.fromEntries((container?.env ?? []).map(({ name, value }) => [name, value]));
      const environment = { ...settings, ...entriesOf(workload.name, 'portail'), ...own };
      if (workload.keepsData) {
        const { readConfiguration } = (await import(`../../services/${workload.name}/src/config.ts`)) as {
          readConfiguration: (environment: NodeJS.ProcessEnv) => object;
        };
        expect(readConfiguration(environment)).toMatchObject({ PORT: 8080 });
      } else {
        const built = { PORTAL_STATIC: folder, ADMIN_STATIC: folder };
        expect(readGatewayConfiguration({ ...environment, ...built })).toMatchObject({ PORTAL_PORT: 8080 });
      }
    }
  });
});

function usersOf(server: string): string[] {
  return workloads.filter(({ uses }) => (uses as readonly string[]).includes(server)).map(({ name }) => name);
}
