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
  const found = await client.query('select 1 from pg_database where datname = $1', [plan.database]);
  const names = { database: plan.database, owner: plan.owner.name, runtime: plan.runtime?.name };
  if (found.rowCount === 0) await client.query(creationOf(names));
  for (const statement of rightsOn(names)) await client.query(statement);
}

interface DatabaseNames {
  readonly database: string;
  readonly owner: string;
  readonly runtime?: string | undefined;
}

/** The statement that makes a database. */
export function creationOf({ database, owner }: DatabaseNames): string {
  return `create database ${pg.escapeIdentifier(database)} owner ${pg.escapeIdentifier(owner)}`;
}

/** The statements that close a database to everybody but its two roles. */
export function rightsOn({ database, owner, runtime }: DatabaseNames): string[] {
  const name = pg.escapeIdentifier(database);
  return [
    `revoke all on database ${name} from public`,
    `grant connect, temporary, create on database ${name} to ${pg.escapeIdentifier(owner)}`,
    ...(runtime === undefined ? [] : [`grant connect on database ${name} to ${pg.escapeIdentifier(runtime)}`]),
  ];
}

async function ensureRole(client: pg.Client, role: { name: string; password: string }): Promise<void> {
  const name = client.escapeIdentifier(role.name);
  const password = client.escapeLiteral(role.password);
  const found = await client.query('select 1 from pg_roles where rolname = $1', [role.name]);
  await client.query(`${found.rowCount === 0 ? 'create' : 'alter'} role ${name} with login password ${password}`);
}
