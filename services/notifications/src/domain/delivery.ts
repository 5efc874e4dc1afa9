const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** A mail in other hands is taken again after this long: who had it must be gone. */
export const leaseFor = minute;

const firstPause = 30 * second;
const longestPause = 5 * minute;
const givenUpAfter = 3 * day;
/** What happened longer ago is shown in the portal, but no mail says it as if it were new. */
const newsFor = 7 * day;

/** What became of a try to hand a mail in. */
export type Outcome = 'SENT' | 'REFUSED' | 'AWAY';

/** What follows from it. */
export type Next = { readonly state: 'SENT' | 'FAILED' } | { readonly state: 'WAITING'; readonly at: Date };

/**
 * A mail that the server accepted is sent; one that it refuses for good has failed; in any other case it waits, twice as long
 * each time, for three days.
 * @param attempts tries so far, this one included
 * @param since when the mail was to leave
 */
export function afterTry(outcome: Outcome, attempts: number, since: Date, now: Date): Next {
  if (outcome === 'SENT') return { state: 'SENT' };
  if (outcome === 'REFUSED' || now.getTime() - since.getTime() > givenUpAfter) return { state: 'FAILED' };
  const pause = Math.min(firstPause * 2 ** Math.min(attempts - 1, 10), longestPause);
  return { state: 'WAITING', at: new Date(now.getTime() + pause) };
}

/** True while a mail about it makes sense. */
export function isNews(at: Date, now: Date): boolean {
  return now.getTime() - at.getTime() <= newsFor;
}
