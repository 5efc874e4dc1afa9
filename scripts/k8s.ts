/**
 * Writes the manifests of `k8s/base` and `k8s/components/autoscaling` from the list of `scripts/k8s/topology.ts`. With
 * `--check` it only compares, then builds every overlay and judges each object by the schemas of Kubernetes, as a strict
 * server would. With `--schemas` it takes those schemas anew from the Go module of Kubernetes.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { generatedFiles } from './k8s/files.ts';
import { canRender, faultsOf, overlays, render } from './k8s/overlays.ts';
import { keepSchemas, kubernetesVersion, readSchemas, schemasFile, validator } from './k8s/schemas.ts';
import { root } from './stack/paths.ts';
import { findTool, output } from './stack/tools.ts';

const downloadLimitMs = 300_000;
const kinds = [
  ...['v1/Namespace', 'v1/Service', 'v1/ServiceAccount', 'v1/ConfigMap', 'v1/Secret', 'v1/PersistentVolumeClaim'],
  ...['apps/v1/Deployment', 'batch/v1/Job', 'policy/v1/PodDisruptionBudget', 'autoscaling/v2/HorizontalPodAutoscaler'],
  ...['networking.k8s.io/v1/NetworkPolicy', 'networking.k8s.io/v1/Ingress'],
];

if (process.argv.includes('--schemas')) await takeSchemas();
else process.exit((await (process.argv.includes('--check') ? check() : write())) === 0 ? 0 : 1);

async function takeSchemas(): Promise<void> {
  const go = findTool('go') ?? 'go';
  const said = await output(go, ['mod', 'download', '-json', `k8s.io/kubernetes@v${kubernetesVersion}`], {
    env: { ...process.env, GOFLAGS: '-mod=mod' },
    cwd: '/',
    limitMs: downloadLimitMs,
    what: 'download of the Go module of Kubernetes',
  });
  const { Dir } = JSON.parse(said) as { Dir: string };
  const document = JSON.parse(readFileSync(join(Dir, 'api', 'openapi-spec', 'swagger.json'), 'utf8')) as Parameters<
    typeof keepSchemas
  >[0];
  writeFileSync(schemasFile, `${JSON.stringify(keepSchemas(document, kinds))}\n`);
}

async function write(): Promise<number> {
  for (const [file, text] of generatedFiles()) writeFileSync(join(root, file), await pretty(text));
  return 0;
}

async function check(): Promise<number> {
  const faults: string[] = [];
  for (const [file, text] of generatedFiles()) {
    if (readFileSync(join(root, file), 'utf8') !== (await pretty(text))) {
      faults.push(`${file} is not what scripts/k8s/topology.ts says: run npm run k8s`);
    }
  }
  const validate = validator(readSchemas());
  const foreign = new Set<string>();
  const built = canRender() ? overlays() : [];
  if (built.length === 0) {
    console.warn('NOT CHECKED: overlays, for want of Kustomize, kubectl or Go; manifests of the base are');
  }
  for (const overlay of built) {
    for (const manifest of await render(overlay)) {
      const said = validate(manifest);
      if (said === undefined) foreign.add(`${manifest.apiVersion}/${manifest.kind}`);
      const named = [...(said ?? []), ...faultsOf(manifest)];
      faults.push(...named.map((fault) => `${overlay}: ${manifest.kind} ${manifest.metadata.name}: ${fault}`));
    }
  }
  if (foreign.size > 0) console.log(`judged by their operators only: ${[...foreign].join(', ')}`);
  faults.forEach((fault) => console.error(fault));
  return faults.length;
}

function pretty(text: string): Promise<string> {
  return format(text, { parser: 'yaml', printWidth: 120, singleQuote: true });
}
