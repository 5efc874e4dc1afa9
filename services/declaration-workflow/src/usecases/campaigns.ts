import { newId } from '@portail/platform/pure/id.ts';
import { accepted, notFound, RefusalError } from '@portail/platform/pure/refusal.ts';
import { notToDeclare, openDeclaration } from '../domain/acts/open-declaration.ts';
import { decideCampaign, type Campaign, type CampaignAsked } from '../domain/campaign.ts';
import type { Declaration } from '../domain/declaration.ts';
import { activityHeader } from '../domain/equipment-facts.ts';
import type { DeclarationEvent } from '../domain/events.ts';
import { advance } from '../domain/evolve.ts';
import { startingValues } from './open-declaration.ts';
import type { Campaigns, CampaignUnit, KnownEquipment } from './ports.ts';

/** A campaign to start, once per key. */
export interface StartCampaign extends CampaignAsked {
  readonly subject: string;
  readonly at: Date;
  readonly idempotencyKey: string;
}

/** Declarations opened in one transaction. */
const batchSize = 500;

/** Campaigns, ready to start and to carry on. */
export type CampaignActs = ReturnType<typeof campaignActs>;

/** The acts on campaigns (domain.md 8.3). */
export function campaignActs(campaigns: Campaigns) {
  return {
    /**
     * Starts a campaign: what is asked is kept, the declarations are opened right after, batch by batch.
     * @returns its id
     * @throws RefusalError NOT_FOUND for who works for no Caf, CAF_ONLY, PERIOD_NOT_ALLOWED, CAMPAIGN_NAME
     */
    start: ({ subject, at, idempotencyKey, ...asked }: StartCampaign): Promise<{ readonly id: string }> =>
      campaigns.transact((unit) =>
        unit.once({ key: idempotencyKey, scope: `${subject} CAMPAIGN`, body: { ...asked } }, async () => {
          const worker = await unit.worker(subject);
          if (worker === null) throw new RefusalError(notFound());
          const campaign = accepted(decideCampaign(newId(at), asked, worker, await unit.allowedPeriods(), at));
          await unit.begin(campaign);
          return { id: campaign.id };
        }),
      ),

    /** Opens the next declarations of the oldest unfinished campaign. Returns false when nothing is left to do. */
    carryOn: (at: Date): Promise<boolean> =>
      campaigns.transact(async (unit) => {
        const campaign = await unit.unfinished();
        if (campaign === null) return false;
        const equipments = await unit.nextEquipments(campaign.id, batchSize);
        await openAll(unit, campaign, equipments, at);
        if (equipments.length < batchSize) await unit.finish(campaign, at);
        // Less than a batch: what is left, if any, is in other hands, which finish it.
        return equipments.length === batchSize;
      }),
  };
}

async function openAll(unit: CampaignUnit, campaign: Campaign, equipments: readonly KnownEquipment[], at: Date) {
  const allowedPeriods = await unit.allowedPeriods();
  const defaults = {
    plain: await startingValues(unit, campaign, false),
    modulated: await startingValues(unit, campaign, true),
  };
  const openings: { declaration: Declaration; events: readonly DeclarationEvent[] }[] = [];
  const outcomes: { equipmentId: string; outcome: string; declarationId: string | null }[] = [];
  for (const equipment of equipments) {
    const why = notToDeclare(equipment, campaign.period);
    if (why !== undefined) {
      outcomes.push({ equipmentId: equipment.id, outcome: why, declarationId: null });
      continue;
    }
    const { modulatedApproval } = activityHeader(equipment, campaign.exercise, campaign.period);
    const given = modulatedApproval ? defaults.modulated : defaults.plain;
    const { exercise, type, dueOn, period } = campaign;
    const opening = { id: newId(at), exercise, type, periodEnd: period.end, dueOn, campaignId: campaign.id };
    const person = starterOf(campaign);
    const events = accepted(openDeclaration(opening, given, { person, at, equipment, allowedPeriods }));
    openings.push({ declaration: advance(null, events), events });
  }
  const opened = await unit.openMany(openings);
  for (const { declaration } of openings) {
    const { id, equipmentId } = declaration;
    const done = opened.has(id);
    outcomes.push({ equipmentId, outcome: done ? 'OPENED' : 'DECLARATION_EXISTS', declarationId: done ? id : null });
  }
  await unit.keepOutcomes(campaign.id, outcomes);
}

/** Who started it, within the Caf codes they had then: what they asked for goes on when they have left. */
function starterOf({ startedBy }: Campaign) {
  return {
    userId: startedBy.id,
    name: startedBy.name,
    population: 'CAF_AGENT' as const,
    roles: [],
    inScope: true,
    termsVersion: null,
  };
}
