import { Type } from 'typebox';
import { commonVariables, readConfig, storeVariables, url } from '@portail/platform/boot/config.ts';

/** Configuration of the service. @throws Error that names each variable at fault */
export function readConfiguration(environment: NodeJS.ProcessEnv) {
  return readConfig(
    {
      ...commonVariables,
      ...storeVariables,
      /** The browser that makes PDFs; without it the service runs and says that it cannot make any. */
      CHROMIUM_PATH: Type.Optional(Type.String({ minLength: 1 })),
    },
    environment,
  );
}

/** What `migrate.ts` needs: the owner role, and the runtime role that receives the grants. */
export function readMigrationConfiguration(environment: NodeJS.ProcessEnv) {
  return readConfig({ DATABASE_URL: url(), MIGRATION_DATABASE_URL: url() }, environment);
}
