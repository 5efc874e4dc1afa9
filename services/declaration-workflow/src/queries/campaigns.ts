import type { Database } from '@portail/platform/db/database.ts';
import { isId } from '@portail/platform/pure/id.ts';
import { accepted, notFound, RefusalError } from '@portail/platform/pure/refusal.ts';
import { notToDeclare, type AllowedPeriod } from '../domain/acts/open-declaration.ts';
import { campaignPeriod, type CampaignAsked } from '../domain/campaign.ts';
import type { EquipmentFacts } from '../domain/equipment-facts.ts';
import { typeLabel } from '../domain/labels.ts';
import { refuse } from '../domain/refusals.ts';
import type { DeclarationType } from '../domain/vocabulary.ts';
import { periods } from '../store/declaration-store.ts';
import { equipmentColumns, readWorker } from '../store/people-store.ts';
import { holdsWords, searchWords } from '@portail/platform/db/search-words.ts';
import { offsetOf } from './page.ts';
import type { Asking } from './read-declaration.ts';

/** What becomes, or would become, of an equipment in a campaign. */
export type Outcome = 'OPENED' | 'DECLARATION_EXISTS' | 'EQUIPMENT_CLOSED' | 'NOT_AUTHORIZED';

/** How many equipments are left out for a reason, and the sentence of that reason. */
export interface LeftOut {
  code: string;
  detail: string;
  count: number;
}

/** What a campaign would do, before it starts. */
export interface CampaignPreview {
  typeLabel: string;
  periodStart: string;
  periodEnd: string;
  /** Equipments of the filter. */
  asked: number;
  toOpen: number;
  leftOut: LeftOut[];
  /** A page of those that the outcome asked for names. */
  items: { equipmentId: string; name: string; commune: string; partnerName: string }[];
  total: number;
}

/** A campaign and how far it is, among the equipments of this person’s Caf. */
export interface CampaignView {
  id: string;
  name: string;
  type: DeclarationType;
  typeLabel: string;
  exercise: number;
  dueOn: string | null;
  search: string;
  startedAt: string;
  startedBy: string;
  finishedAt: string | null;
  asked: number;
  opened: number;
  /** Not handled yet. */
  left: number;
  states: {
    toEnter: number;
    inProgress: number;
    /** In progress after a rejection. */
    rejected: number;
    submitted: number;
    validated: number;
    cancelled: number;
    /** Late: due, and not transmitted. */
    overdue: number;
  };
  leftOut: LeftOut[];
}

const pageSize = 50;

const targets = {
  name: 'campaign-targets',
  text: `select ${equipmentColumns}, exists (
             select 1 from declaration d where d.equipment_id = q.id and d.exercise = $3 and d.type = $4
               and d.period_end = $5 and d.status <> 'CANCELLED') as "exists"
         from equipment q
         where q.caf_code = any ($1::text[])
           and ${holdsWords('q.search_all', '$2')}
         order by q.name, q.id`,
};

/**
 * What a campaign would open, for whom, and why the others are left out.
 * @throws RefusalError NOT_FOUND, CAF_ONLY, PERIOD_NOT_ALLOWED
 */
export async function previewCampaign(
  database: Database,
  subject: string,
  asked: Omit<CampaignAsked, 'name' | 'dueOn'>,
  shown: { readonly outcome: Outcome; readonly page: number },
): Promise<CampaignPreview> {
  const worker = await readWorker(database, subject);
  if (worker === null) throw new RefusalError(notFound());
  const period = accepted(campaignPeriod(asked, worker, await database.rows<AllowedPeriod>(periods)));
  const rows = await database.rows<EquipmentFacts & { readonly exists: boolean }>(targets, [
    ...[worker.cafCodes, searchWords(asked.search), asked.exercise, asked.type, period.end],
  ]);
  const byOutcome = Map.groupBy(rows, (row): Outcome =>
    row.exists ? 'DECLARATION_EXISTS' : (notToDeclare(row, period) ?? 'OPENED'),
  );
  const named = byOutcome.get(shown.outcome) ?? [];
  const start = offsetOf(shown.page, pageSize);
  return {
    typeLabel: typeLabel(asked.type, period.start, period.end),
    periodStart: period.start,
    periodEnd: period.end,
    asked: rows.length,
    toOpen: byOutcome.get('OPENED')?.length ?? 0,
    leftOut: leftOutOf([...byOutcome].map(([code, { length }]) => [code, length])),
    items: named.slice(start, start + pageSize).map(({ id, name, commune, partnerName }) => ({
      ...{ equipmentId: id, name, commune, partnerName },
    })),
    total: named.length,
  };
}

