/**
 * `npm run test:k8s`: a control plane of its own on this machine (etcd, API server, controllers, scheduler; nodes simulated by
 * `kwok`), on which every overlay is applied, wrong things are refused, a version is rolled out and a node is drained.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { startControlPlane, type Cluster } from './k8s/cluster/control-plane.ts';
import { addMachines, nodes } from './k8s/cluster/machines.ts';
import { allAvailable, apply, budgetHolds, drain, rollOut, standInForKeda } from './k8s/cluster/plays.ts';
import { playRefusals } from './k8s/cluster/refusals.ts';
import { clusterPrograms } from './k8s/cluster/programs.ts';
import { definitionFiles } from './k8s/definitions.ts';
import { developmentSecrets } from './k8s/development-secrets.ts';
import { developmentServerNames } from './k8s/development-servers.ts';
import { busCatalogue } from './stack/contracts.ts';
import { runFolderAt } from './stack/paths.ts';
import { consoleProgress, elapsed } from './stack/progress.ts';
import { secretsIn } from './stack/secrets.ts';
import { onStopRequest } from './stack/signals.ts';
import { supervisorIn } from './stack/supervisor.ts';
import { endCommands } from './stack/tools.ts';

const startedAt = Date.now();
const progress = consoleProgress(startedAt);
const folder = runFolderAt(mkdtempSync(join(tmpdir(), 'portail-k8s-')));
const supervisor = supervisorIn(folder);
const serversNamespace = ['-n', 'portail-servers'] as const;
const overlay = (name: string) => `k8s/overlays/${name}`;

onStopRequest(
  (reason) => {
    progress.say(`stopping (${reason})`);
    void end(130);
  },
  () => supervisor.killAll(),
);
supervisor.onUnexpectedEnd(({ plan, endReason }) => {
  progress.say(`${plan.name} died: ${endReason()}`);
  void end(1);
});

try {
  await play();
  progress.say(`everything was seen in ${elapsed(startedAt)}`);
  await end(0);
} catch (error) {
  console.error((error as Error).message);
  await end(1);
}

async function end(code: number): Promise<void> {
  await Promise.all([endCommands(), supervisor.stopAll()]);
  rmSync(folder.path, { recursive: true, force: true });
  process.exit(code);
}

async function play(): Promise<void> {
  const programs = await clusterPrograms(progress);
  const definitions = await definitionFiles(progress);
  const cluster = await progress.step('control plane ready', () => startControlPlane(programs, folder, supervisor));
  await progress.step(`${nodes.length} nodes, definitions of the operators, guards`, async () => {
    await addMachines(cluster, folder.path);
    for (const file of definitions) await cluster.run('apply', '--server-side', '-f', file);
    await cluster.run('apply', '--server-side', '-k', 'k8s/guards');
  });
  await bringDevelopmentServersUp(cluster);
  await bringUp(cluster, 'local', 1);
  await bringServersUp(cluster);
  await bringUp(cluster, 'staging', 2);
  await bringUp(cluster, 'production', 2);
  for (const line of await playRefusals(cluster, folder.path, overlay('production')))
    progress.say(`✓ refused: ${line}`);
  const { pods } = await progress.step('version 0.1.1 rolled out', () => rollOut(cluster, '0.1.1'));
  progress.say(`  never fewer pods than asked for, ${pods} at the end`);
  const says = await progress.step('budget: of two pods one may leave', () =>
    budgetHolds(cluster, folder.path, 'declaration-workflow'),
  );
  progress.say(`  the second stays: ${says}`);
  const node = nodes[0] ?? '';
  const { left, least } = await progress.step(`${node} drained`, () => drain(cluster, node));
  progress.say(`  ${left} pods left it; every deployment kept at least ${least}`);
}

/** Applies the servers of the overlay `local` as its README says, secrets included; the product comes beside them. */
async function bringDevelopmentServersUp(cluster: Cluster): Promise<void> {
  const secrets = join(folder.path, 'secrets.yaml');
  const manifests = developmentSecrets(secretsIn(folder.secretsFile), await busCatalogue());
  writeFileSync(secrets, manifests.map((manifest) => stringify(manifest)).join('---\n'), { mode: 0o600 });
  for (const file of ['k8s/base/namespace.yaml', 'k8s/servers/namespace.yaml', secrets])
    await cluster.run('apply', '--server-side', '--validate=strict', '-f', file);
  await progress.step('local: servers available, databases and streams made', async () => {
    await apply(cluster, join(overlay('local'), 'servers'));
    for (const name of developmentServerNames)
      await cluster.run(...serversNamespace, 'rollout', 'status', `statefulset/${name}`, '--timeout=90s');
    await cluster.run(...serversNamespace, 'wait', '--for=condition=complete', 'jobs', '--all', '--timeout=90s');
  });
}

/** Applies what production’s servers are; the operators that make pods of some objects are not here. */
async function bringServersUp(cluster: Cluster): Promise<void> {
  await cluster.run('delete', 'namespace', 'portail-servers', '--timeout=90s');
  await cluster.run('apply', '--server-side', '-f', 'k8s/servers/namespace.yaml');
  await progress.step('production: NATS, Redis and Keycloak available; PostgreSQL accepted', async () => {
    await apply(cluster, join(overlay('production'), 'servers'));
    for (const name of ['statefulset/nats', 'statefulset/redis', 'deployment/keycloak'])
      await cluster.run(...serversNamespace, 'rollout', 'status', name, '--timeout=90s');
  });
}

/** Applies an overlay, its secrets and its migrations to an empty namespace, then takes it away unless it is the last. */
async function bringUp(cluster: Cluster, name: string, least: number): Promise<void> {
  await progress.step(`overlay ${name} taken away`, () =>
    cluster.run('delete', 'namespace', 'portail', '--ignore-not-found', '--timeout=90s'),
  );
  await cluster.run('apply', '--server-side', '-f', 'k8s/base/namespace.yaml');
  // A command makes those of the overlay `local`.
  if (name !== 'local') await apply(cluster, join(overlay(name), 'secrets'));
  await progress.step(`${name}: migrations done`, async () => {
    await apply(cluster, join(overlay(name), 'migrations'));
    await cluster.run('-n', 'portail', 'wait', '--for=condition=complete', 'jobs', '--all', '--timeout=90s');
  });
  const pods = await progress.step(`${name}: every deployment available`, async () => {
    await apply(cluster, overlay(name));
    await standInForKeda(cluster, folder.path);
    return await allAvailable(cluster, least);
  });
  progress.say(`  ${pods} pods`);
}
