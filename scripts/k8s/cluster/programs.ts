import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cached } from '../../stack/cache.ts';
import { debianTool } from '../../stack/debian.ts';
import type { Progress } from '../../stack/progress.ts';
import { goTool } from '../../stack/servers/nats.ts';
import { output } from '../../stack/tools.ts';
import { kubernetesVersion } from '../schemas.ts';

const etcdVersion = '3.6.5';
const kwokVersion = '0.7.0';
const stepLimitMs = 1_800_000;
const minor = kubernetesVersion.split('.')[1];

/** What a control plane consists of, and the one program that speaks to it. */
export type ProgramName = 'etcd' | 'kube-apiserver' | 'kube-controller-manager' | 'kube-scheduler' | 'kubectl' | 'kwok';

/** Where each program is. */
export type Programs = Readonly<Record<ProgramName, string>>;

/**
 * Programs of a control plane of this version of Kubernetes, built from their Go modules once per cache: where no image
 * can be pulled this is the way to a real API server. `kwok` stands in for nodes: it says that pods run.
 */
export async function clusterPrograms(progress: Progress): Promise<Programs> {
  const go = await debianTool({ ...goTool, neededBy: 'Kubernetes' }, progress);
  const kubernetes = await cached(`kubernetes-${kubernetesVersion}`, progress, (target) =>
    buildKubernetes(go, target, progress),
  );
  const etcd = await cached(`etcd-${etcdVersion}`, progress, (target) => buildEtcd(go, target, progress));
  const kwok = await cached(`kwok-${kwokVersion}`, progress, async (target) => {
    const install = ['install', `sigs.k8s.io/kwok/cmd/kwok@v${kwokVersion}`];
    await progress.step(`kwok ${kwokVersion} built`, () => run(go, install, target, { GOBIN: target }));
  });
  return {
    etcd: join(etcd, 'etcd'),
    'kube-apiserver': join(kubernetes, 'kube-apiserver'),
    'kube-controller-manager': join(kubernetes, 'kube-controller-manager'),
    'kube-scheduler': join(kubernetes, 'kube-scheduler'),
    kubectl: join(kubernetes, 'kubectl'),
    kwok: join(kwok, 'kwok'),
  };
}

async function buildKubernetes(go: string, target: string, progress: Progress): Promise<void> {
  const programs = ['kube-apiserver', 'kubectl', 'kube-controller-manager', 'kube-scheduler'];
  const packages = programs.map((program) => `k8s.io/kubernetes/cmd/${program}`);
  const module = `k8s.io/kubernetes v${kubernetesVersion}`;
  await inScratchModule(go, target, module, packages, progress, async (scratch) => {
    // The server reads its own version from these flags and does not start without.
    const version = 'k8s.io/component-base/version.git';
    const flags = [`Version=v${kubernetesVersion}`, 'Major=1', `Minor=${minor}`].map((flag) => `-X ${version}${flag}`);
    for (const [index, name] of packages.entries()) {
      const args = ['build', '-trimpath', '-ldflags', `-s -w ${flags.join(' ')}`, '-o', `${target}/`, name];
      await progress.step(`${programs[index]} ${kubernetesVersion} built`, () => run(go, args, scratch));
    }
  });
}

async function buildEtcd(go: string, target: string, progress: Progress): Promise<void> {
  const module = `go.etcd.io/etcd/server/v3 v${etcdVersion}`;
  const [name = ''] = module.split(' ');
  await inScratchModule(go, target, module, [name], progress, async (scratch) => {
    const args = ['build', '-trimpath', '-ldflags', '-s -w', '-o', join(target, 'etcd'), name];
    await progress.step(`etcd ${etcdVersion} built`, () => run(go, args, scratch));
  });
}

/** A module that exists only to build another’s programs; Kubernetes’ own refers to folders beside it, which a proxy lacks. */
async function inScratchModule(
  go: string,
  target: string,
  required: string,
  packages: readonly string[],
  progress: Progress,
  build: (scratch: string) => Promise<void>,
): Promise<void> {
  const scratch = join(target, 'scratch');
  mkdirSync(scratch);
  const [module = '', version = ''] = required.split(' ');
  const { GoMod } = JSON.parse(await run(go, ['mod', 'download', '-json', `${module}@${version}`], '/')) as {
    GoMod: string;
  };
  const staged = [...readFileSync(GoMod, 'utf8').matchAll(/^\s*(k8s\.io\/\S+) => \.\/staging\//gm)];
  const replaced = staged.map(([, name]) => `replace ${name} => ${name} v0.${version.split('.').slice(1).join('.')}`);
  const uses = packages.map((name) => `import _ "${name}"`);
  writeFileSync(join(scratch, 'go.mod'), ['module scratch', `require ${required}`, ...replaced, ''].join('\n'));
  writeFileSync(join(scratch, 'tools.go'), ['//go:build tools', 'package scratch', ...uses, ''].join('\n'));
  await progress.step(`modules of ${module} fetched`, () => run(go, ['mod', 'tidy'], scratch));
  await build(scratch);
  rmSync(scratch, { recursive: true });
}

function run(go: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): Promise<string> {
  return output(go, args, {
    cwd,
    env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-mod=mod', GOTOOLCHAIN: 'auto', ...env },
    limitMs: stepLimitMs,
    what: `go ${args[0]} ${args.at(-1)}`,
  });
}
