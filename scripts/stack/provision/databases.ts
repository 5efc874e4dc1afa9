import pg from 'pg';

/** A database with an owner (migrations) and, for our services, a role without DDL (runtime). */
export interface DatabasePlan {
  readonly database: string;
  readonly owner: { readonly name: string; readonly password: string };
  readonly runtime?: { readonly name: string; readonly password: string };
}

/** Creates what is missing of roles and databases, sets the passwords, and closes databases to everybody else. */
export async function provisionDatabases(superuserUrl: string, plans: readonly DatabasePlan[]): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl, statement_timeout: 30_000 });
  await client.connect();
  try {
    for (const plan of plans) await provision(client, plan);
  } finally {
    await client.end();
  }
}

async function provision(client: pg.Client, plan: DatabasePlan): Promise<void> {
  await ensureRole(client, plan.owner);
  if (plan.runtime !== undefined) await ensureRole(client, plan.runtime);
  const database = client.escapeIdentifier(plan.database);
  const owner = client.escapeIdentifier(plan.owner.name);
  const found = await client.query('select 1 from pg_database where datname = $1', [plan.database]);
  if (found.rowCount === 0) await client.query(`create database ${database} owner ${owner}`);
  await client.query(`revoke all on database ${database} from public`);
  await client.query(`grant connect, temporary, create on database ${database} to ${owner}`);
  if (plan.runtime === undefined) return;
  await client.query(`grant connect on database ${database} to ${client.escapeIdentifier(plan.runtime.name)}`);
}

async function ensureRole(client: pg.Client, role: { name: string; password: string }): Promise<void> {
  const name = client.escapeIdentifier(role.name);
  const password = client.escapeLiteral(role.password);
  const found = await client.query('select 1 from pg_roles where rolname = $1', [role.name]);
  await client.query(`${found.rowCount === 0 ? 'create' : 'alter'} role ${name} with login password ${password}`);
}
