import { notFound, Refusal } from '@portail/platform/pure/refusal.ts';

/** Who is acting, from the events of the identity service. */
export interface Actor {
  readonly id: string;
  /** PARTNER, CAF_AGENT, CAF_ADMIN or CNAF_ADMIN. */
  readonly population: string;
  readonly cafCodes: readonly string[];
}

/** Realm role that a token must carry for each population. */
const REALM_ROLES: Readonly<Record<string, string>> = {
  CAF_AGENT: 'caf-agent',
  CAF_ADMIN: 'caf-admin',
  CNAF_ADMIN: 'cnaf-admin',
};

/**
 * Reference data (scales, rules) are read by agents and administrators (domain.md 5.3).
 * @param realmRoles roles of the token: what identity knows and what Keycloak says must agree.
 */
export function mayReadReferenceData(actor: Actor | null, realmRoles: readonly string[]): Actor | Refusal {
  const role = actor === null ? undefined : REALM_ROLES[actor.population];
  return actor === null || role === undefined || !realmRoles.includes(role) ? notFound() : actor;
}

/** Scales and rules are published by Cnaf administrators only. */
export function mayPublishReferenceData(actor: Actor | null, realmRoles: readonly string[]): Actor | Refusal {
  const reader = mayReadReferenceData(actor, realmRoles);
  if (reader instanceof Refusal || reader.population === 'CNAF_ADMIN') return reader;
  return new Refusal('forbidden', 'FORBIDDEN', 'Seul un administrateur de la Cnaf peut publier le référentiel.');
}

/** A Caf proposes by its administrators. */
export function mayProposeReferenceData(actor: Actor | null, realmRoles: readonly string[]): Actor | Refusal {
  const reader = mayReadReferenceData(actor, realmRoles);
  if (reader instanceof Refusal || reader.population === 'CAF_ADMIN') return reader;
  return new Refusal('forbidden', 'FORBIDDEN', 'Seul un administrateur d’une Caf propose un changement à la Cnaf.');
}

/** What is being prepared is seen by those who may publish it. */
export function seesDrafts(actor: Actor): boolean {
  return actor.population === 'CNAF_ADMIN';
}

/** Rules this person may read: the national ones and those of their own Caf; all for the Cnaf. */
export function visibleCafCodes(actor: Actor): readonly string[] | 'ALL' {
  return actor.population === 'CNAF_ADMIN' ? 'ALL' : actor.cafCodes;
}
