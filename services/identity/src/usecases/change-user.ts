import type { Transaction } from '@portail/platform/db/database.ts';
import { isId } from '@portail/platform/pure/id.ts';
import { accepted, notFound, RefusalError, stale, type Refusal } from '@portail/platform/pure/refusal.ts';
import { evolve, type Act, type User, type UserEvent } from '../domain/user.ts';
import type { IdentityPorts, Target } from './ports.ts';

/** Loads a person, decides, keeps the outcome; one transaction. @throws RefusalError NOT_FOUND, STALE_VERSION or the decision’s */
export function changeUser(
  ports: IdentityPorts,
  target: Target,
  act: Act,
  decide: (user: User, tx: Transaction) => Promise<UserEvent | Refusal>,
): Promise<User> {
  return ports.transaction(async (tx) => {
    const user = isId(target.id) ? await ports.users.load(tx, target.id) : undefined;
    if (!user) throw new RefusalError(notFound());
    const event = accepted(await decide(user, tx));
    if (user.revision !== target.expectedRevision) throw new RefusalError(stale());
    return keep(ports, tx, user, event, act);
  });
}

/** Saves the person after an event, with its journal line and outgoing event. */
export async function keep(
  ports: IdentityPorts,
  tx: Transaction,
  user: User,
  event: UserEvent,
  act: Act,
): Promise<User> {
  const next = evolve(user, event);
  await ports.users.save(tx, next, user.revision);
  await ports.record(tx, next, event, act);
  return next;
}
