import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RunFolder } from './paths.ts';
import { isSameProcess, startMark } from './process-identity.ts';
import { waitFor, type Wait } from './wait.ts';

/** How to start a process and how to stop it. */
export interface ProcessPlan {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly uid?: number;
  readonly gid?: number;
  /** Asks the process to end; SIGTERM unless the program means something else by it. */
  readonly stopSignal?: NodeJS.Signals;
  /** What must be done before it is asked to end, such as to send it no new work; a crash does without. */
  readonly beforeStop?: () => Promise<void>;
  /** After this many milliseconds the whole group is killed. */
  readonly stopLimitMs?: number;
  /** Crashes the process on purpose where killing ours would not, as with a container; SIGKILL to the group otherwise. */
  readonly crash?: () => Promise<void>;
  /** What is stopped first: services, then servers, then the database that servers use. */
  readonly layer: Layer;
  /** What must succeed before the process counts as started. */
  readonly ready: readonly Omit<Wait, 'hopeless'>[];
}

export type Layer = 'service' | 'server' | 'database';
const stopOrder: readonly Layer[] = ['service', 'server', 'database'];

/** A process that this supervisor started. */
export interface ManagedProcess {
  readonly plan: ProcessPlan;
  readonly pid: number;
  readonly logFile: string;
  /** Why it no longer runs, or undefined while it does. */
  readonly endReason: () => string | undefined;
  readonly ended: Promise<void>;
}

/** Starts processes, each in a group of its own, remembers them on disk, and ends them in reverse order. */
export interface Supervisor {
  /** Starts a process and waits until it is ready. */
  readonly start: (plan: ProcessPlan) => Promise<ManagedProcess>;
  /** Ends one process and waits until its group is gone. `SIGKILL` as signal is a crash on purpose. */
  readonly stop: (name: string, signal?: NodeJS.Signals) => Promise<void>;
  /** Ends everything, layer by layer, and starts nothing any more. */
  readonly stopAll: () => Promise<void>;
  /** Kills everything at once, for a person who cannot wait. */
  readonly killAll: () => void;
  readonly running: () => readonly ManagedProcess[];
  readonly find: (name: string) => ManagedProcess | undefined;
  /** Calls back when a process ends without having been asked to. */
  readonly onUnexpectedEnd: (listener: (process: ManagedProcess) => void) => void;
}

const defaultStopLimitMs = 15_000;
const killLimitMs = 5_000;

interface Entry extends ManagedProcess {
  readonly child: ChildProcess;
  readonly mark: string;
  expected: boolean;
}

interface Recorded {
  readonly name: string;
  readonly pid: number;
  readonly mark: string;
}

