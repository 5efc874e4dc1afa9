import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { root } from '../stack/paths.ts';
import { metricsAddresses } from '../stack/ports.ts';
import { prometheusProgram } from '../stack/servers/prometheus.ts';
import type { ServerContext } from '../stack/servers/server-context.ts';
import { httpProbe } from '../stack/wait.ts';
import { folder as observability } from '../telemetry/files.ts';

const readyLimitMs = 30_000;

/**
 * Starts Prometheus on the metrics of every process of ours, with the alerts of production.
 * @returns its address; undefined where it cannot be had
 */
export async function startPrometheus(context: ServerContext): Promise<string | undefined> {
  const program = await prometheusProgram('prometheus', context.progress);
  if (program === undefined) return undefined;
  const folder = join(context.folder.path, 'prometheus');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'prometheus.yaml');
  const rules = join(root, observability, 'alerts.yaml');
  const intervals = { scrape_interval: '5s', evaluation_interval: '15s' };
  writeFileSync(file, stringify(configurationOf(metricsAddresses(context.ports), rules, intervals)));
  const address = `http://127.0.0.1:${context.ports.prometheus}`;
  await context.supervisor.start({
    name: 'prometheus',
    layer: 'service',
    command: program,
    args: [
      ...[`--config.file=${file}`, `--storage.tsdb.path=${join(folder, 'data')}`, '--storage.tsdb.retention.time=2d'],
      `--web.listen-address=127.0.0.1:${context.ports.prometheus}`,
    ],
    env: { PATH: process.env['PATH'] },
    cwd: folder,
    ready: [{ what: 'Prometheus', limitMs: readyLimitMs, probe: httpProbe(`${address}/-/ready`) }],
  });
  return address;
}

/**
 * What a Prometheus asks and judges; `service` is the label that dashboards and alerts group by.
 * @param addresses where the metrics of each service are
 * @param rules the file of its alerts
 */
export function configurationOf(
  addresses: Readonly<Record<string, string>>,
  rules: string,
  intervals: { readonly scrape_interval: string; readonly evaluation_interval: string },
): object {
  return {
    // A scrape may take as long as there is until the next.
    global: { ...intervals, scrape_timeout: intervals.scrape_interval },
    rule_files: [rules],
    scrape_configs: [
      {
        job_name: 'portail',
        static_configs: Object.entries(addresses).map(([service, address]) => ({
          targets: [new URL(address).host],
          labels: { service },
        })),
      },
    ],
  };
}
