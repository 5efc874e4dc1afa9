import { busAdministrator } from './provision/bus-users.ts';
import { clientSecrets } from './realm.ts';
import type { Secrets } from './secrets.ts';
import type { Servers } from './servers/all.ts';

/** The variables through which integration tests find the real servers. */
export function testEnvironment(
  servers: Servers,
  secrets: Secrets,
  chromium: string | undefined,
): Record<string, string> {
  const redis = new URL(servers.redis);
  redis.username = 'administrator';
  redis.password = secrets.of('redis-administrator');
  return {
    TEST_POSTGRES_URL: servers.postgres.href,
    TEST_NATS_URL: servers.nats,
    TEST_NATS_USER: busAdministrator,
    TEST_NATS_PASSWORD: secrets.of(`nats-${busAdministrator}`),
    TEST_REDIS_URL: redis.href,
    TEST_KEYCLOAK_URL: servers.keycloak,
    TEST_KEYCLOAK_ADMIN_CLIENT_ID: 'identity-admin',
    TEST_KEYCLOAK_ADMIN_CLIENT_SECRET: clientSecrets(secrets).identityAdmin,
    // Administrator of the master realm: tests make realms of their own.
    TEST_KEYCLOAK_MASTER_USER: 'administrator',
    TEST_KEYCLOAK_MASTER_PASSWORD: secrets.of('keycloak-administrator'),
    TEST_MAIL_URL: servers.mail,
    ...(chromium === undefined ? {} : { CHROMIUM_PATH: chromium }),
  };
}
