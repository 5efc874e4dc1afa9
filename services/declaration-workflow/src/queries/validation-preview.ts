import type { Database } from '@portail/platform/db/database.ts';
import { typeLabel } from '../domain/labels.ts';
import type { DeclarationType } from '../domain/vocabulary.ts';
import { correctionAsked, withVerdict } from './progress-columns.ts';
import type { Asking } from './read-declaration.ts';
import { referenceOf } from './review.ts';
import { isActive, agentInScope } from './scope.ts';

/** What a declaration holds, for who is about to validate several at once. */
export interface ValidationPreview {
  declarationId: string;
  revision: number;
  equipmentName: string;
  commune: string;
  typeLabel: string;
  exercise: number;
  version: number;
  transmittedBy: string;
  transmittedAt: string;
  /** Hundredths of an hour; null when not declared. */
  invoicedHours: number | null;
  /** Cents. */
  entitlement: number | null;
  /** Cents: of the réelle it is compared with. */
  previousEntitlement: number | null;
  explainedGaps: number;
  correctionRequested: boolean;
}

interface Row extends Omit<ValidationPreview, 'typeLabel' | 'transmittedAt'> {
  readonly type: DeclarationType;
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly transmittedAt: Date;
}

const read = {
  name: 'validation-preview',
  text: `select d.id as "declarationId", d.revision, q.name as "equipmentName", q.commune, d.type, d.exercise, d.version,
           d.period_start as "periodStart", d.period_end as "periodEnd", d.transmitted_at as "transmittedAt",
           d.state #>> '{transmission,name}' as "transmittedBy",
           (d.state #>> '{activity,values,invoicedHours}')::bigint as "invoicedHours",
           e.entitlement, coalesce(e.gaps, 0) as "explainedGaps", reference.entitlement as "previousEntitlement",
           ${correctionAsked} as "correctionRequested"
         from ${agentInScope}
         join declaration d on d.equipment_id = q.id and d.status = 'SUBMITTED' and d.id = any ($2::uuid[])
         ${withVerdict}
         left join lateral (${referenceOf('d.equipment_id', 'd.exercise')}) as reference on true
         where ${isActive}
         order by d.transmitted_at, d.id`,
};

/** The transmitted declarations among these, in the agent’s scope: others are left out, as if they did not exist. */
export async function previewValidations(
  database: Database,
  asking: Asking,
  ids: readonly string[],
): Promise<{ items: ValidationPreview[] }> {
  const rows = await database.rows<Row>(read, [asking.subject, ids]);
  return {
    items: rows.map(({ type, periodStart, periodEnd, transmittedAt, ...row }) => ({
      ...row,
      typeLabel: typeLabel(type, periodStart, periodEnd),
      transmittedAt: transmittedAt.toISOString(),
    })),
  };
}
