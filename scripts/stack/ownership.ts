import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunFolder } from './paths.ts';
import { isSameProcess, startMark } from './process-identity.ts';

/**
 * Makes this process the owner of the run folder; throws a sentence when another one runs the same system.
 * Answers what gives the folder back.
 */
export function own(folder: RunFolder, address: string): () => void {
  const file = join(folder.path, 'owner.json');
  if (existsSync(file)) {
    const owner = JSON.parse(readFileSync(file, 'utf8')) as { pid: number; mark: string; address: string };
    if (isSameProcess(owner.pid, owner.mark)) {
      throw new Error(`This checkout already runs (pid ${owner.pid}, ${owner.address}). Stop it with Ctrl-C first.`);
    }
  }
  mkdirSync(folder.path, { recursive: true });
  writeFileSync(file, JSON.stringify({ pid: process.pid, mark: startMark(process.pid), address }));
  return () => rmSync(file, { force: true });
}
