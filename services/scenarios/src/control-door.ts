import { readFileSync } from 'node:fs';
import { variable } from './environment.ts';

/** A process of the running system, as the test command describes it. */
export interface SystemProcess {
  readonly name: string;
  readonly running: boolean;
  readonly pid: number | null;
  readonly env: Readonly<Record<string, string>>;
  readonly url?: string;
}

/** Every process of the system under test. */
export async function processes(): Promise<readonly SystemProcess[]> {
  const response = await fetch(`${variable('SCENARIO_CONTROL_URL')}/processes`);
  return ((await response.json()) as { processes: SystemProcess[] }).processes;
}

/**
 * Crashes a process (`kill -9`), stops it gracefully, or starts it again and waits until it is ready.
 * @param settings of its environment, for this start only
 */
export async function tell(
  name: string,
  verb: 'kill' | 'stop' | 'start',
  settings: Readonly<Record<string, string>> = {},
): Promise<void> {
  const asked = new URL(`${variable('SCENARIO_CONTROL_URL')}/processes/${name}/${verb}`);
  asked.search = new URLSearchParams(settings).toString();
  const response = await fetch(asked, { method: 'POST' });
  if (!response.ok) throw new Error(`${verb} ${name}: ${response.status} ${await response.text()}`);
}

/** The environment that a process was started with. */
export function environmentOf(name: string): Readonly<Record<string, string>> {
  const file = readFileSync(variable('SCENARIO_CONTROL_FILE'), 'utf8');
  const found = (JSON.parse(file) as { processes: SystemProcess[] }).processes.find((process) => process.name === name);
  if (found === undefined) throw new Error(`no process ${name} in the system under test`);
  return found.env;
}
