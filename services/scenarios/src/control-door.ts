import { readFileSync } from 'node:fs';
import { variable } from './environment.ts';

/** A process of the running system, as the test command describes it. */
export interface SystemProcess {
  readonly name: string;
  readonly running: boolean;
  readonly pid: number | null;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly url?: string;
}

/** Every process of the system under test. */
export async function processes(): Promise<readonly SystemProcess[]> {
  const response = await fetch(`${variable('SCENARIO_CONTROL_URL')}/processes`);
  return ((await response.json()) as { processes: SystemProcess[] }).processes;
}

/** What a process starts with. */
export interface StartedWith {
  readonly env?: Readonly<Record<string, string>>;
  /** Folder of another version of the services. */
  readonly version?: string | undefined;
}

/**
 * Crashes a process (`kill -9`), stops it gracefully, or starts it again and waits until it is ready; the name of a service
 * stands for all its processes.
 * @param began what it starts with, instead of what it had
 */
export async function tell(name: string, verb: 'kill' | 'stop' | 'start', began?: StartedWith): Promise<void> {
  const response = await fetch(`${variable('SCENARIO_CONTROL_URL')}/processes/${name}/${verb}`, {
    method: 'POST',
    ...(began === undefined ? {} : { body: JSON.stringify(began) }),
  });
  if (!response.ok) throw new Error(`${verb} ${name}: ${response.status} ${await response.text()}`);
}

/** The environment that a process was started with; that of the first where a service has several. */
export function environmentOf(name: string): Readonly<Record<string, string>> {
  const file = readFileSync(variable('SCENARIO_CONTROL_FILE'), 'utf8');
  const found = (JSON.parse(file) as { processes: SystemProcess[] }).processes.find((process) =>
    [name, `${name}.1`].includes(process.name),
  );
  if (found === undefined) throw new Error(`no process ${name} in the system under test`);
  return found.env;
}

/** The browser that a service started: the first of its children, which leads a group of its own. */
export async function browserOf(name: string): Promise<number> {
  const { pid } = (await processes()).find((one) => one.name === name) ?? {};
  const [child] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
  if (!child) throw new Error(`${name} has no browser`);
  return Number(child);
}
