import pg from 'pg';
import { testVariable } from './test-servers.ts';

const day = 24 * 3_600_000;

/**
 * Makes a password of the real Keycloak older, or younger with a negative age: its clock is that of the whole machine, so the
 * date of the password moves instead. Who reads it next must ask Keycloak to forget what it remembers of its users.
 * @param subject of the account
 * @param age in milliseconds, added to the one it has
 */
export async function agePassword(subject: string, age: number): Promise<void> {
  const url = new URL(testVariable('TEST_POSTGRES_URL'));
  url.pathname = '/keycloak';
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    const { rowCount } = await client.query(
      `update credential set created_date = created_date - $2 where user_id = $1 and type = 'password'`,
      [subject, age],
    );
    if (rowCount !== 1) throw new Error(`${rowCount} passwords of ${subject} in Keycloak`);
  } finally {
    await client.end();
  }
}

/** So many days, less or more some seconds. */
export const days = (count: number, seconds = 0): number => count * day + seconds * 1_000;
