import type { Sheet as Table } from '@portail/platform/exports/sheet.ts';
import type { Happening } from '../domain/control-file.ts';
import { formatValue, hundredthsOf, severityWords } from '../domain/french.ts';
import type { SheetLine } from '../domain/sheet.ts';
import type { Summary, SummaryControl } from '../domain/summary.ts';
import type { EstimateLine } from '../domain/verdict.ts';

const sections = { ACTIVITY: 'Données d’activité', FINANCIAL: 'Données financières' } as const;
const units: Readonly<Record<string, string>> = {
  PLACES: 'places',
  DAYS: 'jours',
  HOURS: 'heures',
  HOURS_PER_DAY: 'heures par jour',
  EURO: '€',
  PERCENT: '%',
};

function once<Row>(rows: readonly Row[]): AsyncIterable<readonly Row[]> {
  return (async function* () {
    if (rows.length > 0) yield rows;
  })();
}

/** What was declared, line by line. */
export function declaredTable({ activity, financial }: Summary): Table<SheetLine> {
  const amount = ({ value, unit }: SheetLine) => (typeof value === 'number' ? hundredthsOf(value, unit) : null);
  return {
    title: 'Données déclarées',
    batches: once([...(activity ?? []), ...(financial ?? [])]),
    columns: [
      { heading: 'Section', kind: 'text', width: 22, value: ({ section }) => sections[section] },
      { heading: 'Rubrique', kind: 'text', width: 30, value: ({ group }) => group },
      { heading: 'Code', kind: 'text', width: 10, value: ({ code }) => code },
      { heading: 'Libellé', kind: 'text', width: 60, value: ({ label }) => label },
      { heading: 'Valeur', kind: 'euros', width: 16, value: amount },
      { heading: 'Unité', kind: 'text', width: 16, value: ({ unit }) => units[unit] ?? '' },
      {
        heading: 'Texte',
        kind: 'text',
        width: 40,
        value: (line) => (typeof line.value === 'number' || line.value === null ? null : formatValue(line)),
      },
    ],
  };
}

/** Every control with its finding and what was answered. */
export function controlsTable({ controls }: Summary): Table<SummaryControl> {
  return {
    title: 'Contrôles et explications',
    batches: once(controls),
    columns: [
      { heading: 'Code', kind: 'text', width: 10, value: ({ code }) => code },
      { heading: 'Gravité', kind: 'text', width: 12, value: ({ severity }) => severityWords[severity] },
      { heading: 'Contrôle', kind: 'text', width: 40, value: ({ label }) => label },
      { heading: 'Constat', kind: 'text', width: 80, value: ({ message }) => message },
      { heading: 'Explication', kind: 'text', width: 80, value: ({ explanation }) => explanation?.text ?? null },
      { heading: 'Par', kind: 'text', width: 30, value: ({ explanation }) => explanation?.given.by ?? null },
      { heading: 'Le', kind: 'instant', width: 18, value: ({ explanation }) => explanation?.given.at ?? null },
    ],
  };
}

/** The estimate, step by step, with what is only told. */
export function calculationTable({ estimate, indicators }: Summary): Table<EstimateLine> {
  return {
    title: 'Calcul',
    batches: once([...indicators, ...(estimate?.lines ?? []), ...(estimate?.information ?? [])]),
    columns: [
      { heading: 'Étape', kind: 'text', width: 40, value: ({ label }) => label },
      { heading: 'Opération', kind: 'text', width: 60, value: ({ operation }) => operation },
      { heading: 'Origine', kind: 'text', width: 40, value: ({ source }) => source },
      { heading: 'Résultat', kind: 'euros', width: 16, value: ({ figure }) => figure?.value ?? null },
      { heading: 'Unité', kind: 'text', width: 12, value: ({ figure }) => units[figure?.unit ?? ''] ?? '' },
    ],
  };
}

/** The history as a table. */
export function historyTable(happenings: readonly Happening[]): Table<Happening> {
  return {
    title: 'Historique',
    batches: once(happenings),
    columns: [
      { heading: 'Déclaration', kind: 'text', width: 30, value: ({ declaration }) => declaration },
      { heading: 'Version', kind: 'number', width: 9, value: ({ version }) => version },
      { heading: 'Le', kind: 'instant', width: 18, value: ({ at }) => at },
      { heading: 'Acte', kind: 'text', width: 50, value: ({ what }) => what },
      { heading: 'Par', kind: 'text', width: 30, value: ({ by }) => by },
    ],
  };
}
