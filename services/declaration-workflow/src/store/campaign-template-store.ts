import type { Database, Transaction } from '@portail/platform/db/database.ts';
import { appendToJournal } from '@portail/platform/journal/journal.ts';
import type { CampaignTemplate } from '../domain/campaign-template.ts';
import type { Worker } from '../domain/message-template.ts';
import type { CampaignTemplates } from '../usecases/ports.ts';
import { readWorker } from './people-store.ts';

/** Columns of a template, as the domain names them. */
export const templateColumns = `type, ends_on as "endsOn", source, revision,
  jsonb_build_object('year', opens_year, 'day', opens_on) as opens,
  jsonb_build_object('year', due_year, 'day', due_on) as due`;

const lock = {
  name: 'campaign-template-lock',
  text: `select ${templateColumns} from campaign_template where type = $1 and ends_on = $2 for update`,
};
const update = {
  name: 'campaign-template-update',
  text: `update campaign_template set opens_year = $3, opens_on = $4, due_year = $5, due_on = $6, source = $7, revision = $8,
           updated_at = $9, updated_by = $10
         where type = $1 and ends_on = $2`,
};

/** Campaign templates in PostgreSQL, with their journal. */
export function campaignTemplateStore(database: Database): CampaignTemplates {
  return {
    transact: (work) =>
      database.transaction((tx) =>
        work({
          worker: (subject) => readWorker(tx, subject),
          template: async (type, endsOn) => (await tx.rows<CampaignTemplate>(lock, [type, endsOn]))[0] ?? null,
          keep: (known, next, by, at) => keep(tx, known, next, by, at),
        }),
      ),
  };
}

async function keep(tx: Transaction, known: CampaignTemplate, next: CampaignTemplate, by: Worker, at: Date) {
  const { type, endsOn, opens, due, source, revision } = next;
  await tx.run(update, [type, endsOn, opens.year, opens.day, due.year, due.day, source, revision, at, by.name]);
  const said = (template: CampaignTemplate) => ({
    opens: { ...template.opens },
    due: { ...template.due },
    source: template.source,
  });
  await appendToJournal(tx, `campaign-template/${type}/${endsOn}`, [
    {
      type: 'CampaignTemplateChanged',
      at: at.toISOString(),
      actor: { userId: by.id, name: by.name },
      data: { type, endsOn, from: said(known), to: said(next) },
    },
  ]);
}
