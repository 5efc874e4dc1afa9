import type { ListRow, ListShape } from '@portail/platform/imports/read-list.ts';
import { parseHundredths } from '@portail/platform/pure/fixed.ts';
import { isDepartment } from './departments.ts';
import { SUMMED, type Sums } from './figures.ts';
import { FRANCE, type Zone } from './publication.ts';

type Summed = (typeof SUMMED)[number];

/** Heading of each sum; what is counted has no decimals. */
const headings: Readonly<Record<Summed, string>> = {
  places: 'places',
  openingDays: 'jours d’ouverture',
  dailyOpeningHours: 'amplitude journalière',
  capacity: 'capacité théorique',
  attended: 'heures réalisées',
  invoiced: 'heures facturées',
  children: 'enfants inscrits',
  nappies: 'EAJE qui fournissent les couches',
  meals: 'EAJE qui fournissent les repas',
  expenses: 'total des charges',
  staff: 'frais de personnel',
  purchases: 'achats',
  families: 'participations familiales',
  caf: 'Caf',
  local: 'collectivités',
  income: 'total des produits',
  entitlement: 'droit Psu',
  entitlementInvoiced: 'heures facturées avec droit Psu',
  entitlementPlaces: 'places avec droit Psu',
};
const counted: ReadonlySet<Summed> = new Set(['openingDays', 'children', 'nappies', 'meals']);
const ZONE = 'zone';
const COUNT = 'EAJE';

/** Sums of an exercise computed elsewhere: one line for France, one for each département. */
export const meansList: ListShape = { columns: [ZONE, COUNT, ...Object.values(headings)], mostLines: 200 };

/** What is wrong with a line, or with the list when there is no line. */
export interface MeansFault {
  readonly line: number | null;
  readonly reason: string;
}

/** Sums by zone as a list gives them, and everything that is wrong with them: one fault refuses the list. */
export function readMeans(rows: readonly ListRow[]): { readonly zones: Zone[]; readonly faults: MeansFault[] } {
  const faults: MeansFault[] = [];
  const zones = new Map<string, Zone>();
  for (const { line, cells, fault } of rows) {
    const read = fault ?? zoneOf(cells);
    if (typeof read === 'string') faults.push({ line, reason: read });
    else if (zones.has(read.zone)) faults.push({ line, reason: `« ${cells[ZONE] ?? ''} » figure déjà plus haut.` });
    else zones.set(read.zone, read);
  }
  if (faults.length === 0) faults.push(...together([...zones.values()]).map((reason) => ({ line: null, reason })));
  return { zones: [...zones.values()], faults };
}

/** A line read, or the sentence that refuses it. */
function zoneOf(cells: ListRow['cells']): Zone | string {
  const name = cells[ZONE] ?? '';
  const zone = name.toLowerCase() === 'france' ? FRANCE : name.toUpperCase().padStart(2, '0');
  if (zone !== FRANCE && !isDepartment(zone)) {
    return `« ${name} » n’est ni « France » ni le code d’un département.`;
  }
  const count = figureIn(cells[COUNT] ?? '', true);
  if (count === undefined || count === 0) return refusedCell(COUNT, cells[COUNT] ?? '', true);
  const sums: Record<string, number> = {};
  for (const name of SUMMED) {
    const [heading, whole] = [headings[name], counted.has(name)];
    const figure = figureIn(cells[heading] ?? '', whole);
    if (figure === undefined) return refusedCell(heading, cells[heading] ?? '', whole);
    sums[name] = figure;
  }
  const read = { ...(sums as Omit<Sums, 'count'>), count, zone } as Zone;
  for (const name of ['nappies', 'meals'] as const) {
    if (read[name] > count) return `« ${headings[name]} »\u202f: plus que d’EAJE.`;
  }
  for (const [part, whole] of parts) {
    if (read[part] > read[whole]) return `« ${headings[part]} » dépasse « ${headings[whole]} ».`;
  }
  return read;
}

/** A part is never more than the whole it is taken from. */
const parts = [
  ['staff', 'expenses'],
  ['purchases', 'expenses'],
  ['families', 'income'],
  ['caf', 'income'],
  ['local', 'income'],
  ['entitlementInvoiced', 'invoiced'],
  ['entitlementPlaces', 'places'],
] as const;

/** What only shows when all lines stand side by side. */
function together(zones: readonly Zone[]): string[] {
  const france = zones.find(({ zone }) => zone === FRANCE);
  if (!france) return ['La ligne « France » manque.'];
  const departments = zones.filter(({ zone }) => zone !== FRANCE);
  return (['count', ...SUMMED] as const).flatMap((name) => {
    const sum = departments.reduce((total, zone) => total + zone[name], 0);
    const heading = name === 'count' ? COUNT : headings[name];
    return sum > france[name] ? [`« ${heading} »\u202f: les départements ensemble dépassent la France.`] : [];
  });
}

/** Integer, or hundredths of a figure with at most two decimals; undefined for anything else, or below zero. */
function figureIn(cell: string, whole: boolean): number | undefined {
  const hundredths = parseHundredths(cell.replaceAll(/[\s\u00a0\u202f]/g, '').replace(',', '.'));
  if (hundredths === undefined || hundredths < 0n || hundredths > BigInt(Number.MAX_SAFE_INTEGER)) return undefined;
  if (!whole) return Number(hundredths);
  return hundredths % 100n === 0n ? Number(hundredths / 100n) : undefined;
}

function refusedCell(heading: string, cell: string, whole: boolean): string {
  if (cell === '') return `« ${heading} » est vide\u202f: écrivez 0 quand il n’y a rien.`;
  return `« ${heading} »\u202f: « ${cell} » n’est pas un nombre${whole ? ' entier' : ' à deux décimales au plus'}.`;
}
