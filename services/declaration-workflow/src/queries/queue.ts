import type { Database } from '@portail/platform/db/database.ts';
import { typeLabel } from '../domain/labels.ts';
import type { DeclarationType } from '../domain/vocabulary.ts';
import { offsetOf, pageOfFound, type Page, type PageRow } from './page.ts';
import { correctionAsked, withVerdict } from './progress-columns.ts';
import type { Asking } from './read-declaration.ts';
import { isActive, agentInScope } from './scope.ts';
import { holdsWords, searchWords } from '@portail/platform/db/search-words.ts';

/** A transmitted declaration that waits for the Caf. */
export interface QueueRow {
  declarationId: string;
  /** At which it was read: a validation of several sends it back. */
  revision: number;
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
  /** Who instructs it; null while nobody took it. */
  assignee: { id: string; name: string } | null;
}

/** What the queue is filtered and sorted by; an absent criterion does not filter. */
export interface QueueCriteria {
  /** Words of the equipment, its commune or its gestionnaire. */
  readonly search?: string | undefined;
  readonly type?: DeclarationType | undefined;
  readonly exercise?: number | undefined;
  readonly assignee?: 'ME' | 'NOBODY' | undefined;
  /** Nothing to explain and no correction asked: validated without reading twice. */
  readonly clean?: boolean | undefined;
  readonly correction?: boolean | undefined;
  /** Oldest first by default; otherwise the largest amount, or the most explained gaps, first. */
  readonly sort?: 'AGE' | 'ENTITLEMENT' | 'GAPS' | undefined;
  /** From 1. */
  readonly page?: number | undefined;
}

/** How many declarations of the whole queue are so, whatever the filter. */
export interface QueueCounters {
  all: number;
  mine: number;
  unassigned: number;
  clean: number;
  correction: number;
}

/** The columns of a row of the queue. */
export interface QueueColumns {
  readonly id: string;
  readonly revision: number;
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
  readonly gaps: number;
  readonly correctionRequested: boolean;
  readonly assigneeId: string | null;
  readonly assigneeName: string | null;
}

const queueSize = 50;

const isClean = `gaps = 0 and not "correctionRequested"`;

// Only what waits is looked at (index declaration_queue): some hundreds in a region’s worst week.
const queue = `queue as (
           select d.id, d.revision, d.type, d.exercise, d.version, d.period_start as "periodStart",
             d.period_end as "periodEnd", q.search_all, q.name as "equipmentName", q.commune, q.partner_name as "partnerName",
             d.transmitted_at as "transmittedAt", e.entitlement, coalesce(e.gaps, 0) as gaps,
             ${correctionAsked} as "correctionRequested",
             a.person_id as "assigneeId", a.person_name as "assigneeName", a.person_id is not distinct from p.id as mine
           from ${agentInScope}
           join declaration d on d.equipment_id = q.id and d.status = 'SUBMITTED'
           ${withVerdict}
           left join assignment a on a.declaration_id = d.id
           where ${isActive})`;

const found = `found as (
           select * from queue
           where ${holdsWords('search_all', '$2')}
             and ($3::text is null or type = $3) and ($4::int is null or exercise = $4)
             and ($5::text is null or case $5 when 'ME' then mine else "assigneeId" is null end)
             and (not $6::boolean or ${isClean}) and (not $7::boolean or "correctionRequested"))`;

/** SQL of the rows of the queue that meet the criteria, as `found`; their values are those of {@link queueValues}. */
export const foundInQueue = `with ${queue}, ${found}`;

const read = {
  name: 'queue',
  text: `with ${queue},
         counters as materialized (
           select count(*)::int as "all", count(*) filter (where mine)::int as mine,
             count(*) filter (where "assigneeId" is null)::int as unassigned,
             count(*) filter (where ${isClean})::int as clean,
             count(*) filter (where "correctionRequested")::int as correction
           from queue),
         ${found}
         select counted.total, to_jsonb(counters) as counters, page.*
         from ${pageOfFound(order('found'), '$9', queueSize)}
         cross join counters
         order by ${order('page')}`,
};

function order(rows: string): string {
  const weight = `case $8 when 'ENTITLEMENT' then ${rows}.entitlement when 'GAPS' then ${rows}.gaps end`;
  return `${weight} desc nulls last, ${rows}."transmittedAt", ${rows}.id`;
}

/** Values of $1 to $7. */
export function queueValues(asking: Asking, criteria: QueueCriteria): readonly unknown[] {
  return [
    asking.subject,
    searchWords(criteria.search),
    criteria.type ?? null,
    criteria.exercise ?? null,
    criteria.assignee ?? null,
    criteria.clean ?? false,
    criteria.correction ?? false,
  ];
}

/** The declarations the agent’s Caf has to judge, with the counters of the whole queue. */
export async function readQueue(
  database: Database,
  asking: Asking,
  now: Date,
  criteria: QueueCriteria,
): Promise<Page<QueueRow> & { counters: QueueCounters }> {
  const rows = await database.rows<PageRow<QueueColumns> & { counters: QueueCounters }>(read, [
    ...queueValues(asking, criteria),
    criteria.sort ?? 'AGE',
    offsetOf(criteria.page, queueSize),
  ]);
  const none = { all: 0, mine: 0, unassigned: 0, clean: 0, correction: 0 };
  return {
    items: rows.flatMap((row) => (row.id === null ? [] : [queueRow(row, now)])),
    total: rows[0]?.total ?? 0,
    counters: rows[0]?.counters ?? none,
  };
}

/** A row as people read it. */
export function queueRow(row: QueueColumns, now: Date): QueueRow {
  const { assigneeId, assigneeName } = row;
  return {
    declarationId: row.id,
    revision: row.revision,
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
    explainedGaps: row.gaps,
    correctionRequested: row.correctionRequested,
    assignee: assigneeId !== null && assigneeName !== null ? { id: assigneeId, name: assigneeName } : null,
  };
}
