import { isTooLate, nextTry, resetLife, siteOf } from '../domain/password-reset.ts';
import type { User } from '../domain/user.ts';
import type { IdentityPorts, ResetMeans } from './ports.ts';
import { selfOf } from './self.ts';

/** Notes that an address asked for a new password. Whether it is known is looked at later, by nobody who could tell. */
export async function requestPasswordReset(
  ports: Pick<IdentityPorts, 'transaction' | 'resets'>,
  asked: { readonly email: string },
  at: Date,
): Promise<void> {
  await ports.transaction((tx) => ports.resets.ask(tx, asked.email.trim().toLowerCase(), at));
}

/**
 * Answers the request that waits longest. The password is made when the mail server answers, given to the sign-in server,
 * handed in, and forgotten: it stands in no table, and another try makes another one.
 * @returns true while there may be more to do
 * @throws RefusalError ACCOUNTS_UNAVAILABLE when the sign-in server does not answer; the request waits
 */
export async function answerPasswordReset(ports: IdentityPorts, means: ResetMeans): Promise<boolean> {
  const waiting = await ports.transaction((tx) => ports.resets.take(tx, means.now()));
  if (!waiting) return false;
  const { user, requestedAt, attempts } = waiting;
  const pointless = user === null || isTooLate(requestedAt, means.now());
  const left = !pointless && (await send[means.mode](ports, means, user));
  const now = means.now();
  await ports.transaction(async (tx) => {
    await ports.resets.settle(tx, waiting.email, pointless || left ? null : nextTry(attempts, now));
    if (pointless || !left) return;
    const event = { type: 'PasswordResetSent', mode: means.mode } as const;
    await ports.record(tx, user, [event], { actor: selfOf(user), at: now });
  });
  return pointless || left;
}

/** Gives a person the means to choose a new password; true once the mail left. */
type Send = (ports: IdentityPorts, means: ResetMeans, user: User) => Promise<boolean>;

const send: Readonly<Record<ResetMeans['mode'], Send>> = {
  link: async (ports, _means, user) => {
    await ports.accounts.sendPasswordLink(user.subject, siteOf(user.population), resetLife);
    return true;
  },
  provisional: async (ports, { mail, newPassword, now }, user) => {
    // A password changed in vain would keep out somebody who remembers the old one.
    if (!(await mail.answers())) return false;
    const password = newPassword();
    await ports.accounts.giveProvisional(user.subject, password);
    const givenAt = now();
    const expiresAt = new Date(givenAt.getTime() + resetLife);
    await ports.transaction((tx) => ports.resets.keepProvisional(tx, user.id, givenAt, expiresAt));
    return mail.send(personOf(user), { password, expiresAt });
  },
};

function personOf({ email, givenName, familyName, population }: User) {
  return { email, name: `${givenName} ${familyName}`, site: siteOf(population) };
}

/**
 * Takes back the provisional passwords whose hour is over and that nobody used: they open nothing any more.
 * @throws RefusalError ACCOUNTS_UNAVAILABLE when the sign-in server does not answer; what remains waits
 */
export async function takeBackProvisional(
  ports: Pick<IdentityPorts, 'transaction' | 'resets' | 'accounts'>,
  means: Pick<ResetMeans, 'newPassword' | 'now'>,
): Promise<void> {
  const expired = await ports.transaction((tx) => ports.resets.expired(tx, means.now()));
  for (const each of expired) {
    await ports.accounts.takeBackProvisional(each, means.newPassword());
    await ports.transaction((tx) => ports.resets.dropProvisional(tx, each));
  }
}
