import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadEnvFile } from 'node:process';
import { openDatabase, type Database } from '@portail/platform/db/database.ts';
import { root } from '../stack/paths.ts';
import { storeServices } from '../stack/service-list.ts';

/** A running system as commands find it: databases, signed roots, the bus. */
export interface System {
  readonly databases: ReadonlyMap<string, Database>;
  readonly roots: { readonly directory: string; readonly publicKeys: readonly string[] };
  /** Where NATS says how its streams are; undefined when it is not named. */
  readonly busMonitoring: string | undefined;
  close(): Promise<void>;
}

/** Variable that names the database of a service. */
export function databaseVariable(service: string): string {
  return `${service.toUpperCase().replaceAll('-', '_')}_DATABASE_URL`;
}

/**
 * Opens the system that the environment names, or this file, or else the one that `npm start` keeps in `.run`.
 * @param env a file of variables
 * @throws Error that names what is missing
 */
export async function openSystem(command: string, env: string | undefined): Promise<System> {
  const file = env ?? join(root, '.run', 'journal.env');
  const given = storeServices.some(({ name }) => process.env[databaseVariable(name)]);
  if (env !== undefined || !given) {
    if (!existsSync(file)) {
      throw new Error(`${file} is not there: start the system, or name the databases in the environment`);
    }
    loadEnvFile(file);
  }
  const roots = {
    directory: needed('AUDIT_ROOT_DIR'),
    publicKeys: needed('AUDIT_ROOT_PUBLIC_KEYS').split(','),
  };
  const databases = new Map<string, Database>();
  const close = async () => {
    await Promise.all([...databases.values()].map((database) => database.close()));
  };
  try {
    for (const { name } of storeServices) {
      const url = needed(databaseVariable(name));
      databases.set(name, await openDatabase({ url, applicationName: command, statementTimeout: 0, poolSize: 2 }));
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { databases, roots, busMonitoring: process.env['NATS_MONITORING_URL'], close };
}

function needed(variable: string): string {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is missing`);
  return value;
}

/** The database of a service. */
export function databaseOf(system: System, service: string): Database {
  const database = system.databases.get(service);
  if (database === undefined) throw new Error(`there is no service ${service}`);
  return database;
}
