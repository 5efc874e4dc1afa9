import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, statSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '@portail/platform/testing/eventually.ts';
import { debianTool, type DebianTool } from '../stack/debian.ts';
import { progressTo } from '../stack/progress.ts';

const neededBy = 'A disk of its own';
const tools: readonly DebianTool[] = [
  { programs: ['mkfs.ext4'], packages: ['e2fsprogs'], neededBy },
  { programs: ['mount'], packages: ['mount'], neededBy },
  { programs: ['xfs_io'], packages: ['xfsprogs'], neededBy: 'A disk that loses power' },
];
/** Room beside what is there: what servers write during a drill. */
const roomMiB = 1_024;
/** What is in memory stays there, until somebody asks for it to be on the disk. */
const slowToWrite = 'loop,commit=300';
const mebi = 1024 * 1024;

/** Whether this machine lets us mount one. */
export const canMount = process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/dev/loop-control');

/** A disk that holds the data of one server, and what can happen to a disk. The server is to be stopped or killed first where it says so. */
export interface Disk {
  /** The power goes: of what was written, only what was asked to be on the disk is there. The server is dead. */
  losePower(): void;
  /** The power is back: the disk is mounted again and replays its own journal. */
  powerBack(): Promise<void>;
  /** Nothing more can be written. */
  fill(): void;
  /** There is room again. */
  free(): void;
  /** Puts the data back where they were. The server is stopped. */
  remove(): Promise<void>;
}

/**
 * Moves the data of a server that is stopped to a disk of its own, mounted where they were.
 * @param folder of the data
 */
export async function ownDisk(folder: string): Promise<Disk> {
  for (const tool of tools)
    await debianTool(
      tool,
      progressTo(() => undefined),
    );
  const image = `${folder}.image`;
  const aside = `${folder}.aside`;
  const filler = join(folder, 'filler');
  const unsynced = join(folder, 'unsynced');
  const sizeMiB = Math.ceil(Number(run('du', '-sm', folder).split('\t')[0]) * 1.2) + roomMiB;
  run('truncate', '-s', `${sizeMiB}M`, image);
  run('mkfs.ext4', '-q', '-m', '0', image);
  const mount = () => run('mount', '-o', slowToWrite, image, folder);
  const unmount = () => eventually(`${folder} to be let go`, () => succeeds('umount', folder));
  const move = (from: string, to: string) => {
    run('cp', '-a', `${from}/.`, to);
    rmSync(from, { recursive: true });
  };
  run('mv', folder, aside);
  mkdirSync(folder);
  mount();
  const { uid, gid } = statSync(aside);
  run('rmdir', join(folder, 'lost+found'));
  run('chown', `${uid}:${gid}`, folder);
  move(aside, folder);
  run('sync', '-f', folder);
  return {
    losePower: () => {
      writeFileSync(unsynced, 'only in memory');
      run('xfs_io', '-x', '-c', 'shutdown', folder);
    },
    powerBack: async () => {
      await unmount();
      mount();
      if (existsSync(unsynced)) throw new Error(`${folder} lost no power: what was never synced is there.`);
    },
    fill: () => {
      const { bavail, bsize } = statfsSync(folder);
      // All but what the file system needs to say so; the rest by writing until it refuses.
      run('fallocate', '-l', String(Math.max(mebi, bavail * bsize - mebi)), filler);
      succeeds('dd', 'if=/dev/zero', `of=${filler}.rest`, 'bs=4k', 'status=none');
    },
    free: () => {
      rmSync(filler);
      rmSync(`${filler}.rest`);
    },
    remove: async () => {
      mkdirSync(aside);
      run('chown', `${uid}:${gid}`, aside);
      run('cp', '-a', `${folder}/.`, aside);
      await unmount();
      rmSync(folder, { recursive: true });
      run('mv', aside, folder);
      rmSync(image);
    },
  };
}

function run(program: string, ...args: string[]): string {
  return execFileSync(program, args, { encoding: 'utf8', stdio: 'pipe' });
}

function succeeds(program: string, ...args: string[]): boolean {
  try {
    run(program, ...args);
    return true;
  } catch {
    // Refused, which is the answer: not let go yet, or full.
    return false;
  }
}
