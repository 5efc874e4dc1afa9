import type { FieldRefusal, Refusal } from '@portail/platform/pure/refusal.ts';
import type { FormLineRow } from './form-definition.ts';
import { refuse } from './refusals.ts';
import type { SectionKey } from './vocabulary.ts';

/** What people read of a line, and where in its group; the rest of the line is the product’s own. */
export interface LineWords {
  readonly section: SectionKey;
  readonly field: string;
  readonly label: string;
  readonly help: string;
  /** Place within the group, from 1; null while a draft lacks it. */
  readonly order: number | null;
}

/** The words of every line of the national forms, from an exercise on, and why they change. */
export interface FormContent {
  readonly lines: readonly LineWords[];
  readonly reason: string;
}

/** One cell that would not say the same. */
export interface WordChange {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** A published version; it never changes. */
export interface FormVersion extends FormContent {
  readonly id: string;
  readonly fromExercise: number;
  /** Among those in force from the same exercise. */
  readonly revision: number;
  readonly changes: readonly WordChange[];
  readonly publishedBy: string;
  readonly publishedByName: string;
  /** Instant in ISO 8601. */
  readonly publishedAt: string;
}

/** What a publication is decided on. */
export interface KnownForms {
  /** Every line, with the words in force in the exercise. */
  readonly inForce: readonly FormLineRow[];
  /** Latest revision from that very exercise; 0 when there is none. */
  readonly revision: number;
  /** The réelles of the exercise were opened and none of its declarations is still being entered. */
  readonly over: boolean;
}

const longestLabel = 200;
const longestHelp = 500;
const longestReason = 500;
const largestOrder = 99;
const groupStep = 1_000;

const keyOf = ({ section, field }: Pick<LineWords, 'section' | 'field'>) => `${section} ${field}`;
const groupOf = ({ section, group }: Pick<FormLineRow, 'section' | 'group'>) => `${section} ${group}`;
const nameOf = ({ code, label }: Pick<FormLineRow, 'code' | 'label'>) => `${code} ${label}`;

/** Lines that an exercise or a later one shows. */
export function linesFrom(rows: readonly FormLineRow[], exercise: number): FormLineRow[] {
  return rows.filter(({ toExercise }) => toExercise === null || toExercise >= exercise);
}

/** The words of lines, in their order within each group. */
export function wordsOf(rows: readonly FormLineRow[]): LineWords[] {
  const counts = new Map<string, number>();
  return rows
    .toSorted((one, other) => one.position - other.position)
    .map((row) => {
      const order = (counts.get(groupOf(row)) ?? 0) + 1;
      counts.set(groupOf(row), order);
      return { section: row.section, field: row.field, label: row.label, help: row.help, order };
    });
}

/**
 * The lines of the product with the words of a version. A line that the version does not know, because the product got it
 * later, keeps the words it came with, after those that the version places.
 */
export function withWords(structure: readonly FormLineRow[], words: readonly LineWords[]): FormLineRow[] {
  const given = new Map(words.map((line) => [keyOf(line), line]));
  const inOrder = structure.toSorted((one, other) => one.position - other.position);
  const groups = [...new Set(inOrder.map(groupOf))];
  return inOrder
    .map((row, index) => {
      const said = given.get(keyOf(row));
      const order = said?.order ?? largestOrder + 1 + index;
      return {
        ...row,
        label: said?.label ?? row.label,
        help: said?.help ?? row.help,
        position: (groups.indexOf(groupOf(row)) + 1) * groupStep + order,
      };
    })
    .sort((one, other) => one.position - other.position);
}

/** What a prepared content says otherwise than what is in force, cell by cell. */
export function wordChanges(inForce: readonly FormLineRow[], lines: readonly LineWords[]): WordChange[] {
  const given = new Map(lines.map((line) => [keyOf(line), line]));
  const orders = new Map(wordsOf(inForce).map((line) => [keyOf(line), line.order]));
  return inForce.flatMap((row) => {
    const next = given.get(keyOf(row));
    if (next === undefined) return [];
    const cell = (what: string, before: string, after: string): WordChange[] =>
      before === after ? [] : [{ field: `${nameOf(row)}\u202f: ${what}`, before, after: after === '' ? null : after }];
    return [
      ...cell('libellé', row.label, next.label.trim()),
      ...cell('aide', row.help, next.help.trim()),
      ...cell('ordre', String(orders.get(keyOf(row))), next.order === null ? '' : String(next.order)),
    ];
  });
}

/** What keeps a draft from being published, each at its cell. */
export function formFaults(exercise: number, content: FormContent, known: KnownForms): FieldRefusal[] {
  const lines = new Map(linesFrom(known.inForce, exercise).map((row) => [keyOf(row), row]));
  const faults = [...lineFaults(lines, content.lines), ...reasonFaults(content.reason)];
  if (known.over) {
    const message = `Exercice ${exercise}\u202f: toutes ses déclarations sont transmises ou closes, aucune ne prendrait ces mots. Choisissez un exercice encore ouvert.`;
    faults.push({ path: '/fromExercise', code: 'EXERCISE_OVER', message });
  }
  if (faults.length === 0 && wordChanges(known.inForce, content.lines).length === 0) {
    const message = 'Rien ne change\u202f: ces mots sont déjà en vigueur. Modifiez au moins une ligne.';
    faults.push({ path: '', code: 'UNCHANGED', message });
  }
  return faults;
}

function lineFaults(known: ReadonlyMap<string, FormLineRow>, lines: readonly LineWords[]): FieldRefusal[] {
  const seen = new Set<string>();
  const places = new Map<string, FormLineRow>();
  const faults = lines.flatMap((line, index): FieldRefusal[] => {
    const row = known.get(keyOf(line));
    const fault = (cell: string, code: string, what: string): FieldRefusal => ({
      path: cell === '' ? `/lines/${index}` : `/lines/${index}/${cell}`,
      code,
      message: `${row === undefined ? `«\u00a0${line.field}\u00a0»` : nameOf(row)}\u202f: ${what}`,
    });
    if (row === undefined) return [fault('', 'UNKNOWN_LINE', 'cette ligne n’existe pas dans les formulaires.')];
    if (seen.has(keyOf(line))) return [fault('', 'TWICE', 'cette ligne est donnée deux fois.')];
    seen.add(keyOf(line));
    return [
      ...textFaults(line).map(([cell, code, what]) => fault(cell, code, what)),
      ...orderFaults(line, row, places).map(([code, what]) => fault('order', code, what)),
    ];
  });
  const missing = [...known].filter(([key]) => !seen.has(key));
  return [
    ...faults,
    ...missing.map(([, row]) => ({
      path: '/lines',
      code: 'MISSING_LINE',
      message: `${nameOf(row)}\u202f: cette ligne manque. Reprenez toutes les lignes du formulaire.`,
    })),
  ];
}

type TextFault = readonly [cell: 'label' | 'help', code: string, what: string];

function textFaults({ label, help }: LineWords): TextFault[] {
  const cells = [
    ['label', label.trim().length, longestLabel, 'libellé trop long'],
    ['help', help.trim().length, longestHelp, 'aide trop longue'],
  ] as const;
  return cells.flatMap(([cell, length, most, what]): TextFault[] => {
    if (cell === 'label' && length === 0) return [[cell, 'MISSING', 'libellé manquant.']];
    if (length <= most) return [];
    return [[cell, 'TOO_LONG', `${what}\u202f: ${length} caractères pour ${most} au plus.`]];
  });
}

/** @param places lines of each place so far, which this one joins */
function orderFaults(
  { order }: LineWords,
  row: FormLineRow,
  places: Map<string, FormLineRow>,
): (readonly [code: string, what: string])[] {
  if (order === null) return [['MISSING', 'ordre manquant.']];
  if (order < 1 || order > largestOrder) return [['INCONSISTENT', `ordre de 1 à ${largestOrder}.`]];
  const place = `${groupOf(row)} ${order}`;
  const other = places.get(place);
  if (other !== undefined) return [['TWICE', `l’ordre ${order} est déjà celui de «\u00a0${nameOf(other)}\u00a0».`]];
  places.set(place, row);
  return [];
}

function reasonFaults(reason: string): FieldRefusal[] {
  const length = reason.trim().length;
  if (length > 0 && length <= longestReason) return [];
  const what = length === 0 ? 'texte manquant.' : `texte trop long, ${longestReason} caractères au plus.`;
  return [
    { path: '/reason', code: length === 0 ? 'MISSING' : 'TOO_LONG', message: `Motif du changement\u202f: ${what}` },
  ];
}

/** The version that publishing a draft adds, or why it cannot be. */
export function publishForm(
  fromExercise: number,
  content: FormContent,
  known: KnownForms,
  by: { readonly id: string; readonly name: string },
  version: { readonly id: string; readonly at: string },
): FormVersion | Refusal {
  const faults = formFaults(fromExercise, content, known);
  if (faults.length > 0) return refuse('FORM_INCONSISTENT', faults);
  return {
    id: version.id,
    fromExercise,
    revision: known.revision + 1,
    lines: content.lines.map((line) => ({ ...line, label: line.label.trim(), help: line.help.trim() })),
    reason: content.reason.trim(),
    changes: wordChanges(known.inForce, content.lines),
    publishedBy: by.id,
    publishedByName: by.name,
    publishedAt: version.at,
  };
}
