import type { Person } from '../permissions.ts';
import type { Population, Role } from '../vocabulary.ts';

/** Conditions générales that test persons have accepted. */
export const acceptedTerms = '2016-07';

/** A partner user with the given roles on the equipment; none: its existence is not theirs to know. */
export function partner(...roles: readonly Role[]): Person {
  return person('PARTNER', roles.length > 0, roles);
}

/** An agent or administrator; `inScope` false is one of another Caf. */
export function agent(population: Exclude<Population, 'PARTNER'>, inScope = true): Person {
  return person(population, inScope, []);
}

function person(population: Population, inScope: boolean, roles: readonly Role[]): Person {
  const who = roles.length > 0 ? roles.join('+') : population;
  return {
    userId: `user-${who}-${inScope}`,
    name: `Claire ${who}`,
    population,
    roles,
    inScope,
    termsVersion: acceptedTerms,
  };
}
