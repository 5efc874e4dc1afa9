import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.ts';
import type { Ports } from './ports.ts';
import type { Secrets } from './secrets.ts';

export const realmName = 'portail';
/** First administrator of the Keycloak that we start ourselves. */
export const keycloakAdministrator = 'administrator';
export const realmFile = join(root, 'deploy', 'keycloak', 'portail-realm.json');

/** What `PASSWORD_POLICY` may name. */
export const passwordPolicyNames = ['guide-2016', 'reinforced'] as const;
export type PasswordPolicyName = (typeof passwordPolicyNames)[number];

/**
 * The policy that `PASSWORD_POLICY` names, the guide’s without it.
 * @throws Error when it names none
 */
export function chosenPasswordPolicy(environment: NodeJS.ProcessEnv = process.env): PasswordPolicyName {
  const asked = environment['PASSWORD_POLICY'] ?? 'guide-2016';
  const known = passwordPolicyNames.find((name) => name === asked);
  if (known === undefined) throw new Error(`PASSWORD_POLICY: ${passwordPolicyNames.join(' or ')}, not “${asked}”`);
  return known;
}

/** A policy, as Keycloak writes it. */
export interface PasswordPolicy {
  /** The rules of passwords. */
  readonly passwordPolicy: string;
  /** Whether whoever is no partner has to set up a second factor: requirement of a part of the sign-in. */
  readonly secondFactorOfAgents: 'CONDITIONAL' | 'DISABLED';
}

/** What a policy says. */
export function passwordPolicyNamed(name: PasswordPolicyName): PasswordPolicy {
  const file = join(root, 'deploy', 'keycloak', 'password-policies.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as Record<PasswordPolicyName, PasswordPolicy>)[name];
}

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
  const { passwordPolicy, secondFactorOfAgents } = passwordPolicyNamed(chosenPasswordPolicy());
  return {
    PORTAIL_PASSWORD_POLICY: passwordPolicy,
    PORTAIL_SECOND_FACTOR: secondFactorOfAgents,
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
