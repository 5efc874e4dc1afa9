import { appendFileSync } from 'node:fs';
import { variable } from './environment.ts';

/** Writes a line of the report that the command prints at its end. */
export function note(line: string): void {
  appendFileSync(variable('SCENARIO_DRILL_REPORT'), `${line}\n`);
}

/** Does a step of a drill and notes how long it took. */
export async function timed<T>(step: string, work: () => Promise<T>): Promise<T> {
  const begun = performance.now();
  const result = await work();
  note(`${step}: ${((performance.now() - begun) / 1_000).toFixed(1)} s`);
  return result;
}
