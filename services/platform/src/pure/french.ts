/** Units of a figure; every figure is an integer scaled by one hundred, days and counts included. */
export type Unit =
  'HOURS' | 'EURO' | 'EURO_PER_HOUR' | 'PERCENT' | 'POINTS' | 'PLACES' | 'DAYS' | 'HOURS_PER_DAY' | 'COUNT' | 'RATIO';

/** A figure: `value` in hundredths of `unit`. */
export interface Figure {
  readonly value: number;
  readonly unit: Unit;
}

/** Narrow no-break space: before ; : ! ? % and inside numbers. */
export const NARROW = '\u202F';
const NO_BREAK = '\u00A0';
const MINUS = '\u2212';

const SUFFIX: Record<Unit, string> = {
  HOURS: `${NO_BREAK}h`,
  EURO: `${NO_BREAK}€`,
  EURO_PER_HOUR: `${NO_BREAK}€/h`,
  PERCENT: `${NARROW}%`,
  POINTS: `${NO_BREAK}point`,
  PLACES: `${NO_BREAK}place`,
  DAYS: `${NO_BREAK}jour`,
  HOURS_PER_DAY: `${NO_BREAK}h par jour`,
  COUNT: '',
  RATIO: '',
};
/** Units written without decimals when the figure is whole. */
const WHOLE: ReadonlySet<Unit> = new Set(['PLACES', 'DAYS', 'COUNT']);
/** Units that take the plural mark from two on, as French does. */
const PLURAL: ReadonlySet<Unit> = new Set(['POINTS', 'PLACES', 'DAYS']);

function group(digits: string): string {
  let grouped = digits;
  for (let at = digits.length - 3; at > 0; at -= 3) grouped = `${grouped.slice(0, at)}${NARROW}${grouped.slice(at)}`;
  return grouped;
}

/** French writing of an integer of hundredths: `1 234,50`; whole values lose their decimals when `trimmed`. */
export function formatHundredths(value: number, trimmed = false): string {
  const magnitude = Math.abs(value);
  const decimals = magnitude % 100;
  const whole = group(String((magnitude - decimals) / 100));
  const sign = value < 0 ? MINUS : '';
  return trimmed && decimals === 0 ? `${sign}${whole}` : `${sign}${whole},${String(decimals).padStart(2, '0')}`;
}

/** French writing of a figure with its unit: `1 234,50 €`, `107,00 %`, `30 places`. */
export function formatFigure(figure: Figure): string {
  const plural = PLURAL.has(figure.unit) && Math.abs(figure.value) >= 200 ? 's' : '';
  return `${formatHundredths(figure.value, WHOLE.has(figure.unit))}${SUFFIX[figure.unit]}${plural}`;
}

/** A gap with its sign: `+12,50 %`, `−3 jours`. */
export function formatGap(figure: Figure): string {
  return figure.value > 0 ? `+${formatFigure(figure)}` : formatFigure(figure);
}

/** `2016-07-01` as `01/07/2016`; the time part of an instant is dropped. */
export function formatDate(iso: string): string {
  return `${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}`;
}
