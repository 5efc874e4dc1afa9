import { posix } from 'node:path';

/** The parts of `package-lock.json` that say what is installed where. */
export interface LockFile {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

/** One folder of the lock file. */
export interface LockedPackage {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly resolved?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

/** A folder that an image needs: a package of a registry, or a workspace of ours. */
export interface Component {
  readonly path: string;
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly ours: boolean;
}

/**
 * What folders of the lock file need to run: their dependencies and theirs, found as Node finds them, without anything of
 * development. An optional dependency or peer that is not installed is left out; any other that is missing is refused.
 */
export function componentsOf(lock: LockFile, ...folders: readonly string[]): Component[] {
  const found = new Map<string, Component>();
  const waiting = [...folders];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path)) continue;
    const locked = lock.packages[path];
    if (locked === undefined) throw new Error(`package-lock.json has no “${path}”: run npm install`);
    found.set(path, componentAt(path, locked));
    for (const [name, optional] of needs(locked)) {
      const target = resolve(lock, path, name);
      if (target !== undefined) waiting.push(target);
      else if (!optional) throw new Error(`${path} needs ${name}, which package-lock.json does not install`);
    }
  }
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function needs(locked: LockedPackage): [name: string, optional: boolean][] {
  const optional = locked.optionalDependencies ?? {};
  const meta = locked.peerDependenciesMeta ?? {};
  return [
    ...Object.keys(locked.dependencies ?? {}).map((name): [string, boolean] => [name, name in optional]),
    ...Object.keys(optional).map((name): [string, boolean] => [name, true]),
    // An optional peer is a choice of the application, which then names it itself: TypeORM has one per database.
    ...Object.keys(locked.peerDependencies ?? {})
      .filter((name) => meta[name]?.optional !== true)
      .map((name): [string, boolean] => [name, true]),
  ];
}

/** Where `name` is found from `path`: in its own node_modules, then in those of the folders above. */
function resolve(lock: LockFile, path: string, name: string): string | undefined {
  for (let folder = path; ; folder = posix.dirname(folder)) {
    const candidate = folder === '.' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    const locked = lock.packages[candidate];
    // A link into node_modules is the empty package that stands for one we refuse to install.
    if (locked?.link === true) return locked.resolved?.includes('node_modules/') ? undefined : locked.resolved;
    if (locked !== undefined) return candidate;
    if (folder === '.') return undefined;
  }
}

function componentAt(path: string, locked: LockedPackage): Component {
  const [inner] = path.split('node_modules/').slice(-1);
  return {
    path,
    name: locked.name ?? inner ?? path,
    version: locked.version ?? '0.0.0',
    ...(locked.license === undefined ? {} : { license: locked.license }),
    ...(locked.integrity === undefined ? {} : { integrity: locked.integrity }),
    ours: !path.includes('node_modules/'),
  };
}

/** The list of components of an image in CycloneDX 1.6: what it is named after, then the rest. The same lock file gives the same list. */
export function cycloneDx(image: string, own: string, all: readonly Component[]): object {
  const application = all.find(({ path }) => path === own);
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': `portail-${image}`,
        name: `portail-${image}`,
        version: application?.version,
      },
    },
    components: all
      .filter((component) => component !== application)
      .map(({ path, name, version, license, integrity, ours }) => ({
        type: 'library',
        'bom-ref': path,
        name,
        version,
        ...(license === undefined
          ? {}
          : { licenses: [license.includes(' ') ? { expression: license } : { license: { name: license } }] }),
        ...(integrity === undefined ? {} : { hashes: [hashOf(integrity)] }),
        ...(ours ? {} : { purl: `pkg:npm/${name.replace('@', '%40')}@${version}` }),
      })),
  };
}

function hashOf(integrity: string): { alg: string; content: string } {
  const [algorithm = '', digest = ''] = integrity.split(' ')[0]?.split(/-(.*)/s) ?? [];
  return { alg: algorithm.replace(/^sha/, 'SHA-'), content: Buffer.from(digest, 'base64').toString('hex') };
}
