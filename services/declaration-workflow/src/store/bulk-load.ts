import {
  bulkStore,
  keepNewer,
  remembered,
  type BulkStore,
  type BulkTables,
} from '@portail/platform/bulk/bulk-store.ts';
import type { JsonColumn } from '@portail/platform/db/json-column.ts';
import type { Database } from '@portail/platform/db/database.ts';
import { readFormInForce } from './form-store.ts';

/**
 * Loads declarations in bulk (`npm run seed -- --full`): the acts and the reactions run on these tables in memory, each
 * statement of the store doing what its SQL does on one declaration at a time; the rows then go with COPY. People,
 * equipments and forms that are already there are read from the database, each once.
 */
export function bulkWorkflow(real: Database): BulkStore {
  // An earlier rejection is not told again by a later event: the controls close a version by it.
  return bulkStore(real, workflowTables(real), new Set(['portail.declaration.v1.DeclarationRejected']));
}

const columns = {
  equipment: [
    ...['id', 'revision', 'name', 'commune', 'postal_code', 'partner_id', 'partner_name', 'caf_code', 'opened_on'],
    ...['closed_on', 'authorizations', 'general_scheme_rates'],
  ],
  person: [
    ...['id', 'revision', 'subject', 'email', 'name', 'population', 'status', 'partner_id', 'caf_codes'],
    'terms_version',
  ],
  equipment_change: ['equipment_id', 'person_id', 'last_day'],
  habilitation: ['person_id', 'equipment_id', 'roles', 'effective_from', 'effective_to'],
  declaration: [
    ...['id', 'revision', 'data_revision', 'equipment_id', 'exercise', 'type', 'period_start', 'period_end', 'due_on'],
    ...['status', 'version', 'state', 'transmitted_at', 'updated_at'],
  ],
  declaration_version: [
    ...['declaration_id', 'number', 'status', 'data', 'data_hash', 'transmitted_at', 'decided_at', 'decision'],
  ],
  evaluation: [
    ...['declaration_id', 'version', 'data_revision', 'results', 'estimate', 'entitlement', 'indicators'],
    ...['activity_digest', 'financial_digest', 'evaluated_at'],
  ],
} as const;

type Row = unknown[];

function workflowTables(real: Database): BulkTables {
  const equipments = new Map<unknown, Row>();
  const changes = new Map<string, Row>();
  const people = new Map<unknown, Row>();
  const habilitations = new Map<unknown, Row[]>();
  const declarations = new Map<unknown, Row>();
  const versions = new Map<string, Row>();
  const evaluations = new Map<string, Row>();
  const formInForce = remembered(real);
  const evaluationOf = (id: unknown, version: unknown) => evaluations.get(`${String(id)}/${String(version)}`);

  return {
    handlings: {
      // The recipe’s people hold their roles from before their first declaration: the day changes nothing.
      'person-on-equipment': remembered(real, ([subject, equipment]) => `${String(subject)} ${String(equipment)}`),
      'equipment-by-id': remembered(real),
      'form-in-force': formInForce,
      // Every version is loaded with the words in force.
      'form-of-declaration': ([, , exercise]) => formInForce([exercise], readFormInForce),
      'form-version-lines': remembered(real),
      'form-structure': remembered(real),
      'declaration-periods': remembered(real),
      'terms-accepted': remembered(real),
      'equipment-upsert': (row) => keepNewer(equipments, row),
      'equipment-change-keep': (row) => {
        const [equipment, person, day] = row as readonly string[];
        const known = changes.get(`${equipment} ${person}`);
        if (known && (known[2] as string) >= (day ?? '')) return 0;
        changes.set(`${equipment} ${person}`, [...row]);
        return 1;
      },
      'person-upsert': (row) => keepNewer(people, row),
      'habilitation-clear': ([person]) => {
        habilitations.delete(person);
        return 1;
      },
      'habilitation-insert': (row) => {
        const [person] = row;
        habilitations.set(person, [...(habilitations.get(person) ?? []), [...row]]);
        return 1;
      },
      'declaration-load': ([id]) => {
        const row = declarations.get(id);
        if (!row) return [];
        const [, , , , , , , , , , version, state] = row;
        const evaluation = evaluationOf(id, version);
        return [
          {
            state: (state as JsonColumn).value,
            evaluation: evaluation === undefined ? null : evaluationColumns(evaluation),
            exerciseClosed: false,
            equipmentChanges: [],
          },
        ];
      },
      'declaration-insert': (row) => {
        declarations.set(row[0], [...row]);
        return 1;
      },
      'declaration-update': ([id, revision, dataRevision, dueOn, status, version, state, transmittedAt, at]) => {
        const row = declarations.get(id);
        if (row?.[1] !== (revision as number) - 1) return 0;
        Object.assign(row, { 1: revision, 2: dataRevision, 8: dueOn, 9: status, 10: version });
        Object.assign(row, { 11: state, 12: transmittedAt, 13: at });
        return 1;
      },
      'version-insert': ([id, number, data, hash, at]) => {
        versions.set(`${String(id)}/${String(number)}`, [id, number, 'SUBMITTED', data, hash, at, null, null]);
        return 1;
      },
      'version-decide': ([id, number, status, at, decision]) => {
        const row = versions.get(`${String(id)}/${String(number)}`);
        if (row) Object.assign(row, { 2: status, 6: at, 7: decision });
        return row ? 1 : 0;
      },
      'evaluation-present': ([id, version, dataRevision]) => {
        const row = evaluationOf(id, version);
        return row && (row[2] as number) >= (dataRevision as number) ? [{}] : [];
      },
      'evaluation-upsert': (row) => {
        const [id, version, dataRevision, , , , , , , evaluatedAt] = row;
        const known = evaluationOf(id, version);
        if (known) {
          const newer = (known[2] as number) - (dataRevision as number);
          if (newer > 0 || (newer === 0 && (known[9] as string) > (evaluatedAt as string))) return 0;
        }
        evaluations.set(`${String(id)}/${String(version)}`, [...row]);
        return 1;
      },
    },
    rows: () => [
      { table: 'equipment', columns: columns.equipment, rows: [...equipments.values()] },
      { table: 'equipment_change', columns: columns.equipment_change, rows: [...changes.values()] },
      { table: 'person', columns: columns.person, rows: [...people.values()] },
      { table: 'habilitation', columns: columns.habilitation, rows: [...habilitations.values()].flat() },
      { table: 'declaration', columns: columns.declaration, rows: [...declarations.values()] },
      { table: 'declaration_version', columns: columns.declaration_version, rows: [...versions.values()] },
      { table: 'evaluation', columns: columns.evaluation, rows: [...evaluations.values()] },
    ],
    clear: () => {
      for (const table of [equipments, changes, people, habilitations, declarations, versions, evaluations])
        table.clear();
    },
  };
}

/** The row as PostgreSQL shapes it in JSON. */
function evaluationColumns(row: Row): object {
  const [declaration_id, version, data_revision, results, estimate, entitlement, indicators, ...digests] = row;
  const [activity_digest, financial_digest, evaluated_at] = digests;
  const parsed = (column: unknown) => (column as JsonColumn | null)?.value ?? null;
  return {
    ...{ declaration_id, version, data_revision, entitlement, activity_digest, financial_digest, evaluated_at },
    results: parsed(results),
    estimate: parsed(estimate),
    indicators: parsed(indicators),
  };
}
