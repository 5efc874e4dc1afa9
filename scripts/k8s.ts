/**
 * Writes manifests of `k8s` from the list of `scripts/k8s/topology.ts` and the catalogue of the bus. With
 * `--check` it only compares, then builds every overlay and judges each object by the schemas of Kubernetes, as a strict
 * server would. With `--schemas` it takes those schemas anew from the Go module of Kubernetes.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { parse } from 'yaml';
import { definitionFiles, moduleFolder } from './k8s/definitions.ts';
import { generatedFiles } from './k8s/files.ts';
import { canRender, faultsOf, overlays, render } from './k8s/overlays.ts';
import {
  keepDefinitions,
  keepSchemas,
  kubernetesVersion,
  readSchemas,
  schemasFile,
  validator,
  type Definition,
} from './k8s/schemas.ts';
import { busCatalogue } from './stack/contracts.ts';
import { root } from './stack/paths.ts';
import { progressTo } from './stack/progress.ts';

const kinds = [
  ...['v1/Namespace', 'v1/Service', 'v1/ServiceAccount', 'v1/ConfigMap', 'v1/Secret', 'v1/PersistentVolumeClaim'],
  ...['apps/v1/Deployment', 'batch/v1/Job', 'policy/v1/PodDisruptionBudget', 'autoscaling/v2/HorizontalPodAutoscaler'],
  ...['networking.k8s.io/v1/NetworkPolicy', 'networking.k8s.io/v1/Ingress', 'apps/v1/StatefulSet'],
  ...['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'].map(
    (kind) => `admissionregistration.k8s.io/v1/${kind}`,
  ),
];

const bus = await busCatalogue();
if (process.argv.includes('--schemas')) await takeSchemas();
else process.exit((await (process.argv.includes('--check') ? check() : write())) === 0 ? 0 : 1);

async function takeSchemas(): Promise<void> {
  const folder = await moduleFolder('k8s.io/kubernetes', kubernetesVersion);
  const document = JSON.parse(readFileSync(join(folder, 'api', 'openapi-spec', 'swagger.json'), 'utf8')) as Parameters<
    typeof keepSchemas
  >[0];
  const files = await definitionFiles(progressTo(console.log));
  const definitions = files.map((file) => parse(readFileSync(file, 'utf8')) as Definition);
  const kept = keepDefinitions(keepSchemas(document, kinds), definitions);
  writeFileSync(schemasFile, `${JSON.stringify(kept)}\n`);
}

async function write(): Promise<number> {
  for (const [file, text] of generatedFiles(bus)) writeFileSync(join(root, file), await pretty(text));
  return 0;
}

async function check(): Promise<number> {
  const faults: string[] = [];
  for (const [file, text] of generatedFiles(bus)) {
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
