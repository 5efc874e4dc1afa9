import type { Campaign } from '@api/workflow/workflow.types';

/** A state of the declarations of a campaign, in the order of the follow-up. */
export interface CampaignState {
  readonly key: keyof Campaign['states'];
  readonly label: string;
  /** The state as the search of declarations asks for it; none for what it cannot tell apart. */
  readonly searched: string | null;
}

export const CAMPAIGN_STATES: readonly CampaignState[] = [
  { key: 'toEnter', label: 'À saisir', searched: 'TO_ENTER' },
  { key: 'inProgress', label: 'Saisie en cours', searched: 'IN_PROGRESS' },
  { key: 'rejected', label: 'Rejetées, en correction', searched: null },
  { key: 'submitted', label: 'Transmises', searched: 'SUBMITTED' },
  { key: 'validated', label: 'Validées', searched: 'VALIDATED' },
  { key: 'cancelled', label: 'Annulées', searched: 'CANCELLED' },
];

/** Share of the declarations opened that are transmitted or validated, in percent; null when none is opened. */
export function answeredShare({ opened, states }: Campaign): number | null {
  return opened === 0 ? null : Math.floor(((states.submitted + states.validated) * 100) / opened);
}

/** A part of the follow-up that is exported alone. */
export interface FollowUpPart {
  /** As the address has it. */
  readonly value: string;
  /** As the service asks for it. */
  readonly part: string | undefined;
  readonly label: string;
  /** « les déclarations en retard ». */
  readonly words: string;
}

export const FOLLOW_UP_PARTS: readonly FollowUpPart[] = [
  { value: '', part: undefined, label: 'Tous les équipements', words: 'tous les équipements de la campagne' },
  { value: 'sans-reponse', part: 'UNANSWERED', label: 'Sans réponse', words: 'les partenaires qui n’ont pas répondu' },
  { value: 'retard', part: 'OVERDUE', label: 'En retard', words: 'les déclarations en retard' },
  { value: 'a-saisir', part: 'TO_ENTER', label: 'À saisir', words: 'les déclarations à saisir' },
  { value: 'en-cours', part: 'IN_PROGRESS', label: 'Saisie en cours', words: 'les déclarations en cours de saisie' },
  { value: 'rejetees', part: 'REJECTED', label: 'Rejetées, en correction', words: 'les déclarations rejetées' },
  { value: 'transmises', part: 'SUBMITTED', label: 'Transmises', words: 'les déclarations transmises' },
  { value: 'validees', part: 'VALIDATED', label: 'Validées', words: 'les déclarations validées' },
  { value: 'annulees', part: 'CANCELLED', label: 'Annulées', words: 'les déclarations annulées' },
  { value: 'laisses', part: 'LEFT_OUT', label: 'Laissés de côté', words: 'les équipements laissés de côté' },
];
