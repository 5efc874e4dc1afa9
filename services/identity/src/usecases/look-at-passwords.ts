import { accepted, notFound } from '@portail/platform/pure/refusal.ts';
import type { IdentityPorts, SeenPassword } from './ports.ts';
import { selfOf } from './self.ts';

/**
 * Sees whether the passwords of those who came in have changed, and says so: a person is told of it, whoever did it. Passwords
 * are chosen at the sign-in server, which then sends the person on to the site: that is when one looks. The first look only
 * notes since when the password holds.
 * @returns true while there may be more to do
 * @throws RefusalError ACCOUNTS_UNAVAILABLE when the sign-in server does not answer; who was not looked at waits
 */
export async function lookAtPasswords(ports: IdentityPorts): Promise<boolean> {
  const waiting = await ports.transaction((tx) => ports.users.passwordsToLookAt(tx));
  for (const seen of waiting) {
    const since = await ports.accounts.passwordSince(seen.subject);
    await note(ports, seen, since);
  }
  return waiting.length > 0;
}

async function note(ports: IdentityPorts, seen: SeenPassword, since: Date | null): Promise<void> {
  await ports.transaction(async (tx) => {
    if (!(await ports.users.passwordLookedAt(tx, seen, since))) return;
    if (since === null || seen.knownSince === null || since <= seen.knownSince) return;
    const user = accepted((await ports.users.load(tx, seen.id)) ?? notFound());
    const event = { type: 'PasswordChanged', changedAt: since.toISOString() } as const;
    await ports.record(tx, user, [event], { actor: selfOf(user), at: since });
  });
}
