import type { IdentityPorts } from './ports.ts';

/**
 * Makes the sign-in server follow: accounts of suspended persons are kept out, of reinstated ones let in, and a new password
 * is asked, or a second factor forgotten, where it was decided. What was decided is already committed, so this is repeated until it succeeds and a crash
 * anywhere loses nothing.
 * @returns how many accounts were changed
 * @throws RefusalError ACCOUNTS_UNAVAILABLE when the sign-in server does not answer; what remains waits for the next call
 */
export async function alignAccounts(ports: IdentityPorts): Promise<number> {
  const lagging = await ports.transaction((tx) => ports.users.lagging(tx));
  for (const account of lagging) {
    if (account.passwordChangeDue) await ports.accounts.forcePasswordChange(account.subject, account.keepsSessions);
    if (account.secondFactorDue) {
      await ports.accounts.forgetSecondFactor(account.subject, account.secondFactorKeepsSessions);
    }
    if (account.statusLags) await ports.accounts.setEnabled(account.subject, account.enabled);
    await ports.transaction((tx) => ports.users.followed(tx, account));
  }
  return lagging.length;
}
