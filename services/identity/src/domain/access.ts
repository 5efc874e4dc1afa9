import type { KnownPartner, Population, User } from './user.ts';

/** Who acts. SYSTEM registers the first national administrator; NOBODY has a token but no active user here. */
export type Actor =
  | { readonly kind: 'PARTNER'; readonly id: string }
  | { readonly kind: 'CAF_AGENT'; readonly id: string; readonly cafCodes: readonly string[] }
  | { readonly kind: 'CAF_ADMIN'; readonly id: string; readonly cafCodes: readonly string[] }
  | { readonly kind: 'CNAF_ADMIN'; readonly id: string }
  | { readonly kind: 'SYSTEM'; readonly id: string }
  | { readonly kind: 'NOBODY'; readonly id: string };

/** Who acts and when; every decision takes it. */
export interface Act {
  readonly actor: Actor;
  readonly at: Date;
}

/** Realm role that goes with each population: accounts are given it, tokens must carry it. */
export const realmRole: Readonly<Record<Population, string>> = {
  PARTNER: 'partner',
  CAF_AGENT: 'caf-agent',
  CAF_ADMIN: 'caf-admin',
  CNAF_ADMIN: 'cnaf-admin',
};

/** Realm role of the gateway’s own account: it speaks for people who have not signed in yet. */
export const gatewayRole = 'gateway';

/** Which populations each actor registers, suspends and reinstates (domain.md sections 5.3 and 8). */
const manages: Readonly<Record<Actor['kind'], readonly Population[]>> = {
  PARTNER: [],
  CAF_AGENT: ['PARTNER'],
  CAF_ADMIN: ['PARTNER', 'CAF_AGENT'],
  CNAF_ADMIN: ['CAF_ADMIN', 'CNAF_ADMIN'],
  SYSTEM: ['CNAF_ADMIN'],
  NOBODY: [],
};

/** Populations that are the actor’s business at all. */
export function managedPopulations(actor: Actor): readonly Population[] {
  return manages[actor.kind];
}

/** True when persons of that population are the actor’s business at all. */
export function managesPopulation(actor: Actor, population: Population): boolean {
  return manages[actor.kind].includes(population);
}

/** Caf codes an actor works for. */
export function cafCodesOf(actor: Actor): readonly string[] {
  return actor.kind === 'CAF_AGENT' || actor.kind === 'CAF_ADMIN' ? actor.cafCodes : [];
}

/**
 * True when this very person is the actor’s to see and manage: a partner user through a Caf in which the gestionnaire
 * has an equipment, an agent when the administrator holds all the agent’s Caf codes.
 */
export function managesUser(
  actor: Actor,
  user: Pick<User, 'population' | 'cafCodes'>,
  partner: KnownPartner | undefined,
): boolean {
  if (!managesPopulation(actor, user.population)) return false;
  const codes = cafCodesOf(actor);
  switch (user.population) {
    case 'PARTNER':
      return partner?.cafCodes.some((code) => codes.includes(code)) ?? false;
    case 'CAF_AGENT':
      return user.cafCodes.every((code) => codes.includes(code));
    case 'CAF_ADMIN':
    case 'CNAF_ADMIN':
      return true;
  }
}
