import type { IdentityPorts } from './ports.ts';

/**
 * Has everybody who may come in choose a new password at their next sign-in, as after an update of the portal (guide, annex A.9).
 * Nobody is put out of what they are doing: accounts follow one after the other, and keep their sessions.
 * @returns of how many it is asked
 */
export async function askEveryPassword(ports: Pick<IdentityPorts, 'transaction' | 'users'>, at: Date): Promise<number> {
  return ports.transaction((tx) => ports.users.askEveryPasswordChange(tx, at));
}
