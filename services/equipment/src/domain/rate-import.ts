import type { GeneralSchemeRate } from './equipment.ts';

/** Columns of the list, as its template writes them; at most this many lines. */
export const rateList = { columns: ['IDEQU', 'exercice', 'taux'], mostLines: 5_000 } as const;

/** A line as it was written, by heading; `fault` says why it cannot be read. */
export interface WrittenLine {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
  readonly fault: string | undefined;
}

/** An equipment that a line may name. */
export interface RatedEquipment {
  readonly id: string;
  readonly idequ: string;
  readonly name: string;
  readonly commune: string;
  readonly generalSchemeRates: readonly GeneralSchemeRate[];
}

/** What applying a line does. */
export type RateOutcome = 'SET' | 'UNCHANGED' | 'REFUSED';

/** A line of the list with what is to become of it. */
export interface RateLine {
  /** In the file, the headings being line 1. */
  readonly line: number;
  /** As written. */
  readonly idequ: string;
  readonly exercise: string;
  readonly rate: string;
  readonly outcome: RateOutcome;
  /** Why it is refused. */
  readonly reason: string | null;
  readonly equipment: { readonly id: string; readonly name: string; readonly commune: string } | null;
  /** What is set, hundredths of a percent, and what stands there; null when refused, or when there is none. */
  readonly set: GeneralSchemeRate | null;
  readonly before: number | null;
}

const firstExercise = 2010;
const lastExercise = 2100;

/**
 * What each line of a list of rates will do to the equipments it names; nothing else may happen when it is applied.
 * @param equipments those of the agent’s Caf codes with one of the IDEQU of the list
 */
export function planRates(rows: readonly WrittenLine[], equipments: readonly RatedEquipment[]): readonly RateLine[] {
  const byIdequ = Map.groupBy(equipments, ({ idequ }) => idequ);
  const saidOn = Map.groupBy(rows, keyOf);
  return rows.map((row) => {
    const [idequ, exercise, rate] = [row.cells['IDEQU'] ?? '', row.cells['exercice'] ?? '', row.cells['taux'] ?? ''];
    const written = { line: row.line, idequ, exercise, rate };
    const found = byIdequ.get(idequ) ?? [];
    const [equipment] = found;
    const known = equipment ? { id: equipment.id, name: equipment.name, commune: equipment.commune } : null;
    const set = readRate(exercise, rate);
    const others = (saidOn.get(keyOf(row)) ?? []).filter(({ line }) => line !== row.line);
    const reason = row.fault ?? faultOf(idequ, found.length, set) ?? doubleOf(others);
    if (reason !== undefined || typeof set === 'string' || !equipment) {
      return { ...written, outcome: 'REFUSED', reason: reason ?? null, equipment: known, set: null, before: null };
    }
    const before = equipment.generalSchemeRates.find((each) => each.exercise === set.exercise)?.rate ?? null;
    const outcome = before === set.rate ? 'UNCHANGED' : 'SET';
    return { ...written, outcome, reason: null, equipment: known, set, before };
  });
}

/** How many lines come to what. */
export function countOutcomes(lines: readonly RateLine[]): Record<'set' | 'unchanged' | 'refused', number> {
  const count = (outcome: RateOutcome) => lines.filter((line) => line.outcome === outcome).length;
  return { set: count('SET'), unchanged: count('UNCHANGED'), refused: count('REFUSED') };
}

const keyOf = ({ cells }: WrittenLine) => `${cells['IDEQU'] ?? ''} ${cells['exercice'] ?? ''}`;

function faultOf(idequ: string, found: number, set: GeneralSchemeRate | string): string | undefined {
  if (idequ === '') return 'L’IDEQU manque.';
  if (found === 0) return 'Aucun équipement de votre Caf ne porte cet IDEQU.';
  if (found > 1) return 'Plusieurs équipements de vos Caf portent cet IDEQU\u202f: saisissez ce taux sur sa page.';
  return typeof set === 'string' ? set : undefined;
}

function doubleOf(others: readonly WrittenLine[]): string | undefined {
  const [other] = others;
  if (!other) return undefined;
  return `Le taux de cet exercice est donné aussi à la ligne ${other.line}\u202f: gardez une seule des deux.`;
}

/** The exercise and the rate of a line, or the sentence that says what is wrong with them. */
function readRate(exercise: string, rate: string): GeneralSchemeRate | string {
  const year = /^\d{4}$/.test(exercise) ? Number(exercise) : Number.NaN;
  if (!(year >= firstExercise && year <= lastExercise)) {
    return `L’exercice s’écrit sur quatre chiffres, de ${firstExercise} à ${lastExercise}.`;
  }
  const read = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/.exec(rate);
  if (!read) return 'Le taux est un pourcentage, avec deux décimales au plus, par exemple 98,20.';
  const hundredths = Number(read[1]) * 100 + Number((read[2] ?? '').padEnd(2, '0'));
  return hundredths > 100_00 ? 'Le taux ne peut dépasser 100\u202f%.' : { exercise: year, rate: hundredths };
}
