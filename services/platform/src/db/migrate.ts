import { openDatabase, type DatabaseOptions } from './database.ts';

/**
 * Runs the pending migrations as the owner role, then gives the runtime role what it needs and no more:
 * rows of the service’s tables, the journal INSERT and SELECT only, no DDL.
 * @param runtimeRole role of `DATABASE_URL`
 * @returns names of the migrations that ran
 */
export async function migrate(options: DatabaseOptions, runtimeRole: string): Promise<readonly string[]> {
  const database = await openDatabase({ ...options, statementTimeout: 0, poolSize: 2 });
  try {
    const done = await database.dataSource.runMigrations();
    const role = `"${runtimeRole.replaceAll('"', '""')}"`;
    await database.dataSource.query(`grant usage on schema public to ${role}`);
    await database.dataSource.query(`grant select, insert, update, delete on all tables in schema public to ${role}`);
    await database.dataSource.query(`grant usage, select on all sequences in schema public to ${role}`);
    await database.dataSource.query(`revoke update, delete on journal from ${role}`);
    await database.dataSource.query(`revoke insert, update, delete on migration from ${role}`);
    return done.map((migration) => migration.name);
  } finally {
    await database.close();
  }
}
