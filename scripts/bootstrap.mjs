// Runs on the machine's own Node (20 or newer): installs the dependencies when they are missing or older than the
// lock file, then runs the rest on the Node that npm installed (root devDependency `node`).
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const lockFile = join(root, 'package-lock.json');
const modules = join(root, 'node_modules');
const stampFile = join(modules, '.installed-lock-sha256');
const oldestNode = 20;
/** npm writes its own marker and the lock file a moment apart. */
const markerToleranceMs = 5_000;

/** Installs what is missing, then runs `scripts/commands/<command>.ts` with this process's arguments. */
export async function run(command) {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < oldestNode) {
    fail(
      `Node ${oldestNode} or newer is needed, this is ${process.versions.node}. Install a newer Node and try again.`,
    );
  }
  if (!installed()) await install();
  const node = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  process.exitCode = await execute(node, [
    join(root, 'scripts', 'commands', `${command}.ts`),
    ...process.argv.slice(2),
  ]);
}

function lockHash() {
  return createHash('sha256').update(readFileSync(lockFile)).digest('hex');
}

function installed() {
  const marker = join(modules, '.package-lock.json');
  if (!existsSync(marker) || !existsSync(join(modules, 'node', 'bin'))) return false;
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === lockHash()) return true;
  if (statSync(marker).mtimeMs + markerToleranceMs < statSync(lockFile).mtimeMs) return false;
  writeFileSync(stampFile, lockHash());
  return true;
}

async function install() {
  const version = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).devDependencies.node;
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  console.log(`Installing dependencies with npm ci on Node ${version} (about two minutes the first time)…`);
  const progress = setInterval(() => console.log(`  npm ci still running (${seconds()} s)`), 20_000);
  const code = await execute('npx', ['-y', '-p', `node@${version}`, '-c', 'npm ci --no-fund --no-audit']);
  clearInterval(progress);
  if (code !== 0) {
    fail(`npm ci failed (exit ${code}). Check the network and the lines above, then run the same command again.`);
  }
  writeFileSync(stampFile, lockHash());
  console.log(`Dependencies installed (${seconds()} s).`);
}

/**
 * Runs a program to its end with our terminal and answers its exit code. Signals are the program's to handle: Ctrl-C
 * reaches it through the terminal, the others are passed on, and we outlive it so that nothing is left behind.
 */
function execute(program, args) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
    const ignore = () => undefined;
    const forward = (signal) => child.kill(signal);
    process.on('SIGINT', ignore);
    process.on('SIGTERM', forward);
    process.on('SIGHUP', forward);
    const finish = (code) => {
      process.off('SIGINT', ignore);
      process.off('SIGTERM', forward);
      process.off('SIGHUP', forward);
      resolve(code);
    };
    child.on('error', (error) => {
      console.error(`${program} could not be started: ${error.message}`);
      finish(1);
    });
    child.on('exit', (code, signal) => finish(code ?? (signal === 'SIGINT' ? 130 : 1)));
  });
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
