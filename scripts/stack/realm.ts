import { join } from 'node:path';
import { root } from './paths.ts';
import type { Ports } from './ports.ts';
import type { Secrets } from './secrets.ts';

export const realmName = 'portail';
/** First administrator of the Keycloak that we start ourselves. */
export const keycloakAdministrator = 'administrator';
export const realmFile = join(root, 'deploy', 'keycloak', 'portail-realm.json');

/** Where browsers find each site and Keycloak. */
export interface Origins {
  readonly portal: string;
  readonly admin: string;
  readonly keycloak: string;
}

/** The addresses of a system on this machine. */
export function originsOf(ports: Ports): Origins {
  return {
    portal: `http://localhost:${ports.portal}`,
    admin: `http://localhost:${ports.admin}`,
    keycloak: `http://localhost:${ports.keycloak}`,
  };
}

/** Secrets of the realm’s clients. */
export function clientSecrets(secrets: Secrets): { portal: string; admin: string; identityAdmin: string } {
  return {
    portal: secrets.of('keycloak-client-portal'),
    admin: secrets.of('keycloak-client-admin'),
    identityAdmin: secrets.of('keycloak-client-identity-admin'),
  };
}

/** Values of the `${…}` in the realm’s file. */
export function realmVariables(
  ports: Ports,
  secrets: Secrets,
  smtp: { readonly host: string; readonly port: number },
  /** Name of this machine as Keycloak sees it. */
  host = 'localhost',
): Record<string, string> {
  const origins = originsOf(ports);
  const clients = clientSecrets(secrets);
  return {
    PORTAIL_PORTAL_ORIGIN: origins.portal,
    PORTAIL_ADMIN_ORIGIN: origins.admin,
    // Where Keycloak itself says that it ended a session.
    PORTAIL_PORTAL_INTERNAL_ORIGIN: `http://${host}:${ports.portal}`,
    PORTAIL_ADMIN_INTERNAL_ORIGIN: `http://${host}:${ports.admin}`,
    PORTAIL_PORTAL_CLIENT_SECRET: clients.portal,
    PORTAIL_ADMIN_CLIENT_SECRET: clients.admin,
    PORTAIL_IDENTITY_ADMIN_CLIENT_SECRET: clients.identityAdmin,
    PORTAIL_SMTP_HOST: smtp.host,
    PORTAIL_SMTP_PORT: String(smtp.port),
  };
}
