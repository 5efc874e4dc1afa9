import { countOf } from '@ui/words/count-of';

/** « aujourd’hui », « 1 jour », « 12 jours » since the transmission. */
export function ageWords(days: number): string {
  return days <= 0 ? 'aujourd’hui' : countOf(days, 'jour', 'jours');
}
