import type { Refusal } from '@portail/platform/pure/refusal.ts';
import { periodOf, type AllowedPeriod } from './acts/open-declaration.ts';
import type { Period } from './equipment-facts.ts';
import type { Worker } from './message-template.ts';
import { refuse } from './refusals.ts';
import type { DeclarationType } from './vocabulary.ts';

/** What the Caf asks of many equipments at once. */
export interface CampaignAsked {
  readonly name: string;
  readonly exercise: number;
  readonly type: DeclarationType;
  /** ISO date; chooses the period of an actualisée. */
  readonly periodEnd: string | null;
  /** ISO date, or null; passing it never blocks. */
  readonly dueOn: string | null;
  /** Words of the equipment, its commune or its gestionnaire; '' asks for every equipment. */
  readonly search: string;
}

/** Campagne: the same declaration opened for every equipment of a filter (domain.md 8.3). */
export interface Campaign extends Omit<CampaignAsked, 'periodEnd'> {
  readonly id: string;
  readonly period: Period;
  /** Caf codes of who started it: nothing is opened elsewhere. */
  readonly cafCodes: readonly string[];
  readonly startedBy: { readonly id: string; readonly name: string };
  readonly startedAt: Date;
}

const longestName = 80;

/** A campaign of an agent, for the equipments of their Caf. */
export function decideCampaign(
  id: string,
  asked: CampaignAsked,
  worker: Worker,
  allowed: readonly AllowedPeriod[],
  at: Date,
): Campaign | Refusal {
  const { periodEnd: _chosen, ...campaign } = asked;
  const period = campaignPeriod(asked, worker, allowed);
  if ('kind' in period) return period;
  const name = asked.name.trim();
  if (name === '' || name.length > longestName) {
    const { detail } = refuse('CAMPAIGN_NAME');
    return refuse('CAMPAIGN_NAME', [{ path: '/name', code: 'CAMPAIGN_NAME', message: detail }]);
  }
  const { cafCodes } = worker;
  return { ...campaign, id, name, period, cafCodes, startedBy: { id: worker.id, name: worker.name }, startedAt: at };
}

/** The period a campaign of this person would cover. */
export function campaignPeriod(
  asked: Pick<CampaignAsked, 'exercise' | 'type' | 'periodEnd'>,
  worker: Worker,
  allowed: readonly AllowedPeriod[],
): Period | Refusal {
  if (worker.population !== 'CAF_AGENT' && worker.population !== 'CAF_ADMIN') return refuse('CAF_ONLY');
  return periodOf(asked, allowed) ?? refuse('PERIOD_NOT_ALLOWED');
}
