import { Type } from 'typebox';
import {
  commonVariables,
  readConfig,
  smtpVariables,
  storeVariables,
  text,
  url,
} from '@portail/platform/boot/config.ts';

/** Configuration of the service. @throws Error that names each variable at fault */
export function readConfiguration(environment: NodeJS.ProcessEnv) {
  return readConfig(
    {
      ...commonVariables,
      ...storeVariables,
      KEYCLOAK_ADMIN_CLIENT_ID: text(),
      KEYCLOAK_ADMIN_CLIENT_SECRET: text(),
      /** What a person gets who forgot their password: a provisional one, as in the guide, or a link that serves once. */
      PASSWORD_RESET: Type.Union([Type.Literal('provisional'), Type.Literal('link')], { default: 'provisional' }),
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
