import type { Population, Role } from '@api/identity/identity.types';
import type { HeldRoles } from '@api/identity/people.types';
import { formatDay } from '@ui/dates/french-date';
import type { Choice } from '@ui/field/select-field';
import type { Tone } from '@ui/status/status-chip';

export const ROLES: readonly { readonly value: Role; readonly label: string; readonly short: string }[] = [
  { value: 'ACTIVITY_PROVIDER', label: 'Fournisseur de données d’activité', short: 'Activité' },
  { value: 'FINANCIAL_PROVIDER', label: 'Fournisseur de données financières', short: 'Finances' },
  { value: 'APPROVER', label: 'Approbateur', short: 'Approbation' },
];

/** « Fournisseur de données d’activité, approbateur ». */
export function rolesWords(roles: readonly Role[]): string {
  const held = ROLES.filter(({ value }) => roles.includes(value)).map(({ label }) => label);
  return held.map((label, index) => (index === 0 ? label : label.charAt(0).toLowerCase() + label.slice(1))).join(', ');
}

export const POPULATIONS: Readonly<Record<Population, string>> = {
  PARTNER: 'Utilisateur partenaire',
  CAF_AGENT: 'Agent de Caf',
  CAF_ADMIN: 'Administrateur de Caf',
  CNAF_ADMIN: 'Administrateur national',
};

export const STATUSES: Readonly<Record<'ACTIVE' | 'SUSPENDED', { readonly label: string; readonly tone: Tone }>> = {
  ACTIVE: { label: 'Accès ouvert', tone: 'done' },
  SUSPENDED: { label: 'Accès suspendu', tone: 'locked' },
};

export const STATUS_CHOICES: readonly Choice[] = [
  { value: '', label: 'Tous les accès' },
  { value: 'ACTIVE', label: 'Ouverts' },
  { value: 'SUSPENDED', label: 'Suspendus' },
];

type Period = Pick<HeldRoles, 'effectiveFrom' | 'effectiveTo'>;

/** Where a habilitation stands on a day; both its days count. */
export function periodState({ effectiveFrom, effectiveTo }: Period, today: string): 'past' | 'current' | 'future' {
  if (effectiveFrom > today) return 'future';
  return effectiveTo !== null && effectiveTo < today ? 'past' : 'current';
}

export const PERIOD_STATES: Readonly<
  Record<'past' | 'current' | 'future', { readonly label: string; readonly tone: Tone }>
> = {
  past: { label: 'Terminée', tone: 'muted' },
  current: { label: 'En vigueur', tone: 'done' },
  future: { label: 'À venir', tone: 'info' },
};

/** « depuis le 01/09/2016 », « du 01/09/2016 au 31/12/2016 ». */
export function periodWords({ effectiveFrom, effectiveTo }: Period, today: string): string {
  if (effectiveTo !== null) return `du ${formatDay(effectiveFrom)} au ${formatDay(effectiveTo)}`;
  return `${effectiveFrom > today ? 'à partir du' : 'depuis le'} ${formatDay(effectiveFrom)}`;
}
