import { cpSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { transformFile, type JscConfig } from '@swc/core';
import { builtFolder, sites } from '../stack/front-ends.ts';
import { root } from '../stack/paths.ts';
import { componentsOf, cycloneDx, type Component, type LockFile } from './components.ts';

const compiled = join(root, 'dist', 'compiled');
// SWC knows the last option; its types do not yet.
const jsc: JscConfig & { readonly rewriteRelativeImportExtensions: boolean } = {
  parser: { syntax: 'typescript' },
  target: 'es2023',
  rewriteRelativeImportExtensions: true,
};
const sources = [
  'services/*/src/**/*.ts',
  'proto/**/*.ts',
  'scripts/provision.ts',
  'scripts/stack/provision/databases.ts',
];
const notInImages = /(^|\/)(node_modules|testing)\/|\.test\.ts$|^services\/scenarios\//;

/**
 * Compiles every service and the contracts to JavaScript in `dist/compiled`, file by file: types are judged by
 * `npm test`, and the compiler of TypeScript refuses to emit imports that name a `.ts` file of another workspace.
 */
export async function compile(): Promise<void> {
  rmSync(compiled, { recursive: true, force: true });
  const files = globSync(sources, { cwd: root });
  for (const file of files.filter((name) => !notInImages.test(name))) {
    const { code, map } = await transformFile(join(root, file), {
      swcrc: false,
      jsc,
      module: { type: 'es6' },
      sourceMaps: true,
    });
    const target = join(compiled, file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, code);
    if (map !== undefined) writeFileSync(`${target}.map`, map);
  }
}

/** Folders of the lock file that an image consists of, the one that it is named after first. */
function foldersOf(image: string): [string, ...string[]] {
  if (image === 'maildev') return ['node_modules/maildev'];
  if (image === 'provision') return ['proto', 'services/platform'];
  return [`services/${image}`];
}

/** Writes `dist/images/<image>`: the context of the image (`app`) and the list of its components. */
export function prepare(image: string): string {
  const folder = join(root, 'dist', 'images', image);
  rmSync(folder, { recursive: true, force: true });
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as LockFile;
  const folders = foldersOf(image);
  const components = componentsOf(lock, ...folders);
  const app = join(folder, 'app');
  for (const component of components) {
    if (component.ours) copyOurs(app, component);
    else copyPackage(component.path, join(app, component.path));
  }
  if (image === 'gateway') copyOfGateway(app);
  if (image === 'provision') {
    cpSync(join(compiled, 'scripts'), join(app, 'scripts'), { recursive: true });
    writeFileSync(join(app, 'package.json'), '{ "type": "module" }\n');
  }
  const list = cycloneDx(image, folders[0], components);
  writeFileSync(join(folder, 'components.cdx.json'), `${JSON.stringify(list, null, 2)}\n`);
  return folder;
}

/** A workspace: what its sources became, its package file that finds them, and the link by which others import it. */
function copyOurs(app: string, { path, name }: Component): void {
  cpSync(join(compiled, path), join(app, path), { recursive: true });
  const own = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8')) as {
    exports?: Record<string, string>;
  };
  const exports = Object.entries(own.exports ?? {}).map(([from, to]) => [asTypeScript(from), asJavaScript(to)]);
  const file = { ...own, ...(exports.length > 0 ? { exports: Object.fromEntries(exports) as object } : {}) };
  writeFileSync(join(app, path, 'package.json'), `${JSON.stringify(file, null, 2)}\n`);
  const link = join(app, 'node_modules', name);
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(relative(dirname(link), join(app, path)), link);
}

/** Imports keep naming a `.ts` file of another workspace; it is found as the `.js` that it became. */
const asTypeScript = (from: string) => (from.endsWith('*') ? `${from}.ts` : from);
const asJavaScript = (to: string) => (to.endsWith('*') ? `${to}.js` : to.replace(/\.ts$/, '.js'));

/** Beside its program, the gateway serves both sites and reads which operations the services open to them. */
function copyOfGateway(app: string): void {
  for (const file of globSync('services/*/openapi.json', { cwd: root })) cpSync(join(root, file), join(app, file));
  for (const site of sites) {
    const built = builtFolder(site);
    if (!existsSync(built)) throw new Error(`${built} is not there: the front ends are built first`);
    cpSync(built, join(app, 'sites', site), { recursive: true });
  }
}

/** A package of a registry; its nested node_modules are components of their own, copied when they are needed. */
function copyPackage(from: string, to: string): void {
  const source = join(root, from);
  const nested = join(source, 'node_modules');
  // Without a filter Node copies several times faster.
  cpSync(source, to, { recursive: true, ...(existsSync(nested) && { filter: (file) => file !== nested }) });
}
