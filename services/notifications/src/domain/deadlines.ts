import { stages, type Stage } from './notice.ts';

/** A reminder of one stage, for the deadlines of some days. */
export interface Reminder {
  readonly stage: Stage;
  /** ISO days, both included. */
  readonly from: string;
  readonly to: string;
}

/** After a stop of the service, what should have been recalled this many days ago still is. */
const caughtUpDays = 2;

/** Mails of reminders leave from this hour on, in Paris. */
const morning = 8;

/** What is to be recalled on a day: deadlines in 15 and 5 days, past since 1 and 15 days. @param today ISO day in Paris */
export function remindersOf(today: string): readonly Reminder[] {
  return stages.map((stage) => ({ stage, from: plusDays(today, stage - caughtUpDays), to: plusDays(today, stage) }));
}

/** Nobody is reminded at night. */
export function isTimeToRemind(at: Date): boolean {
  return Number(hour.format(at)) >= morning;
}

const hour = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Paris', hour: '2-digit', hourCycle: 'h23' });

/** An ISO day, some days later or earlier. */
export function plusDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}
