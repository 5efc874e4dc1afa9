import { formatDate, formatFigure, type Unit } from '@portail/platform/pure/french.ts';
import type { Sheet, SheetLine } from './sheet.ts';

/** How grave a control is. */
export const severityWords = {
  BLOCKING: 'Bloquant',
  ANOMALY: 'Anomalie',
  ALERT: 'Alerte',
  INFO: 'Information',
} as const;

const noBreak = '\u00a0';
/** Units of a form whose values are plain counts. */
const counted: ReadonlySet<string> = new Set(['DAYS', 'COUNT']);

/** What stands in a line of a form, as people read it; a dash when nothing does. */
export function formatValue({ value, unit }: Pick<SheetLine, 'value' | 'unit'>): string {
  if (value === null || value === '') return '—';
  if (typeof value === 'boolean') return value ? 'Oui' : 'Non';
  if (typeof value === 'string') return unit === 'DATE' ? formatDate(value) : value;
  return formatFigure({ value: hundredthsOf(value, unit), unit: unit as Unit });
}

/** The value of a form in hundredths, as every figure is. */
export function hundredthsOf(value: number, unit: string): number {
  return counted.has(unit) ? value * 100 : value;
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

const plainTypes = { FORECAST: 'previsionnelle', UPDATED: 'actualisee', ACTUAL: 'reelle' } as const;

/** Type and, of an actualisée, last month in plain letters, so that every system keeps the name of a file. */
export function plainNames({ type, periodEnd }: Pick<Sheet, 'type' | 'periodEnd'>): { type: string; period: string } {
  return { type: plainTypes[type], period: type === 'UPDATED' ? `-${periodEnd.slice(5, 7)}` : '' };
}
