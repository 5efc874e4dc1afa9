import { openDatabase } from '@portail/platform/db/database.ts';
import { keycloakAccounts } from './accounts/keycloak-accounts.ts';
import { assembleIdentity } from './assemble.ts';
import { readConfiguration } from './config.ts';

// A step of an installation, as migrate.ts is: the first national administrator, who registers everybody else. Keycloak writes
// to them, and they choose a password through the link.
const [givenName, familyName, email] = process.argv.slice(2);
if (givenName === undefined || familyName === undefined || email === undefined) {
  console.error('usage: register-first-administrator <given name> <family name> <e-mail>');
  process.exit(1);
}
const configuration = readConfiguration(process.env);
const database = await openDatabase({
  url: configuration.DATABASE_URL,
  applicationName: 'identity-register-first-administrator',
  poolSize: 1,
});
try {
  const known = await database.rows({
    name: 'first-administrator-known',
    text: `select 1 from person where population = 'CNAF_ADMIN' and status = 'ACTIVE' limit 1`,
  });
  if (known.length > 0) throw new Error('There is a national administrator already, who registers the others.');
  const accounts = keycloakAccounts({
    url: configuration.KEYCLOAK_INTERNAL_URL ?? configuration.KEYCLOAK_URL,
    realm: configuration.KEYCLOAK_REALM,
    clientId: configuration.KEYCLOAK_ADMIN_CLIENT_ID,
    clientSecret: configuration.KEYCLOAK_ADMIN_CLIENT_SECRET,
  });
  await assembleIdentity(database, accounts).registerUser(
    { email, givenName, familyName, population: 'CNAF_ADMIN', partnerId: null, cafCodes: [] },
    { actor: { kind: 'SYSTEM', id: 'installation' }, at: new Date() },
  );
  console.log(JSON.stringify({ service: 'identity', firstAdministrator: 'registered, a mail is on its way' }));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
} finally {
  await database.close();
}
