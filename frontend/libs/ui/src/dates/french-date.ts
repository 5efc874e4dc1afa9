const NARROW = '\u202f';
const PARIS = 'Europe/Paris';

const DAY = new Intl.DateTimeFormat('fr-FR', { timeZone: PARIS, day: '2-digit', month: '2-digit', year: 'numeric' });
const LONG_DAY = new Intl.DateTimeFormat('fr-FR', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });
const TIME = new Intl.DateTimeFormat('fr-FR', { timeZone: PARIS, hour: 'numeric', minute: '2-digit', hour12: false });

const ISO_DAY = new Intl.DateTimeFormat('fr-CA', { timeZone: PARIS });

export type ParsedDate =
  { readonly ok: true; readonly value: string | null } | { readonly ok: false; readonly message: string };

/** `2016-03-12` or an instant → `12/03/2016`, in Paris. */
export function formatDay(iso: string): string {
  const calendar = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  if (calendar) return `${calendar[3]}/${calendar[2]}/${calendar[1]}`;
  return DAY.format(new Date(iso));
}

/** An instant → `12/03/2016 à 10 h 42`, in Paris. */
export function formatInstant(iso: string): string {
  return `${formatDay(new Date(iso).toISOString())} à ${formatTime(new Date(iso))}`;
}

/** A moment → `10 h 42`, in Paris. */
export function formatTime(at: Date): string {
  const parts = TIME.formatToParts(at);
  const hour = Number(parts.find((part) => part.type === 'hour')?.value ?? '0') % 24;
  const minute = parts.find((part) => part.type === 'minute')?.value ?? '00';
  return `${hour}${NARROW}h${NARROW}${minute.padStart(2, '0')}`;
}

/** `2016-03-31` → `31 mars 2016` (`1er avril 2016`). */
export function formatLongDay(iso: string): string {
  return LONG_DAY.format(new Date(`${iso.slice(0, 10)}T12:00:00Z`)).replace(/^1 /, '1er ');
}

/** A deadline as it is meant: `Jusqu’au 31 mars 2016 inclus`. */
export function formatDeadline(iso: string): string {
  return `Jusqu’au ${formatLongDay(iso)} inclus`;
}

/** The day in Paris, ISO. */
export function parisDay(at: Date): string {
  return ISO_DAY.format(at);
}

/** Reads `12/03/2016`, `12.3.2016` or `12-03-2016` into `2016-03-12`; null when nothing is typed. */
export function parseDay(typed: string): ParsedDate {
  const text = typed.trim();
  if (text === '') return { ok: true, value: null };
  const found = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/.exec(text);
  if (!found) return { ok: false, message: 'Écrivez la date en chiffres, jour/mois/année, sous la forme jj/mm/aaaa.' };
  const day = Number(found[1]);
  const month = Number(found[2]);
  const year = Number(found[3]);
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) {
    return { ok: false, message: 'Cette date n’existe pas au calendrier. Vérifiez le jour et le mois.' };
  }
  return { ok: true, value: date.toISOString().slice(0, 10) };
}
