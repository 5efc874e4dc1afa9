/**
 * The barest correct programs for P6 and P7: a Fastify route and one SQL statement (a search over the trigram index, the sums of
 * an equipment beside those of its département and France), without authentication, scope, validation, journal nor telemetry. `/calibration` does nothing at all. Environment: PORT, DATABASE_URL.
 */
import Fastify from 'fastify';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 10 });
const app = Fastify();
const search = {
  name: 'limit-search',
  text: `select d.id, d.exercise, d.type, d.status, d.version, d.period_end, d.due_on, d.updated_at, q.name, q.commune,
           count(*) over ()::int as total
         from equipment q join declaration d on d.equipment_id = q.id
         where q.search_text like '%' || search_key($1) || '%' and d.exercise = $2 and d.type = $3 and d.status = $4
         order by d.exercise desc, d.updated_at desc, d.id limit 25 offset $5`,
};

const statistics = {
  name: 'limit-statistics',
  text: `select f.*, d.*, n.* from current_fact f
         left join lateral (select id from publication p where p.exercise = f.exercise order by version desc limit 1) as p on true
         left join publication_mean d on d.publication_id = p.id and d.zone = f.department_code
         left join publication_mean n on n.publication_id = p.id and n.zone = 'FR'
         where f.equipment_id = $1 order by f.exercise`,
};

app.get('/calibration', () => ({ done: true }));
app.get<{ Querystring: Record<string, string> }>('/search', async ({ query }) => {
  const offset = (Number(query['page']) - 1) * 25;
  const values = [query['search'], Number(query['exercise']), query['type'], query['status'], offset];
  const { rows } = await pool.query<{ total: number }>({ ...search, values });
  return { items: rows, total: rows[0]?.total ?? 0 };
});
app.get<{ Querystring: Record<string, string> }>('/statistics', async ({ query }) => {
  const { rows } = await pool.query({ ...statistics, values: [query['equipment']] });
  return { years: rows };
});
await app.listen({ host: '127.0.0.1', port: Number(process.env['PORT']) });
process.send?.('ready');
