import type { Figure } from '@portail/platform/pure/french.ts';

/** One line of an explained calculation, redone by hand from the printed sheet. */
export interface CalculationLine {
  readonly code: string;
  readonly label: string;
  readonly figure: Figure;
  /** Where the figure comes from: field, or parameter with its date and status. French. */
  readonly source: string;
  /** How it was obtained, for example « 53 000,00 h × 5,28 €/h »; empty for a figure that was typed. */
  readonly operation: string;
}
