import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments, stringify } from 'yaml';
import type { Manifest } from '../manifests.ts';
import type { Cluster } from './control-plane.ts';
import { namespace } from './plays.ts';

const victim = 'declaration-workflow';

/** Hands the server what it must refuse. @returns what was tried and what the server said, a line each */
export async function playRefusals(cluster: Cluster, folder: string, overlay: string): Promise<string[]> {
  const objects = parseAllDocuments(await cluster.run('kustomize', overlay)).map((part) => part.toJS() as Manifest);
  const find = (kind: string, name: string) => {
    const found = objects.find((object) => object.kind === kind && object.metadata.name === name);
    if (found === undefined) throw new Error(`${overlay} has no ${kind} ${name}`);
    return found;
  };
  const deployment = find('Deployment', victim);
  const tell = async (what: string, manifest: Manifest, says: RegExp) => {
    writeFileSync(join(folder, 'refused.yaml'), stringify(manifest));
    const args = ['apply', '--server-side', '--force-conflicts', ...namespace, '-f', join(folder, 'refused.yaml')];
    return `${what} — ${wordsOf(await cluster.try(...args), what, says)}`;
  };
  const said = [
    await tell(
      'a misspelt field',
      misspelt(deployment),
      /unknown field "?\S*spec\.replica"?|field not declared in schema/,
    ),
    await tell('a privileged pod', privilegedPod(deployment), /violates PodSecurity "restricted:latest"/),
    await tell('a workload that nobody drew', named(deployment, 'stranger'), /no workload of this name/),
  ];
  const kept = find('NetworkPolicy', victim);
  await cluster.run('delete', 'networkpolicy', victim, ...namespace);
  const annotated = { ...deployment, metadata: { ...deployment.metadata, annotations: { change: 'another' } } };
  said.push(await tell('a workload without its network policy', annotated, /no params found for policy binding/));
  writeFileSync(join(folder, 'kept.yaml'), stringify(kept));
  await cluster.run('apply', '--server-side', '--force-conflicts', ...namespace, '-f', join(folder, 'kept.yaml'));
  const open = await cluster.try('delete', 'networkpolicy', 'default-deny', ...namespace);
  const what = 'to take away the default refusal';
  return [...said, `${what} — ${wordsOf(open, what, /everything may call everything/)}`];
}

function wordsOf(answer: { code: number | null; output: string }, what: string, says: RegExp): string {
  if (answer.code === 0) throw new Error(`The server accepted what it had to refuse: ${what}.`);
  const words = says.exec(answer.output)?.[0];
  if (words === undefined) throw new Error(`${what}: refused, but for another reason: ${answer.output}`);
  return words;
}

function misspelt(deployment: Manifest): Manifest {
  return { ...deployment, spec: { ...(deployment['spec'] as object), replica: 3 } };
}

function named(deployment: Manifest, name: string): Manifest {
  return JSON.parse(JSON.stringify(deployment).replaceAll(`"${deployment.metadata.name}"`, `"${name}"`)) as Manifest;
}

/** The pod of a deployment, alone, whose container asks for the machine. */
function privilegedPod(deployment: Manifest): Manifest {
  const { template } = deployment['spec'] as { template: { spec: { containers: object[] } } };
  const containers = template.spec.containers.map((container) => ({
    ...container,
    securityContext: { privileged: true },
  }));
  const metadata = { name: 'privileged', labels: { 'app.kubernetes.io/name': victim } };
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec: { ...template.spec, containers } };
}
