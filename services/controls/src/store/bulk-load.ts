import {
  bulkStore,
  keepNewer,
  remembered,
  type BulkStore,
  type BulkTables,
} from '@portail/platform/bulk/bulk-store.ts';
import { JsonColumn } from '@portail/platform/db/json-column.ts';
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

type Row = unknown[];
type Table = Map<unknown, Row>;
/** A version by its columns, as the driver gives them: an evaluation reads all those of an equipment. */
type Version = Record<(typeof columns.declaration_version)[number], unknown>;

function controlsTables(real: Database): BulkTables {
  const equipments: Table = new Map();
  const people: Table = new Map();
  const versions = new Map<string, Version>();
  const ofEquipment = new Map<unknown, Version[]>();
  const evaluations: Table = new Map();
  const keyOf = ([id, version]: readonly unknown[]) => `${String(id)}/${String(version)}`;
  const equipmentThere = remembered(real);

  function insertVersion(row: Version): void {
    const { declaration_id: id, version, equipment_id: equipment } = row;
    versions.set(keyOf([id, version]), row);
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
        const row = versionOf(given);
        const known = versions.get(keyOf(given));
        if (!known) {
          insertVersion(row);
          return 1;
        }
        if ((known.revision as number) >= (row.revision as number)) return 0;
        const { equipment_id, exercise, type, period_start, period_end } = known;
        Object.assign(known, row, { equipment_id, exercise, type, period_start, period_end });
        return 1;
      },
      'declaration-version-reject': ([id, rejected, by]) => {
        const next = versions.get(keyOf([id, by]));
        if (!next) return 0;
        const known = versions.get(keyOf([id, rejected]));
        if (!known) {
          insertVersion({
            ...next,
            ...{ version: rejected, data_revision: 0, status: 'REJECTED', due_on: null, transmitted_at: null },
            ...{ activity_state: 'EMPTY', activity_required: true, activity_locked_digest: null, activity: {} },
            ...{ financial_state: 'EMPTY', financial_locked_digest: null, financial: {}, general_scheme_rate: null },
          });
          return 1;
        }
        if ((known.revision as number) >= (next.revision as number)) return 0;
        Object.assign(known, { status: 'REJECTED', revision: next.revision });
        return 1;
      },
      'declaration-versions-of-equipment': ([equipment]) => ofEquipment.get(equipment) ?? [],
      'evaluation-last': (key) => {
        const row = evaluations.get(keyOf(key));
        if (!row) return [];
        const [, , dataRevision, , , contentHash] = row;
        return [{ dataRevision, contentHash }];
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
      { table: 'declaration_version', columns: columns.declaration_version, rows: [...versions.values()].map(rowOf) },
      { table: 'evaluation', columns: columns.evaluation, rows: [...evaluations.values()] },
    ],
    clear: () => {
      for (const table of [equipments, people, versions, ofEquipment, evaluations]) table.clear();
    },
  };
}

/** What the statement was given, as the driver reads it again. */
function versionOf(given: readonly unknown[]): Version {
  const read = (value: unknown) => (value instanceof JsonColumn ? value.value : value);
  return Object.fromEntries(
    columns.declaration_version.map((column, index) => [column, read(given[index])]),
  ) as Version;
}

function rowOf(row: Version): Row {
  return columns.declaration_version.map((column) =>
    column === 'activity' || column === 'financial' ? new JsonColumn(row[column]) : row[column],
  );
}
