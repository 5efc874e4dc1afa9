import type { Logger } from '@portail/platform/boot/logger.ts';
import type { Queryable } from '@portail/platform/db/database.ts';
import { gauge } from '@portail/platform/telemetry/instruments.ts';

const states = ['WAITING', 'FAILED'] as const;
const mails = {
  name: 'telemetry-mails',
  text: `select mail_state as state, count(*)::int as count from message
         where mail_state in ('WAITING', 'FAILED') group by mail_state`,
};
const oldest = {
  name: 'telemetry-oldest-mail',
  text: `select coalesce(greatest(extract(epoch from now() - min(release_at)), 0), 0)::float8 as age from message
         where mail_state = 'WAITING'`,
};
const every = 15_000;

/** What the service says of its mails. */
export function observeMails(database: Queryable, logger: Logger): void {
  gauge(
    'portail_mails',
    async () => {
      const rows = await database.rows<{ state: string; count: number }>(mails);
      return states.map((state) => [rows.find((row) => row.state === state)?.count ?? 0, { state }]);
    },
    { logger, every },
  );
  gauge(
    'portail_mail_oldest_seconds',
    async () => (await database.rows<{ age: number }>(oldest)).map(({ age }) => [age, {}]),
    { logger, every },
  );
}
