/** A curve or a figure of a dashboard. */
export interface Panel {
  readonly title: string;
  readonly unit: 's' | 'short' | 'percentunit' | 'reqps' | 'bytes';
  /** Expression and what its lines are called. */
  readonly queries: readonly (readonly [expression: string, legend: string])[];
  readonly kind?: 'timeseries' | 'stat';
}

/** A page of panels, two in a row. */
export interface Dashboard {
  readonly file: string;
  readonly title: string;
  readonly panels: readonly Panel[];
}

const quantile = (q: number, metric: string, by: string) =>
  `histogram_quantile(${q}, sum by (le, ${by}) (rate(${metric}_bucket[5m])))`;
const requests = 'portail_http_request_seconds';

export const dashboards: readonly Dashboard[] = [
  {
    file: 'people',
    title: 'Portail — what people feel',
    panels: [
      {
        ...{ title: 'Screens open', unit: 'short', kind: 'stat' },
        queries: [['sum(portail_live_streams)', 'screens']],
      },
      {
        ...{ title: 'Requests that succeed, over 28 days', unit: 'percentunit', kind: 'stat' },
        queries: [
          [
            `1 - (sum(increase(${requests}_count{service="gateway",status="5xx"}[28d])) or vector(0)) / sum(increase(${requests}_count{service="gateway"}[28d]))`,
            'succeed',
          ],
        ],
      },
      {
        ...{ title: 'Requests by outcome', unit: 'reqps' },
        queries: [[`sum by (status) (rate(${requests}_count{service="gateway"}[5m]))`, '{{status}}']],
      },
      {
        ...{ title: 'Time of an answer at the gateway', unit: 's' },
        queries: [
          [`histogram_quantile(0.5, sum by (le) (rate(${requests}_bucket{service="gateway"}[5m])))`, 'half'],
          [`histogram_quantile(0.99, sum by (le) (rate(${requests}_bucket{service="gateway"}[5m])))`, '99 in 100'],
        ],
      },
      {
        ...{ title: 'Slowest routes, 99 in 100', unit: 's' },
        queries: [
          [`topk(8, ${quantile(0.99, requests, 'service, method, route')})`, '{{service}} {{method}} {{route}}'],
        ],
      },
      {
        ...{ title: 'Failed requests by service', unit: 'reqps' },
        queries: [[`sum by (service) (rate(${requests}_count{status="5xx"}[5m]))`, '{{service}}']],
      },
      {
        ...{ title: 'Documents: time to make one', unit: 's' },
        queries: [
          [quantile(0.5, 'portail_pdf_seconds', 'outcome'), 'half, {{outcome}}'],
          [quantile(0.95, 'portail_pdf_seconds', 'outcome'), '95 in 100, {{outcome}}'],
        ],
      },
      {
        ...{ title: 'Documents that wait', unit: 'short' },
        queries: [
          ['sum(portail_pdf_waiting)', 'for a tab'],
          ['max(portail_summaries_waiting)', 'to be archived'],
        ],
      },
    ],
  },
  {
    file: 'campaign',
    title: 'Portail — the campaign',
    panels: [
      {
        ...{ title: 'Declarations by state', unit: 'short' },
        queries: [['max by (type, status) (portail_declarations)', '{{type}} {{status}}']],
      },
      {
        ...{ title: 'Gaps to explain', unit: 'short' },
        queries: [['max(portail_unexplained_gaps)', 'gaps']],
      },
      {
        ...{ title: 'From transmission to judgement, thirty days', unit: 's' },
        queries: [['max by (quantile) (portail_judgement_seconds)', 'quantile {{quantile}}']],
      },
      {
        ...{ title: 'Oldest transmission not judged', unit: 's' },
        queries: [['max(portail_oldest_transmission_seconds)', 'age']],
      },
      {
        ...{ title: 'Mails', unit: 'short' },
        queries: [['max by (state) (portail_mails)', '{{state}}']],
      },
      {
        ...{ title: 'Oldest mail that waits', unit: 's' },
        queries: [['max(portail_mail_oldest_seconds)', 'age']],
      },
    ],
  },
  {
    file: 'machinery',
    title: 'Portail — the machinery',
    panels: [
      {
        ...{ title: 'Processes that answer', unit: 'short' },
        queries: [['sum by (service) (up{service=~".+"})', '{{service}}']],
      },
      {
        ...{ title: 'Busy share of the processes', unit: 'percentunit' },
        queries: [['max by (service) (nodejs_eventloop_utilization)', '{{service}}']],
      },
      {
        ...{ title: 'Memory of objects', unit: 'bytes' },
        queries: [['sum by (service) (v8js_memory_heap_used)', '{{service}}']],
      },
      {
        ...{ title: 'Connections to PostgreSQL', unit: 'short' },
        queries: [['sum by (service, state) (portail_database_connections)', '{{service}} {{state}}']],
      },
      {
        ...{ title: 'Clocks, from that of PostgreSQL', unit: 's' },
        queries: [['max by (service) (portail_clock_offset_seconds)', '{{service}}']],
      },
      {
        ...{ title: 'Events not published yet', unit: 'short' },
        queries: [['max by (service) (portail_outbox_waiting)', '{{service}}']],
      },
      {
        ...{ title: 'Age of the oldest of them', unit: 's' },
        queries: [['max by (service) (portail_outbox_oldest_seconds)', '{{service}}']],
      },
      {
        ...{ title: 'Events not handled yet', unit: 'short' },
        queries: [['max by (consumer) (portail_consumer_waiting)', '{{consumer}}']],
      },
      {
        ...{ title: 'Reactions by outcome', unit: 'reqps' },
        queries: [['sum by (service, outcome) (rate(portail_reaction_seconds_count[5m]))', '{{service}} {{outcome}}']],
      },
      {
        ...{ title: 'Time of a reaction, 99 in 100', unit: 's' },
        queries: [[quantile(0.99, 'portail_reaction_seconds', 'service'), '{{service}}']],
      },
      {
        ...{ title: 'Dead letters', unit: 'short' },
        queries: [['max by (service) (portail_dead_letters)', '{{service}}']],
      },
      {
        ...{ title: 'Failures tried again', unit: 'short' },
        queries: [
          ['sum by (service) (increase(portail_publish_failures_total[5m]))', '{{service}} publishing'],
          ['sum by (service, worker) (increase(portail_worker_failures_total[5m]))', '{{service}} {{worker}}'],
        ],
      },
      {
        ...{ title: 'Journal: age of the last signature, faults', unit: 's' },
        queries: [
          ['min by (service) (portail_signed_root_age_seconds)', '{{service}} age'],
          ['sum by (service) (increase(portail_journal_faults_total[1h]))', '{{service}} faults'],
        ],
      },
    ],
  },
];
