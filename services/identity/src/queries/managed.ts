import { cafCodesOf, managedPopulations, type Actor } from '../domain/access.ts';
import { searchPatterns } from '../domain/search-text.ts';

/** Rows of a page of the administration. */
export const pageSize = 50;

/** SQL twin of managesUser (domain/access.ts) on a person `p`: $1 the populations the actor manages, $2 their Caf codes. */
export const managed = `p.population = any ($1::text[]) and case p.population
    when 'PARTNER' then exists (
      select 1 from equipment e where e.partner_id = p.partner_id and e.caf_code = any ($2::text[]))
    when 'CAF_AGENT' then p.caf_codes <@ $2::text[]
    else true
  end`;

/** Values of $1 and $2. */
export function scopeOf(actor: Actor): [readonly string[], readonly string[]] {
  return [managedPopulations(actor), cafCodesOf(actor)];
}

/** A search as two values: its longest word, for the index, and all of them, each to be found. */
export function wordsOf(search: string): [string, readonly string[]] {
  const patterns = searchPatterns(search);
  return [patterns.reduce((longest, each) => (each.length > longest.length ? each : longest), '%'), patterns];
}

/** An instant as the API writes it. */
export const instant = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
