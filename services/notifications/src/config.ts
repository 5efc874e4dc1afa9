import { commonVariables, readConfig, smtpVariables, storeVariables, url } from '@portail/platform/boot/config.ts';

/** Configuration of the service. @throws Error that names each variable at fault */
export function readConfiguration(environment: NodeJS.ProcessEnv) {
  return readConfig(
    {
      ...commonVariables,
      ...storeVariables,
      ...smtpVariables,
      /** Where the links of mails lead, without final slash. */
      PORTAL_ORIGIN: url(),
      ADMIN_ORIGIN: url(),
    },
    environment,
  );
}

/** What `migrate.ts` needs: the owner role, and the runtime role that receives the grants. */
export function readMigrationConfiguration(environment: NodeJS.ProcessEnv) {
  return readConfig({ DATABASE_URL: url(), MIGRATION_DATABASE_URL: url() }, environment);
}
