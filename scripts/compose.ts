/**
 * `npm run compose`: writes what `deploy/compose.yaml` reads, `deploy/.env` (addresses, from `PORTAIL_PORT`) and
 * `deploy/secrets` (random, kept from one time to the next; the rules of `PASSWORD_POLICY`). With `--demo` it loads the
 * demonstration into the containers that run.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadDemoInto } from './compose/demo.ts';
import { writeComposeFiles } from './compose/files.ts';
import { busCatalogue } from './stack/contracts.ts';
import { root } from './stack/paths.ts';
import { basePort, portsFrom } from './stack/ports.ts';
import { originsOf } from './stack/realm.ts';

const { values } = parseArgs({ options: { demo: { type: 'boolean', default: false } } });
const ports = portsFrom(basePort(4200));
const { secrets } = writeComposeFiles(join(root, 'deploy'), ports, await busCatalogue());
const { portal, admin } = originsOf(ports);
if (values.demo) {
  await loadDemoInto(ports, secrets);
  console.log(`the demonstration is loaded: ${portal}, ${admin}`);
} else {
  console.log(
    'deploy/.env and deploy/secrets are written. Images: npm run images. Then\n' +
      '  docker compose -f deploy/compose.yaml up -d --wait\n' +
      `and the sites answer on ${portal} and ${admin}.`,
  );
}
