import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** How long containers took from their start until they said that they can serve, in seconds. */
export interface StartTimes {
  readonly end: () => ReadonlyMap<string, number>;
}

/** Listens to the engine from now on. */
export function watchStarts(project: string): StartTimes {
  const wanted = ['event=start', 'event=health_status', `label=com.docker.compose.project=${project}`];
  const format = '{{.TimeNano}} {{.Action}} {{index .Actor.Attributes "com.docker.compose.service"}}';
  const events = spawn('docker', ['events', '--format', format, ...wanted.flatMap((each) => ['--filter', each])], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const started = new Map<string, number>();
  const took = new Map<string, number>();
  createInterface({ input: events.stdout }).on('line', (line) => {
    const [at, action, service] = /^(\d+) (.+) (\S+)$/.exec(line)?.slice(1) ?? [];
    if (at === undefined || action === undefined || service === undefined) return;
    const begun = started.get(service);
    if (action === 'start') started.set(service, Number(at));
    else if (action === 'health_status: healthy' && begun !== undefined) took.set(service, (Number(at) - begun) / 1e9);
  });
  return {
    end: () => {
      events.kill();
      return took;
    },
  };
}
