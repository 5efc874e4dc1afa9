import { accepted, notFound, RefusalError } from '@portail/platform/pure/refusal.ts';
import { decideCampaignTemplate, type CampaignTemplate } from '../domain/campaign-template.ts';
import type { CampaignTemplates } from './ports.ts';

/** Other dates for the template of a type and period, at the revision that was looked at. */
export interface ChangeCampaignTemplate extends CampaignTemplate {
  /** Subject of the token. */
  readonly subject: string;
  readonly at: Date;
}

/** The act on campaign templates, ready to call. */
export type ChangeTemplateDates = ReturnType<typeof changeCampaignTemplate>;

/**
 * Other dates for a template; journaled with those before. Answers with the template afterwards.
 * @throws RefusalError NOT_FOUND, CAMPAIGN_TEMPLATE_NOT_YOURS, STALE_VERSION, CAMPAIGN_TEMPLATE_REFUSED
 */
export function changeCampaignTemplate(templates: CampaignTemplates) {
  return ({ subject, at, ...asked }: ChangeCampaignTemplate): Promise<CampaignTemplate> =>
    templates.transact(async (unit) => {
      const worker = await unit.worker(subject);
      if (worker === null) throw new RefusalError(notFound());
      const known = await unit.template(asked.type, asked.endsOn);
      const next = accepted(decideCampaignTemplate(known, asked, worker));
      if (known !== null) await unit.keep(known, next, worker, at);
      return next;
    });
}
