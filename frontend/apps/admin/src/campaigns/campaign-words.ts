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
