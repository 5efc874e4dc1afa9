import type { Person } from '../domain/permissions.ts';
import type { Population, Role } from '../domain/vocabulary.ts';

const columns = 'e.id, e.name, e.commune, e.postal_code, e.partner_name, e.caf_code, e.search_text, e.search_all';
const ofPartner = `
    select ${columns}, h.roles
    from habilitation h
    join equipment e on e.id = h.equipment_id
    where p.population = 'PARTNER' and h.person_id = p.id and e.partner_id = p.partner_id and h.roles <> '{}'
      and h.effective_from <= $2::date and (h.effective_to is null or h.effective_to >= $2::date)`;
const ofTheCaf = `
    select ${columns}, null::text[] as roles
    from equipment e
    where p.population in ('CAF_AGENT', 'CAF_ADMIN') and e.caf_code = any (p.caf_codes)`;

/**
 * SQL of the person `p` of subject `$1` and the equipments `q` within their scope on the day `$2` (domain.md 5.3): a role in
 * force for a partner, the equipment’s Caf for an agent, nothing for national administrators nor for who is suspended. Each
 * branch starts from an index, that of the habilitations or that of the Caf; `q.roles` are the roles held, null for the Caf.
 */
export const personInScope = `person p cross join lateral (${ofPartner} union all ${ofTheCaf}) as q`;

/** The same for a partner alone: PostgreSQL then expects some equipments, not those of a Caf. */
export const partnerInScope = `person p cross join lateral (${ofPartner}) as q`;

/** The same for who works for a Caf alone. */
export const agentInScope = `person p cross join lateral (${ofTheCaf}) as q`;

/** SQL of the Cafs an agent of subject `$1` works for, one array known before any row is read; null for anybody else. */
export const cafsOfAgent = `(select p.caf_codes from person p
  where p.subject = $1 and p.status = 'ACTIVE' and p.population in ('CAF_AGENT', 'CAF_ADMIN'))::text[]`;

/** SQL condition beside one of these. */
export const isActive = `p.subject = $1 and p.status = 'ACTIVE'`;

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
