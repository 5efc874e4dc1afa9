import { applyPasswordPolicy } from './stack/provision/realm-policy.ts';
import { givenAdministrator } from './stack/provision/given-keycloak.ts';
import { chosenPasswordPolicy } from './stack/realm.ts';

// `npm run password-policy`: gives the realm of a Keycloak that runs elsewhere the rules that `PASSWORD_POLICY` names.
try {
  const url = process.env['KEYCLOAK_URL']?.replace(/\/$/, '');
  const administrator = givenAdministrator();
  if (url === undefined || administrator === undefined) {
    throw new Error('KEYCLOAK_URL, KEYCLOAK_ADMIN_USERNAME and KEYCLOAK_ADMIN_PASSWORD are needed.');
  }
  const policy = chosenPasswordPolicy();
  await applyPasswordPolicy(url, administrator, policy);
  console.log(`passwords follow ${policy} from now on; those that hold stay until they change`);
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
