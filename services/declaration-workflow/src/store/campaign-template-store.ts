import { isUniqueViolation, type Database, type Transaction } from '@portail/platform/db/database.ts';
import { appendToJournal } from '@portail/platform/journal/journal.ts';
import { RefusalError, stale } from '@portail/platform/pure/refusal.ts';
import type { CampaignTemplate } from '../domain/campaign-template.ts';
import type { Worker } from '../domain/message-template.ts';
import type { CampaignTemplates } from '../usecases/ports.ts';
import { readWorker } from './people-store.ts';

/** Columns of a template, as the domain names them. */
export const templateColumns = `type, ends_on as "endsOn", from_exercise as "fromExercise", source, revision,
  jsonb_build_object('year', opens_year, 'day', opens_on) as opens,
  jsonb_build_object('year', due_year, 'day', due_on) as due`;

const latest = {
  name: 'campaign-template-latest',
  text: `select ${templateColumns} from campaign_template where type = $1 and ends_on = $2 order by revision desc limit 1`,
};
const insert = {
  name: 'campaign-template-insert',
  text: `insert into campaign_template (type, ends_on, from_exercise, opens_year, opens_on, due_year, due_on, source, revision,
           published_at, published_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
};

/** Campaign templates in PostgreSQL, with their journal. */
export function campaignTemplateStore(database: Database): CampaignTemplates {
  return {
    transact: (work) =>
      database.transaction((tx) =>
        work({
          worker: (subject) => readWorker(tx, subject),
          template: async (type, endsOn) => (await tx.rows<CampaignTemplate>(latest, [type, endsOn]))[0] ?? null,
          keep: (known, next, by, at) => keep(tx, known, next, by, at),
        }),
      ),
  };
}

async function keep(tx: Transaction, known: CampaignTemplate, next: CampaignTemplate, by: Worker, at: Date) {
  const { type, endsOn, fromExercise, opens, due, source, revision } = next;
  const values = [type, endsOn, fromExercise, opens.year, opens.day, due.year, due.day, source, revision, at, by.name];
  try {
    await tx.run(insert, values);
  } catch (error) {
    // Somebody published meanwhile.
    if (isUniqueViolation(error, 'campaign_template_pkey')) throw new RefusalError(stale());
    throw error;
  }
  const said = (template: CampaignTemplate) => ({
    fromExercise: template.fromExercise,
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
