import { bulkStore, remembered, type BulkStore, type BulkTables } from '@portail/platform/bulk/bulk-store.ts';
import { JsonText } from '@portail/platform/bulk/copy.ts';
import type { Database } from '@portail/platform/db/database.ts';

/**
 * Loads verdicts in bulk (`npm run seed -- --full`): the reactions run on these tables in memory, each statement of the
 * store doing what its SQL does; the rows then go with COPY. Equipments and scales that are already there are read from
 * the database, each once.
 */
export function bulkControls(real: Database): BulkStore {
  return bulkStore(real, controlsTables(real));
}

const columns = {
  equipment: [
    ...['id', 'revision', 'caf_code', 'partner_status', 'opened_on', 'closed_on', 'authorizations'],
    'general_scheme_rates',
  ],
  person: ['id', 'revision', 'subject', 'population', 'active', 'caf_codes', 'name'],
  declaration_version: [
    ...['declaration_id', 'version', 'revision', 'data_revision', 'status', 'equipment_id', 'exercise', 'type'],
    ...['period_start', 'period_end', 'due_on', 'activity_state', 'activity_required', 'activity_locked_digest'],
    ...['activity', 'financial_state', 'financial_required', 'financial_locked_digest', 'financial', 'transmitted_at'],
    'general_scheme_rate',
  ],
  evaluation: [
    ...['declaration_id', 'version', 'data_revision', 'evaluated_at', 'evaluated_on', 'content_hash', 'entitlement'],
    ...['activity_digest', 'financial_digest'],
  ],
} as const;

const at = Object.fromEntries(columns.declaration_version.map((column, index) => [column, index]));

const nothingTyped = new JsonText('{}');

type Row = unknown[];
type Table = Map<unknown, Row>;

function controlsTables(real: Database): BulkTables {
  const equipments: Table = new Map();
  const people: Table = new Map();
  const versions: Table = new Map();
  const ofEquipment = new Map<unknown, Row[]>();
  const evaluations: Table = new Map();
  const keyOf = ([id, version]: readonly unknown[]) => `${String(id)}/${String(version)}`;
  const equipmentThere = remembered(real);

  function insertVersion(row: Row): void {
    versions.set(keyOf(row), row);
    const equipment = row[5];
    ofEquipment.set(equipment, [...(ofEquipment.get(equipment) ?? []), row]);
  }

  return {
    handlings: {
      'control-rules': remembered(real),
      'control-rules-generation': remembered(real),
      'field-requirements': remembered(real),
      'bonus-parameters': remembered(real),
      'psu-scale-revisions': remembered(real),
      'psu-scale-parameters': remembered(real),
      'psu-scale-rows': remembered(real),
      'evaluation-enter': () => 1,
      // One that is being loaded has no declaration yet: nothing is evaluated.
      'equipment-by-id': equipmentThere,
      'equipment-upsert': (row) => keepNewer(equipments, row),
      'person-upsert': (row) => keepNewer(people, row),
      'declaration-version-upsert': (given) => {
        const row = [...given];
        for (const column of ['activity', 'financial']) {
          const index = at[column] ?? 0;
          row[index] = new JsonText(row[index] as string);
        }
        const known = versions.get(keyOf(row));
        if (!known) {
          insertVersion(row);
          return 1;
        }
        if ((known[2] as number) >= (row[2] as number)) return 0;
        const { equipment_id, exercise, type, period_start, period_end } = at;
        const fixed = [equipment_id, exercise, type, period_start, period_end];
        for (const [index, value] of row.entries()) if (!fixed.includes(index)) known[index] = value;
        return 1;
      },
      'declaration-version-reject': ([id, rejected, by]) => {
        const next = versions.get(keyOf([id, by]));
        if (!next) return 0;
        const known = versions.get(keyOf([id, rejected]));
        if (!known) {
          const row = [...next];
          const nothing = { due_on: null, activity_locked_digest: null, financial_locked_digest: null };
          setColumns(row, { version: rejected, data_revision: 0, status: 'REJECTED', ...nothing });
          setColumns(row, {
            activity_state: 'EMPTY',
            activity_required: true,
            activity: nothingTyped,
            financial: nothingTyped,
          });
          setColumns(row, { financial_state: 'EMPTY', transmitted_at: null, general_scheme_rate: null });
          insertVersion(row);
          return 1;
        }
        if ((known[2] as number) >= (next[2] as number)) return 0;
        setColumns(known, { status: 'REJECTED', revision: next[2] });
        return 1;
      },
      'declaration-versions-of-equipment': ([equipment]) => (ofEquipment.get(equipment) ?? []).map(versionColumns),
      'evaluation-last': (key) => {
        const row = evaluations.get(keyOf(key));
        return row ? [{ dataRevision: row[2], contentHash: row[5] }] : [];
      },
      'evaluation-upsert': (row) => {
        const known = evaluations.get(keyOf(row));
        if (known && (known[2] as number) > (row[2] as number)) return 0;
        evaluations.set(keyOf(row), [...row]);
        return 1;
      },
      'evaluation-touch': ([id, version, evaluatedOn]) => {
        const known = evaluations.get(keyOf([id, version]));
        if (!known || known[4] === evaluatedOn) return 0;
        known[4] = evaluatedOn;
        return 1;
      },
    },
    rows: () => [
      { table: 'equipment', columns: columns.equipment, rows: [...equipments.values()] },
      { table: 'person', columns: columns.person, rows: [...people.values()] },
      { table: 'declaration_version', columns: columns.declaration_version, rows: [...versions.values()] },
      { table: 'evaluation', columns: columns.evaluation, rows: [...evaluations.values()] },
    ],
    clear: () => {
      for (const table of [equipments, people, versions, ofEquipment, evaluations]) table.clear();
    },
  };
}

function setColumns(row: Row, values: Readonly<Record<string, unknown>>): void {
  for (const [column, value] of Object.entries(values)) row[at[column] ?? 0] = value;
}

/** The row as the driver gives it. */
function versionColumns(row: Row): object {
  const named = Object.fromEntries(columns.declaration_version.map((column, index) => [column, row[index]]));
  return {
    ...named,
    activity: (named['activity'] as JsonText).value,
    financial: (named['financial'] as JsonText).value,
  };
}

/** `id` first, `revision` second: the newest stays, whole. */
function keepNewer(table: Table, row: readonly unknown[]): number {
  const known = table.get(row[0]);
  if (known && (known[1] as number) >= (row[1] as number)) return 0;
  table.set(row[0], [...row]);
  return 1;
}
