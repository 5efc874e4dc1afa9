import { givenMetrics, metrics } from '@portail/platform/telemetry/metrics.ts';

/** Words of PromQL that stand where a metric could. */
const words = new Set([
  ...['sum', 'min', 'max', 'avg', 'count', 'topk', 'rate', 'increase', 'histogram_quantile', 'vector', 'min_over_time'],
  ...['by', 'without', 'and', 'or', 'unless', 'offset', 'bool', 'on', 'ignoring'],
]);
const histogramParts = /_(?:bucket|count|sum)$/;

/** Series that a metric of the table publishes. */
function seriesOf([name, { kind }]: readonly [string, { readonly kind: string }]): string[] {
  return kind === 'histogram' ? ['bucket', 'count', 'sum'].map((part) => `${name}_${part}`) : [name];
}

const known = new Set([...Object.entries(metrics).flatMap(seriesOf), ...Object.keys(givenMetrics)]);

/** Names in an expression that no process publishes. */
export function unknownNames(expression: string): string[] {
  return namesIn(expression).filter((name) => !known.has(name));
}

/** Metrics that an expression is about, in the words of the table. */
export function metricsIn(expression: string): string[] {
  return namesIn(expression).map((name) =>
    known.has(name) && name in metrics ? name : name.replace(histogramParts, ''),
  );
}

/** Identifiers that are neither words of PromQL nor labels: selectors, groupings and quoted texts are left out. */
function namesIn(expression: string): string[] {
  const bare = expression
    .replaceAll(/"[^"]*"/g, '')
    .replaceAll(/\{[^}]*\}/g, '')
    .replaceAll(/\[[^\]]*\]/g, '')
    .replaceAll(/\b(?:by|without|on|ignoring)\s*\([^)]*\)/g, '')
    .replaceAll(/\boffset\s+\w+/g, '');
  return [...new Set(bare.match(/[a-zA-Z_:][a-zA-Z0-9_:]*/g) ?? [])].filter((name) => !words.has(name));
}
