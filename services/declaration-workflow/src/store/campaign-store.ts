import { once } from '@portail/platform/db/idempotency.ts';
import type { Database, Transaction } from '@portail/platform/db/database.ts';
import { notify } from '@portail/platform/db/listener.ts';
import { putInOutbox } from '@portail/platform/outbox/outbox.ts';
import { appendToJournal } from '@portail/platform/journal/journal.ts';
import type { AllowedPeriod } from '../domain/acts/open-declaration.ts';
import type { Campaign } from '../domain/campaign.ts';
import { formDefinition } from '../domain/form-definition.ts';
import type { Campaigns, CampaignUnit, KnownEquipment } from '../usecases/ports.ts';
import { openMany, periods, type Outgoing } from './declaration-store.ts';
import { readFormLines } from './form-store.ts';
import { equipmentColumns, readWorker } from './people-store.ts';
import { holdsWords, searchWords } from '@portail/platform/db/search-words.ts';

/** Channel on which a campaign to carry on is announced. */
export const campaignChannel = 'campaign';

const insert = {
  name: 'campaign-insert',
  text: `insert into campaign (id, name, exercise, type, period_start, period_end, due_on, search, caf_codes, started_by,
           started_by_name, started_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
};
const ask = {
  name: 'campaign-ask',
  text: `insert into campaign_equipment (campaign_id, equipment_id)
         select $1, q.id from equipment q
         where q.caf_code = any ($2::text[]) and ${holdsWords('q.search_all', '$3')}`,
};
const unfinished = {
  name: 'campaign-unfinished',
  text: `select id, name, exercise, type, period_start as "periodStart", period_end as "periodEnd", due_on as "dueOn", search,
           caf_codes as "cafCodes", started_by as "startedById", started_by_name as "startedByName",
           started_at as "startedAt"
         from campaign where finished_at is null order by started_at, id limit 1`,
};
const next = {
  name: 'campaign-next',
  text: `select ${equipmentColumns} from equipment q
         where q.id in (select equipment_id from campaign_equipment
                        where campaign_id = $1 and outcome is null limit $2 for update skip locked)`,
};
const outcomes = {
  name: 'campaign-outcomes',
  text: `update campaign_equipment c set outcome = o.outcome, declaration_id = o.declaration_id
         from unnest($2::uuid[], $3::text[], $4::uuid[]) as o (equipment_id, outcome, declaration_id)
         where c.campaign_id = $1 and c.equipment_id = o.equipment_id`,
};
const finish = {
  name: 'campaign-finish',
  text: `update campaign set finished_at = $2
         where id = $1 and finished_at is null
           and not exists (select 1 from campaign_equipment where campaign_id = $1 and outcome is null)
         returning (select count(*)::int from campaign_equipment
           where campaign_id = $1 and outcome = 'OPENED') as opened`,
};

interface Row extends Omit<Campaign, 'period' | 'startedBy'> {
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly startedById: string;
  readonly startedByName: string;
}

/** Campaigns in PostgreSQL. */
export function campaignStore(database: Database, outgoing: Outgoing): Campaigns {
  return { transact: (work) => database.transaction((tx) => work(campaignUnit(tx, outgoing))) };
}

function campaignUnit(tx: Transaction, outgoing: Outgoing): CampaignUnit {
  return {
    worker: (subject) => readWorker(tx, subject),
    allowedPeriods: () => tx.rows<AllowedPeriod>(periods),
    form: async (section, exercise, type, modulated) =>
      formDefinition(await readFormLines(tx, exercise), section, exercise, type, modulated),
    once: (request, act) => once(tx, request, act),
    begin: (campaign) => begin(tx, campaign),
    unfinished: async () => {
      const [row] = await tx.rows<Row>(unfinished);
      if (!row) return null;
      const { periodStart: start, periodEnd: end, startedById: id, startedByName: name, ...campaign } = row;
      return { ...campaign, period: { start, end }, startedBy: { id, name } };
    },
    nextEquipments: (campaignId, limit) => tx.rows<KnownEquipment>(next, [campaignId, limit]),
    openMany: (openings) => openMany(tx, outgoing, openings),
    keepOutcomes: async (campaignId, kept) => {
      await tx.run(outcomes, [
        campaignId,
        kept.map(({ equipmentId }) => equipmentId),
        kept.map(({ outcome }) => outcome),
        kept.map(({ declarationId }) => declarationId),
      ]);
    },
    finish: async ({ id, startedBy }, at) => {
      const [finished] = await tx.rows<{ opened: number }>(finish, [id, at]);
      if (!finished) return;
      await putInOutbox(tx, [outgoing.campaignFinished({ id, opened: finished.opened, by: startedBy.id, at })]);
    },
  };
}

async function begin(tx: Transaction, campaign: Campaign): Promise<void> {
  const { id, name, exercise, type, period, dueOn, search, cafCodes, startedBy, startedAt } = campaign;
  await tx.run(insert, [
    ...[id, name, exercise, type, period.start, period.end, dueOn, search, cafCodes],
    ...[startedBy.id, startedBy.name, startedAt],
  ]);
  await tx.run(ask, [id, cafCodes, searchWords(search)]);
  await appendToJournal(tx, id, [
    {
      type: 'CampaignStarted',
      at: startedAt.toISOString(),
      actor: { userId: startedBy.id, name: startedBy.name },
      data: { name, exercise, type, period: { ...period }, dueOn, search, cafCodes: [...cafCodes] },
    },
  ]);
  await notify(tx, campaignChannel, id);
}
