import { bulkStore, keepNewer, type BulkStore, type BulkTables } from '@portail/platform/bulk/bulk-store.ts';
import type { Database } from '@portail/platform/db/database.ts';

/**
 * Loads what events fill in bulk (`npm run seed -- --full`): the reactions run on these tables in memory, each statement of the
 * store doing what its SQL does; the rows then go with COPY. What was transmitted is history: nobody waits for its document,
 * which is made and kept when it is first read, so that a start does not print those of a country for days.
 */
export function bulkDocuments(real: Database): BulkStore {
  return bulkStore(real, documentsTables());
}

const columns = {
  person: ['id', 'revision', 'subject', 'population', 'active', 'partner_id', 'caf_codes'],
  habilitation: ['person_id', 'equipment_id', 'roles', 'effective_from', 'effective_to'],
  equipment: ['id', 'revision', 'partner_id', 'caf_code', 'content'],
  declaration: ['id', 'equipment_id', 'exercise', 'type', 'period_start', 'period_end'],
  sheet: ['declaration_id', 'version', 'revision', 'equipment_id', 'content'],
  verdict: ['declaration_id', 'version', 'data_revision', 'evaluated_at', 'content'],
} as const;

type Row = unknown[];
type HabilitationText = Readonly<
  Record<'equipmentId' | 'effectiveFrom', string> & { roles: string[]; effectiveTo: string | null }
>;

function documentsTables(): BulkTables {
  const people = new Map<unknown, Row>();
  const habilitations = new Map<unknown, readonly Row[]>();
  const equipments = new Map<unknown, Row>();
  const declarations = new Map<unknown, Row>();
  const sheets = new Map<string, Row>();
  const verdicts = new Map<string, Row>();
  const keyOf = ([id, version]: readonly unknown[]) => `${String(id)}/${String(version)}`;

  return {
    handlings: {
      'person-upsert': (row) => keepNewer(people, row),
      'habilitation-clear': ([person]) => Number(habilitations.delete(person)),
      'habilitation-insert': ([person, given]) => {
        const rows = (JSON.parse(given as string) as HabilitationText[]).map(
          ({ equipmentId, roles, effectiveFrom, effectiveTo }) => [
            ...[person, equipmentId, roles],
            ...[effectiveFrom, effectiveTo],
          ],
        );
        habilitations.set(person, rows);
        return rows.length;
      },
      'equipment-upsert': (row) => keepNewer(equipments, row),
      'declaration-insert': (row) => {
        if (declarations.has(row[0])) return 0;
        declarations.set(row[0], [...row]);
        return 1;
      },
      'sheet-upsert': (row) => {
        const known = sheets.get(keyOf(row));
        if (known && (known[2] as number) >= (row[2] as number)) return 0;
        sheets.set(keyOf(row), known ? [...row.slice(0, 3), known[3], row[4]] : [...row]);
        return 1;
      },
      // Controls say no more of what was transmitted: no verdict comes that the one of a transmission would refuse.
      'verdict-upsert': (row) => {
        const known = verdicts.get(keyOf(row));
        if (known && !isNewer(row, known)) return 0;
        verdicts.set(keyOf(row), [...row]);
        return 1;
      },
      'archive-request-insert': () => 0,
      'archive-request-wake': () => 0,
    },
    rows: () => [
      { table: 'person', columns: columns.person, rows: [...people.values()] },
      { table: 'habilitation', columns: columns.habilitation, rows: [...habilitations.values()].flat() },
      { table: 'equipment', columns: columns.equipment, rows: [...equipments.values()] },
      { table: 'declaration', columns: columns.declaration, rows: [...declarations.values()] },
      { table: 'sheet', columns: columns.sheet, rows: [...sheets.values()] },
      { table: 'verdict', columns: columns.verdict, rows: [...verdicts.values()] },
    ],
    clear: () => {
      for (const table of [people, habilitations, equipments, declarations, sheets, verdicts]) table.clear();
    },
  };
}

/** Whether a verdict follows another: by the revision of the figures, then by the instant, ISO. */
function isNewer([, , revision, at]: readonly unknown[], [, , knownRevision, knownAt]: readonly unknown[]): boolean {
  if (revision !== knownRevision) return (revision as number) > (knownRevision as number);
  return (at as string) > (knownAt as string);
}
