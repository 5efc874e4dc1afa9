import { accepted, notFound } from '@portail/platform/pure/refusal.ts';
import type { Act } from '../domain/access.ts';
import { parisDay } from '@portail/platform/pure/calendar.ts';
import { decideAcceptance } from '../domain/decide.ts';
import { evolve } from '../domain/evolve.ts';
import type { User } from '../domain/user.ts';
import type { IdentityPorts } from './ports.ts';

/** The actor accepts the conditions générales in force that day. @throws RefusalError NOT_FOUND, NOT_REGISTERED, TERMS_OUTDATED */
export async function acceptTerms(ports: IdentityPorts, asked: { readonly version: string }, act: Act): Promise<User> {
  return ports.transaction(async (tx) => {
    const current = accepted((await ports.users.load(tx, act.actor.id)) ?? notFound());
    const inForce = await ports.terms.currentVersion(tx, parisDay(act.at));
    const events = accepted(decideAcceptance(current, asked.version, inForce));
    const next = events.reduce(evolve, current);
    await ports.users.save(tx, next, current.revision);
    await ports.record(tx, next, events, act);
    return next;
  });
}
