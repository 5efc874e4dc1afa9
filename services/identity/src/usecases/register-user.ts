import { newId } from '@portail/platform/pure/id.ts';
import { accepted } from '@portail/platform/pure/refusal.ts';
import type { Act } from '../domain/access.ts';
import { decideRegistration, registered, type Registration } from '../domain/decide.ts';
import type { User } from '../domain/user.ts';
import type { IdentityPorts, Password } from './ports.ts';

/** A person to register; without a password, a provisional one is made. */
export type NewUser = Omit<Registration, 'id'> & { readonly password?: Password };

/** The person, and the provisional password to hand over: it is kept nowhere. */
export interface RegisteredUser {
  readonly user: User;
  readonly provisionalPassword: string | null;
}

/**
 * Registers a person with an account. The account is made before the commit, while the address is reserved: after a
 * crash in between it is an account without rights, which the next try adopts.
 * @throws RefusalError FORBIDDEN, PARTNER_UNKNOWN, EMAIL_TAKEN, ACCOUNTS_UNAVAILABLE…
 */
export async function registerUser(
  ports: IdentityPorts,
  { password: given, ...asked }: NewUser,
  act: Act,
): Promise<RegisteredUser> {
  const password = given ?? { value: ports.provisionalPassword(), temporary: true };
  return ports.transaction(async (tx) => {
    const partner = asked.partnerId === null ? undefined : await ports.known.partner(tx, asked.partnerId);
    const candidate = accepted(decideRegistration({ id: newId(act.at), ...asked }, partner, act));
    await ports.users.reserveEmail(tx, candidate.email);
    const subject = await ports.accounts.ensure({ ...candidate, password });
    const event = registered(candidate, subject);
    await ports.users.insert(tx, event.user);
    await ports.record(tx, event.user, [event], act);
    return { user: event.user, provisionalPassword: given ? null : password.value };
  });
}
