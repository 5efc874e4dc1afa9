import { parisDay } from '@portail/platform/pure/calendar.ts';
import type { Correction } from './declaration.ts';
import type { DeclarationType, Status, VersionStatus } from './vocabulary.ts';

/** « 12/03/2016 », day of an ISO instant in Europe/Paris. */
export function frenchDay(instant: string): string {
  const [year, month, day] = parisDay(new Date(instant)).split('-');
  return `${day}/${month}/${year}`;
}

/** « 1 point », « 3 points ». */
export function points(count: number): string {
  return count === 1 ? '1 point' : `${count} points`;
}

const months = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
];

/** « Prévisionnelle », « Actualisée de janvier à juin », « Réelle ». */
export function typeLabel(type: DeclarationType, periodStart: string, periodEnd: string): string {
  switch (type) {
    case 'FORECAST':
      return 'Prévisionnelle';
    case 'ACTUAL':
      return 'Réelle';
    case 'UPDATED':
      return `Actualisée de ${monthOf(periodStart)} à ${monthOf(periodEnd)}`;
  }
}

function monthOf(day: string): string {
  return months[Number(day.slice(5, 7)) - 1] ?? '';
}

const versionLabels: Readonly<Record<VersionStatus, string>> = {
  TO_ENTER: 'À saisir',
  IN_PROGRESS: 'Saisie en cours',
  SUBMITTED: 'Transmis Caf',
  VALIDATED: 'Validée Caf',
  REJECTED: 'Rejetée Caf',
  CANCELLED: 'Annulée',
};

/** État of a version, as people read it. */
export function versionLabel(status: VersionStatus): string {
  return versionLabels[status];
}

/** État of a declaration; a correction says which version it follows, and that the Caf rejected it when it did. */
export function statusLabel(status: Status, correction: Pick<Correction, 'cause' | 'ofVersion'> | null): string {
  const label = versionLabels[status];
  if (status !== 'IN_PROGRESS' || correction === null) return label;
  const { cause, ofVersion } = correction;
  return cause === 'REJECTION'
    ? `${label} (version ${ofVersion} rejetée)`
    : `${label} (correction de la version ${ofVersion})`;
}
