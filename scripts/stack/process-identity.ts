import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** When a process started, in a form that tells it from a later one with the same number; empty when it is gone. */
export function startMark(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Field 22 counted from the end of the parenthesised name, which may hold spaces; a zombie counts as gone.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? '' : (fields[19] ?? '');
  } catch {
    return startMarkFromPs(pid);
  }
}

function startMarkFromPs(pid: number): string {
  if (process.platform === 'linux') return '';
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    // ps exits 1 when the process does not exist.
    return '';
  }
}

/** Whether the process that had this number and start mark still runs. */
export function isSameProcess(pid: number, mark: string): boolean {
  const now = startMark(pid);
  return now !== '' && now === mark;
}
