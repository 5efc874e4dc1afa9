import type { Sheet } from '@portail/platform/exports/sheet.ts';
import type { Tab, Unit } from '../domain/indicators.ts';
import type { StatisticsTable, TableLine } from './read-table.ts';

/** Units in words, for a cell. */
const unitWords: Readonly<Record<Unit, string>> = {
  PLACES: 'places',
  DAYS: 'jours',
  HOURS_PER_DAY: 'heures par jour',
  HOURS: 'heures',
  PERCENT: '%',
  RATIO: 'enfants par place',
  SUPPLY: '% (100\u202f: oui)',
  EURO: '€',
  EURO_PER_HOUR: '€ par heure',
};

/** A line of the table for one exercise, hundredths of the unit; null where nothing is shown. */
interface ExportedLine {
  readonly line: TableLine;
  readonly own: number | null;
  readonly department: number | null;
  readonly national: number | null;
}

/** The table of one exercise and tab, as a file has it. */
export function tableSheet(table: StatisticsTable, tab: Tab): Sheet<ExportedLine> {
  const index = table.years.findIndex(({ exercise }) => exercise === table.exercise);
  const department = table.years[index]?.department.name ?? 'Département';
  const rows = table.lines
    .filter((line) => line.tab === tab && index >= 0)
    .map((line) => ({
      line,
      own: line.own[index] ?? null,
      department: line.department[index] ?? null,
      national: line.national[index] ?? null,
    }));
  const gap = (one: number | null, other: number | null) => (one === null || other === null ? null : one - other);
  const figure = { kind: 'euros', width: 16 } as const;
  return {
    title: `${tab === 'ACTIVITY' ? 'Activité' : 'Finances'} ${table.exercise ?? ''}`.trim(),
    columns: [
      { heading: 'Indicateur', kind: 'text', width: 42, value: ({ line }) => line.label },
      { heading: 'Unité', kind: 'text', width: 18, value: ({ line }) => unitWords[line.unit] },
      { heading: 'Calcul', kind: 'text', width: 48, value: ({ line }) => line.formula },
      { ...figure, heading: table.equipment.name, value: ({ own }) => own },
      { ...figure, heading: department, value: (row) => row.department },
      { ...figure, heading: 'France', value: ({ national }) => national },
      { ...figure, heading: 'Écart au département', value: (row) => gap(row.own, row.department) },
      { ...figure, heading: 'Écart à la France', value: (row) => gap(row.own, row.national) },
    ],
    batches: (async function* () {
      yield rows;
    })(),
  };
}
