/**
 * Every metric of the product. Instruments are made from this table only (`instruments.ts`), and dashboards and alerts are
 * written from it (`npm run telemetry`): what is not here cannot be measured, shown or alerted on. It is the one file of the
 * platform that has words of the business, so that the whole list is read in one place.
 */
interface MetricShape {
  /** A counter only grows; a gauge is read when it is asked for; a histogram counts durations by size. */
  readonly kind: 'counter' | 'gauge' | 'histogram';
  readonly unit: 'seconds' | 'items';
  readonly labels: readonly string[];
  /** What somebody does with it. */
  readonly why: string;
  /** Upper bounds of the classes of a histogram, in seconds. */
  readonly buckets?: readonly number[];
}

const ofRequests = [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 10];
const ofReactions = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];
const ofPrints = [0.05, 0.1, 0.2, 0.5, 1, 2.5, 10, 30];

export const metrics = {
  portail_http_request_seconds: {
    ...{ kind: 'histogram', unit: 'seconds', labels: ['method', 'route', 'status'], buckets: ofRequests },
    why: 'Requests answered, how fast, and how many by our fault (5xx). Live streams and probes are left out.',
  },
  portail_live_streams: {
    ...{ kind: 'gauge', unit: 'items', labels: [] },
    why: 'Screens that are open and told of changes: how many people work now.',
  },
  portail_database_connections: {
    ...{ kind: 'gauge', unit: 'items', labels: ['state'] },
    why: 'Connections in use, at rest, and requests that wait for one: a pool too small or statements too slow.',
  },
  portail_clock_offset_seconds: {
    ...{ kind: 'gauge', unit: 'seconds', labels: [] },
    why: 'How far the clock of this process is from that of its database; ahead, it refuses every token.',
  },
  portail_outbox_waiting: {
    ...{ kind: 'gauge', unit: 'items', labels: [] },
    why: 'Events committed and not yet accepted by the bus: others do not know yet.',
  },
  portail_outbox_oldest_seconds: {
    ...{ kind: 'gauge', unit: 'seconds', labels: [] },
    why: 'Age of the oldest of those: for how long the others have been behind.',
  },
  portail_publish_failures_total: {
    ...{ kind: 'counter', unit: 'items', labels: [] },
    why: 'Batches of the outbox that the bus did not take.',
  },
  portail_consumer_waiting: {
    ...{ kind: 'gauge', unit: 'items', labels: ['consumer'] },
    why: 'Events of others that this service has not handled yet.',
  },
  portail_reaction_seconds: {
    ...{ kind: 'histogram', unit: 'seconds', labels: ['type', 'outcome'], buckets: ofReactions },
    why: 'Reactions to events of others: how long, and how many are tried again or die.',
  },
  portail_dead_letters: {
    ...{ kind: 'gauge', unit: 'items', labels: [] },
    why: 'Events whose reaction failed for good: somebody must look and replay them.',
  },
  portail_worker_failures_total: {
    ...{ kind: 'counter', unit: 'items', labels: ['worker'] },
    why: 'Pieces of background work that failed and will be tried again.',
  },
  portail_signed_root_age_seconds: {
    ...{ kind: 'gauge', unit: 'seconds', labels: [] },
    why: 'Time since the journal was last signed outside the database.',
  },
  portail_journal_faults_total: {
    ...{ kind: 'counter', unit: 'items', labels: [] },
    why: 'Chains of the journal found shorter than, or other than, what was signed: somebody changed the past.',
  },
  portail_declarations: {
    ...{ kind: 'gauge', unit: 'items', labels: ['type', 'status'] },
    why: 'How far the campaign is.',
  },
  portail_unexplained_gaps: {
    ...{ kind: 'gauge', unit: 'items', labels: [] },
    why: 'Gaps that the controls found in declarations under way and that nobody has explained yet.',
  },
  portail_oldest_transmission_seconds: {
    ...{ kind: 'gauge', unit: 'seconds', labels: [] },
    why: 'For how long the oldest transmitted declaration has waited for its Caf.',
  },
  portail_judgement_seconds: {
    ...{ kind: 'gauge', unit: 'seconds', labels: ['quantile'] },
    why: 'Time from transmission to judgement, over what was judged in the last thirty days.',
  },
  portail_mails: {
    ...{ kind: 'gauge', unit: 'items', labels: ['state'] },
    why: 'Mails that wait for the mail server, and mails given up.',
  },
  portail_mail_oldest_seconds: {
    ...{ kind: 'gauge', unit: 'seconds', labels: [] },
    why: 'For how long the oldest mail that should have left has waited.',
  },
  portail_summaries_waiting: {
    ...{ kind: 'gauge', unit: 'items', labels: [] },
    why: 'Summaries that a transmission or a rejection asked for and that are not made yet.',
  },
  portail_pdf_waiting: {
    ...{ kind: 'gauge', unit: 'items', labels: [] },
    why: 'Documents that wait for a tab of the browser, a person behind some of them.',
  },
  portail_pdf_seconds: {
    ...{ kind: 'histogram', unit: 'seconds', labels: ['outcome'], buckets: ofPrints },
    why: 'Time to make a document, the wait for a tab included.',
  },
} as const satisfies Readonly<Record<string, MetricShape>>;

/** Name of a metric. */
export type MetricName = keyof typeof metrics;
/** Names of the metrics of one kind. */
export type MetricOf<Kind extends MetricShape['kind']> = {
  [Name in MetricName]: (typeof metrics)[Name]['kind'] extends Kind ? Name : never;
}[MetricName];
/** Values of the labels of a metric. */
export type LabelsOf<Name extends MetricName> = Readonly<Record<(typeof metrics)[Name]['labels'][number], string>>;

/** Metrics that others publish beside ours and that dashboards may name. */
export const givenMetrics: Readonly<Record<string, string>> = {
  up: 'Prometheus: 1 while a process answers it.',
  nodejs_eventloop_utilization: 'Node: share of the time that the process was busy.',
  v8js_memory_heap_used: 'Node: memory of the program’s objects.',
};
