import type { ParamMap } from '@angular/router';
import type { AuditedService, AuditQuery } from '@api/audit/audit.types';
import { parseDay } from '@ui/dates/french-date';

/** A domain of the journal, as the address names it. */
export interface Domain {
  readonly value: string;
  readonly label: string;
  readonly service: AuditedService;
  /** Read by the people of a Caf, by national administrators. */
  readonly caf: boolean;
  readonly national: boolean;
}

export const DOMAINS: readonly [Domain, ...Domain[]] = [
  { value: 'declarations', label: 'Déclarations et campagnes', service: 'workflow', caf: true, national: false },
  { value: 'equipements', label: 'Équipements et gestionnaires', service: 'equipment', caf: true, national: false },
  { value: 'personnes', label: 'Personnes et habilitations', service: 'identity', caf: true, national: true },
  { value: 'referentiel', label: 'Référentiel', service: 'controls', caf: true, national: true },
  // The same journal as that of the declarations, of which only what is national is theirs.
  { value: 'formulaires', label: 'Formulaires, dates et modèles', service: 'workflow', caf: false, national: true },
  { value: 'statistiques', label: 'Moyennes et statistiques', service: 'statistics', caf: true, national: true },
];

/** The criteria as the address and the form hold them; '' does not filter. Days are typed jj/mm/aaaa. */
export interface AuditFilters {
  readonly domain: string;
  readonly chain: string;
  readonly object: string;
  readonly person: string;
  readonly act: string;
  readonly from: string;
  readonly to: string;
}

/** What the address says: `?domaine=&chaine=&objet=&personne=&acte=&du=&au=`. */
export function filtersOf(address: ParamMap): AuditFilters {
  const said = (name: string) => address.get(name) ?? '';
  return {
    domain: said('domaine'),
    chain: said('chaine'),
    object: said('objet'),
    person: said('personne'),
    act: said('acte'),
    from: said('du'),
    to: said('au'),
  };
}

/** The same criteria as the address writes them. */
export function addressOf(filters: AuditFilters): Record<string, string> {
  const { domain, chain, object, person, act, from, to } = filters;
  return { domaine: domain, chaine: chain, objet: object, personne: person, acte: act, du: from, au: to };
}

/** The domains a person may read. */
export function domainsFor(national: boolean): readonly Domain[] {
  return DOMAINS.filter((domain) => (national ? domain.national : domain.caf));
}

/** The domain asked for, or the first one that the person may read. */
export function domainOf(filters: AuditFilters, national: boolean): Domain {
  const domains = domainsFor(national);
  return domains.find(({ value }) => value === filters.domain) ?? domains[0] ?? DOMAINS[0];
}

/** The criteria to ask for, without what cannot be read: an old or mistyped link still answers. */
export function queryOf({ chain, object, person, act, from, to }: AuditFilters): Omit<AuditQuery, 'page'> {
  return {
    chain: chain.slice(0, 80) || undefined,
    object: object.trim().slice(0, 100) || undefined,
    person: person.trim().slice(0, 100) || undefined,
    act: act.slice(0, 60) || undefined,
    from: dayOf(from),
    to: dayOf(to),
  };
}

/** The ISO day of what was typed; undefined when it is none. */
export function dayOf(typed: string): string | undefined {
  const read = parseDay(typed);
  return read.ok ? (read.value ?? undefined) : undefined;
}
