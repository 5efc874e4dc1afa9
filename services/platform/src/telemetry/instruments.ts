import { setTimeout as wait } from 'node:timers/promises';
import { metrics as api } from '@opentelemetry/api';
import type { Logger } from '../boot/logger.ts';
import { metrics, type LabelsOf, type MetricName, type MetricOf } from './metrics.ts';

const meter = api.getMeter('portail');
/** Longer than that, a gauge is left out of the answer; milliseconds. */
const readLimit = 2_000;

/**
 * Counts by the given labels. Those known beforehand begin at zero, so that the first event is seen as an increase.
 */
export function counter<Name extends MetricOf<'counter'>>(
  name: Name,
  ...known: readonly LabelsOf<Name>[]
): (labels: LabelsOf<Name>, by?: number) => void {
  const made = meter.createCounter(name, described(name));
  for (const labels of known) made.add(0, labels);
  return (labels, by = 1) => made.add(by, labels);
}

/** Notes durations, in seconds. */
export function histogram<Name extends MetricOf<'histogram'>>(
  name: Name,
): (seconds: number, labels: LabelsOf<Name>) => void {
  const made = meter.createHistogram(name, {
    ...described(name),
    advice: { explicitBucketBoundaries: [...metrics[name].buckets] },
  });
  return (seconds, labels) => made.record(seconds, labels);
}

/** A value with its labels. */
export type Reading<Name extends MetricName> = readonly [value: number, labels: LabelsOf<Name>];

/**
 * Reads a gauge whenever metrics are asked for, at most once in `every` milliseconds; what was read before serves in between.
 * When it cannot be read, or not in time, there is no value; the log says why it could not.
 */
export function gauge<Name extends MetricOf<'gauge'>>(
  name: Name,
  read: () => readonly Reading<Name>[] | Promise<readonly Reading<Name>[]>,
  { logger, every = 5_000 }: { readonly logger: Logger; readonly every?: number },
): void {
  let last: readonly Reading<Name>[] = [];
  let readAt = -Infinity;
  let reading: Promise<void> | undefined;
  const readOnce = async (): Promise<void> => {
    try {
      last = await read();
      readAt = performance.now();
    } catch (error) {
      last = [];
      logger.warn({ err: error, metric: name }, 'metric not read');
    } finally {
      reading = undefined;
    }
  };
  const made = meter.createObservableGauge(name, described(name));
  made.addCallback(async (result) => {
    // A server that is silent keeps its own figures back, and not those of everything else.
    if (performance.now() - readAt >= every) {
      reading ??= readOnce();
      const known = await Promise.race([reading.then(() => true), wait(readLimit, false, { ref: false })]);
      if (!known) return;
    }
    for (const [value, labels] of last) result.observe(value, labels);
  });
}

function described(name: MetricName): { description: string; unit: string } {
  const { why, unit } = metrics[name];
  return { description: why, unit: unit === 'seconds' ? 's' : '1' };
}
