import type { Database, Queryable } from '@portail/platform/db/database.ts';
import { batchesOf, batchSize, type Sheet } from '@portail/platform/exports/sheet.ts';
import { notFound, RefusalError } from '@portail/platform/pure/refusal.ts';
import type { Correction } from '../domain/declaration.ts';
import { statusLabel, typeLabel } from '../domain/labels.ts';
import { refuse } from '../domain/refusals.ts';
import type { DeclarationType, Status } from '../domain/vocabulary.ts';
import { readWorker } from '../store/people-store.ts';
import { readCampaign } from './campaigns.ts';
import { isOverdue } from './declaration-view.ts';
import { withVerdict } from './progress-columns.ts';
import { foundInQueue, queueRow, queueValues, type QueueColumns, type QueueCriteria } from './queue.ts';
import type { Asking } from './read-declaration.ts';
import { cafsOfAgent, isActive, partnerInScope } from './scope.ts';
import { criteriaValues, meetsCriteria, type DeclarationCriteria } from './search-declarations.ts';

/** Lets those in who work for a Caf or the Cnaf. @throws RefusalError NOT_FOUND for anybody else */
export async function forWorkersOnly(db: Queryable, subject: string): Promise<void> {
  if ((await readWorker(db, subject)) === null) throw new RefusalError(notFound());
}

/** Which equipments of a campaign: those of a state, those that have not answered, those left out. */
export type FollowUpPart =
  | 'TO_ENTER'
  | 'IN_PROGRESS'
  | 'REJECTED'
  | 'SUBMITTED'
  | 'VALIDATED'
  | 'CANCELLED'
  | 'OVERDUE'
  | 'UNANSWERED'
  | 'LEFT_OUT';

/** What one line says of a declaration. The amount is that of what was transmitted: a draft has none for the Caf. */
interface Line {
  readonly key: string;
  readonly id: string | null;
  readonly equipmentName: string;
  readonly commune: string;
  readonly partnerName: string;
  readonly cafCode: string;
  readonly type: DeclarationType;
  readonly exercise: number;
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly status: Status | null;
  readonly version: number | null;
  readonly correction: Correction | null;
  readonly dueOn: string | null;
  readonly transmittedAt: Date | null;
  readonly updatedAt: Date | null;
  readonly entitlement: number | null;
  readonly gaps: number | null;
  readonly outcome: Parameters<typeof refuse>[0] | 'OPENED' | null;
}

const transmitted = `d.status in ('SUBMITTED', 'VALIDATED')`;
const lineColumns = `
  d.id, q.name as "equipmentName", q.commune, q.partner_name as "partnerName", q.caf_code as "cafCode",
  d.status, d.version, d.state -> 'correction' as correction, d.due_on as "dueOn",
  case when ${transmitted} then d.transmitted_at end as "transmittedAt", d.updated_at as "updatedAt",
  case when ${transmitted} then e.entitlement end as entitlement, case when ${transmitted} then e.gaps end as gaps`;

// By the key of the campaign’s equipments: each batch is one range of it.
const followUp = {
  name: 'campaign-export',
  text: `select ce.equipment_id::text as key, ${lineColumns}, c.type, c.exercise,
           c.period_start as "periodStart", c.period_end as "periodEnd", ce.outcome
         from person p
         join campaign c on c.id = $3 and c.caf_codes && p.caf_codes
         join campaign_equipment ce on ce.campaign_id = c.id and ($5::uuid is null or ce.equipment_id > $5)
         join equipment q on q.id = ce.equipment_id and q.caf_code = any (p.caf_codes)
         left join declaration d on d.id = ce.declaration_id
         ${withVerdict}
         where p.subject = $1 and p.status = 'ACTIVE' and p.population in ('CAF_AGENT', 'CAF_ADMIN')
           and case $4::text
             when 'OVERDUE' then d.status in ('TO_ENTER', 'IN_PROGRESS') and d.due_on < $2::date
             when 'UNANSWERED' then d.status in ('TO_ENTER', 'IN_PROGRESS')
             when 'REJECTED' then d.rejected
             when 'IN_PROGRESS' then d.status = 'IN_PROGRESS' and not d.rejected
             when 'LEFT_OUT' then ce.outcome <> 'OPENED'
             else $4 is null or d.status = $4 end
         order by ce.equipment_id limit ${batchSize}`,
};

/**
 * The equipments of a campaign that the agent’s Caf follows, with how far each is.
 * @throws RefusalError NOT_FOUND when the campaign concerns none of their equipments
 */
export async function campaignSheet(
  database: Database,
  id: string,
  asking: Asking,
  part: FollowUpPart | undefined,
): Promise<Sheet<Line>> {
  await readCampaign(database, id, asking);
  return lineSheet('Suivi de la campagne', asking, (after) =>
    database.rows<Line>(followUp, [asking.subject, asking.today, id, part ?? null, after?.key ?? null]),
  );
}

// By equipment, in the order of its key: each batch goes on from where the one before ended, and reads nothing twice.
const search = {
  name: 'declaration-export',
  text: `select q.id || ' ' || d.id as key, ${lineColumns}, d.type, d.exercise, d.period_start as "periodStart",
           d.period_end as "periodEnd", null as outcome
         from equipment q
         join declaration d on d.equipment_id = q.id
         ${withVerdict}
         where q.caf_code = any (${cafsOfAgent}) and q.id >= $7::uuid and (q.id, d.id) > ($7, $8::uuid)
           and ${meetsCriteria(2)}
         order by q.id, d.id limit ${batchSize}`,
};

const beforeAll = '00000000-0000-0000-0000-000000000000';

