import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { root } from '../stack/paths.ts';
import { metricsAddresses, type Ports } from '../stack/ports.ts';
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
  writeFileSync(file, stringify(configuration(context.ports)));
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

/** What Prometheus asks and judges; `service` is the label that dashboards and alerts group by. */
function configuration(ports: Ports): object {
  return {
    global: { scrape_interval: '5s', evaluation_interval: '15s' },
    rule_files: [join(root, observability, 'alerts.yaml')],
    scrape_configs: [
      {
        job_name: 'portail',
        static_configs: Object.entries(metricsAddresses(ports)).map(([service, address]) => ({
          targets: [new URL(address).host],
          labels: { service },
        })),
      },
    ],
  };
}
