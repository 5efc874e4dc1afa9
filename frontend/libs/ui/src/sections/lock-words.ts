import type { SectionView } from '@api/workflow/workflow.types';
import { formatInstant } from '@ui/dates/french-date';

/** « La saisie a été terminée par Mme Roux le 12/03/2016 à 10 h 42. Seul l’approbateur peut la rouvrir. » */
export function lockWords(section: SectionView, mayReopen = false): string {
  const by = section.lockedBy ? ` par ${section.lockedBy}` : '';
  const at = section.lockedAt ? ` le ${formatInstant(section.lockedAt)}` : '';
  const reopening = mayReopen ? 'Vous pouvez la rouvrir.' : 'Seul l’approbateur peut la rouvrir.';
  return `La saisie ${by || at ? 'a été' : 'est'} terminée${by}${at}. ${reopening}`;
}
