import type { Account } from './sign-in.ts';

/** An agent of the first Caf of the demo. */
export async function agentAccount(): Promise<Account> {
  throw new Error('no demo accounts yet');
}
/** Another. */
export async function secondAgentAccount(): Promise<Account> {
  throw new Error('no demo accounts yet');
}
