import { rmSync } from 'node:fs';
import { own } from './ownership.ts';
import type { RunFolder } from './paths.ts';
import { portsFrom, takenPorts, type PortName, type Ports } from './ports.ts';
import type { Progress } from './progress.ts';
import { originsOf } from './realm.ts';
import { secretsIn } from './secrets.ts';
import type { ServerContext } from './servers/server-context.ts';
import { onStopRequest } from './signals.ts';
import { endLeftovers, lastLogLines, supervisorIn } from './supervisor.ts';
import { endCommands } from './tools.ts';

/** One run of a command that starts servers: owns its folder and ports, and leaves no process behind. */
export interface Session {
  readonly context: ServerContext;
  /** Ends everything that was started, then this process. */
  readonly stop: (code: number) => Promise<void>;
}

/** What a session starts from. */
export interface SessionOptions {
  readonly folder: RunFolder;
  readonly base: number;
  readonly reset: boolean;
  readonly progress: Progress;
  /** How the person started it, for the advice about ports. */
  readonly command: string;
  /** More to do before this process ends. */
  readonly cleanUp?: () => void;
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
    rmSync(folder.path, { recursive: true, force: true });
    own(folder, address);
    progress.say('data of the previous run deleted');
  }
  try {
    await refuseTakenPorts(ports, options.command);
  } catch (error) {
    disown();
    throw error;
  }
  const supervisor = supervisorIn(folder);
  const context: ServerContext = { folder, ports, secrets: secretsIn(folder.secretsFile), supervisor, progress };

  let stopping: Promise<void> | undefined;
  const end = async (code: number): Promise<void> => {
    await Promise.all([endCommands(), supervisor.stopAll()]);
    options.cleanUp?.();
    disown();
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
    progress.say(`${died.plan.name} died: ${died.endReason()}. The last lines of ${died.logFile}:`);
    console.error(lastLogLines(died.logFile, quotedLines));
    void stop(1);
  });
  return { context, stop };
}

async function refuseTakenPorts(ports: Ports, command: string): Promise<void> {
  const [taken] = await takenPorts(ports, Object.keys(ports) as PortName[]);
  if (taken === undefined) return;
  const holder = taken.holder === undefined ? 'another program' : `another program (${taken.holder})`;
  throw new Error(
    `Port ${taken.port}, needed for ${taken.name}, is taken by ${holder}. ` +
      `Stop it, or choose other ports: PORTAIL_PORT=${ports.portal + 100} ${command}`,
  );
}
