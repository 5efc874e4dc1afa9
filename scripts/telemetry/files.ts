import { stringify } from 'yaml';
import { alerts, type Alert } from './alerts.ts';
import { dashboards, type Dashboard, type Panel } from './dashboards.ts';

/** Where what is written stands: the component of Kubernetes that ships it. */
export const folder = 'k8s/components/observability';
const said = '# Written by `npm run telemetry` from scripts/telemetry.\n';
const source = { type: 'prometheus', uid: 'prometheus' };

/** Every file written from the lists: path → text, not yet formatted. */
export function generatedFiles(): Map<string, string> {
  return new Map([
    [`${folder}/alerts.yaml`, said + stringify(rulesOf(alerts))],
    ...dashboards.map((dashboard): [string, string] => [
      `${folder}/dashboards/${dashboard.file}.json`,
      JSON.stringify(grafana(dashboard)),
    ]),
  ]);
}

/** A file of rules, as Prometheus reads it. */
export function rulesOf(given: readonly Alert[]): object {
  return { groups: [{ name: 'portail', rules: given.map(ruleOf) }] };
}

/** Every expression of the dashboards as a rule: promtool judges rules, and does not read dashboards. */
export function expressionsAsRules(): string {
  const expressions = dashboards.flatMap(({ panels }) =>
    panels.flatMap(({ queries }) => queries.map(([expr]) => expr)),
  );
  const rules = expressions.map((expr, index) => ({ record: `dashboard:expression:${index}`, expr }));
  return stringify({ groups: [{ name: 'dashboards', rules }] });
}

function ruleOf({ name, expression, lasting, severity, summary, runbook }: Alert): object {
  return {
    alert: name,
    expr: expression,
    for: lasting,
    labels: { severity },
    annotations: { summary, runbook: `docs/runbooks/${runbook}.md` },
  };
}

function grafana({ file, title, panels }: Dashboard): object {
  return {
    uid: `portail-${file}`,
    title,
    tags: ['portail'],
    timezone: 'browser',
    refresh: '30s',
    time: { from: 'now-3h', to: 'now' },
    schemaVersion: 39,
    panels: panels.map(panelOf),
  };
}

function panelOf({ title, unit, queries, kind = 'timeseries' }: Panel, index: number): object {
  return {
    id: index + 1,
    title,
    type: kind,
    datasource: source,
    gridPos: { x: (index % 2) * 12, y: Math.floor(index / 2) * 8, w: 12, h: 8 },
    fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
    targets: queries.map(([expr, legendFormat], place) => ({
      refId: String.fromCharCode('A'.charCodeAt(0) + place),
      datasource: source,
      expr,
      legendFormat,
    })),
  };
}
