import { formatFigure, formatGap, NARROW } from '@portail/platform/pure/french.ts';
import type { Finding, SkipReason } from './predicate.ts';
import type { ControlRule, Severity } from './rule-sheet.ts';

/** Default texts of domain.md 4.1, used where a rule has none of its own. */
const DEFAULT_WITH_REFERENCE = `{libellé}${NARROW}: {valeur} contre {référence} en {exercice} (écart {écart}, seuil {seuil}).`;
const DEFAULT_WITHOUT_REFERENCE = `{libellé}${NARROW}: {valeur} (seuil {seuil}).`;
const DEFAULT_ACTIONS =
  'Vérifiez la donnée saisie et corrigez-la si nécessaire. Si elle est exacte, indiquez le motif dans la zone ' +
  'Explication (ouverture ou fermeture, travaux, évolution des effectifs, changement de tarification, changement de ' +
  'méthode comptable…).';
const ANOMALY_ACTIONS = ` Cette valeur contredit une règle${NARROW}: privilégiez la correction.`;
const ADJUSTED = 'La référence est ramenée à la part d’année comparée.';
const NOTHING_TO_DO = 'Aucune intervention n’est à réaliser.';

/** What stands in a message: text, or the name of a figure. */
type Part = { readonly text: string } | { readonly slot: Slot };
type Slot = keyof typeof SLOTS;

/** Placeholders of a message template. */
const SLOTS = {
  libellé: (rule: ControlRule) => rule.label,
  valeur: (_rule: ControlRule, finding: Finding) => written(finding.measured, formatFigure),
  référence: (_rule: ControlRule, finding: Finding) => written(finding.reference, formatFigure),
  exercice: (_rule: ControlRule, finding: Finding) => String(finding.referenceExercise ?? ''),
  écart: (_rule: ControlRule, finding: Finding) => written(finding.gap, formatGap),
  seuil: (_rule: ControlRule, finding: Finding) => written(finding.threshold, formatFigure),
  champ: (_rule: ControlRule, finding: Finding) => finding.fieldLabel ?? '',
  détail: (_rule: ControlRule, finding: Finding) => finding.detail ?? '',
} as const;

function written<T>(figure: T | undefined, format: (figure: T) => string): string {
  return figure === undefined ? 'non calculable' : format(figure);
}

/** Names that a template may use between braces. */
export const KNOWN_PLACEHOLDERS: readonly string[] = Object.keys(SLOTS);

/** Names that a template uses between braces, known or not. */
export function placeholdersOf(template: string): readonly string[] {
  return [...template.matchAll(/\{([^}]*)\}/gu)].map(([, name]) => name!);
}

/** A template cut into parts once, so that nothing is parsed when a rule fires. */
export type Template = readonly Part[];

/**
 * Cuts a template such as « {libellé} : {valeur} (seuil {seuil}). ».
 * @throws Error for an unknown placeholder.
 */
export function compileTemplate(template: string): Template {
  return template.split(/\{([^}]*)\}/u).flatMap((piece, index): Part[] => {
    if (index % 2 === 0) return piece === '' ? [] : [{ text: piece }];
    if (!Object.hasOwn(SLOTS, piece)) throw new Error(`unknown placeholder {${piece}} in « ${template} »`);
    return [{ slot: piece as Slot }];
  });
}

const WITH_REFERENCE = compileTemplate(DEFAULT_WITH_REFERENCE);
const WITHOUT_REFERENCE = compileTemplate(DEFAULT_WITHOUT_REFERENCE);

/** The French message of a finding. `own` is the rule’s compiled template, null for the default one. */
export function writeMessage(rule: ControlRule, own: Template | null, finding: Finding): string {
  const template =
    own ??
    (finding.reference === undefined || finding.referenceExercise === undefined ? WITHOUT_REFERENCE : WITH_REFERENCE);
  let message = '';
  for (const part of template) message += 'text' in part ? part.text : SLOTS[part.slot](rule, finding);
  return finding.adjusted === true ? `${message} ${ADJUSTED}` : message;
}

/** « Actions requises » of a rule, with what its severity adds. */
export function requiredActionsOf(rule: Pick<ControlRule, 'severity' | 'requiredActions'>): string {
  if (rule.severity === 'INFO') return rule.requiredActions ?? NOTHING_TO_DO;
  if (rule.severity === 'BLOCKING') return rule.requiredActions ?? 'Corrigez la saisie pour continuer.';
  const actions = rule.requiredActions ?? DEFAULT_ACTIONS;
  return rule.severity === 'ANOMALY' ? `${actions}${ANOMALY_ACTIONS}` : actions;
}

const SKIPPED: Record<SkipReason, string> = {
  NO_HISTORY: 'pas d’historique, aucune déclaration réelle antérieure n’est connue',
  NO_FORECAST: 'aucune déclaration prévisionnelle transmise pour l’exercice',
  OTHER_SECTION: 'à réévaluer, ce contrôle sera refait quand les données de l’autre section seront enregistrées',
  NO_ESTIMATE: 'l’estimation du droit n’est pas disponible',
  NO_REFERENCE_ESTIMATE: 'l’estimation du droit de référence n’est pas disponible',
};

/** Message of a control that could not be applied. */
export function skippedMessage(rule: ControlRule, reason: SkipReason): string {
  return `${rule.label}${NARROW}: ${SKIPPED[reason]}.`;
}

/** True for results that keep a section from being locked until they are explained (domain.md 4.1). */
export function needsExplanation(severity: Severity): boolean {
  return severity === 'ANOMALY' || severity === 'ALERT';
}

/** What an information needs: nothing. */
export const NO_ACTION = NOTHING_TO_DO;
