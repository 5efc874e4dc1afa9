import { Type } from 'typebox';
import { commonVariables, readConfig, storeVariables, url } from '@portail/platform/boot/config.ts';

/** Configuration of the service. @throws Error that names each variable at fault */
export function readConfiguration(environment: NodeJS.ProcessEnv) {
  return readConfig(
    {
      ...commonVariables,
      ...storeVariables,
      /** `smtp://` or `smtps://`, with name and password when the server asks for them. */
      SMTP_URL: Type.String({ pattern: '^smtps?://.+' }),
      MAIL_FROM: Type.String({ default: 'Portail Caf partenaires <ne-pas-repondre@portail.example>' }),
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
