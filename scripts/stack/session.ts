import { rmSync } from 'node:fs';
import { own } from './ownership.ts';
import type { RunFolder } from './paths.ts';
import { portsFrom, takenPorts, type Ports } from './ports.ts';
import { progressTo, type Progress } from './progress.ts';
import { originsOf } from './realm.ts';
import { secretsIn } from './secrets.ts';
import { removeContainers } from './servers/docker.ts';
import type { ServerContext } from './servers/server-context.ts';
import { onStopRequest } from './signals.ts';
import { endLeftovers, lastLogLines, supervisorIn } from './supervisor.ts';
import { endCommands } from './tools.ts';

/** One run of a command that starts servers: owns its folder and ports, and leaves no process behind. */
export interface Session {
  readonly context: ServerContext;
  /** Ends everything that was started, then this process. */
  readonly stop: (code: number) => Promise<void>;
  /** Prints why the work failed, unless it failed because it is being stopped, and ends the session. */
  readonly fail: (error: unknown) => Promise<void>;
}

/** What a session starts from. */
export interface SessionOptions {
  readonly folder: RunFolder;
  readonly base: number;
  readonly reset: boolean;
  readonly progress: Progress;
  /** How the person started it, for the advice about ports. */
  readonly command: string;
  /** A port of the block that this process already holds to reserve the block. */
  readonly held?: number;
  /** What to do when a process dies by itself, instead of ending the session. */
  readonly onDeath?: (sentence: string) => void;
  /** The very last line; “everything is stopped” unless given. */
  readonly lastLine?: () => string | undefined;
  /** More to do before this process ends. */
  readonly cleanUp?: () => void | Promise<void>;
}

const quotedLines = 20;

/** Takes folder and ports, or throws a sentence; from then on signals and dead processes end the session. */
export async function openSession(options: SessionOptions): Promise<Session> {
  const { folder, progress, base } = options;
  const ports = portsFrom(base);
  const address = originsOf(ports).portal;
  const disown = own(folder, address);
  const left = await endLeftovers(folder);
  if (left.length > 0) progress.say(`ended what an interrupted run had left: ${left.join(', ')}`);
  if (options.reset) {
    await removeContainers(folder);
    rmSync(folder.path, { recursive: true, force: true });
    own(folder, address);
    progress.say('data of the previous run deleted');
  }
  try {
    await refuseTakenPorts(ports, options);
  } catch (error) {
    disown();
    throw error;
  }
  const supervisor = supervisorIn(folder);
  let stopping: Promise<void> | undefined;
  const context: ServerContext = {
    folder,
    ports,
    secrets: secretsIn(folder.secretsFile),
    supervisor,
    // Steps that fail because everything is being stopped are not worth a line.
    progress: progressTo((line) => {
      if (stopping === undefined) progress.say(line);
    }),
  };

  const end = async (code: number): Promise<void> => {
    await Promise.all([endCommands(), supervisor.stopAll()]);
    await options.cleanUp?.();
    disown();
    const lastLine = options.lastLine?.();
    if (lastLine === undefined) progress.say('everything is stopped');
    else console.log(lastLine);
    process.exit(code);
  };
  const stop = (code: number): Promise<void> => (stopping ??= end(code));
  onStopRequest(
    (reason) => {
      progress.say(`stopping (${reason}); once more to kill at once`);
      void stop(130);
    },
    () => {
      supervisor.killAll();
      disown();
      process.exit(1);
    },
  );
  supervisor.onUnexpectedEnd((died) => {
    if (stopping !== undefined) return;
    const sentence = `${died.plan.name} died: ${died.endReason()}. The last lines of ${died.logFile}:`;
    progress.say(`${sentence}\n${lastLogLines(died.logFile, quotedLines)}`);
    if (options.onDeath === undefined) void stop(1);
    else options.onDeath(sentence);
  });
  const fail = async (error: unknown): Promise<void> => {
    if (stopping === undefined) console.error(`\n${error instanceof Error ? error.message : String(error)}`);
    await stop(1);
  };
  return { context, stop, fail };
}

async function refuseTakenPorts(ports: Ports, { command, held }: SessionOptions): Promise<void> {
  const [taken] = await takenPorts(ports, held);
  if (taken === undefined) return;
  const holder = taken.holder === undefined ? 'another program' : `another program (${taken.holder})`;
  throw new Error(
    `Port ${taken.port}, needed for ${taken.name}, is taken by ${holder}. ` +
      `Stop it, or choose other ports: PORTAIL_PORT=${ports.portal + 100} ${command}`,
  );
}
