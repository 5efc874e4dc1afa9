import escapeHtml from 'escape-html';
import { dashboards, type Dashboard, type Panel } from '../telemetry/dashboards.ts';
import { page } from './page.ts';

const shownSeconds = 1_800;
const stepSeconds = 15;
const [width, height] = [600, 140];
const colours = ['#2a63a8', '#b3541e', '#2f7d4f', '#8a3d8f', '#8c6d00', '#a12c3a', '#3b8289', '#5b5f97'];

interface Curve {
  readonly name: string;
  /** Seconds since 1970 and value; what is not a number is left out. */
  readonly points: readonly (readonly [number, number])[];
}

/**
 * The dashboards and alerts of production, drawn from what Prometheus has: for one machine, where no Grafana runs.
 * @param path `/dashboards`, `/dashboards/<file>` or `/alerts`
 * @returns undefined for any other path
 */
export async function observerPage(prometheus: string, path: string): Promise<string | undefined> {
  if (path === '/alerts') return alertsPage(prometheus);
  if (path === '/dashboards') return page('Dashboards', links());
  const dashboard = dashboards.find(({ file }) => path === `/dashboards/${file}`);
  return dashboard && dashboardPage(prometheus, dashboard);
}

function links(): string {
  const each = dashboards.map(
    ({ file, title }) => `<li><a href="/dashboards/${escapeHtml(file)}">${escapeHtml(title)}</a>`,
  );
  return `<ul>${each.join('')}<li><a href="/alerts">Alerts</a><li><a href="/">Traces</a></ul>`;
}

async function dashboardPage(prometheus: string, { title, panels }: Dashboard): Promise<string> {
  const now = Math.floor(Date.now() / 1_000);
  const drawn = await Promise.all(
    panels.map(async (panel) => {
      const curves = await Promise.all(
        panel.queries.map(([expression, legend]) => curvesOf(prometheus, now, expression, legend)),
      );
      return drawing(panel, curves.flat(), now);
    }),
  );
  return page(escapeHtml(title), `${links()}<div class="panels">${drawn.join('')}</div>`);
}

async function curvesOf(prometheus: string, now: number, expression: string, legend: string): Promise<Curve[]> {
  const asked = new URLSearchParams({
    ...{ query: expression, start: String(now - shownSeconds), end: String(now), step: String(stepSeconds) },
  });
  const answer = await fetch(`${prometheus}/api/v1/query_range?${asked.toString()}`);
  const { data } = (await answer.json()) as {
    data: { result: { metric: Record<string, string>; values: [number, string][] }[] };
  };
  return data.result.map(({ metric, values }) => ({
    name: legend.replace(/\{\{(\w+)\}\}/g, (_, label: string) => metric[label] ?? ''),
    points: values.map(([at, value]) => [at, Number(value)] as const).filter(([, value]) => Number.isFinite(value)),
  }));
}

function drawing({ title, unit }: Panel, curves: readonly Curve[], now: number): string {
  const highest = Math.max(...curves.flatMap(({ points }) => points.map(([, value]) => value)), 0) || 1;
  const place = ([at, value]: readonly [number, number]) =>
    `${(((at - now + shownSeconds) / shownSeconds) * width).toFixed(1)},${(height - (value / highest) * height).toFixed(1)}`;
  const lines = curves.map(
    ({ points }, index) =>
      `<polyline fill="none" stroke="${colourOf(index)}" stroke-width="1.5" points="${points.map(place).join(' ')}"/>`,
  );
  const legends = curves.map(({ name, points }, index) => {
    const last = points.at(-1)?.[1];
    return `<li style="color:${colourOf(index)}">${escapeHtml(name)}: ${last === undefined ? 'nothing' : figure(last, unit)}`;
  });
  return (
    `<section><h2>${escapeHtml(title)}</h2><svg viewBox="0 -12 ${width} ${height + 14}" role="img" aria-label="${escapeHtml(title)}">` +
    `<text x="0" y="-2" font-size="10">${figure(highest, unit)}</text>${lines.join('')}</svg><ul>${legends.join('')}</ul></section>`
  );
}

function colourOf(index: number): string {
  return colours[index % colours.length] ?? '';
}

function figure(value: number, unit: Panel['unit']): string {
  if (unit === 's') return value < 1 ? `${(value * 1_000).toFixed(1)} ms` : `${value.toFixed(1)} s`;
  if (unit === 'percentunit') return `${(value * 100).toFixed(2)} %`;
  if (unit === 'bytes') return `${(value / 1024 / 1024).toFixed(1)} MiB`;
  return `${Number(value.toFixed(2))}${unit === 'reqps' ? ' /s' : ''}`;
}

interface Rule {
  readonly name: string;
  readonly state: string;
  readonly query: string;
  readonly alerts: readonly { readonly annotations: Readonly<Record<string, string>> }[];
}

async function alertsPage(prometheus: string): Promise<string> {
  const answer = await fetch(`${prometheus}/api/v1/rules?type=alert`);
  const { data } = (await answer.json()) as { data: { groups: { rules: Rule[] }[] } };
  const rows = data.groups
    .flatMap(({ rules }) => rules)
    .map(({ name, state, query, alerts }) => {
      const said = alerts.map(({ annotations }) => escapeHtml(annotations['summary'] ?? '')).join('<br>');
      return `<tr><td>${escapeHtml(name)}<td>${escapeHtml(state)}<td>${said}<td>${escapeHtml(query)}`;
    });
  return page('Alerts', `${links()}<table><tr><th>Alert<th>State<th>Says<th>Expression</tr>${rows.join('')}</table>`);
}
