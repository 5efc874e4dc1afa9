/**
 * Writes the dashboards of Grafana and the alerts of Prometheus from the lists of `scripts/telemetry`. With `--check` it only
 * compares. With `--alerts` it has promtool judge them and the expressions of the dashboards, and play them; where it is not on the machine and cannot be installed, it
 * says so and passes.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { format } from 'prettier';
import { root } from './stack/paths.ts';
import { progressTo } from './stack/progress.ts';
import { prometheusProgram } from './stack/servers/prometheus.ts';
import { runCommand } from './stack/tools.ts';
import { expressionsAsRules, folder, generatedFiles } from './telemetry/files.ts';

const promtoolLimitMs = 60_000;
const modes: Readonly<Record<string, () => Promise<boolean>>> = { '--check': check, '--alerts': playAlerts };
const [mode] = process.argv.slice(2);
process.exitCode = (await (mode === undefined ? write : (modes[mode] ?? usage))()) ? 0 : 1;

async function usage(): Promise<boolean> {
  console.error('usage: npm run telemetry [-- --check | --alerts]');
  return false;
}

async function write(): Promise<boolean> {
  for (const [file, text] of generatedFiles()) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), await pretty(file, text));
  }
  return true;
}

async function check(): Promise<boolean> {
  const faults: string[] = [];
  const files = generatedFiles();
  for (const [file, text] of files) {
    if (readFileSync(join(root, file), 'utf8') !== (await pretty(file, text))) {
      faults.push(`${file} is not what scripts/telemetry says: run npm run telemetry`);
    }
  }
  for (const name of readdirSync(join(root, folder, 'dashboards'))) {
    const file = `${folder}/dashboards/${name}`;
    if (!files.has(file)) faults.push(`${file} is in no list of scripts/telemetry`);
  }
  faults.forEach((fault) => console.error(fault));
  return faults.length === 0;
}

async function playAlerts(): Promise<boolean> {
  const promtool = await prometheusProgram('promtool', progressTo(console.log));
  if (promtool === undefined) {
    console.warn('NOT CHECKED: alerts, for want of promtool (Debian: prometheus)');
    return true;
  }
  const temporary = mkdtempSync(join(tmpdir(), 'portail-telemetry-'));
  try {
    const expressions = join(temporary, 'dashboards.yaml');
    writeFileSync(expressions, expressionsAsRules());
    const played = [
      ['check', 'rules', join(root, folder, 'alerts.yaml'), expressions],
      ['test', 'rules', join(root, 'scripts', 'telemetry', 'alerts.test.yaml')],
    ];
    for (const args of played) {
      const result = await runCommand(promtool, args, { limitMs: promtoolLimitMs, what: `promtool ${args[0]}` });
      if (result.code === 0) continue;
      console.error(result.output);
      return false;
    }
    return true;
  } finally {
    rmSync(temporary, { recursive: true });
  }
}

function pretty(file: string, text: string): Promise<string> {
  const parser = file.endsWith('.json') ? 'json' : 'yaml';
  return format(text, { parser, printWidth: 120, singleQuote: true });
}
