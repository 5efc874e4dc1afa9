import type { SectionView } from '@api/workflow/workflow.types';
import { formatInstant } from '@ui/dates/french-date';

/** « La saisie est terminée par Mme Roux le 12/03/2016 à 10 h 42. Seul l’approbateur peut la rouvrir. » */
export function lockWords(section: SectionView): string {
  const by = section.lockedBy ? ` par ${section.lockedBy}` : '';
  const at = section.lockedAt ? ` le ${formatInstant(section.lockedAt)}` : '';
  return `La saisie est terminée${by}${at}. Seul l’approbateur peut la rouvrir.`;
}
