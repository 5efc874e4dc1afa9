import type { Person } from '../domain/permissions.ts';
import type { Population, Role } from '../domain/vocabulary.ts';

/**
 * SQL condition: the equipment `q` is within the scope of the person `p` on the day `$2` (domain.md 5.3): a role in force
 * for a partner, the equipment’s Caf for an agent, nothing for national administrators. `h` is the habilitation, if any.
 */
export const inScope = `
  p.status = 'ACTIVE' and (
    (p.population = 'PARTNER' and q.partner_id = p.partner_id and h.roles is not null and h.roles <> '{}')
    or (p.population in ('CAF_AGENT', 'CAF_ADMIN') and q.caf_code = any (p.caf_codes))
  )`;

/** SQL joins from the person of subject `$1` to equipments `q` and the habilitation in force on day `$2`. */
export const personAndEquipments = `
  person p
  join equipment q on true
  left join habilitation h on h.person_id = p.id and h.equipment_id = q.id
    and h.effective_from <= $2::date and (h.effective_to is null or h.effective_to >= $2::date)`;

/** Columns of a person on an equipment. */
export interface PersonColumns {
  readonly userId: string;
  readonly personName: string;
  readonly population: Population;
  readonly roles: readonly Role[] | null;
  readonly termsVersion: string | null;
}

/** The person of a row whose scope SQL has checked. */
export function personOf(row: PersonColumns): Person {
  return {
    userId: row.userId,
    name: row.personName,
    population: row.population,
    roles: row.roles ?? [],
    inScope: true,
    termsVersion: row.termsVersion,
  };
}
