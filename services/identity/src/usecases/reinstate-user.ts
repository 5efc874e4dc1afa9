import { accepted, notFound } from '@portail/platform/pure/refusal.ts';
import type { Act } from '../domain/access.ts';
import { decide } from '../domain/decide.ts';
import { evolve } from '../domain/evolve.ts';
import type { User } from '../domain/user.ts';
import type { IdentityPorts, Target } from './ports.ts';

/** Lets a suspended person in again. @throws RefusalError NOT_FOUND, STALE_VERSION, NOT_SUSPENDED */
export async function reinstateUser(ports: IdentityPorts, asked: Target, act: Act): Promise<User> {
  return ports.transaction(async (tx) => {
    const current = accepted((await ports.users.load(tx, asked.id)) ?? notFound());
    const partner = current.partnerId === null ? undefined : await ports.known.partner(tx, current.partnerId);
    const events = accepted(
      decide(current, asked.expectedRevision, { act: 'REINSTATE' }, { partner, equipment: undefined }, act),
    );
    const next = events.reduce(evolve, current);
    await ports.users.save(tx, next, asked.expectedRevision);
    await ports.record(tx, next, events, act);
    return next;
  });
}
