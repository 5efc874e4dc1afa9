import type { Database } from '@portail/platform/db/database.ts';
import { typeLabel } from '../domain/labels.ts';
import type { DeclarationType } from '../domain/vocabulary.ts';
import type { Asking } from './read-declaration.ts';
import { inScope, personAndEquipments } from './scope.ts';

/** A transmitted declaration that waits for the Caf. */
export interface QueueRow {
  declarationId: string;
  equipmentName: string;
  commune: string;
  partnerName: string;
  type: DeclarationType;
  typeLabel: string;
  exercise: number;
  version: number;
  transmittedAt: string;
  ageDays: number;
  /** Cents; null when the estimate is unavailable. */
  entitlement: number | null;
  explainedGaps: number;
  /** The partner asks for a correction of what was transmitted. */
  correctionRequested: boolean;
}

interface Row {
  readonly id: string;
  readonly type: DeclarationType;
  readonly exercise: number;
  readonly version: number;
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly equipmentName: string;
  readonly commune: string;
  readonly partnerName: string;
  readonly transmittedAt: Date;
  readonly entitlement: number | null;
  readonly explainedGaps: number;
  readonly correctionRequested: boolean;
  readonly total: number;
}

const pageSize = 50;

const read = {
  name: 'queue',
  text: `select d.id, d.type, d.exercise, d.version, d.period_start as "periodStart", d.period_end as "periodEnd", q.name as "equipmentName", q.commune,
           q.partner_name as "partnerName", d.transmitted_at as "transmittedAt", e.entitlement,
           (select count(*)::int from jsonb_array_elements(coalesce(e.results, '[]')) as result
            where result->>'severity' in ('ANOMALY', 'ALERT')) as "explainedGaps",
           d.state #>> '{correctionRequest,at}' is not null
             and d.state #>> '{correctionRequest,declined,at}' is null as "correctionRequested",
           count(*) over ()::int as total
         from ${personAndEquipments}
         join declaration d on d.equipment_id = q.id and d.status = 'SUBMITTED'
         left join evaluation e on e.declaration_id = d.id and e.version = d.version
         where p.subject = $1 and p.population <> 'PARTNER' and ${inScope}
         order by d.transmitted_at, d.id
         limit ${pageSize} offset $3`,
};

/** The declarations the agent’s Caf has to judge, oldest first. */
export async function readQueue(
  database: Database,
  asking: Asking,
  now: Date,
  page: number,
): Promise<{ items: QueueRow[]; total: number }> {
  const rows = await database.rows<Row>(read, [asking.subject, asking.today, (page - 1) * pageSize]);
  const items = rows.map(({ id, total: _total, transmittedAt, periodStart, periodEnd, ...row }) => ({
    ...row,
    declarationId: id,
    typeLabel: typeLabel(row.type, periodStart, periodEnd),
    transmittedAt: transmittedAt.toISOString(),
    ageDays: Math.floor((now.getTime() - transmittedAt.getTime()) / 86_400_000),
  }));
  return { items, total: rows[0]?.total ?? 0 };
}
