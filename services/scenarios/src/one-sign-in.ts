import { closeSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@portail/platform/testing/eventually.ts';

const longestSignInMs = 90_000;

/**
 * Runs a sign-in when no other file signs the same account in. Keycloak’s protection against guessing refuses the second of
 * two sign-ins of one account at the same instant; two scenario files play at once with the same agents, and no person does that.
 */
export async function oneSignIn<T>(email: string, signIn: () => Promise<T>): Promise<T> {
  // Workers of one run have the same parent; another run on this machine has another.
  const mark = join(tmpdir(), `portail-sign-in-${process.ppid}-${email}`);
  await eventually(`the other sign-in of ${email} to end`, () => taken(mark), longestSignInMs);
  try {
    return await signIn();
  } finally {
    rmSync(mark);
  }
}

function taken(mark: string): boolean {
  try {
    closeSync(openSync(mark, 'wx'));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
