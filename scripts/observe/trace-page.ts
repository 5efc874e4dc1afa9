import escapeHtml from 'escape-html';
import { page } from './page.ts';
import type { Span } from './traces.ts';

/** The traces received, the newest first. */
export function listPage(traces: readonly (readonly Span[])[]): string {
  const rows = traces.map((spans) => {
    const first = beginning(spans);
    if (first === undefined) return '';
    const services = [...new Set(spans.map(({ service }) => service))];
    return `<tr><td><a href="/trace/${escapeHtml(first.traceId)}">${new Date(first.start).toISOString()}</a><td>${escapeHtml(
      first.name,
    )}<td class="number">${spans.length}<td class="number">${lasted(spans).toFixed(1)} ms<td>${escapeHtml(services.join(', '))}`;
  });
  const heads = '<tr><th>Begun<th>What<th>Spans<th>Lasted<th>Services';
  return page('Traces', rows.length === 0 ? '<p>None yet.</p>' : `<table>${heads}${rows.join('')}</table>`);
}

/** One trace, a line for each span, on one scale of time. */
export function tracePage(spans: readonly Span[]): string {
  const [first] = spans;
  if (first === undefined) return page('Unknown trace', '<p><a href="/">Every trace</a></p>');
  const whole = Math.max(lasted(spans), 0.001);
  const rows = spans.map(({ service, name, start, duration, attributes }) => {
    const left = ((start - first.start) / whole) * 100;
    const width = (duration / whole) * 100;
    const told = Object.entries(attributes).map(([key, value]) => `${key}: ${value}`);
    return `<tr title="${escapeHtml(told.join('\n'))}"><td>${escapeHtml(service)}<td>${escapeHtml(name)}<td class="number">${duration.toFixed(
      1,
    )} ms<td class="line"><span class="bar" style="left:${left.toFixed(2)}%;width:${width.toFixed(2)}%"></span>`;
  });
  return page(
    `Trace ${escapeHtml(first.traceId)}`,
    `<p><a href="/">Every trace</a> · ${spans.length} spans in ${lasted(spans).toFixed(1)} ms</p><table>${rows.join('')}</table>`,
  );
}

/** The span on which the others hang. */
function beginning(spans: readonly Span[]): Span | undefined {
  const known = new Set(spans.map(({ id }) => id));
  return spans.find(({ parent }) => !known.has(parent)) ?? spans[0];
}

function lasted(spans: readonly Span[]): number {
  const begun = Math.min(...spans.map(({ start }) => start));
  return Math.max(...spans.map(({ start, duration }) => start + duration)) - begun;
}
