import type { Database } from '@portail/platform/db/database.ts';
import { typeLabel } from '../domain/labels.ts';
import type { DeclarationType } from '../domain/vocabulary.ts';
import { offsetOf, pageOfFound, type Page, type PageRow } from './page.ts';
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

interface Columns {
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
}

const queueSize = 50;

const read = {
  name: 'queue',
  text: `with found as (
           select d.id, d.type, d.exercise, d.version, d.period_start as "periodStart", d.period_end as "periodEnd",
             q.name as "equipmentName", q.commune, q.partner_name as "partnerName", d.transmitted_at as "transmittedAt",
             d.state #>> '{correctionRequest,at}' is not null
               and d.state #>> '{correctionRequest,declined,at}' is null as "correctionRequested"
           from ${personAndEquipments}
           join declaration d on d.equipment_id = q.id and d.status = 'SUBMITTED'
           where p.subject = $1 and p.population <> 'PARTNER' and ${inScope})
         select counted.total, page.*, e.entitlement,
           (select count(*)::int from jsonb_array_elements(coalesce(e.results, '[]')) as result
             where result->>'severity' in ('ANOMALY', 'ALERT')) as "explainedGaps"
         from ${pageOfFound('"transmittedAt", id', '$3', queueSize)}
         left join evaluation e on e.declaration_id = page.id and e.version = page.version
         order by page."transmittedAt", page.id`,
};

/** The declarations the agent’s Caf has to judge, oldest first. */
export async function readQueue(database: Database, asking: Asking, now: Date, page: number): Promise<Page<QueueRow>> {
  const rows = await database.rows<PageRow<Columns>>(read, [asking.subject, asking.today, offsetOf(page, queueSize)]);
  return {
    items: rows.flatMap((row) => (row.id === null ? [] : [rowView(row, now)])),
    total: rows[0]?.total ?? 0,
  };
}

function rowView(row: Columns, now: Date): QueueRow {
  return {
    declarationId: row.id,
    equipmentName: row.equipmentName,
    commune: row.commune,
    partnerName: row.partnerName,
    type: row.type,
    typeLabel: typeLabel(row.type, row.periodStart, row.periodEnd),
    exercise: row.exercise,
    version: row.version,
    transmittedAt: row.transmittedAt.toISOString(),
    ageDays: Math.floor((now.getTime() - row.transmittedAt.getTime()) / 86_400_000),
    entitlement: row.entitlement,
    explainedGaps: row.explainedGaps,
    correctionRequested: row.correctionRequested,
  };
}
