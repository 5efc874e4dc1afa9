import type { Actor } from '../domain/access.ts';
import type { User } from '../domain/user.ts';

/** As whom a person acts on their own account. */
export function selfOf({ id, population, cafCodes }: User): Actor {
  return population === 'CAF_AGENT' || population === 'CAF_ADMIN'
    ? { kind: population, id, cafCodes }
    : { kind: population, id };
}
