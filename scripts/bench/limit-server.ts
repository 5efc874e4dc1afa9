/**
 * The barest correct program for P6: a Fastify route and one SQL statement over the trigram index, without authentication,
 * scope, validation, journal nor telemetry. `/calibration` does nothing at all. Environment: PORT, DATABASE_URL.
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

app.get('/calibration', () => ({ done: true }));
app.get<{ Querystring: Record<string, string> }>('/search', async ({ query }) => {
  const offset = (Number(query['page']) - 1) * 25;
  const values = [query['search'], Number(query['exercise']), query['type'], query['status'], offset];
  const { rows } = await pool.query<{ total: number }>({ ...search, values });
  return { items: rows, total: rows[0]?.total ?? 0 };
});
await app.listen({ host: '127.0.0.1', port: Number(process.env['PORT']) });
process.send?.('ready');
