import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { chmod, readdir, rename, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { cached } from '../cache.ts';
import { debianTool, type DebianTool } from '../debian.ts';
import { root } from '../paths.ts';
import type { Progress } from '../progress.ts';
import type { Provider } from '../providers.ts';
import type { ProcessPlan } from '../supervisor.ts';
import { output } from '../tools.ts';
import { httpProbe } from '../wait.ts';
import { containerPlan, type ContainerSettings } from './docker.ts';
import { keycloakVersion } from './versions.ts';
import type { ServerContext } from './server-context.ts';

const oldestJava = 17;
const downloadLimitMs = 600_000;
const buildLimitMs = 300_000;
const readyLimitMs = 420_000;

/** Options frozen by `kc.sh build`; a change of them needs a new build, hence the number in the cache’s key. */
const buildEnvironment = { KC_DB: 'postgres', KC_HEALTH_ENABLED: 'true', KC_CACHE: 'local' };
export const keycloakCacheKey = `keycloak-${keycloakVersion}-build-1`;

export const javaTool: DebianTool = {
  programs: ['java'],
  packages: ['openjdk-17-jre-headless'],
  neededBy: 'Keycloak',
};
export const mavenTool: DebianTool = { programs: ['mvn'], packages: ['maven'], neededBy: 'The download of Keycloak' };
export const unzipTool: DebianTool = { programs: ['unzip'], packages: ['unzip'], neededBy: 'The download of Keycloak' };

/** A small server that starts fast: kc.sh’s own options but for the collector, the heap and the compiler. */
const javaOptions = [
  '-Xms64m -Xmx512m -XX:MetaspaceSize=96M -XX:MaxMetaspaceSize=256m',
  '-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:+ExitOnOutOfMemoryError',
  '-Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8',
  '-Djava.security.egd=file:/dev/urandom -Djdk.tls.rejectClientInitiatedRenegotiation=true',
].join(' ');

/** What one Keycloak depends on. */
export interface KeycloakSettings {
  /** Address under which browsers and services reach it: it stands in every token as the issuer. */
  readonly url: string;
  readonly database: { readonly jdbcUrl: string; readonly user: string; readonly password: string };
  /** First administrator of the server, made at the very first start only. */
  readonly bootstrapAdmin: { readonly name: string; readonly password: string };
  /** The realm to import, or undefined when an earlier start has imported it. */
  readonly realmToImport: string | undefined;
  /** Values of the `${…}` of the realm’s file. */
  readonly realmVariables: Readonly<Record<string, string>>;
}

/** Keycloak with its build options frozen, downloaded from Maven Central once per cache. */
export async function keycloakHome(progress: Progress): Promise<string> {
  return await cached(keycloakCacheKey, progress, async (target) => {
    const java = await javaProgram(progress);
    const maven = await debianTool(mavenTool, progress);
    const unzip = await debianTool(unzipTool, progress);
    await progress.step(`Keycloak ${keycloakVersion} downloaded (177 MB)`, () => download(target, maven, unzip));
    await progress.step('Keycloak built for PostgreSQL', () =>
      output(join(target, 'bin', 'kc.sh'), ['build'], {
        env: { ...process.env, ...buildEnvironment, JAVA: java },
        limitMs: buildLimitMs,
        what: 'kc.sh build',
      }),
    );
  });
}

async function download(target: string, maven: string, unzip: string): Promise<void> {
  const repository = join(target, 'maven');
  const artifact = `org.keycloak:keycloak-quarkus-dist:${keycloakVersion}:zip`;
  await output(
    maven,
    ['-B', '-q', `-Dmaven.repo.local=${repository}`, 'dependency:get', `-Dartifact=${artifact}`, '-Dtransitive=false'],
    { cwd: target, limitMs: downloadLimitMs, what: `mvn dependency:get ${artifact}` },
  );
  const name = `keycloak-quarkus-dist-${keycloakVersion}.zip`;
  const zip = join(repository, 'org', 'keycloak', 'keycloak-quarkus-dist', keycloakVersion, name);
  await output(unzip, ['-q', zip, '-d', target], { limitMs: downloadLimitMs, what: `unzip ${name}` });
  const unpacked = join(target, `keycloak-${keycloakVersion}`);
  for (const entry of await readdir(unpacked)) await rename(join(unpacked, entry), join(target, entry));
  await rm(unpacked, { recursive: true });
  await rm(repository, { recursive: true });
  for (const script of await readdir(join(target, 'bin'))) {
    if (script.endsWith('.sh')) await chmod(join(target, 'bin', script), 0o755);
  }
}

/** Java 17 or newer. */
export async function javaProgram(progress: Progress): Promise<string> {
  const java = await debianTool(javaTool, progress);
  const text = await output(java, ['--version'], { limitMs: 20_000, what: 'java --version' });
  const major = Number(/\s(\d+)[.\s]/.exec(text)?.[1]);
  if (!(major >= oldestJava)) {
    throw new Error(
      `Keycloak needs Java ${oldestJava} or newer, ${java} is: ${text.split('\n')[0]}. Install a newer Java.`,
    );
  }
  return java;
}

/** Keycloak as a container or as a process from Maven Central, ready to answer; its data are in PostgreSQL. */
export async function startKeycloak(
  context: ServerContext,
  settings: KeycloakSettings,
  provider: Provider,
): Promise<void> {
  const { ports, supervisor, folder } = context;
  const env = {
    ...settings.realmVariables,
    KC_HTTP_PORT: String(ports.keycloak),
    KC_HTTP_MANAGEMENT_PORT: String(ports.keycloakManagement),
    KC_HOSTNAME: settings.url,
    KC_DB_URL: settings.database.jdbcUrl,
    KC_DB_USERNAME: settings.database.user,
    KC_DB_PASSWORD: settings.database.password,
    KC_BOOTSTRAP_ADMIN_USERNAME: settings.bootstrapAdmin.name,
    KC_BOOTSTRAP_ADMIN_PASSWORD: settings.bootstrapAdmin.password,
  };
  const health = `http://127.0.0.1:${ports.keycloakManagement}/health/ready`;
  await supervisor.start({
    layer: 'server',
    stopLimitMs: 8_000,
    ready: [{ what: 'Keycloak', limitMs: readyLimitMs, probe: httpProbe(health) }],
    ...(provider === 'docker'
      ? containerPlan(folder, 'keycloak', containerSettings(context, settings, env))
      : await nativePlan(context, settings, env)),
  });
}

function containerSettings(
  { ports }: ServerContext,
  { realmToImport }: KeycloakSettings,
  env: Readonly<Record<string, string>>,
): ContainerSettings {
  return {
    command: ['start', ...importing(realmToImport)],
    environment: { ...env, ...buildEnvironment, KC_HTTP_ENABLED: 'true' },
    ports: [ports.keycloak, ports.keycloakManagement].map((port) => ({ container: port, host: port })),
    files: [
      { source: poolSettings, target: '/opt/keycloak/conf/quarkus.properties' },
      ...filesFor(themes, '/opt/keycloak/themes'),
      ...filesFor(blacklists, '/opt/keycloak/data/password-blacklists'),
      ...(realmToImport === undefined
        ? []
        : [{ source: realmToImport, target: '/opt/keycloak/data/import/portail-realm.json' }]),
    ],
  };
}

function importing(realmToImport: string | undefined): string[] {
  return realmToImport === undefined ? [] : ['--import-realm'];
}

async function nativePlan(
  context: ServerContext,
  settings: KeycloakSettings,
  env: NodeJS.ProcessEnv,
): Promise<Pick<ProcessPlan, 'name' | 'command' | 'args' | 'env' | 'cwd'>> {
  const cachedHome = await keycloakHome(context.progress);
  const java = await javaProgram(context.progress);
  const home = instanceHome(context, cachedHome, settings.realmToImport);
  return {
    name: 'keycloak',
    command: join(home, 'bin', 'kc.sh'),
    args: ['start', '--optimized', ...importing(settings.realmToImport)],
    cwd: home,
    env: {
      ...env,
      PATH: process.env['PATH'],
      JAVA: java,
      JAVA_OPTS: javaOptions,
      // One server: without this it opens ports to find others of its kind.
      KC_CACHE: 'local',
      KC_LOG_LEVEL: 'info,io.smallrye.health:warn',
      KC_HTTP_ENABLED: 'true',
      KC_HTTP_HOST: '127.0.0.1',
      KC_DB_POOL_INITIAL_SIZE: '2',
      KC_DB_POOL_MAX_SIZE: '20',
    },
  };
}

/** A home of this system’s own (realm to import, temporary files) around the cached programs. */
function instanceHome(context: ServerContext, cachedHome: string, realmFile: string | undefined): string {
  const home = join(context.folder.path, 'keycloak');
  rmSync(home, { recursive: true, force: true });
  mkdirSync(join(home, 'data', 'import'), { recursive: true });
  // kc.sh finds its home from where it stands: it must be a copy, the rest may be links.
  cpSync(join(cachedHome, 'bin'), join(home, 'bin'), { recursive: true });
  mkdirSync(join(home, 'themes'));
  for (const entry of readdirSync(cachedHome)) {
    if (!['bin', 'conf', 'data', 'themes'].includes(entry)) symlinkSync(join(cachedHome, entry), join(home, entry));
  }
  linkEach(themes, join(home, 'themes'));
  mkdirSync(join(home, 'conf'));
  linkEach(join(cachedHome, 'conf'), join(home, 'conf'));
  symlinkSync(poolSettings, join(home, 'conf', 'quarkus.properties'));
  symlinkSync(blacklists, join(home, 'data', 'password-blacklists'));
  if (realmFile !== undefined) cpSync(realmFile, join(home, 'data', 'import', 'portail-realm.json'));
  return home;
}

const themes = join(root, 'deploy', 'keycloak', 'themes');
/** Passwords that nobody may choose. */
const blacklists = join(root, 'deploy', 'keycloak', 'password-blacklists');

/** How it treats its connections to PostgreSQL. */
const poolSettings = join(root, 'deploy', 'keycloak', 'quarkus.properties');

/** A folder, file by file, for a container. */
function filesFor(folder: string, target: string): { readonly source: string; readonly target: string }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((source) => ({ source, target: `${target}/${relative(folder, source)}` }));
}

function linkEach(from: string, to: string): void {
  for (const entry of readdirSync(from)) symlinkSync(join(from, entry), join(to, entry));
}
