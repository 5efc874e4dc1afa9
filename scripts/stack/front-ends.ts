import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { withLock } from './cache.ts';
import { root } from './paths.ts';
import type { Progress } from './progress.ts';
import { output } from './tools.ts';

const frontend = join(root, 'frontend');
const buildLimitMs = 300_000;

/** Both sites; each is one Angular application. */
export const sites = ['portal', 'admin'] as const;
export type Site = (typeof sites)[number];

/** Folders of `frontend` that are not sources. */
const notSources = new Set(['node_modules', 'build', '.angular', 'coverage']);

/** Where the built files of a site lie, as `angular.json` says. */
export function builtFolder(site: Site): string {
  const workspace = JSON.parse(readFileSync(join(frontend, 'angular.json'), 'utf8')) as AngularWorkspace;
  const path = workspace.projects[site]?.architect.build.options.outputPath;
  if (path === undefined) throw new Error(`frontend/angular.json has no project “${site}”.`);
  return typeof path === 'string'
    ? join(frontend, path, 'browser')
    : join(frontend, path.base, path.browser ?? 'browser');
}

interface AngularWorkspace {
  readonly projects: Record<
    string,
    { architect: { build: { options: { outputPath: string | { base: string; browser?: string } } } } }
  >;
}

/** Builds each site whose sources have changed since its last build. */
export async function buildFrontEnds(progress: Progress): Promise<void> {
  await withLock(`front-ends-${createHash('sha256').update(root).digest('hex').slice(0, 12)}`, progress, async () => {
    for (const site of sites) await buildIfChanged(site, progress);
  });
}

async function buildIfChanged(site: Site, progress: Progress): Promise<void> {
  const stamp = join(frontend, 'build', `${site}.sha256`);
  const hash = sourcesHash(site);
  const current = existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
  if (current && existsSync(join(builtFolder(site), 'index.html'))) return;
  await progress.step(`front end “${site}” built`, () =>
    output(process.execPath, [join(root, 'node_modules', '@angular', 'cli', 'bin', 'ng.js'), 'build', site], {
      cwd: frontend,
      env: { ...process.env, NG_CLI_ANALYTICS: 'false', CI: 'true' },
      limitMs: buildLimitMs,
      what: `ng build ${site}`,
    }),
  );
  mkdirSync(join(frontend, 'build'), { recursive: true });
  writeFileSync(stamp, hash);
}

function sourcesHash(site: Site): string {
  const otherSites = sites.filter((other) => other !== site).map((other) => join(frontend, 'apps', other));
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  for (const file of sourceFiles(frontend)) {
    if (otherSites.some((folder) => file.startsWith(folder))) continue;
    hash.update(relative(frontend, file)).update('\0').update(readFileSync(file));
  }
  return hash.digest('hex');
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !notSources.has(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? sourceFiles(path) : [path];
    });
}
