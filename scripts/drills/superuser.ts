import pg from 'pg';

/**
 * Works as whoever owns the server.
 * @param server address of the superuser
 * @param database another database than the address names
 */
export async function asSuperuser<T>(
  server: string,
  work: (client: pg.Client) => Promise<T>,
  database?: string,
): Promise<T> {
  const url = new URL(server);
  if (database !== undefined) url.pathname = `/${database}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
