import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { metrics } from '@portail/platform/telemetry/metrics.ts';
import { root } from '../stack/paths.ts';
import { alerts } from './alerts.ts';
import { dashboards } from './dashboards.ts';
import { metricsIn, unknownNames } from './names.ts';

const panels = dashboards.flatMap(({ title, panels: shown }) =>
  shown.flatMap((panel) => panel.queries.map(([expression]) => [`${title}: ${panel.title}`, expression] as const)),
);
const alerted = alerts.map(({ name, expression }) => [name, expression] as const);

describe('names', () => {
  test.each([...panels, ...alerted])('%s names metrics of the table only', (_, expression) => {
    expect(unknownNames(expression)).toEqual([]);
  });

  test('a name that nobody publishes is found, wherever it stands', () => {
    expect(unknownNames('sum by (service) (rate(portail_lost_total{a="up"}[5m])) / portail_outbox_waiting')).toEqual([
      'portail_lost_total',
    ]);
    expect(unknownNames('portail_http_request_seconds')).toEqual(['portail_http_request_seconds']);
    expect(unknownNames('portail_dead_letters_bucket')).toEqual(['portail_dead_letters_bucket']);
  });

  test('every metric is on a dashboard', () => {
    const shown = new Set(panels.flatMap(([, expression]) => metricsIn(expression)));
    expect(Object.keys(metrics).filter((name) => !shown.has(name))).toEqual([]);
  });

  test.each(Object.entries(metrics))('%s ends with its unit', (name, { kind, unit }) => {
    if (kind === 'counter') expect(name).toMatch(/_total$/);
    else if (unit === 'seconds') expect(name).toMatch(/_seconds$/);
    else expect(name).not.toMatch(/_(seconds|total)$/);
  });
});

test.each(alerts.map(({ name }) => [name]))('%s is seen to fire in alerts.test.yaml', (name) => {
  const played = readFileSync(join(root, 'scripts', 'telemetry', 'alerts.test.yaml'), 'utf8');
  expect(played).toMatch(new RegExp(`alertname: ${name}\\s+exp_alerts:`));
});

describe('runbooks', () => {
  const folder = join(root, 'docs', 'runbooks');

  test.each(alerts.map(({ name, runbook }) => [name, runbook]))(
    '%s has its runbook, which names it',
    (name, runbook) => {
      const file = join(folder, `${runbook}.md`);
      expect(existsSync(file)).toBe(true);
      expect(readFileSync(file, 'utf8')).toContain(name);
    },
  );

  test('the list of runbooks leads from each alert to its own', () => {
    const list = readFileSync(join(folder, 'README.md'), 'utf8').split('\n');
    for (const { name, runbook } of alerts) {
      const row = list.find((line) => line.includes(`\`${name}\``));
      expect([name, row]).toEqual([name, expect.stringContaining(`(${runbook}.md)`)]);
    }
  });

  test('each says what people feel, how to look, what to do', () => {
    const used = new Set(alerts.map(({ runbook }) => `${runbook}.md`));
    for (const file of readdirSync(folder).filter((name) => used.has(name))) {
      const text = readFileSync(join(folder, file), 'utf8');
      for (const part of ['## What people feel', '## Look', '## Do'])
        expect({ file, text }).toMatchObject({ text: expect.stringContaining(part) });
    }
  });
});
