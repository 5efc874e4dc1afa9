import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { manifestsOf } from '../k8s/manifests.ts';
import { workloads, type Workload } from '../k8s/topology.ts';
import { busCatalogue } from '../stack/contracts.ts';
import { root } from '../stack/paths.ts';
import { portsFrom } from '../stack/ports.ts';
import { images } from '../stack/servers/docker.ts';
import { writeComposeFiles } from './files.ts';

interface Container {
  readonly image: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly env_file?: string | readonly string[];
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly networks: readonly string[];
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
}

const text = readFileSync(join(root, 'deploy', 'compose.yaml'), 'utf8');
const { services } = parse(text, { merge: true }) as { services: Readonly<Record<string, Container>> };
const containers = Object.entries(services);

/** Variables of a process of ours in the cluster: those that every process reads, then its own. */
function inCluster(workload: Workload): { names: string[]; own: Record<string, string> } {
  const deployment = manifestsOf(workload).find(({ kind }) => kind === 'Deployment') as unknown as {
    spec: { template: { spec: { containers: { env: { name: string; value: string }[] }[] } } };
  };
  const [container] = deployment.spec.template.spec.containers;
  const own = Object.fromEntries((container?.env ?? []).map(({ name, value }) => [name, value]));
  const settings = readFileSync(join(root, 'k8s', 'overlays', 'local', 'settings.env'), 'utf8');
  const common = [...settings.matchAll(/^(\w+)=/gm)].map(([, name = '']) => name);
  return { names: [...common, ...Object.keys(own)], own };
}

describe('deploy/compose.yaml', () => {
  test.each(workloads)('gives $name the variables that it has in a cluster', (workload) => {
    const environment = services[workload.name]?.environment ?? {};
    const { names, own } = inCluster(workload);
    expect(environment).toMatchObject(own);
    expect(Object.keys(environment).sort()).toEqual([...names, 'PASSWORD_RESET'].sort());
  });

  test.each(containers)('refuses %s a root to write on, capabilities and new privileges', (_name, container) => {
    expect(container).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
    });
  });

  test('opens the edge, Keycloak and the mails, on this machine only', () => {
    const open = containers.filter(([, { ports }]) => ports !== undefined);
    expect(open.map(([name]) => name).sort()).toEqual(['gateway', 'keycloak', 'smtp']);
    expect(open.flatMap(([, { ports = [] }]) => ports).filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
    const reached = containers.filter(([, { networks }]) => networks.includes('outside'));
    expect(reached.map(([name]) => name).sort()).toEqual(['gateway', 'keycloak', 'smtp']);
  });

  test.each(['postgres', 'nats', 'redis'] as const)('runs the %s of npm start', (server) => {
    expect(text).toContain(`:-${images[server]}}`);
  });
});

describe('what npm run compose writes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'portail-compose-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('is every file that the containers read, where only its owner enters, and stays the next time', async () => {
    const bus = await busCatalogue();
    writeComposeFiles(folder, portsFrom(4200), bus);
    const secrets = join(folder, 'secrets');
    const read = [...text.matchAll(/\$\{PORTAIL_SECRETS[^}]*\}\/([\w.-]+)/g)].map(([, name = '']) => name);
    expect(read.length).toBeGreaterThan(containers.length);
    const before = read.map((name) => readFileSync(join(secrets, name), 'utf8'));
    expect(statSync(secrets).mode & 0o777).toBe(0o700);
    writeComposeFiles(folder, portsFrom(4200), bus);
    expect(read.map((name) => readFileSync(join(secrets, name), 'utf8'))).toEqual(before);
  });
});
