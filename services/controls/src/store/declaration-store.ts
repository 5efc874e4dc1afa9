import { JsonColumn } from '@portail/platform/db/json-column.ts';
import type { Queryable, Transaction } from '@portail/platform/db/database.ts';
import type { ActivityData, DeclarationType, FinancialData } from '../domain/declaration-data.ts';
import type { DeclarationStatus, DeclarationVersion, SectionStatus } from '../domain/declaration-version.ts';

const upsert = {
  name: 'declaration-version-upsert',
  text: `insert into declaration_version as known (declaration_id, version, revision, data_revision, status, equipment_id,
           exercise, type, period_start, period_end, due_on, activity_state, activity_required, activity_locked_digest,
           activity, financial_state, financial_required, financial_locked_digest, financial, transmitted_at,
           general_scheme_rate)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
         on conflict (declaration_id, version) do update set revision = excluded.revision,
           data_revision = excluded.data_revision, status = excluded.status, due_on = excluded.due_on,
           activity_state = excluded.activity_state, activity_required = excluded.activity_required,
           activity_locked_digest = excluded.activity_locked_digest, activity = excluded.activity,
           financial_state = excluded.financial_state, financial_required = excluded.financial_required,
           financial_locked_digest = excluded.financial_locked_digest, financial = excluded.financial,
           transmitted_at = excluded.transmitted_at, general_scheme_rate = excluded.general_scheme_rate
         where known.revision < excluded.revision`,
};
// The rejected version may not be known yet: its later arrival is then older than this row and changes nothing.
const close = {
  name: 'declaration-version-reject',
  text: `insert into declaration_version as known (declaration_id, version, revision, data_revision, status, equipment_id,
           exercise, type, period_start, period_end, activity_state, activity_required, activity, financial_state,
           financial_required, financial)
         select declaration_id, $2, revision, 0, 'REJECTED', equipment_id, exercise, type, period_start, period_end,
           'EMPTY', true, '{}', 'EMPTY', financial_required, '{}'
         from declaration_version where declaration_id = $1 and version = $3
         on conflict (declaration_id, version) do update set status = 'REJECTED', revision = excluded.revision
         where known.revision < excluded.revision`,
};
/** Columns of a version, in the order of {@link DeclarationRow}. */
export const declarationColumns = `declaration_id, version, revision, data_revision, status, equipment_id, exercise, type, period_start,
  period_end, due_on, activity_state, activity_required, activity_locked_digest, activity, financial_state,
  financial_required, financial_locked_digest, financial, transmitted_at, general_scheme_rate`;
const readOfEquipment = {
  name: 'declaration-versions-of-equipment',
  text: `select ${declarationColumns} from declaration_version where equipment_id = $1`,
};

/** A version as its columns. */
export interface DeclarationRow {
  readonly declaration_id: string;
  readonly version: number;
  readonly revision: number;
  readonly data_revision: number;
  readonly status: DeclarationStatus;
  readonly equipment_id: string;
  readonly exercise: number;
  readonly type: DeclarationType;
  readonly period_start: string;
  readonly period_end: string;
  readonly due_on: string | null;
  readonly activity_state: SectionStatus;
  readonly activity_required: boolean;
  readonly activity_locked_digest: string | null;
  readonly activity: ActivityData;
  readonly financial_state: SectionStatus;
  readonly financial_required: boolean;
  readonly financial_locked_digest: string | null;
  readonly financial: FinancialData;
  readonly transmitted_at: string | null;
  readonly general_scheme_rate: number | null;
}

/** Keeps a version when its revision is newer than what is known. @returns false when it was not */
export async function saveDeclaration(tx: Transaction, declaration: DeclarationVersion): Promise<boolean> {
  const touched = await tx.run(upsert, [
    declaration.declarationId,
    declaration.version,
    declaration.revision,
    declaration.dataRevision,
    declaration.status,
    declaration.equipmentId,
    declaration.exercise,
    declaration.type,
    declaration.period.start,
    declaration.period.end,
    declaration.dueOn,
    declaration.activity.state,
    declaration.activity.required,
    declaration.activity.lockedDigest,
    new JsonColumn(declaration.activity.values),
    declaration.financial.state,
    declaration.financial.required,
    declaration.financial.lockedDigest,
    new JsonColumn(declaration.financial.values),
    declaration.transmittedAt,
    declaration.generalSchemeRate,
  ]);
  return touched > 0;
}

/** Closes a version that the Caf rejected; `by` is the version that replaces it. */
export async function rejectVersion(
  tx: Transaction,
  declarationId: string,
  version: number,
  by: number,
): Promise<void> {
  await tx.run(close, [declarationId, version, by]);
}

/** Every known version of an equipment’s declarations. */
export async function loadDeclarations(db: Queryable, equipmentId: string): Promise<DeclarationVersion[]> {
  const rows = await db.rows<DeclarationRow>(readOfEquipment, [equipmentId]);
  return rows.map(toVersion);
}

/** A version from its columns. */
export function toVersion(row: DeclarationRow): DeclarationVersion {
  return {
    declarationId: row.declaration_id,
    version: row.version,
    revision: row.revision,
    dataRevision: row.data_revision,
    status: row.status,
    equipmentId: row.equipment_id,
    exercise: row.exercise,
    type: row.type,
    period: { start: row.period_start, end: row.period_end },
    dueOn: row.due_on,
    activity: {
      state: row.activity_state,
      values: row.activity,
      lockedDigest: row.activity_locked_digest,
      required: row.activity_required,
    },
    financial: {
      state: row.financial_state,
      values: row.financial,
      lockedDigest: row.financial_locked_digest,
      required: row.financial_required,
    },
    transmittedAt: row.transmitted_at,
    generalSchemeRate: row.general_scheme_rate,
  };
}
