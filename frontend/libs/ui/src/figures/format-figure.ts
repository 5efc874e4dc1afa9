import type { FigureKind } from '@ui/figures/parse-figure';

/** A figure of the contract: hundredths of its unit, counts and days included. */
export interface FigureWithUnit {
  readonly value: number;
  /** HOURS, EURO, EURO_PER_HOUR, PERCENT, POINTS, PLACES, DAYS, HOURS_PER_DAY, COUNT, RATIO. */
  readonly unit: string;
}

const NARROW = '\u202f';
const HARD = '\u00a0';

/** `123450` → `1 234,50` (narrow no-break spaces). Hundredths in; `trim` drops `,00` for what is naturally whole. */
export function formatHundredths(hundredths: number, options: { trim?: boolean } = {}): string {
  const magnitude = Math.abs(hundredths);
  const whole = formatWhole(Math.floor(magnitude / 100));
  const rest = magnitude % 100;
  const sign = hundredths < 0 ? '−' : '';
  if (options.trim && rest === 0) return sign + whole;
  return `${sign}${whole},${String(rest).padStart(2, '0')}`;
}

/** `1234` → `1 234`. */
export function formatWhole(value: number): string {
  const sign = value < 0 ? '−' : '';
  return sign + String(Math.abs(value)).replace(/\B(?=(\d{3})+$)/g, NARROW);
}

/** A figure with its unit as a person reads it: `1 234,50 €`, `111,20 %`, `28 places`. */
export function formatFigure(figure: FigureWithUnit): string {
  const plural = Math.abs(figure.value) >= 200;
  switch (figure.unit) {
    case 'EURO':
      return `${formatHundredths(figure.value)}${HARD}€`;
    case 'EURO_PER_HOUR':
      return `${formatHundredths(figure.value)}${HARD}€/h`;
    case 'HOURS':
      return `${formatHundredths(figure.value)}${HARD}h`;
    case 'HOURS_PER_DAY':
      return `${formatHundredths(figure.value)}${HARD}h par jour`;
    case 'PERCENT':
      return `${formatHundredths(figure.value)}${NARROW}%`;
    case 'POINTS':
      return `${formatHundredths(figure.value)}${HARD}${plural ? 'points' : 'point'}`;
    case 'PLACES':
      return `${formatHundredths(figure.value, { trim: true })}${HARD}${plural ? 'places' : 'place'}`;
    case 'DAYS':
      return `${formatHundredths(figure.value, { trim: true })}${HARD}${plural ? 'jours' : 'jour'}`;
    case 'COUNT':
      return formatHundredths(figure.value, { trim: true });
    default:
      return formatHundredths(figure.value);
  }
}

/** A gap always carries its sign, which touches the figure: `+1 234,50 €`, `−3,20 %`; zero has none. */
export function formatGap(figure: FigureWithUnit): string {
  const text = formatFigure({ ...figure, value: Math.abs(figure.value) });
  if (figure.value === 0) return text;
  return `${figure.value > 0 ? '+' : '−'}${text}`;
}

/**
 * The text put in a field for a stored value: what `parseFigure` reads back to the same integer. Places, whole as a rule,
 * are written as they are read.
 */
export function figureAsTyped(value: number | null, kind: FigureKind, unit = ''): string {
  if (value === null) return '';
  return kind === 'DECIMAL' ? formatHundredths(value, { trim: unit === 'PLACES' }) : formatWhole(value);
}
