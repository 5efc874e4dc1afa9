import type { IdentityPorts } from './ports.ts';

/**
 * Makes the sign-in server follow: accounts of suspended persons are kept out, of reinstated ones let in. What was
 * decided is already committed, so this is repeated until it succeeds and a crash anywhere loses nothing.
 * @returns how many accounts were changed
 * @throws RefusalError ACCOUNTS_UNAVAILABLE when the sign-in server does not answer; what remains waits for the next call
 */
export async function alignAccounts(ports: IdentityPorts): Promise<number> {
  const lagging = await ports.transaction((tx) => ports.users.lagging(tx));
  for (const { id, subject, enabled } of lagging) {
    await ports.accounts.setEnabled(subject, enabled);
    await ports.transaction((tx) => ports.users.followed(tx, id, enabled));
  }
  return lagging.length;
}
