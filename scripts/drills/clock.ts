import { existsSync } from 'node:fs';
import { debianTool } from '../stack/debian.ts';
import { progressTo } from '../stack/progress.ts';

/** A clock that is off needs the loader of Linux. */
export const isLinux = process.platform === 'linux';

const library = `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/faketime/libfaketimeMT.so.1`;

/** Variables of a process whose clock is off. Timers and durations go on as they are: what is wrong is the hour. */
export const off = (by: string) => ({ LD_PRELOAD: library, FAKETIME: by, FAKETIME_DONT_FAKE_MONOTONIC: '1' });
/** Those of one whose clock is right again. */
export const right = { LD_PRELOAD: '', FAKETIME: '' };

/** Has the library that makes a clock wrong, where it can be had. */
export async function faketime(): Promise<void> {
  if (!isLinux) return;
  await debianTool(
    { programs: ['faketime'], packages: ['faketime'], neededBy: 'A clock that is off' },
    progressTo(() => undefined),
  );
  if (!existsSync(library)) throw new Error(`${library} is not there`);
}
