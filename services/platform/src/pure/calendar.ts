const parisian = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Paris',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The last hour that was asked for: the calendar answers slowly, and is asked about the same hour again and again. */
let known = { hour: Number.NaN, day: '' };

/** The day in Paris at an instant, ISO. It changes on the hour only: offsets of Paris are whole hours since 1911. */
export function parisDay(at: Date): string {
  const hour = Math.floor(at.getTime() / 3_600_000);
  if (hour !== known.hour) known = { hour, day: parisian.format(at) };
  return known.day;
}

/** The day before an ISO day. */
export function dayBefore(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
}

/** True for a day of the calendar written yyyy-mm-dd (2016-02-30 is none). */
export function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
