import { bulkStore, keepNewer, type BulkStore, type BulkTables } from '@portail/platform/bulk/bulk-store.ts';
import type { Database } from '@portail/platform/db/database.ts';
import { figureColumns } from './columns.ts';

/**
 * Loads what events fill in bulk (`npm run seed -- --full`): the reactions run on these tables in memory, each statement of the
 * store doing what its SQL does; the rows then go with COPY.
 */
export function bulkStatistics(real: Database): BulkStore {
  return bulkStore(real, statisticsTables());
}

const columns = {
  person: ['id', 'revision', 'subject', 'population', 'active', 'partner_id', 'name', 'caf_codes'],
  habilitation: ['person_id', 'equipment_id', 'effective_from', 'effective_to'],
  equipment: [
    ...['id', 'revision', 'name', 'commune', 'postal_code', 'partner_id', 'department_code', 'opened_on', 'closed_on'],
    ...['caf_code', 'care_type', 'status'],
  ],
  actual: ['declaration_id', 'revision'],
  fact: ['declaration_id', 'version', 'equipment_id', 'exercise', 'decided_at', ...figureColumns, 'estimated'],
  estimate: ['declaration_id', 'version', 'data_revision', 'evaluated_at', 'entitlement'],
} as const;

type Row = unknown[];

function statisticsTables(): BulkTables {
  const people = new Map<unknown, Row>();
  const habilitations = new Map<unknown, readonly Row[]>();
  const equipments = new Map<unknown, Row>();
  const actuals = new Map<unknown, Row>();
  const facts = new Map<unknown, Row>();
  const estimates = new Map<string, Row>();
  const keyOf = ([id, version]: readonly unknown[]) => `${String(id)}/${String(version)}`;

  return {
    handlings: {
      'person-put': (row) => keepNewer(people, row),
      'habilitation-clear': ([person]) => Number(habilitations.delete(person)),
      'habilitation-put': ([person, ...given]) => {
        const [ids = [], from = [], to = []] = given as unknown[][];
        habilitations.set(
          person,
          ids.map((id, index) => [person, id, from[index], to[index]]),
        );
        return ids.length;
      },
      'equipment-put': (row) => keepNewer(equipments, row),
      'actual-put': (row) => keepNewer(actuals, row),
      'fact-withdraw': ([id]) => Number(facts.delete(id)),
      'fact-put': (row) => {
        facts.set(row[0], [...row, estimates.get(keyOf(row))?.[4] ?? null]);
        return 1;
      },
      'estimate-put': (row) => {
        const known = estimates.get(keyOf(row));
        if (known && !isNewer(row, known)) return 0;
        estimates.set(keyOf(row), [...row]);
        return 1;
      },
      'fact-estimate': ([id, version, entitlement]) => {
        const known = facts.get(id);
        if (!known || known[1] !== version) return 0;
        known[known.length - 1] = entitlement;
        return 1;
      },
    },
    rows: () => [
      { table: 'person', columns: columns.person, rows: [...people.values()] },
      { table: 'habilitation', columns: columns.habilitation, rows: [...habilitations.values()].flat() },
      { table: 'equipment', columns: columns.equipment, rows: [...equipments.values()] },
      { table: 'actual', columns: columns.actual, rows: [...actuals.values()] },
      { table: 'fact', columns: columns.fact, rows: [...facts.values()] },
      { table: 'estimate', columns: columns.estimate, rows: [...estimates.values()] },
    ],
    clear: () => {
      for (const table of [people, habilitations, equipments, actuals, facts, estimates]) table.clear();
    },
  };
}

/** Whether an estimate follows another: by the revision of the figures, then by the instant, ISO. */
function isNewer([, , revision, at]: readonly unknown[], [, , knownRevision, knownAt]: readonly unknown[]): boolean {
  if (revision !== knownRevision) return (revision as number) > (knownRevision as number);
  return (at as string) > (knownAt as string);
}
