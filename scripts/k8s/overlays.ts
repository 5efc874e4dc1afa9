import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { cached } from '../stack/cache.ts';
import { root } from '../stack/paths.ts';
import { progressTo } from '../stack/progress.ts';
import { findTool, output } from '../stack/tools.ts';
import type { Manifest } from './manifests.ts';

const kustomizeVersion = '5.7.1';
const buildLimitMs = 600_000;
const renderLimitMs = 60_000;

/** Every folder that somebody applies. */
export function overlays(): string[] {
  return globSync('k8s/overlays/**/kustomization.yaml', { cwd: root })
    .map((file) => dirname(file))
    .sort();
}

/** Whether overlays can be built on this machine. */
export function canRender(): boolean {
  return findTool('kustomize', 'kubectl', 'go') !== undefined;
}

/** The objects of an overlay, as Kustomize builds it: this machine’s, kubectl’s, or one built once into the cache. */
export async function render(overlay: string): Promise<Manifest[]> {
  const [program, args] = await kustomize();
  const text = await output(program, [...args, join(root, overlay)], {
    cwd: root,
    limitMs: renderLimitMs,
    what: `kustomize of ${overlay}`,
  });
  return parseAllDocuments(text).map((document) => document.toJS() as Manifest);
}

async function kustomize(): Promise<[program: string, args: string[]]> {
  const own = findTool('kustomize');
  if (own !== undefined) return [own, ['build']];
  const kubectl = findTool('kubectl');
  if (kubectl !== undefined) return [kubectl, ['kustomize']];
  const folder = await cached(`kustomize-${kustomizeVersion}`, progressTo(console.log), async (partial) => {
    await output(findTool('go') ?? 'go', ['install', `sigs.k8s.io/kustomize/kustomize/v5@v${kustomizeVersion}`], {
      env: { ...process.env, GOBIN: partial, GOFLAGS: '-mod=mod', CGO_ENABLED: '0' },
      limitMs: buildLimitMs,
      what: 'building Kustomize',
    });
  });
  return [join(folder, 'kustomize'), ['build']];
}

interface PodSpec {
  readonly hostNetwork?: boolean;
  readonly automountServiceAccountToken?: boolean;
  readonly securityContext?: { readonly runAsNonRoot?: boolean; readonly seccompProfile?: { readonly type?: string } };
  readonly containers: readonly {
    readonly name: string;
    readonly image?: string;
    readonly resources?: { readonly limits?: { readonly memory?: string }; readonly requests?: object };
    readonly securityContext?: {
      readonly privileged?: boolean;
      readonly allowPrivilegeEscalation?: boolean;
      readonly readOnlyRootFilesystem?: boolean;
      readonly capabilities?: { readonly drop?: readonly string[] };
    };
  }[];
}

/** What Pod Security “restricted” and our own rules refuse in a manifest whose fields are all well formed. */
export function faultsOf(manifest: Manifest): string[] {
  const spec = manifest['spec'] as { template?: { spec?: PodSpec } } | undefined;
  const pod = spec?.template?.spec;
  if (pod === undefined) return [];
  const faults: string[] = [];
  if (pod.hostNetwork === true) faults.push('host network');
  if (pod.automountServiceAccountToken !== false) faults.push('a token of the cluster is mounted');
  if (pod.securityContext?.runAsNonRoot !== true) faults.push('may run as root');
  if (pod.securityContext?.seccompProfile?.type !== 'RuntimeDefault') faults.push('no seccomp profile');
  for (const { name, image = '', resources, securityContext: own } of pod.containers) {
    const says = (fault: string) => faults.push(`container ${name}: ${fault}`);
    if (own?.privileged === true) says('privileged');
    if (own?.allowPrivilegeEscalation !== false) says('may gain privileges');
    if (own?.readOnlyRootFilesystem !== true) says('root file system can be written');
    if (!own?.capabilities?.drop?.includes('ALL')) says('keeps capabilities');
    if (resources?.requests === undefined || resources.limits?.memory === undefined)
      says('no requests or no memory limit');
    if (/:latest$|^[^:]*$/.test(image)) says(`image ${image} names no version`);
  }
  return faults;
}
