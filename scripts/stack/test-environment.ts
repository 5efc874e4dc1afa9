import { busAdministrator } from './provision/bus-users.ts';
import { storeServices } from './service-list.ts';
import { clientSecrets, keycloakAdministrator } from './realm.ts';
import type { Secrets } from './secrets.ts';
import type { Servers } from './servers/all.ts';

/** Programs of the machine that integration tests start. */
export interface TestPrograms {
  readonly chromium: string;
  readonly libreOffice: string;
}

/** The variables through which integration tests find the real servers. */
export function testEnvironment(servers: Servers, secrets: Secrets, programs: TestPrograms): Record<string, string> {
  const bus = servers.nats.credentialsOf(busAdministrator);
  return {
    TEST_POSTGRES_URL: servers.postgres.href,
    TEST_NATS_URL: servers.nats.url,
    TEST_NATS_USER: bus.user,
    TEST_NATS_PASSWORD: bus.password,
    // Users of the services, for the tests of what each may do.
    TEST_NATS_USERS: JSON.stringify(storeServices.map(({ name }) => servers.nats.credentialsOf(name))),
    TEST_REDIS_URL: servers.redisFor('administrator'),
    TEST_REDIS_GATEWAY_URL: servers.redisFor('gateway'),
    TEST_KEYCLOAK_URL: servers.keycloak,
    TEST_KEYCLOAK_MASTER_USER: process.env['KEYCLOAK_ADMIN_USERNAME'] ?? keycloakAdministrator,
    TEST_KEYCLOAK_MASTER_PASSWORD: process.env['KEYCLOAK_ADMIN_PASSWORD'] ?? secrets.of('keycloak-administrator'),
    TEST_KEYCLOAK_ADMIN_CLIENT_ID: 'identity-admin',
    TEST_KEYCLOAK_ADMIN_CLIENT_SECRET: clientSecrets(secrets).identityAdmin,
    ...(servers.mail.page === undefined ? {} : { TEST_MAIL_URL: servers.mail.page }),
    CHROMIUM_PATH: programs.chromium,
    LIBREOFFICE_PATH: programs.libreOffice,
  };
}
