import type { Equipment } from './equipment.ts';
import { formatInstantDay, typeWords } from './french.ts';
import { includes, type Reading } from './reading.ts';
import type { PrintedReceipt } from './receipt.ts';
import type { ClosedVersion, Explanation, Sheet, SheetLine, Stamp } from './sheet.ts';
import type { ControlResult, Estimate, EstimateLine, Verdict } from './verdict.ts';

/** What a kept document says of its version: as it was transmitted, or rejected since (decision 9.19). */
export type Keeping = 'TRANSMITTED' | 'REJECTED';

/** Everything a summary is made of. */
export interface SummaryMaterial {
  readonly sheet: Sheet;
  readonly equipment: Equipment;
  /** Latest verdict of the version, perhaps on older data. */
  readonly verdict: Verdict | null;
  /** What the Caf made of the version when a later one follows; null for the latest. */
  readonly closed: ClosedVersion | null;
}

/** A control’s result with its explanation. */
export interface SummaryControl extends ControlResult {
  readonly explanation: (Explanation & { readonly answers: boolean }) | null;
}

/** A summary, ready to lay out: what this reading leaves out is not in it. */
export interface Summary {
  readonly title: string;
  readonly subtitle: string;
  /** Across every page; null on what was transmitted. */
  readonly watermark: string | null;
  /** The state in words. */
  readonly state: string;
  /** What the state means for this document; empty when nothing is to be said. */
  readonly caution: string;
  readonly sheet: Sheet;
  readonly equipment: Equipment;
  /** `réelle`, `actualisée de janvier à juin`. */
  readonly typeWords: string;
  readonly activity: readonly SheetLine[] | null;
  readonly financial: readonly SheetLine[] | null;
  readonly indicators: readonly EstimateLine[];
  readonly controls: readonly SummaryControl[];
  /** True when the verdict is on older data: it is not shown. */
  readonly pending: boolean;
  readonly estimate: Estimate | null;
  readonly comment: string | null;
  /** Who ended what and who transmitted. */
  readonly acts: readonly { readonly what: string; readonly stamp: Stamp }[];
  /** Of what was transmitted. */
  readonly receipt: PrintedReceipt | null;
}

/** True when the verdict is about the data of this version. */
export function isCurrent({ sheet, verdict }: Pick<SummaryMaterial, 'sheet' | 'verdict'>): boolean {
  return verdict !== null && verdict.version === sheet.version && verdict.dataRevision === sheet.dataRevision;
}

/** How a version’s document is kept; null while its data may still change. */
export function keepingOf({ sheet, closed }: Pick<SummaryMaterial, 'sheet' | 'closed'>): Keeping | null {
  if (sheet.transmission === null) return null;
  return closed?.status === 'REJECTED' ? 'REJECTED' : 'TRANSMITTED';
}

/** What a summary says, for one reading; with the receipt of what was transmitted. */
export function summaryOf(material: SummaryMaterial, reading: Reading, receipt: PrintedReceipt | null = null): Summary {
  const { sheet, equipment, closed } = material;
  const words = typeWords(sheet.type, sheet.periodStart, sheet.periodEnd);
  const current = isCurrent(material) ? material.verdict : null;
  const rejected = keepingOf(material) === 'REJECTED' && closed !== null ? closed : null;
  return {
    title: `Synthèse de la déclaration ${words} ${sheet.exercise}`,
    subtitle: `${equipment.name}, version ${sheet.version}`,
    watermark: watermarkOf(sheet, rejected),
    state: stateOf(sheet, rejected),
    caution: sheet.transmission === null ? 'document provisoire, non transmis' : '',
    sheet,
    equipment,
    typeWords: words,
    activity: includes(reading, 'ACTIVITY') ? linesOf(sheet, 'ACTIVITY') : null,
    financial: sheet.financial !== null && includes(reading, 'FINANCIAL') ? linesOf(sheet, 'FINANCIAL') : null,
    // Rates of attendance, prices: read with the activity data they come from.
    indicators: includes(reading, 'ACTIVITY') ? (current?.indicators ?? []) : [],
    controls: (current?.results ?? [])
      .filter(({ code, step }) => code !== 'DEC-12' && shows(sheet, reading, step))
      .map((result) => ({ ...result, explanation: explanationOf(sheet, result) })),
    pending: current === null,
    estimate: current === null ? null : estimateFor(current.estimate, reading),
    comment: reading === 'WHOLE' ? sheet.comment : null,
    acts: actsOf(sheet, reading),
    receipt,
  };
}

function watermarkOf(sheet: Sheet, rejected: ClosedVersion | null): string | null {
  if (rejected !== null) return `Rejetée le ${formatInstantDay(rejected.decided.at)}`;
  if (sheet.transmission !== null) return null;
  return sheet.status === 'CANCELLED' ? 'Annulée' : 'Saisie en cours';
}

/** The document of a transmitted version is never rendered anew: it says what was true at its transmission. */
function stateOf(sheet: Sheet, rejected: ClosedVersion | null): string {
  if (rejected !== null) return `Rejetée par la Caf le ${formatInstantDay(rejected.decided.at)}`;
  if (sheet.transmission !== null) return 'Transmise à la Caf';
  return sheet.status === 'CANCELLED' ? 'Annulée par la Caf' : 'Saisie en cours';
}

/** The lines of a section; a computed one shows once there is something to compute it from. */
function linesOf(sheet: Sheet, section: SheetLine['section']): readonly SheetLine[] {
  return sheet.lines.filter((line) => line.section === section && (!line.derived || line.value !== null));
}

function shows(sheet: Sheet, reading: Reading, step: ControlResult['step']): boolean {
  if (step === 'DECLARATION') {
    return reading === 'WHOLE' && (sheet.declarationControlled || sheet.transmission !== null);
  }
  const progress = step === 'ACTIVITY' ? sheet.activity : sheet.financial;
  return progress !== null && progress.state !== 'EMPTY' && includes(reading, step);
}

function explanationOf(sheet: Sheet, result: ControlResult): SummaryControl['explanation'] {
  const given = sheet.explanations.find(({ code, field }) => code === result.code && field === result.field);
  return given === undefined ? null : { ...given, answers: given.fingerprint === result.fingerprint };
}

/**
 * Providers see the estimate in this document (decision 9.18); its steps hold activity data, so who does not read them sees
 * the amount alone.
 */
function estimateFor(estimate: Estimate | null, reading: Reading): Estimate | null {
  if (estimate === null || includes(reading, 'ACTIVITY')) return estimate;
  return { ...estimate, lines: [], information: [] };
}

/** French typography: a narrow no-break space before it. */
const colon = '\u202f:';

function actsOf(sheet: Sheet, reading: Reading): Summary['acts'] {
  const sections = [
    ...(includes(reading, 'ACTIVITY') ? [['Données d’activité', sheet.activity] as const] : []),
    ...(sheet.financial !== null && includes(reading, 'FINANCIAL')
      ? [['Données financières', sheet.financial] as const]
      : []),
  ];
  return [
    ...sections.flatMap(([what, { saved, locked }]) => [
      ...(saved === null ? [] : [{ what: `${what}${colon} dernier enregistrement`, stamp: saved }]),
      ...(locked === null ? [] : [{ what: `${what}${colon} fin de saisie`, stamp: locked }]),
    ]),
    ...(sheet.transmission === null ? [] : [{ what: 'Transmission à la Caf', stamp: sheet.transmission.given }]),
  ];
}
