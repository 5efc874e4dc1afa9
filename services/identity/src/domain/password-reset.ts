import type { Population } from './user.ts';

/** How a person who forgot their password gets a new one: a provisional password as in the guide, or a link that serves once. */
export type ResetMode = 'provisional' | 'link';

const minute = 60_000;
const hour = 60 * minute;

/** How long a provisional password, or a link, is good. */
export const resetLife = hour;

/** One request of an address counts in this time: nobody can fill a mailbox, nor change a password again and again. */
export const requestPause = 15 * minute;

/** Who asked longer ago has asked again, or remembered. */
const givenUpAfter = 6 * hour;
const firstPause = 15_000;
const longestPause = 5 * minute;

/** Whether a request is so old that an answer would only surprise. */
export function isTooLate(requestedAt: Date, now: Date): boolean {
  return now.getTime() - requestedAt.getTime() > givenUpAfter;
}

/**
 * When to try again after a mail could not leave: a little later each time.
 * @param attempts tries so far, this one included
 */
export function nextTry(attempts: number, now: Date): Date {
  return new Date(now.getTime() + Math.min(firstPause * 2 ** Math.min(attempts - 1, 10), longestPause));
}

// Neither capitals nor signs that one takes for another: it is typed from a mail.
const letters = 'abcdefghijkmnpqrstuvwxyz';
const digits = '23456789';
const groups = 4;

/**
 * A provisional password: groups of three letters and a digit, which follow both policies.
 * @param pick a random whole number under the one given; never the same source as anything that can be guessed
 */
export function provisionalPassword(pick: (below: number) => number): string {
  const one = (of: string) => of[pick(of.length)] ?? '';
  return Array.from({ length: groups }, () => one(letters) + one(letters) + one(letters) + one(digits)).join('-');
}

/** The site on which a population works. */
export function siteOf(population: Population): 'portal' | 'admin' {
  return population === 'PARTNER' ? 'portal' : 'admin';
}
