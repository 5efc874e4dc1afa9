/** A span as people look at it. */
export interface Span {
  readonly traceId: string;
  readonly id: string;
  readonly parent: string;
  readonly service: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly start: number;
  /** Milliseconds. */
  readonly duration: number;
  readonly attributes: Readonly<Record<string, string>>;
}

interface Attribute {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}

/** The part of an OTLP export in JSON that is kept. */
export interface Export {
  readonly resourceSpans?: readonly {
    readonly resource?: { readonly attributes?: readonly Attribute[] };
    readonly scopeSpans?: readonly {
      readonly spans?: readonly {
        readonly traceId: string;
        readonly spanId: string;
        readonly parentSpanId?: string;
        readonly name: string;
        readonly startTimeUnixNano: string;
        readonly endTimeUnixNano: string;
        readonly attributes?: readonly Attribute[];
      }[];
    }[];
  }[];
}

const nanosecondsInMillisecond = 1e6;
/** Older traces are forgotten: they are kept in memory. */
const keptTraces = 1_000;

/** Traces by their id, the newest last. */
export class TraceMemory {
  private readonly traces = new Map<string, Span[]>();

  /** Keeps the spans of an export. */
  keep(sent: Export): void {
    for (const span of spansOf(sent)) {
      const trace = this.traces.get(span.traceId) ?? [];
      trace.push(span);
      this.traces.set(span.traceId, trace);
    }
    for (const id of this.traces.keys()) {
      if (this.traces.size <= keptTraces) break;
      this.traces.delete(id);
    }
  }

  /** Spans of a trace in the order in which they began. */
  spans(traceId: string): readonly Span[] {
    return [...(this.traces.get(traceId) ?? [])].sort((one, other) => one.start - other.start);
  }

  /** Every trace, the newest first. */
  newest(): readonly (readonly Span[])[] {
    return [...this.traces.keys()].reverse().map((id) => this.spans(id));
  }
}

/** The spans of an export, each with the name of its service. */
export function spansOf(sent: Export): Span[] {
  return (sent.resourceSpans ?? []).flatMap(({ resource, scopeSpans }) => {
    const service = textsOf(resource?.attributes)['service.name'] ?? 'unknown';
    return (scopeSpans ?? []).flatMap(({ spans }) =>
      (spans ?? []).map((span) => {
        const start = Number(span.startTimeUnixNano) / nanosecondsInMillisecond;
        return {
          ...{ traceId: span.traceId, id: span.spanId, parent: span.parentSpanId ?? '' },
          ...{ service, name: span.name, start },
          duration: Number(span.endTimeUnixNano) / nanosecondsInMillisecond - start,
          attributes: textsOf(span.attributes),
        };
      }),
    );
  });
}

function textsOf(attributes: readonly Attribute[] = []): Record<string, string> {
  return Object.fromEntries(
    attributes.map(({ key, value }) => {
      const [content] = Object.values(value);
      return [key, typeof content === 'string' ? content : JSON.stringify(content ?? null)];
    }),
  );
}
