import type { Logger } from '@portail/platform/boot/logger.ts';
import type { Queryable } from '@portail/platform/db/database.ts';
import { gauge } from '@portail/platform/telemetry/instruments.ts';

const asked = {
  name: 'telemetry-summaries',
  text: 'select count(*)::int as count from archive_request',
};

/** What the service says of documents that are asked for and not made yet. */
export function observeDocuments(
  database: Queryable,
  printer: { readonly waiting: () => number },
  logger: Logger,
): void {
  gauge(
    'portail_summaries_waiting',
    async () => (await database.rows<{ count: number }>(asked)).map(({ count }) => [count, {}]),
    { logger },
  );
  gauge('portail_pdf_waiting', () => [[printer.waiting(), {}]], { logger, every: 0 });
}
