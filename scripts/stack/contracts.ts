import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, relative } from 'node:path';
import { root } from './paths.ts';
import type { Progress } from './progress.ts';
import type { BusCatalogue } from './provision/bus-users.ts';
import { output } from './tools.ts';

const proto = join(root, 'proto');
const buf = join(root, 'node_modules', '.bin', 'buf');
const generateLimitMs = 120_000;
const stampFile = join(root, 'node_modules', '.cache', 'portail-contracts.sha256');

/** Generates `proto/gen` when a contract or a generated file differs from what the last generation left. */
export async function ensureContracts(progress: Progress): Promise<void> {
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === contractsHash()) return;
  await progress.step('contracts generated', () => generateContracts(proto));
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, contractsHash());
}

/** Runs `buf generate` on the contracts of this checkout, or of another folder; its `gen` folder comes under `base`. */
export async function generateContracts(base: string, contracts = proto): Promise<void> {
  await output(buf, ['generate', '--clean', '--output', base], {
    cwd: contracts,
    env: { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env['PATH'] ?? ''}` },
    limitMs: generateLimitMs,
    what: 'buf generate',
  });
}

/** The events, streams and consumers declared beside the contracts. */
export async function busCatalogue(): Promise<BusCatalogue> {
  return await import('../../proto/catalogue.ts');
}

function contractsHash(): string {
  const hash = createHash('sha256');
  for (const file of filesUnder(proto)) hash.update(relative(proto, file)).update('\0').update(readFileSync(file));
  return hash.digest('hex');
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => /\.(proto|yaml)$/.test(file) || file.includes('/gen/'))
    .sort();
}
