import { Type } from 'typebox';
import { commonVariables, readConfig, secretKey, storeVariables, url } from '@portail/platform/boot/config.ts';

/** Configuration of the service. @throws Error that names each variable at fault */
export function readConfiguration(environment: NodeJS.ProcessEnv) {
  return readConfig(
    {
      ...commonVariables,
      ...storeVariables,
      /** The browser that makes PDFs; without it the service runs and says that it cannot make any. */
      CHROMIUM_PATH: Type.Optional(Type.String({ minLength: 1 })),
      /** Where receipts are verified; without final slash. */
      PORTAL_ORIGIN: url(),
      /** 32 secret bytes in base64: sign the receipts. */
      RECEIPT_KEY: secretKey(),
      /** Public keys, in base64, of receipts signed before the key was changed; separated by commas. */
      RECEIPT_PUBLIC_KEYS: Type.String({ default: '', pattern: '^([A-Za-z0-9+/_-]{43}=?(,(?!$)|$))*$' }),
    },
    environment,
  );
}

/** What `migrate.ts` needs: the owner role, and the runtime role that receives the grants. */
export function readMigrationConfiguration(environment: NodeJS.ProcessEnv) {
  return readConfig({ DATABASE_URL: url(), MIGRATION_DATABASE_URL: url() }, environment);
}
