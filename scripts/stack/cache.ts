import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { cacheFolder } from './paths.ts';
import { isSameProcess, startMark } from './process-identity.ts';
import type { Progress } from './progress.ts';

const lockLimitMs = 900_000;
const lockPollMs = 500;
const unsignedLimitMs = 10_000;

/**
 * The folder `<cache>/<key>`, made by `make` in a temporary folder the first time. Two checkouts that share the cache
 * wait for each other, and an interrupted run leaves nothing that looks complete.
 */
export async function cached(
  key: string,
  progress: Progress,
  make: (folder: string) => Promise<void>,
): Promise<string> {
  const folder = join(cacheFolder, key);
  if (existsSync(folder)) return folder;
  return await withLock(key, progress, async () => {
    if (existsSync(folder)) return folder;
    const partial = `${folder}.partial`;
    await rm(partial, { recursive: true, force: true });
    await mkdir(partial, { recursive: true });
    await make(partial);
    await rename(partial, folder);
    return folder;
  });
}

/** Runs `work` while no other process of this machine that shares the cache holds the same lock. */
export async function withLock<T>(name: string, progress: Progress, work: () => Promise<T>): Promise<T> {
  const lock = join(cacheFolder, `${name}.lock`);
  await mkdir(cacheFolder, { recursive: true });
  await acquire(lock, name, progress);
  try {
    return await work();
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}

async function acquire(lock: string, name: string, progress: Progress): Promise<void> {
  const limit = Date.now() + lockLimitMs;
  let said = false;
  while (Date.now() < limit) {
    try {
      await mkdir(lock);
      await writeFile(join(lock, 'owner.json'), JSON.stringify({ pid: process.pid, mark: startMark(process.pid) }));
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    if (await isAbandoned(lock)) {
      await rm(lock, { recursive: true, force: true });
      continue;
    }
    if (!said) progress.say(`waiting for another process that prepares ${name} in the same cache`);
    said = true;
    await delay(lockPollMs);
  }
  throw new Error(
    `Another process has been preparing ${name} for ${lockLimitMs / 60_000} minutes. If none runs, delete ${lock}.`,
  );
}

async function isAbandoned(lock: string): Promise<boolean> {
  try {
    const owner = JSON.parse(await readFile(join(lock, 'owner.json'), 'utf8')) as { pid: number; mark: string };
    return !isSameProcess(owner.pid, owner.mark);
  } catch {
    return await olderThan(lock, unsignedLimitMs);
  }
}

/** An owner signs its lock at once: one without a signature for longer was interrupted in between. */
async function olderThan(lock: string, limitMs: number): Promise<boolean> {
  try {
    return (await stat(lock)).mtimeMs + limitMs < Date.now();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