/** A supervisor whose logs and list of processes live in the run folder. */
export function supervisorIn(folder: RunFolder): Supervisor {
  mkdirSync(folder.logs, { recursive: true });
  const entries = new Map<string, Entry>();
  let closed = false;
  const listeners: ((process: ManagedProcess) => void)[] = [];

  const record = (): void => {
    const list: Recorded[] = [...entries.values()].map(({ plan, pid, mark }) => ({ name: plan.name, pid, mark }));
    writeFileSync(folder.processesFile, `${JSON.stringify(list, null, 2)}\n`);
  };

  const spawnEntry = (plan: ProcessPlan): ManagedProcess => {
    if (closed) throw new Error(`${plan.name} is not started: everything is being stopped.`);
    if (entries.has(plan.name)) throw new Error(`${plan.name} already runs.`);
    const logFile = join(folder.logs, `${plan.name}.log`);
    const child = spawnLogged(plan, logFile);
    if (child.pid === undefined) {
      child.once('error', () => undefined);
      throw new Error(`${plan.name} could not be started: ${plan.command} is not an executable program.`);
    }
    let endReason: string | undefined;
    const ended = new Promise<void>((resolve) => {
      child.once('exit', (code, signal) => {
        endReason = signal === null ? `it ended with exit code ${code}` : `it was ended by ${signal}`;
        entries.delete(plan.name);
        record();
        resolve();
        if (!entry.expected) for (const listener of listeners) listener(entry);
      });
    });
    const entry: Entry = {
      plan,
      pid: child.pid,
      child,
      logFile,
      mark: startMark(child.pid),
      expected: false,
      ended,
      endReason: () => endReason,
    };
    entries.set(plan.name, entry);
    record();
    return entry;
  };

  const start = async (plan: ProcessPlan): Promise<ManagedProcess> => {
    const started = spawnEntry(plan);
    for (const wait of plan.ready) {
      await waitFor({ ...wait, hopeless: () => withLastLines(started.endReason(), started.logFile) });
    }
    return started;
  };

  const stop = async (name: string, signal?: NodeJS.Signals): Promise<void> => {
    const entry = entries.get(name);
    if (entry === undefined) return;
    entry.expected = true;
    const { stopSignal = 'SIGTERM', stopLimitMs = defaultStopLimitMs } = entry.plan;
    if (signal === 'SIGKILL') await (entry.plan.crash?.() ?? signalGroup(entry.pid, 'SIGKILL'));
    else {
      await entry.plan.beforeStop?.();
      entry.child.kill(signal ?? stopSignal);
    }
    if (!(await within(entry.ended, stopLimitMs))) {
      signalGroup(entry.pid, 'SIGKILL');
      await within(entry.ended, killLimitMs);
    }
    // What the process itself started and did not end.
    signalGroup(entry.pid, 'SIGKILL');
  };

  return {
    start,
    stop,
    stopAll: async () => {
      closed = true;
      for (const layer of stopOrder) {
        const names = [...entries.values()].filter(({ plan }) => plan.layer === layer).map(({ plan }) => plan.name);
        await Promise.all(names.map((name) => stop(name)));
      }
    },
    killAll: () => {
      closed = true;
      for (const entry of entries.values()) {
        entry.expected = true;
        signalGroup(entry.pid, 'SIGKILL');
      }
    },
    running: () => [...entries.values()],
    find: (name) => entries.get(name),
    onUnexpectedEnd: (listener) => void listeners.push(listener),
  };
}

function spawnLogged(plan: ProcessPlan, logFile: string): ChildProcess {
  mkdirSync(dirname(logFile), { recursive: true });
  keepPrevious(logFile);
  const log = openSync(logFile, 'a');
  try {
    return spawn(plan.command, [...plan.args], {
      cwd: plan.cwd,
      env: plan.env,
      uid: plan.uid,
      gid: plan.gid,
      detached: true,
      stdio: ['ignore', log, log],
    });
  } finally {
    closeSync(log);
  }
}

function keepPrevious(logFile: string): void {
  try {
    renameSync(logFile, logFile.replace(/\.log$/, '.previous.log'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function within(ended: Promise<void>, limitMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), limitMs);
  });
  const done = await Promise.race([ended.then(() => true as const), late]);
  clearTimeout(timer);
  return done;
}

function withLastLines(reason: string | undefined, logFile: string): string | undefined {
  return reason === undefined ? undefined : `${reason}; the last lines of ${logFile}:\n${lastLogLines(logFile, 15)}`;
}

/** The last lines of a process's log, for the person who must find out why it died. */
export function lastLogLines(logFile: string, count: number): string {
  return readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
}

/** Ends what a supervisor that was itself killed has left running; answers the names. */
export async function endLeftovers(folder: RunFolder): Promise<string[]> {
  const left = recorded(folder.processesFile).filter(({ pid, mark }) => isSameProcess(pid, mark));
  for (const { pid } of [...left].reverse()) {
    // SIGINT is a fast, clean stop for PostgreSQL and an ordinary one for the others.
    signalGroup(pid, 'SIGINT');
    await gone(pid, defaultStopLimitMs);
    signalGroup(pid, 'SIGKILL');
  }
  return left.map(({ name }) => name);
}

function recorded(file: string): Recorded[] {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Recorded[];
  } catch {
    // No list, or one cut short by a crash: nothing is known to have been left.
    return [];
  }
}

async function gone(pid: number, limitMs: number): Promise<void> {
  const limit = Date.now() + limitMs;
  while (Date.now() < limit && startMark(pid) !== '') await new Promise((resolve) => setTimeout(resolve, 100));
}
