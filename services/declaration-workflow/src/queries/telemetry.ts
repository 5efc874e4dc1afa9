import type { Logger } from '@portail/platform/boot/logger.ts';
import type { Queryable } from '@portail/platform/db/database.ts';
import { gauge } from '@portail/platform/telemetry/instruments.ts';

const byState = {
  name: 'telemetry-declarations',
  text: 'select type, status, count(*)::int as count from declaration group by type, status',
};
// Only what a declaration under way waits for: explanations are keyed as domain/evaluation.ts says.
const gaps = {
  name: 'telemetry-gaps',
  text: `select count(*)::int as count
         from declaration d join evaluation e on e.declaration_id = d.id and e.version = d.version,
           jsonb_array_elements(e.asked) asked
         where d.status = 'IN_PROGRESS' and e.data_revision = d.data_revision
           and asked->>'severity' in ('ANOMALY', 'ALERT')
           and d.state #>> array['explanations', concat_ws('/', asked->>'code', asked->>'field'), 'fingerprint']
             is distinct from asked->>'fingerprint'`,
};
const oldest = {
  name: 'telemetry-oldest-transmission',
  text: `select coalesce(extract(epoch from now() - min(transmitted_at)), 0)::float8 as age
         from declaration where status = 'SUBMITTED'`,
};
const judgement = {
  name: 'telemetry-judgement',
  text: `select q.quantile::text as quantile, extract(epoch from
           percentile_cont(q.quantile) within group (order by v.decided_at - v.transmitted_at))::float8 as seconds
         from unnest(array[0.5, 0.9]) q(quantile), declaration_version v
         where v.decided_at > now() - interval '30 days' group by q.quantile`,
};

/** Counted over every declaration of the country: once a minute is enough. */
const every = 60_000;

/** What the service says of the campaign: how far it is, what waits, how fast the Caf judges. */
export function observeDeclarations(database: Queryable, logger: Logger): void {
  gauge(
    'portail_declarations',
    async () => {
      const rows = await database.rows<{ type: string; status: string; count: number }>(byState);
      return rows.map(({ count, ...labels }) => [count, labels]);
    },
    { logger, every },
  );
  gauge('portail_unexplained_gaps', async () => [[await unexplainedGaps(database), {}]], { logger, every });
  gauge(
    'portail_oldest_transmission_seconds',
    async () => (await database.rows<{ age: number }>(oldest)).map(({ age }) => [age, {}]),
    { logger, every },
  );
  gauge(
    'portail_judgement_seconds',
    async () => {
      const rows = await database.rows<{ quantile: string; seconds: number }>(judgement);
      return rows.map(({ quantile, seconds }) => [seconds, { quantile }]);
    },
    { logger, every },
  );
}

/** Gaps of declarations under way that nobody has explained as they are now. */
export async function unexplainedGaps(database: Queryable): Promise<number> {
  return (await database.rows<{ count: number }>(gaps))[0]?.count ?? 0;
}
