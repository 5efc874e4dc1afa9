const parisian = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Paris',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** Days by hour, of the hours asked for lately: the calendar answers slowly, and is asked about few. */
const days = new Map<number, string>();
const mostHours = 1_000;

/** The day in Paris at an instant, ISO. It changes on the hour only: offsets of Paris are whole hours since 1911. */
export function parisDay(at: Date): string {
  const hour = Math.floor(at.getTime() / 3_600_000);
  let day = days.get(hour);
  if (day === undefined) {
    day = parisian.format(at);
    if (days.size === mostHours) days.clear();
    days.set(hour, day);
  }
  return day;
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
