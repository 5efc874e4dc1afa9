import type { RunFolder } from '../paths.ts';
import type { Ports } from '../ports.ts';
import type { Progress } from '../progress.ts';
import type { Secrets } from '../secrets.ts';
import type { Supervisor } from '../supervisor.ts';

/** What every server needs to start: where, on which ports, with which secrets, watched by whom. */
export interface ServerContext {
  readonly folder: RunFolder;
  readonly ports: Ports;
  readonly secrets: Secrets;
  readonly supervisor: Supervisor;
  readonly progress: Progress;
}
