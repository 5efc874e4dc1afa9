import {
  bulkStore,
  keepNewer,
  remembered,
  type BulkStore,
  type BulkTables,
} from '@portail/platform/bulk/bulk-store.ts';
import type { Database } from '@portail/platform/db/database.ts';
import type { Habilitation, Population, User } from '../domain/user.ts';

/**
 * Loads people in bulk (`npm run seed -- --full`): the acts and the reactions run on these tables in memory, each statement
 * of the store doing what its SQL does; the rows then go with COPY. Accounts are the business of who loads: a person whose
 * subject names no account of Keycloak cannot sign in.
 */
export function bulkIdentity(real: Database): BulkStore {
  return bulkStore(real, identityTables(real));
}

const personColumns = [
  ...['id', 'revision', 'subject', 'email', 'given_name', 'family_name', 'population', 'status', 'partner_id'],
  ...['caf_codes', 'terms_version', 'own_text'],
];
const equipmentColumns = ['id', 'revision', 'name', 'partner_id', 'caf_code', 'commune', 'idequ', 'search_text'];
const habilitationColumns = [
  ...['person_id', 'equipment_id', 'roles', 'effective_from', 'effective_to', 'document_reference', 'granted_by'],
  'granted_at',
];

type Row = unknown[];

function identityTables(real: Database): BulkTables {
  const partners = new Map<unknown, Row>();
  const equipments = new Map<unknown, Row>();
  const ofPartner = new Map<unknown, Set<unknown>>();
  const people = new Map<unknown, Row>();
  const emails = new Set<unknown>();
  const habilitations = new Map<unknown, readonly Habilitation[]>();

  const equipmentsOf = (partner: unknown) =>
    [...(ofPartner.get(partner) ?? [])].toSorted().flatMap((id) => {
      const row = equipments.get(id);
      return row ? [row] : [];
    });
  /** Words of a gestionnaire: its own, then those of its equipments. */
  function wordsOf(partner: unknown): string | null {
    const row = partners.get(partner);
    if (!row) return null;
    return [row[3], ...equipmentsOf(partner).map((equipment) => equipment[7])].join(' ');
  }

  return {
    handlings: {
      'terms-in-force': remembered(real),
      'known-partner-lock': () => [],
      'known-partner-put': (row) => keepNewer(partners, row),
      'known-equipment-put': (row) => {
        const [id, revision, , partner] = row;
        const known = equipments.get(id);
        if (known && (known[1] as number) >= (revision as number)) return 0;
        equipments.set(id, [...row]);
        ofPartner.set(partner, (ofPartner.get(partner) ?? new Set()).add(id));
        return 1;
      },
      // Spread once, when the rows are made.
      'known-partner-words': () => 1,
      'known-partners': ([ids]) =>
        (ids as string[])
          .filter((id) => partners.has(id))
          .map((id) => ({ id, cafCodes: [...new Set(equipmentsOf(id).map((row) => row[4]))].toSorted() })),
      'known-equipment': ([id]) => {
        const row = equipments.get(id);
        return row ? [{ id, partnerId: row[3], cafCode: row[4] }] : [];
      },
      'user-allow-waiting': () => [],
      'user-lock-email': () => [],
      'user-find-email': ([email]) => (emails.has(email) ? [{}] : []),
      'user-partner-words': ([partner]) => [{ words: wordsOf(partner) }],
      'user-insert': (row) => {
        people.set(row[0], row.slice(0, personColumns.length));
        emails.add(row[3]);
        return 1;
      },
      'user-update': ([id, revision, status, termsVersion, expected]) => {
        const row = people.get(id);
        if (!row || row[1] !== expected) return 0;
        Object.assign(row, { 1: revision, 7: status, 10: termsVersion });
        return 1;
      },
      'user-habilitations-clear': ([id]) => {
        habilitations.delete(id);
        return 1;
      },
      'user-habilitations-put': ([id, given]) => {
        habilitations.set(id, JSON.parse(given as string) as Habilitation[]);
        return 1;
      },
      'user-load': ([id]) => {
        const row = people.get(id);
        return row ? [{ user: shaped(row, habilitations.get(id) ?? []) }] : [];
      },
    },
    rows: () => [
      {
        table: 'partner',
        columns: ['id', 'revision', 'name', 'own_text', 'search_text'],
        rows: [...partners.values()].map((row) => [...row, wordsOf(row[0])]),
      },
      { table: 'equipment', columns: equipmentColumns, rows: [...equipments.values()] },
      {
        table: 'person',
        columns: [...personColumns, 'search_text'],
        rows: [...people.values()].map((row) => [...row, [row[11], wordsOf(row[8])].filter(Boolean).join(' ')]),
      },
      {
        table: 'habilitation',
        columns: habilitationColumns,
        rows: [...habilitations].flatMap(([id, given]) => given.map((each) => habilitationRow(id, each))),
      },
    ],
    clear: () => {
      for (const table of [partners, equipments, ofPartner, people, emails, habilitations]) table.clear();
    },
  };
}

function habilitationRow(person: unknown, given: Habilitation): unknown[] {
  const { equipmentId, roles, effectiveFrom, effectiveTo, documentReference, grantedBy, grantedAt } = given;
  return [person, equipmentId, roles, effectiveFrom, effectiveTo, documentReference, grantedBy, grantedAt];
}

/** As `userShape` makes it of the columns. */
function shaped(row: Row, habilitations: readonly Habilitation[]): User {
  const [id, revision, subject, email, givenName, familyName, population, status, partnerId, cafCodes, termsVersion] =
    row as [
      string,
      number,
      string,
      string,
      string,
      string,
      Population,
      User['status'],
      string | null,
      string[],
      string,
    ];
  const byEquipment = (one: Habilitation, other: Habilitation) =>
    one.equipmentId < other.equipmentId ? -1 : Number(one.equipmentId > other.equipmentId);
  return {
    ...{ id, revision, subject, email, givenName, familyName, population, status, partnerId, cafCodes, termsVersion },
    habilitations: habilitations.toSorted(
      (one, other) => byEquipment(one, other) || (one.effectiveFrom < other.effectiveFrom ? -1 : 1),
    ),
  };
}
