import { execFileSync } from 'node:child_process';
import { appendFileSync, chownSync, existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asSuperuser } from './superuser.ts';

/** Segments are closed after this time even when little is written: what a disaster may lose. */
const archiveSeconds = 10;
/** What the copy of a running server must not hold. */
const leftOut = ['postmaster.pid', 'postmaster.opts', 'pg_wal', 'pg_replslot', 'recovery.signal'];

/** Where a drill keeps the copy and the archived segments. */
export interface BackupPlace {
  readonly base: string;
  readonly archive: string;
}

/** The folder of the server’s data. */
export async function dataFolder(url: string): Promise<string> {
  return String(await valueOf(url, `select current_setting('data_directory') as value`));
}

/** Settings of continuous archiving; they take effect when the server starts again. */
export async function archiveTo(url: string, { archive }: BackupPlace): Promise<void> {
  const { uid, gid } = statSync(await dataFolder(url));
  mkdirSync(archive, { recursive: true, mode: 0o700 });
  chownSync(archive, uid, gid);
  await asSuperuser(url, async (client) => {
    await client.query(`alter system set archive_mode = 'on'`);
    await client.query(`alter system set archive_timeout = '${archiveSeconds}s'`);
    await client.query(`alter system set archive_command = 'test ! -f "${archive}/%f" && cp "%p" "${archive}/%f"'`);
  });
}

/** A base backup of the running server, as its documentation does it without a tool of its own. */
export async function backUp(url: string, place: BackupPlace): Promise<void> {
  const data = await dataFolder(url);
  await asSuperuser(url, async (client) => {
    await client.query(`select pg_backup_start('drill', true)`);
    copy(data, place.base);
    const { rows } = await client.query<{ labelfile: string }>('select labelfile from pg_backup_stop()');
    writeFileSync(join(place.base, 'backup_label'), rows[0]?.labelfile ?? '');
  });
  const { uid, gid } = statSync(data);
  chownSync(join(place.base, 'backup_label'), uid, gid);
}

/**
 * Puts the backup where the lost server had its data, to be started: it replays every archived segment, then takes over.
 * @param data folder of the lost server; whatever is left there is deleted, as there may be no room for both
 */
export function restore(data: string, place: BackupPlace): void {
  const { uid, gid } = statSync(data);
  rmSync(data, { recursive: true, force: true });
  copy(place.base, data);
  emptyFolders(data, { uid, gid });
  appendFileSync(join(data, 'postgresql.auto.conf'), `restore_command = 'cp "${place.archive}/%f" "%p"'\n`);
  writeFileSync(join(data, 'recovery.signal'), '');
  chownSync(join(data, 'recovery.signal'), uid, gid);
}

/** Whether a server that was restored has replayed everything. */
export async function takesWrites(url: string): Promise<boolean> {
  return (await valueOf(url, 'select not pg_is_in_recovery() as value')) === true;
}

/** The segment in which what was just done stands. */
export async function currentSegment(url: string): Promise<string> {
  return String(await valueOf(url, 'select pg_walfile_name(pg_current_wal_lsn()) as value'));
}

/** Whether a segment was closed and archived. */
export function isArchived({ archive }: BackupPlace, segment: string): boolean {
  return existsSync(join(archive, segment));
}

function valueOf(url: string, statement: string): Promise<unknown> {
  return asSuperuser(url, async (client) => {
    const { rows } = await client.query<{ value: unknown }>(statement);
    return rows[0]?.value;
  });
}

/** Folders that a copy leaves out and a server wants to find. */
function emptyFolders(data: string, owner: { readonly uid: number; readonly gid: number }): void {
  for (const name of ['pg_wal', 'pg_replslot']) {
    const folder = join(data, name);
    mkdirSync(folder, { mode: 0o700 });
    chownSync(folder, owner.uid, owner.gid);
  }
}

/** Files with their owners. Some vanish while a server runs: tar says so with 1, and the replay does not need them. */
function copy(from: string, to: string): void {
  mkdirSync(to, { recursive: true, mode: 0o700 });
  const { uid, gid } = statSync(from);
  chownSync(to, uid, gid);
  const excluded = leftOut.map((name) => `--exclude=./${name}`).join(' ');
  const script = `tar -C "$1" ${excluded} --warning=no-file-changed --ignore-failed-read -cf - . | tar -C "$2" -xpf -`;
  execFileSync('sh', ['-c', script, 'copy', from, to], { stdio: 'pipe' });
}
