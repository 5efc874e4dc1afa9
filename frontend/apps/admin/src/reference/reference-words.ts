import type {
  ProposalKind,
  ProposalState,
  ReferenceStatus,
  RuleSeverity,
  RuleType,
} from '@api/controls/reference.types';
import type { Choice } from '@ui/field/select-field';
import type { Tone } from '@ui/status/status-chip';

export const STATUS_CHOICES: readonly (Choice & { readonly value: ReferenceStatus; readonly tone: Tone })[] = [
  { value: 'OFFICIAL', label: 'Officiel', tone: 'done' },
  { value: 'RECONSTRUCTED', label: 'Reconstitué', tone: 'explain' },
  { value: 'TO_CONFIRM', label: 'À confirmer', tone: 'explain' },
  { value: 'FIXTURE', label: 'Démonstration', tone: 'muted' },
];

export function statusOf(status: ReferenceStatus): { readonly label: string; readonly tone: Tone } {
  return STATUS_CHOICES.find(({ value }) => value === status)!;
}

export const SEVERITY_CHOICES: readonly (Choice & { readonly value: RuleSeverity })[] = [
  { value: 'BLOCKING', label: 'À corriger' },
  { value: 'ANOMALY', label: 'Anomalie à expliquer' },
  { value: 'ALERT', label: 'Écart à expliquer' },
  { value: 'INFO', label: 'Pour information' },
];

export const TYPE_CHOICES: readonly (Choice & { readonly value: RuleType })[] = [
  { value: 'FORECAST', label: 'Prévisionnelle' },
  { value: 'UPDATED', label: 'Actualisée' },
  { value: 'ACTUAL', label: 'Réelle' },
];

export const STEP_CHOICES: readonly Choice[] = [
  { value: 'ACTIVITY', label: 'Données d’activité' },
  { value: 'FINANCIAL', label: 'Données financières' },
  { value: 'DECLARATION', label: 'Déclaration entière' },
];

export function labelOf(choices: readonly Choice[], value: string): string {
  return choices.find((choice) => choice.value === value)?.label ?? value;
}

/** « Prévisionnelle, réelle »: types on one line. */
export function typesWords(types: readonly RuleType[]): string {
  if (types.length === TYPE_CHOICES.length) return 'Tous les types';
  const words = TYPE_CHOICES.filter(({ value }) => types.includes(value)).map(({ label }) =>
    label.toLocaleLowerCase('fr'),
  );
  const text = words.join(', ');
  return text.charAt(0).toLocaleUpperCase('fr') + text.slice(1);
}

/** « 2014 à 2024 », « depuis 2025 ». */
export function exercisesWords(from: number, to: number | null): string {
  if (to === null) return `depuis ${from}`;
  return from === to ? String(from) : `${from} à ${to}`;
}

export const PROPOSAL_STATES: readonly (Choice & { readonly value: ProposalState; readonly tone: Tone })[] = [
  { value: 'SENT', label: 'Envoyée', tone: 'todo' },
  { value: 'SEEN', label: 'Lue par la Cnaf', tone: 'info' },
  { value: 'TAKEN', label: 'Reprise dans un brouillon', tone: 'done' },
  { value: 'REFUSED', label: 'Refusée', tone: 'refused' },
];

/** What a proposal or a draft is about, and where its page is. */
export function subjectOf(kind: ProposalKind, subject: string): { readonly label: string; readonly link: string[] } {
  switch (kind) {
    case 'SCALE':
      return { label: `Barème ${subject}`, link: ['/referentiel/baremes', subject] };
    case 'RULE':
      return { label: `Contrôle ${subject}`, link: ['/referentiel/controles', subject] };
    case 'FORM':
      return { label: `Formulaires ${subject}`, link: ['/referentiel/formulaires', subject] };
  }
}

/** Where proposals of a kind are read: those about forms have addresses of their own. */
export const PROPOSALS_ABOUT: readonly (Choice & { readonly link: string })[] = [
  { value: '', label: 'Barèmes et contrôles', link: '/referentiel/propositions' },
  { value: 'formulaires', label: 'Formulaires', link: '/referentiel/propositions/formulaires' },
];

/** Where a fault of the service stands on the page: `/rows/0/priceCap` is the field `bareme-rows-0-priceCap`. */
export function fieldIdOf(prefix: string, path: string): string {
  return prefix + path.replaceAll('/', '-');
}