// The same for a partner, whose equipments are few: those of their habilitations in force.
const ownSearch = {
  name: 'own-declaration-export',
  text: `select q.id || ' ' || d.id as key, ${lineColumns}, d.type, d.exercise, d.period_start as "periodStart",
           d.period_end as "periodEnd", null as outcome
         from ${partnerInScope}
         join declaration d on d.equipment_id = q.id
         ${withVerdict}
         where ${isActive} and (q.id, d.id) > ($8::uuid, $9::uuid)
           and ${meetsCriteria(3)}
         order by q.id, d.id limit ${batchSize}`,
};

/** The declarations of a partner’s equipments that meet every criterion; none for anybody else. */
export function ownSearchSheet(database: Database, asking: Asking, criteria: DeclarationCriteria): Sheet<Line> {
  return lineSheet('Déclarations', asking, (after) =>
    database.rows<Line>(ownSearch, [
      asking.subject,
      asking.today,
      ...criteriaValues(criteria),
      ...(after?.key.split(' ') ?? [beforeAll, beforeAll]),
    ]),
  );
}

/** The declarations of the agent’s Caf that meet every criterion. */
export function searchSheet(database: Database, asking: Asking, criteria: DeclarationCriteria): Sheet<Line> {
  return lineSheet('Déclarations', asking, (after) =>
    database.rows<Line>(search, [
      asking.subject,
      ...criteriaValues(criteria),
      ...(after?.key.split(' ') ?? [beforeAll, beforeAll]),
    ]),
  );
}

function lineSheet(
  title: string,
  { today }: Asking,
  read: (after: Line | null) => Promise<readonly Line[]>,
): Sheet<Line> {
  const late = ({ status, dueOn }: Line) => status !== null && isOverdue({ status, dueOn }, today);
  return {
    title,
    batches: batchesOf(read),
    columns: [
      { heading: 'Équipement', kind: 'text', width: 36, value: (row) => row.equipmentName },
      { heading: 'Commune', kind: 'text', width: 24, value: (row) => row.commune },
      { heading: 'Gestionnaire', kind: 'text', width: 32, value: (row) => row.partnerName },
      { heading: 'Caf', kind: 'text', width: 8, value: (row) => row.cafCode },
      {
        heading: 'Déclaration',
        kind: 'text',
        width: 30,
        value: (row) => typeLabel(row.type, row.periodStart, row.periodEnd),
      },
      { heading: 'Exercice', kind: 'number', width: 10, value: (row) => row.exercise },
      { heading: 'État', kind: 'text', width: 30, value: stateOf },
      { heading: 'Version', kind: 'number', width: 9, value: (row) => row.version },
      { heading: 'Échéance', kind: 'day', width: 12, value: (row) => row.dueOn },
      { heading: 'En retard', kind: 'text', width: 10, value: (row) => (late(row) ? 'Oui' : 'Non') },
      {
        heading: 'Transmise le',
        kind: 'instant',
        width: 18,
        value: (row) => row.transmittedAt?.toISOString() ?? null,
      },
      { heading: 'Droit estimé (€)', kind: 'euros', width: 16, value: (row) => row.entitlement },
      { heading: 'Écarts expliqués', kind: 'number', width: 16, value: (row) => row.gaps },
      { heading: 'Modifiée le', kind: 'instant', width: 18, value: (row) => row.updatedAt?.toISOString() ?? null },
    ],
  };
}

/** État of the declaration, or why there is none. */
function stateOf({ status, correction, outcome }: Line): string {
  if (status !== null) return statusLabel(status, correction);
  return outcome === null || outcome === 'OPENED' ? 'Ouverture en cours' : refuse(outcome).detail;
}

const queue = {
  name: 'queue-export',
  text: `${foundInQueue}
         select * from found
         where $8::timestamptz is null or ("transmittedAt", id) > ($8, $9::uuid)
         order by "transmittedAt", id limit ${batchSize}`,
};

/** The declarations the agent’s Caf has to judge, oldest first. */
export function queueSheet(
  database: Database,
  asking: Asking,
  now: Date,
  criteria: QueueCriteria,
): Sheet<QueueColumns> {
  const view = (row: QueueColumns) => queueRow(row, now);
  return {
    title: 'À instruire',
    batches: batchesOf((after) =>
      database.rows<QueueColumns>(queue, [
        ...queueValues(asking, criteria),
        ...[after?.transmittedAt ?? null, after?.id ?? null],
      ]),
    ),
    columns: [
      { heading: 'Équipement', kind: 'text', width: 36, value: (row) => row.equipmentName },
      { heading: 'Commune', kind: 'text', width: 24, value: (row) => row.commune },
      { heading: 'Gestionnaire', kind: 'text', width: 32, value: (row) => row.partnerName },
      { heading: 'Déclaration', kind: 'text', width: 30, value: (row) => view(row).typeLabel },
      { heading: 'Exercice', kind: 'number', width: 10, value: (row) => row.exercise },
      { heading: 'Version', kind: 'number', width: 9, value: (row) => row.version },
      { heading: 'Transmise le', kind: 'instant', width: 18, value: (row) => view(row).transmittedAt },
      { heading: 'Âge (jours)', kind: 'number', width: 12, value: (row) => view(row).ageDays },
      { heading: 'Droit estimé (€)', kind: 'euros', width: 16, value: (row) => row.entitlement },
      { heading: 'Écarts expliqués', kind: 'number', width: 16, value: (row) => row.gaps },
      {
        heading: 'Correction demandée',
        kind: 'text',
        width: 20,
        value: (row) => (row.correctionRequested ? 'Oui' : 'Non'),
      },
      { heading: 'Attribuée à', kind: 'text', width: 26, value: (row) => row.assigneeName },
    ],
  };
}
