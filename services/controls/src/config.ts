import { commonVariables, readConfig, storeVariables, url } from '@portail/platform/boot/config.ts';

/** Variables of the running service; refused at boot with the name of the one at fault. */
export const readConfiguration = (environment: NodeJS.ProcessEnv) =>
  readConfig({ ...commonVariables, ...storeVariables }, environment);

/** Variables of the migration: the owner role runs it, the runtime role’s name comes from its own address. */
export const readMigrationConfiguration = (environment: NodeJS.ProcessEnv) =>
  readConfig({ MIGRATION_DATABASE_URL: url(), DATABASE_URL: url() }, environment);
