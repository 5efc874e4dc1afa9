import { newId } from '@portail/platform/pure/id.ts';
import { accepted } from '@portail/platform/pure/refusal.ts';
import type { Act } from '../domain/access.ts';
import { decideRegistration, registered, type Registration } from '../domain/decide.ts';
import type { User } from '../domain/user.ts';
import type { IdentityPorts, Password } from './ports.ts';

/** A person to register; without a password, they receive a mail and choose one. */
export type NewUser = Omit<Registration, 'id'> & { readonly password?: Password };

/**
 * Registers a person with an account. The account is made before the commit, while the address is reserved: after a
 * crash in between it is an account without rights, which the next try adopts.
 * @throws RefusalError FORBIDDEN, PARTNER_UNKNOWN, EMAIL_TAKEN, PASSWORD_REFUSED, ACCOUNTS_UNAVAILABLE…
 */
export async function registerUser(ports: IdentityPorts, { password, ...asked }: NewUser, act: Act): Promise<User> {
  return ports.transaction(async (tx) => {
    const partner = asked.partnerId === null ? undefined : await ports.known.partner(tx, asked.partnerId);
    const candidate = accepted(decideRegistration({ id: newId(act.at), ...asked }, partner, act));
    await ports.users.reserveEmail(tx, candidate.email);
    const subject = await ports.accounts.ensure({ ...candidate, ...(password ? { password } : {}) });
    const event = registered(candidate, subject);
    await ports.users.insert(tx, event.user);
    await ports.record(tx, event.user, [event], act);
    return event.user;
  });
}
