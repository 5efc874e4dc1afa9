/** An alert: somebody is called, or a line of the morning’s list. Its runbook is `docs/runbooks/<slug>.md`. */
export interface Alert {
  readonly name: string;
  readonly runbook: string;
  /** `page` wakes somebody up; `ticket` is looked at within the working day. */
  readonly severity: 'page' | 'ticket';
  readonly expression: string;
  /** How long it must last before it is said. */
  readonly lasting: string;
  /** In one sentence, what people feel. */
  readonly summary: string;
}

/** Share of requests that were answered by our fault, over a time, by service. */
const failed = (time: string) =>
  `sum by (service) (rate(portail_http_request_seconds_count{status="5xx"}[${time}])) ` +
  `/ sum by (service) (rate(portail_http_request_seconds_count[${time}]))`;

/** Objective of `docs/slo.md`: 99.9 % of requests, of which an alert takes 14.4 times too many within an hour. */
const budget = 0.001;
const fastBurn = (14.4 * budget).toFixed(4);
const slowBurn = (3 * budget).toFixed(4);

export const alerts: readonly Alert[] = [
  {
    ...{ name: 'ServiceDown', runbook: 'service-down', severity: 'page', lasting: '2m' },
    expression: 'up{service=~".+"} == 0',
    summary: 'A process of {{ $labels.service }} does not answer.',
  },
  {
    ...{ name: 'RequestsFail', runbook: 'requests-fail', severity: 'page', lasting: '2m' },
    expression: `(${failed('5m')}) > ${fastBurn} and (${failed('1h')}) > ${fastBurn}`,
    summary: 'More than one request in seventy of {{ $labels.service }} fails: the month’s budget is gone in two days.',
  },
  {
    ...{ name: 'RequestsFailSlowly', runbook: 'requests-fail', severity: 'ticket', lasting: '15m' },
    expression: `(${failed('6h')}) > ${slowBurn} and (${failed('30m')}) > ${slowBurn}`,
    summary: 'Three times more requests of {{ $labels.service }} fail than the objective allows.',
  },
  {
    ...{ name: 'RequestsSlow', runbook: 'requests-slow', severity: 'ticket', lasting: '10m' },
    expression:
      'histogram_quantile(0.99, sum by (le) (rate(portail_http_request_seconds_bucket{service="gateway"}[10m]))) > 1',
    summary: 'One request in a hundred takes more than a second at the gateway.',
  },
  {
    ...{ name: 'ConnectionsAwaited', runbook: 'requests-slow', severity: 'ticket', lasting: '5m' },
    expression: 'sum by (service) (portail_database_connections{state="awaited"}) > 5',
    summary: 'Requests of {{ $labels.service }} wait for a connection to PostgreSQL.',
  },
  {
    ...{ name: 'ClockOff', runbook: 'clock-off', severity: 'page', lasting: '2m' },
    expression: 'max by (service) (portail_clock_offset_seconds) > 30',
    summary: 'The clock of a process of {{ $labels.service }} is not that of its database: people may be refused.',
  },
  {
    ...{ name: 'OutboxStuck', runbook: 'outbox-stuck', severity: 'page', lasting: '1m' },
    expression: 'max by (service) (portail_outbox_oldest_seconds) > 60',
    summary: 'What {{ $labels.service }} did is not told: controls, lists and mails stand still.',
  },
  {
    ...{ name: 'PublishFails', runbook: 'outbox-stuck', severity: 'ticket', lasting: '5m' },
    expression: 'sum by (service) (increase(portail_publish_failures_total[10m])) > 5',
    summary: 'The bus refuses what {{ $labels.service }} says, again and again.',
  },
  {
    ...{ name: 'ConsumerBehind', runbook: 'consumer-behind', severity: 'page', lasting: '5m' },
    expression: 'max by (consumer) (portail_consumer_waiting) > 1000',
    summary: '{{ $labels.consumer }} is more than a thousand events behind: people see old states.',
  },
  {
    ...{ name: 'ReactionsFail', runbook: 'dead-letters', severity: 'ticket', lasting: '10m' },
    expression: 'sum by (service, type) (rate(portail_reaction_seconds_count{outcome="retried"}[10m])) > 0.1',
    summary: '{{ $labels.service }} cannot handle {{ $labels.type }} and tries again.',
  },
  {
    ...{ name: 'DeadLetters', runbook: 'dead-letters', severity: 'page', lasting: '0m' },
    expression: 'max by (service) (portail_dead_letters) > 0',
    summary: '{{ $labels.service }} gave up an event: something somebody did has no effect there.',
  },
  {
    ...{ name: 'WorkFails', runbook: 'work-fails', severity: 'ticket', lasting: '15m' },
    expression: 'sum by (service, worker) (increase(portail_worker_failures_total[15m])) > 10',
    summary: 'The work “{{ $labels.worker }}” of {{ $labels.service }} fails and is tried again.',
  },
  {
    ...{ name: 'JournalChanged', runbook: 'journal-changed', severity: 'page', lasting: '0m' },
    expression: 'sum by (service) (increase(portail_journal_faults_total[1h])) > 0',
    summary: 'The journal of {{ $labels.service }} is not what was signed.',
  },
  {
    ...{ name: 'JournalUnsigned', runbook: 'journal-unsigned', severity: 'ticket', lasting: '5m' },
    expression: 'min by (service) (portail_signed_root_age_seconds) > 1800',
    summary: 'The journal of {{ $labels.service }} has not been signed for half an hour.',
  },
  {
    ...{ name: 'MailsWait', runbook: 'mails-wait', severity: 'ticket', lasting: '5m' },
    expression: 'max(portail_mail_oldest_seconds) > 3600',
    summary: 'A mail has waited for an hour: people are not told.',
  },
  {
    ...{ name: 'MailsGivenUp', runbook: 'mails-wait', severity: 'ticket', lasting: '5m' },
    expression: 'max(portail_mails{state="FAILED"} - min_over_time(portail_mails{state="FAILED"}[6h])) > 0',
    summary: 'Mails were given up within six hours.',
  },
  {
    ...{ name: 'SummariesWait', runbook: 'pdf-waits', severity: 'ticket', lasting: '30m' },
    expression: 'max(portail_summaries_waiting) > 500',
    summary: 'More than five hundred summaries are to be made and the queue does not shrink.',
  },
  {
    ...{ name: 'PdfWaits', runbook: 'pdf-waits', severity: 'page', lasting: '3m' },
    expression: 'sum(portail_pdf_waiting) > 10',
    summary: 'People wait for a document: more than ten are in the queue of the browser.',
  },
  {
    ...{ name: 'ProcessSaturated', runbook: 'requests-slow', severity: 'ticket', lasting: '10m' },
    expression: 'max by (service) (nodejs_eventloop_utilization) > 0.9',
    summary: 'A process of {{ $labels.service }} has been busy nine tenths of the time for ten minutes.',
  },
];
