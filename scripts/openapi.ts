/**
 * Writes services/<name>/openapi.json from the routes themselves; with --check it only compares and exits 1 on a drift.
 * Each service’s src/app.ts exports `describeApi()`, which builds the application without any server.
 */
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { format } from 'prettier';

const root = path.resolve(import.meta.dirname, '..');
const check = process.argv.includes('--check');
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
let drifted = 0;

for (const name of await readdir(path.join(root, 'services'))) {
  const application = path.join(root, 'services', name, 'src', 'app.ts');
  if (!existsSync(application) || (wanted.length > 0 && !wanted.includes(name))) continue;
  const module = (await import(application)) as { describeApi?: () => Promise<object> };
  if (!module.describeApi) continue;
  const text = await format(JSON.stringify(await module.describeApi()), { parser: 'json', printWidth: 120 });
  const file = path.join(root, 'services', name, 'openapi.json');
  const current = existsSync(file) ? await readFile(file, 'utf8') : '';
  if (current === text) continue;
  if (check) {
    drifted += 1;
    console.error(`services/${name}/openapi.json does not match the routes: run npm run openapi`);
  } else {
    await writeFile(file, text);
    console.log(`services/${name}/openapi.json written`);
  }
}
process.exit(drifted === 0 ? 0 : 1);
