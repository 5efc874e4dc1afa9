import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateContracts } from '../stack/contracts.ts';
import { root } from '../stack/paths.ts';
import { storeServices } from '../stack/service-list.ts';
import { output } from '../stack/tools.ts';

const limitMs = 60_000;
const run = (program: string, ...args: readonly string[]) =>
  output(program, [...args], { cwd: root, limitMs, what: `${program} ${args[0] ?? ''}` });

/** The commit that ran a day before this one was made, or the one that `FORMER` names. */
export async function formerCommit(): Promise<string> {
  const asked = process.env['FORMER'];
  const [reference, ...when] = asked === undefined ? ['HEAD', '--before=24 hours ago'] : [asked];
  const found = (await run('git', 'rev-list', '-1', ...when, reference)).trim();
  const named = 'FORMER=<commit> names the version to go back to';
  if (found === '') throw new Error(`no commit is a day old here: ${named}`);
  const kept = await run('git', 'ls-tree', '--name-only', found, 'services/');
  const missing = storeServices.filter(({ name }) => !kept.split('\n').includes(`services/${name}`));
  if (missing.length > 0) throw new Error(`${found} has no ${missing.map(({ name }) => name).join(', ')}: ${named}`);
  return found;
}

/** Puts the services of a commit in an empty folder, with its contracts and the packages of this checkout. */
export async function formerVersion(commit: string, folder: string): Promise<void> {
  mkdirSync(folder);
  const archive = join(folder, 'former.tar');
  const parts = ['services', 'proto', 'package.json', 'tsconfig.json'];
  await run('git', 'archive', '--output', archive, commit, ...parts);
  await run('tar', '-xf', archive, '-C', folder);
  linkPackages(folder);
  const contracts = join(folder, 'proto');
  await generateContracts(contracts, contracts);
}

/** Copies the services to an empty folder, where one of them calls a column by another name. */
export function versionWithColumn(folder: string, service: string, column: string, renamed: string): void {
  mkdirSync(folder);
  for (const part of ['services', 'proto', 'package.json', 'tsconfig.json']) {
    cpSync(join(root, part), join(folder, part), { recursive: true, filter: (path) => !path.endsWith('node_modules') });
  }
  linkPackages(folder);
  const store = join(folder, 'services', service, 'src', 'store');
  let changed = 0;
  for (const name of readdirSync(store).filter((each) => each.endsWith('.ts'))) {
    const text = readFileSync(join(store, name), 'utf8');
    const next = text.replaceAll(new RegExp(`\\b${column}\\b`, 'g'), renamed);
    if (next === text) continue;
    writeFileSync(join(store, name), next);
    changed += 1;
  }
  if (changed === 0) throw new Error(`no store of ${service} names the column ${column}`);
}

/** Packages are those of this checkout, our own those of the folder. */
function linkPackages(folder: string): void {
  const [theirs, ours] = [join(root, 'node_modules'), join(folder, 'node_modules')];
  mkdirSync(ours);
  for (const name of readdirSync(theirs).filter((each) => each !== '@portail')) {
    symlinkSync(join(theirs, name), join(ours, name));
  }
  mkdirSync(join(ours, '@portail'));
  symlinkSync(join(folder, 'proto'), join(ours, '@portail', 'proto'));
  const names = ['platform', 'gateway', ...storeServices.map(({ name }) => name)];
  for (const name of names) {
    const service = join(folder, 'services', name);
    symlinkSync(service, join(ours, '@portail', name));
    const own = join(root, 'services', name, 'node_modules');
    if (readdirSync(join(root, 'services', name)).includes('node_modules'))
      symlinkSync(own, join(service, 'node_modules'));
  }
}
