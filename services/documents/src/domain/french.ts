import type { Figure } from './verdict.ts';
import type { SheetLine } from './sheet.ts';

const narrow = '\u202f';
const noBreak = '\u00a0';
const minus = '\u2212';

const suffixes: Readonly<Record<string, string>> = {
  HOURS: `${noBreak}h`,
  EURO: `${noBreak}€`,
  EURO_PER_HOUR: `${noBreak}€/h`,
  PERCENT: `${narrow}%`,
  POINTS: `${noBreak}point`,
  PLACES: `${noBreak}place`,
  DAYS: `${noBreak}jour`,
  HOURS_PER_DAY: `${noBreak}h par jour`,
};
/** Written without decimals when whole. */
const whole: ReadonlySet<string> = new Set(['PLACES', 'DAYS', 'COUNT']);
const plural: ReadonlySet<string> = new Set(['POINTS', 'PLACES', 'DAYS']);
/** Units of a form whose values are plain counts. */
const counted: ReadonlySet<string> = new Set(['DAYS', 'COUNT']);

/** `1 234,50 €`, `107,00 %`, `30 places`. */
export function formatFigure({ value, unit }: Figure): string {
  const magnitude = Math.abs(value);
  const decimals = magnitude % 100;
  const integer = String((magnitude - decimals) / 100).replace(/\B(?=(\d{3})+(?!\d))/g, narrow);
  const fraction = whole.has(unit) && decimals === 0 ? '' : `,${String(decimals).padStart(2, '0')}`;
  const mark = plural.has(unit) && magnitude >= 200 ? 's' : '';
  return `${value < 0 ? minus : ''}${integer}${fraction}${suffixes[unit] ?? ''}${mark}`;
}

/** What stands in a line of a form, as people read it; a dash when nothing does. */
export function formatValue({ value, unit }: Pick<SheetLine, 'value' | 'unit'>): string {
  if (value === null || value === '') return '—';
  if (typeof value === 'boolean') return value ? 'Oui' : 'Non';
  if (typeof value === 'string') return unit === 'DATE' ? formatDay(value) : value;
  return formatFigure({ value: counted.has(unit) ? value * 100 : value, unit });
}

/** `2016-07-01` as `01/07/2016`. */
export function formatDay(iso: string): string {
  const [year, month, day] = iso.slice(0, 10).split('-');
  return `${day}/${month}/${year}`;
}

const parisParts = new Intl.DateTimeFormat('fr-FR', {
  timeZone: 'Europe/Paris',
  ...{ day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
});

/** `12/03/2016 à 10 h 05`, of an instant in Europe/Paris. */
export function formatInstant(instant: string): string {
  const part = Object.fromEntries(parisParts.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  return `${part['day']}/${part['month']}/${part['year']} à ${Number(part['hour'])}${noBreak}h${noBreak}${part['minute']}`;
}

/** `12/03/2016`, of an instant in Europe/Paris. */
export function formatInstantDay(instant: string): string {
  return formatInstant(instant).slice(0, 10);
}

const parisDate = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Paris',
  ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
});

/** ISO date of an instant in Europe/Paris: habilitations take effect by day. */
export function parisDay(at: Date): string {
  return parisDate.format(at);
}

const months = [
  ...['janvier', 'février', 'mars', 'avril', 'mai', 'juin'],
  ...['juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'],
];

/** « prévisionnelle », « actualisée de janvier à juin », « réelle ». */
export function typeWords(type: string, periodStart: string, periodEnd: string): string {
  const month = (day: string) => months[Number(day.slice(5, 7)) - 1] ?? '';
  if (type === 'FORECAST') return 'prévisionnelle';
  return type === 'ACTUAL' ? 'réelle' : `actualisée de ${month(periodStart)} à ${month(periodEnd)}`;
}
