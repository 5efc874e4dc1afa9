import { accepted, notFound } from '@portail/platform/pure/refusal.ts';
import type { Act } from '../domain/access.ts';
import { decide } from '../domain/decide.ts';
import { evolve } from '../domain/evolve.ts';
import type { User } from '../domain/user.ts';
import type { IdentityPorts, Target } from './ports.ts';

/** Ends the sessions of a person and has them choose a new password at the next sign-in. @throws RefusalError NOT_FOUND, STALE_VERSION, SUSPENDED */
export async function forcePasswordChange(ports: IdentityPorts, asked: Target, act: Act): Promise<User> {
  return ports.transaction(async (tx) => {
    const current = accepted((await ports.users.load(tx, asked.id)) ?? notFound());
    const partner = current.partnerId === null ? undefined : await ports.known.partner(tx, current.partnerId);
    const command = { act: 'FORCE_PASSWORD_CHANGE' } as const;
    const events = accepted(decide(current, asked.expectedRevision, command, { partner, equipment: undefined }, act));
    const next = events.reduce(evolve, current);
    await ports.users.askPasswordChange(tx, current.id, act.at);
    await ports.users.save(tx, next, asked.expectedRevision);
    await ports.record(tx, next, events, act);
    return next;
  });
}