function leftOutOf(counts: readonly (readonly [Outcome, number])[]): LeftOut[] {
  return counts.flatMap(([code, count]) =>
    code === 'OPENED' || count === 0 ? [] : [{ code, detail: refuse(code).detail, count }],
  );
}

interface Row extends Omit<CampaignView, 'typeLabel' | 'startedAt' | 'finishedAt' | 'leftOut'> {
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly outcomes: Readonly<Record<Outcome, number>>;
}

const count = (condition: string) => `count(*) filter (where ${condition})::int`;

/** SQL of campaigns with their counts, among the equipments of the person of subject $1; $2 is today, $3 one id or null. */
const read = {
  name: 'campaigns',
  text: `select c.id, c.name, c.type, c.exercise, c.period_start as "periodStart", c.period_end as "periodEnd",
           c.due_on as "dueOn", c.search, c.started_at as "startedAt", c.started_by_name as "startedBy",
           c.finished_at as "finishedAt", count(*)::int as asked, ${count(`ce.outcome = 'OPENED'`)} as opened,
           ${count('ce.outcome is null')} as "left",
           jsonb_build_object(
             'toEnter', ${count(`d.status = 'TO_ENTER'`)},
             'inProgress', ${count(`d.status = 'IN_PROGRESS' and not d.rejected`)},
             'rejected', ${count('d.rejected')},
             'submitted', ${count(`d.status = 'SUBMITTED'`)},
             'validated', ${count(`d.status = 'VALIDATED'`)},
             'cancelled', ${count(`d.status = 'CANCELLED'`)},
             'overdue', ${count(`d.status in ('TO_ENTER', 'IN_PROGRESS') and d.due_on < $2::date`)}) as states,
           jsonb_build_object(
             'OPENED', 0,
             'DECLARATION_EXISTS', ${count(`ce.outcome = 'DECLARATION_EXISTS'`)},
             'EQUIPMENT_CLOSED', ${count(`ce.outcome = 'EQUIPMENT_CLOSED'`)},
             'NOT_AUTHORIZED', ${count(`ce.outcome = 'NOT_AUTHORIZED'`)}) as outcomes
         from person p
         join campaign c on c.caf_codes && p.caf_codes
         join campaign_equipment ce on ce.campaign_id = c.id
         join equipment q on q.id = ce.equipment_id and q.caf_code = any (p.caf_codes)
         left join declaration d on d.id = ce.declaration_id
         where p.subject = $1 and p.status = 'ACTIVE' and p.population in ('CAF_AGENT', 'CAF_ADMIN')
           and ($3::uuid is null or c.id = $3)
         group by c.id order by c.started_at desc, c.id limit 50`,
};

/** The latest campaigns that concern equipments of the agent’s Caf. */
export async function readCampaigns(database: Database, asking: Asking): Promise<{ items: CampaignView[] }> {
  const rows = await database.rows<Row>(read, [asking.subject, asking.today, null]);
  return { items: rows.map(view) };
}

/** One campaign. @throws RefusalError NOT_FOUND when it concerns none of their equipments */
export async function readCampaign(database: Database, id: string, asking: Asking): Promise<CampaignView> {
  const [row] = isId(id) ? await database.rows<Row>(read, [asking.subject, asking.today, id]) : [];
  if (!row) throw new RefusalError(notFound());
  return view(row);
}

function view({ periodStart, periodEnd, startedAt, finishedAt, outcomes, ...row }: Row): CampaignView {
  return {
    ...row,
    typeLabel: typeLabel(row.type, periodStart, periodEnd),
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    leftOut: leftOutOf(Object.entries(outcomes) as [Outcome, number][]),
  };
}
