import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@portail/platform/testing/eventually.ts';
import { stringify } from 'yaml';
import { freePorts } from '@portail/platform/testing/switchable-line.ts';
import { variable } from '../../services/scenarios/src/environment.ts';
import { configurationOf } from '../observe/prometheus.ts';
import { progressTo } from '../stack/progress.ts';
import { prometheusProgram } from '../stack/servers/prometheus.ts';
import { httpProbe, waitFor } from '../stack/wait.ts';
import { alerts } from '../telemetry/alerts.ts';
import { rulesOf } from '../telemetry/files.ts';

const startLimitMs = 30_000;
const everySecond = { scrape_interval: '1s', evaluation_interval: '1s' };

/** A Prometheus that judges the system under test by the alerts of production. */
export interface AlertWatch {
  /** Waits until an alert fires. @returns what it says, one sentence for each of what it concerns */
  fires(alert: string, limitMs: number): Promise<readonly string[]>;
  stop(): Promise<void>;
}

interface Rule {
  readonly name: string;
  readonly alerts: readonly { readonly state: string; readonly annotations: Readonly<Record<string, string>> }[];
}

/**
 * Starts it on the metrics of every process. Expressions and thresholds are those of production; how long something must last before
 * it is said is in seconds instead of minutes, so that an exercise does not take a day.
 */
export async function watchAlerts(): Promise<AlertWatch> {
  const program = await prometheusProgram('prometheus', progressTo(console.log));
  if (program === undefined) throw new Error('Prometheus cannot be had on this machine');
  const folder = mkdtempSync(join(tmpdir(), 'portail-alerts-'));
  const addresses = JSON.parse(variable('SCENARIO_METRICS')) as Record<string, string>;
  const rules = rulesOf(alerts.map((alert) => ({ ...alert, lasting: alert.lasting.replace(/m$/, 's') })));
  writeFileSync(join(folder, 'alerts.yaml'), stringify(rules));
  writeFileSync(join(folder, 'prometheus.yaml'), stringify(configurationOf(addresses, 'alerts.yaml', everySecond)));
  const [port = 0] = await freePorts(1);
  const address = `127.0.0.1:${port}`;
  const child = spawn(
    program,
    [
      `--config.file=${join(folder, 'prometheus.yaml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=${address}`,
    ],
    { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  child.stderr.pipe(createWriteStream(join(folder, 'prometheus.log')));
  const asked = async (path: string) => fetch(`http://${address}${path}`);
  await waitFor({ what: 'Prometheus', limitMs: startLimitMs, probe: httpProbe(`http://${address}/-/ready`) });
  return {
    fires: (alert, limitMs) =>
      eventually(
        `the alert ${alert}`,
        async () => {
          const { data } = (await (await asked('/api/v1/rules?type=alert')).json()) as {
            data: { groups: { rules: Rule[] }[] };
          };
          const rule = data.groups.flatMap((group) => group.rules).find(({ name }) => name === alert);
          const firing = rule?.alerts.filter(({ state }) => state === 'firing') ?? [];
          return firing.length > 0 && firing.map(({ annotations }) => annotations['summary'] ?? '');
        },
        limitMs,
      ),
    stop: () => stopped(child, folder),
  };
}

async function stopped(child: ChildProcess, folder: string): Promise<void> {
  const gone = once(child, 'exit');
  child.kill();
  await gone;
  rmSync(folder, { recursive: true });
}
