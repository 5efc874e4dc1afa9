import type { Database } from '@portail/platform/db/database.ts';
import { notFound, RefusalError } from '@portail/platform/pure/refusal.ts';
import { dayIn, inForce, type CampaignTemplate } from '../domain/campaign-template.ts';
import { typeLabel } from '../domain/labels.ts';
import type { DeclarationType } from '../domain/vocabulary.ts';
import { templateColumns } from '../store/campaign-template-store.ts';
import { readWorker } from '../store/people-store.ts';
import type { Asking } from './read-declaration.ts';

/** A template, as who works for a Caf or the Cnaf reads it. */
export interface CampaignTemplateView {
  type: DeclarationType;
  typeLabel: string;
  endsOn: string;
  fromExercise: number;
  opens: { year: number; day: string };
  due: { year: number; day: string };
  source: string;
  revision: number;
  publishedAt: string;
  publishedBy: string;
}

/** A campaign that was started for a declaration of the calendar. */
export interface StartedCampaign {
  id: string;
  name: string;
  dueOn: string | null;
  opened: number;
  /** Transmitted or validated. */
  answered: number;
  overdue: number;
}

/** A declaration expected in the year: when it opens, until when, and what was started. */
export interface CalendarItem {
  type: DeclarationType;
  typeLabel: string;
  exercise: number;
  periodEnd: string;
  opensOn: string;
  dueOn: string;
  state: 'COMING' | 'TO_OPEN' | 'OPEN' | 'OVERDUE';
  campaigns: StartedCampaign[];
}

const templates = {
  name: 'campaign-templates',
  text: `select ${templateColumns}, published_at as "publishedAt", published_by as "publishedBy",
           (select starts_on from declaration_period p where p.type = t.type and p.ends_on = t.ends_on) as "startsOn"
         from campaign_template t order by type, ends_on, revision desc`,
};

const count = (condition: string) => `count(*) filter (where ${condition})::int`;
const started = {
  name: 'campaign-calendar',
  text: `select c.id, c.name, c.type, c.exercise, c.period_end as "periodEnd", c.due_on as "dueOn",
           ${count(`ce.outcome = 'OPENED'`)} as opened, ${count(`d.status in ('SUBMITTED', 'VALIDATED')`)} as answered,
           ${count(`d.status in ('TO_ENTER', 'IN_PROGRESS') and d.due_on < $2::date`)} as overdue
         from campaign c
         join campaign_equipment ce on ce.campaign_id = c.id
         join equipment q on q.id = ce.equipment_id and q.caf_code = any ($1::text[])
         left join declaration d on d.id = ce.declaration_id
         where c.caf_codes && $1::text[] and c.exercise between $3 and $4
         group by c.id order by c.started_at, c.id`,
};

interface TemplateRow extends CampaignTemplate {
  readonly publishedAt: Date;
  readonly publishedBy: string;
  readonly startsOn: string;
}

/**
 * The national dates, by type and period, the last published first.
 * @throws RefusalError NOT_FOUND for who works for no Caf and not for the Cnaf
 */
export async function readCampaignTemplates(
  database: Database,
  subject: string,
): Promise<{ items: CampaignTemplateView[] }> {
  if ((await readWorker(database, subject)) === null) throw new RefusalError(notFound());
  const rows = await database.rows<TemplateRow>(templates);
  return {
    items: rows.map(({ startsOn, opens, due, publishedAt, ...row }) => ({
      ...row,
      typeLabel: typeLabel(row.type, `2016-${startsOn}`, `2016-${row.endsOn}`),
      opens: { ...opens },
      due: { ...due },
      publishedAt: publishedAt.toISOString(),
    })),
  };
}

/**
 * What opens or is expected in a civil year, in that order, with the campaigns of the person’s Caf.
 * @throws RefusalError NOT_FOUND for who works for no Caf and not for the Cnaf
 */
export async function readCampaignCalendar(
  database: Database,
  year: number,
  { subject, today }: Asking,
): Promise<{ items: CalendarItem[] }> {
  const worker = await readWorker(database, subject);
  if (worker === null) throw new RefusalError(notFound());
  const [rows, campaigns] = await Promise.all([
    database.rows<TemplateRow>(templates),
    database.rows<StartedCampaign & { readonly type: string; readonly exercise: number; readonly periodEnd: string }>(
      started,
      [worker.cafCodes, today, year - 2, year + 2],
    ),
  ]);
  // A declaration opens at most two years around its exercise.
  const exercises = [year - 2, year - 1, year, year + 1, year + 2];
  const items = [...Map.groupBy(rows, ({ type, endsOn }) => `${type} ${endsOn}`).values()].flatMap((published) =>
    exercises
      .flatMap((exercise): CalendarItem[] => {
        const template = inForce(published, exercise);
        if (!template) return [];
        const periodEnd = `${exercise}-${template.endsOn}`;
        const own = campaigns
          .filter((each) => each.type === template.type && each.exercise === exercise && each.periodEnd === periodEnd)
          .map(({ id, name, dueOn, opened, answered, overdue }) => ({ id, name, dueOn, opened, answered, overdue }));
        const opensOn = dayIn(template.opens, exercise);
        const item: CalendarItem = {
          type: template.type,
          typeLabel: typeLabel(template.type, `${exercise}-${template.startsOn}`, periodEnd),
          exercise,
          periodEnd,
          opensOn,
          dueOn: dayIn(template.due, exercise),
          state: stateOf(own, opensOn, today),
          campaigns: own,
        };
        return [item];
      })
      .filter((item) => item.opensOn.startsWith(`${year}-`) || item.dueOn.startsWith(`${year}-`)),
  );
  return { items: items.toSorted((a, b) => a.opensOn.localeCompare(b.opensOn)) };
}

function stateOf(campaigns: readonly StartedCampaign[], opensOn: string, today: string): CalendarItem['state'] {
  if (campaigns.length === 0) return opensOn > today ? 'COMING' : 'TO_OPEN';
  return campaigns.some(({ overdue }) => overdue > 0) ? 'OVERDUE' : 'OPEN';
}
