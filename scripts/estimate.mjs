// Runs on the machine's own Node (20 or newer) and goes on with the Node that npm installed. Standard output carries the
// answer and nothing else.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const node = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

if (!existsSync(node)) {
  const version = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).devDependencies.node;
  process.stderr.write('Installing dependencies with npm ci (about two minutes the first time)…\n');
  const install = ['-y', '-p', `node@${version}`, '-c', 'npm ci --no-fund --no-audit'];
  const { status } = spawnSync('npx', install, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    process.stderr.write('npm ci failed. Check the network and the lines above, then run the same command again.\n');
    process.exit(1);
  }
}

const entry = join(root, 'services', 'controls', 'src', 'estimate.ts');
// npm runs scripts in the root: paths given are relative to where the person stands.
const cwd = process.env.INIT_CWD ?? process.cwd();
const { status, error } = spawnSync(node, [entry, ...process.argv.slice(2)], { cwd, stdio: 'inherit' });
if (error) process.stderr.write(`${node} could not be started: ${error.message}\n`);
process.exit(status ?? 1);
