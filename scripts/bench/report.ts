import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { root } from '../stack/paths.ts';

/** One line of a benchmark: what a person does, and what was measured. */
export type Row = Readonly<Record<string, unknown>> & { readonly bench: string };

/** Prints each row on one line, and keeps them in `.bench` with what they were measured on. */
export function keepReport(name: string, rows: readonly Row[], versions: Readonly<Record<string, string>>): void {
  for (const row of rows) console.log(JSON.stringify(row));
  const folder = join(root, '.bench');
  mkdirSync(folder, { recursive: true });
  const at = new Date().toISOString();
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
  const machine = { processors: cpus().length, model: cpus()[0]?.model, load: loadavg() };
  const report = { name, at, commit, node: process.versions.node, ...versions, machine, rows };
  const file = join(folder, `${at.slice(0, 19).replaceAll(':', '')}-${name}.json`);
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
  console.log(`kept in ${file}`);
}
