import { bulkStore, keepNewer, type BulkStore, type BulkTables } from '@portail/platform/bulk/bulk-store.ts';
import type { Database } from '@portail/platform/db/database.ts';
import type { Authorization, Equipment, GeneralSchemeRate, Partner } from '../domain/equipment.ts';

/**
 * Loads gestionnaires and equipments in bulk (`npm run seed -- --full`): the acts run on these tables in memory, each
 * statement of the store doing what its SQL does; the rows then go with COPY.
 */
export function bulkEquipment(real: Database): BulkStore {
  return bulkStore(real, equipmentTables());
}

const equipmentColumns = [
  ...['id', 'revision', 'partner_id', 'caf_code', 'department_code', 'name', 'care_type', 'activity_type', 'address'],
  ...['postal_code', 'commune', 'afc_file_number', 'idequ', 'opened_on', 'closed_on', 'referent_name'],
  ...['referent_email', 'referent_phone', 'note_text', 'note_on', 'note_from', 'note_until', 'search_text'],
  'closing_reason',
] as const;
const authorizationColumns = [
  ...['equipment_id', 'valid_from', 'valid_to', 'capacity', 'modulated', 'slots', 'age_from', 'age_to'],
  'opening_hours',
];
const personColumns = [
  ...['id', 'revision', 'subject', 'population', 'active', 'partner_id', 'caf_codes', 'habilitations', 'name'],
];

type Row = readonly unknown[];

function equipmentTables(): BulkTables {
  const partners = new Map<unknown, Row>();
  const equipments = new Map<unknown, Row>();
  const authorizations = new Map<unknown, readonly Authorization[]>();
  const rates = new Map<unknown, readonly GeneralSchemeRate[]>();
  const people = new Map<unknown, unknown[]>();

  function partnerOf(id: unknown): Partner[] {
    const row = partners.get(id);
    if (!row) return [];
    const [, revision, name, status] = row as [string, number, string, Partner['status']];
    return [{ id: id as string, revision, name, status }];
  }

  return {
    handlings: {
      'partner-insert': (row) => {
        partners.set(row[0], row);
        return 1;
      },
      'partner-load': ([id]) => partnerOf(id),
      'equipment-load': ([id]) => {
        const row = equipments.get(id);
        const [partner] = row ? partnerOf(row[2]) : [];
        if (!row || !partner) return [];
        return [{ equipment: shaped(row, partner, authorizations.get(id) ?? [], rates.get(id) ?? []) }];
      },
      'equipment-insert': (row) => {
        equipments.set(row[0], row);
        return 1;
      },
      'equipment-update': (values) => {
        const row = values.slice(0, equipmentColumns.length);
        if (equipments.get(row[0])?.[1] !== values.at(-1)) return 0;
        equipments.set(row[0], row);
        return 1;
      },
      'authorizations-put': ([id, given]) => {
        authorizations.set(id, JSON.parse(given as string) as Authorization[]);
        return 1;
      },
      'rates-put': ([id, given]) => {
        rates.set(id, JSON.parse(given as string) as GeneralSchemeRate[]);
        return 1;
      },
      'person-put': (row) => keepNewer(people, row),
    },
    rows: () => [
      {
        table: 'partner',
        columns: ['id', 'revision', 'name', 'status', 'search_text'],
        rows: [...partners.values()],
      },
      { table: 'equipment', columns: equipmentColumns, rows: [...equipments.values()] },
      {
        table: 'operating_authorization',
        columns: authorizationColumns,
        rows: [...authorizations].flatMap(([id, given]) => given.map((each) => authorizationRow(id, each))),
      },
      {
        table: 'general_scheme_rate',
        columns: ['equipment_id', 'exercise', 'rate'],
        rows: [...rates].flatMap(([id, given]) => given.map(({ exercise, rate }) => [id, exercise, rate])),
      },
      { table: 'person', columns: personColumns, rows: [...people.values()] },
    ],
    clear: () => {
      for (const table of [partners, equipments, authorizations, rates, people]) table.clear();
    },
  };
}

function authorizationRow(id: unknown, given: Authorization): unknown[] {
  const { validFrom, validTo, capacity, modulated, slots, ageFrom, ageTo, openingHours } = given;
  return [id, validFrom, validTo, capacity, modulated, JSON.stringify(slots), ageFrom, ageTo, openingHours];
}

/** As `equipmentShape` makes it of the columns. */
function shaped(
  row: Row,
  partner: Partner,
  authorizations: readonly Authorization[],
  generalSchemeRates: readonly GeneralSchemeRate[],
): Equipment {
  const of = Object.fromEntries(equipmentColumns.map((column, index) => [column, row[index]])) as Record<
    string,
    string | null
  >;
  const text = (column: string) => of[column] ?? '';
  return {
    id: text('id'),
    revision: row[1] as number,
    name: text('name'),
    cafCode: text('caf_code'),
    departmentCode: text('department_code'),
    careType: text('care_type') as Equipment['careType'],
    activityType: text('activity_type'),
    address: text('address'),
    postalCode: text('postal_code'),
    commune: text('commune'),
    afcFileNumber: text('afc_file_number'),
    idequ: text('idequ'),
    openedOn: text('opened_on'),
    closedOn: of['closed_on'] ?? null,
    closingReason: of['closing_reason'] ?? null,
    partner,
    referent: of['referent_name']
      ? { name: of['referent_name'], email: text('referent_email'), phone: text('referent_phone') }
      : null,
    note: of['note_text']
      ? { text: of['note_text'], on: text('note_on'), from: text('note_from'), until: of['note_until'] ?? null }
      : null,
    authorizations,
    generalSchemeRates,
  };
}
