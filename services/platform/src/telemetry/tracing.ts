import { context, propagation, trace } from '@opentelemetry/api';

const tracer = trace.getTracer('portail');

/** Headers that carry the trace under way to whoever hears of it: another process, or a reaction long after. */
export function traceHeaders(): Record<string, string> {
  const carrier: Record<string, string> = {};
  propagation.inject(context.active(), carrier);
  return carrier;
}

/** Does a piece of work as a part of the trace that the headers carry. */
export function inTraceOf<T>(
  headers: Readonly<Record<string, string>>,
  name: string,
  work: () => Promise<T>,
): Promise<T> {
  return context.with(propagation.extract(context.active(), headers), () =>
    tracer.startActiveSpan(name, async (span) => {
      try {
        return await work();
      } finally {
        span.end();
      }
    }),
  );
}

/** Fields by which a line of the log is found from a trace; empty outside any. */
export function traceFields(): { trace_id?: string; span_id?: string } {
  const span = trace.getActiveSpan()?.spanContext();
  return span === undefined ? {} : { trace_id: span.traceId, span_id: span.spanId };
}
