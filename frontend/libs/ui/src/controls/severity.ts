import type { ControlView, Severity } from '@api/workflow/workflow.types';
import type { Tone } from '@ui/status/status-chip';
import { countOf } from '@ui/words/count-of';

/** Severities in words, for people: what each asks of them. */
export const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  BLOCKING: 'À corriger',
  ANOMALY: 'Anomalie à expliquer',
  ALERT: 'Écart à expliquer',
  INFO: 'Pour information',
};

export const SEVERITY_TONES: Readonly<Record<Severity, Tone>> = {
  BLOCKING: 'refused',
  ANOMALY: 'explain',
  ALERT: 'explain',
  INFO: 'info',
};

export interface ControlCount {
  readonly toCorrect: number;
  readonly toExplain: number;
  readonly explained: number;
}

export function countControls(controls: readonly ControlView[]): ControlCount {
  return {
    toCorrect: controls.filter((control) => control.severity === 'BLOCKING').length,
    toExplain: controls.filter((control) => control.toExplain && control.severity !== 'BLOCKING').length,
    explained: controls.filter((control) => control.explanation?.confirmed && !control.toExplain).length,
  };
}

/**
 * « 3 points à expliquer, 1 à corriger. »; once nothing is asked on any point (fiche 7), `left` says what remains to be
 * done, and only without it is nothing more awaited.
 */
export function verdictOf(count: ControlCount, left = ''): string {
  const parts: string[] = [];
  if (count.toExplain > 0) parts.push(`${countOf(count.toExplain, 'point', 'points')} à expliquer`);
  if (count.toCorrect > 0) {
    parts.push(
      parts.length > 0 ? `${count.toCorrect} à corriger` : `${countOf(count.toCorrect, 'point', 'points')} à corriger`,
    );
  }
  if (parts.length > 0) return `${parts.join(', ')}.`;
  const ending = left || 'Aucune intervention n’est attendue.';
  return `${count.explained > 0 ? 'Tous les écarts sont expliqués.' : 'Contrôle sans écart\u202f: rien à corriger ni à expliquer.'} ${ending}`;
}
