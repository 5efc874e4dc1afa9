/**
 * `npm run local-cluster-secrets`: makes the passwords and keys of the overlay `local` and of its servers, once, in
 * `.run-cluster/secrets.yaml` for `kubectl apply`, and in `.run-cluster/demo.env` what loads the demonstration.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { demoVariables, developmentSecrets } from './k8s/development-secrets.ts';
import { busCatalogue, ensureContracts } from './stack/contracts.ts';
import { root, runFolderAt } from './stack/paths.ts';
import { progressTo } from './stack/progress.ts';
import { secretsIn } from './stack/secrets.ts';

const folder = runFolderAt(join(root, '.run-cluster'));
await ensureContracts(progressTo(console.log));
const secrets = secretsIn(folder.secretsFile);
const manifests = developmentSecrets(secrets, await busCatalogue());
const write = (file: string, text: string) => writeFileSync(join(folder.path, file), text, { mode: 0o600 });
write('secrets.yaml', manifests.map((manifest) => stringify(manifest)).join('---\n'));
const variables = Object.entries(demoVariables(secrets)).map(([name, value]) => `${name}=${value}`);
write('demo.env', `${variables.join('\n')}\n`);
console.log(`${manifests.length} secrets in .run-cluster/secrets.yaml, kept from one time to the next`);
