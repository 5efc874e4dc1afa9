import type { Queryable } from '@portail/platform/db/database.ts';

/** A version of the conditions générales, as the administration reads it. */
export interface TermsVersion {
  version: string;
  inForceFrom: string;
  content: string;
  state: 'PAST' | 'IN_FORCE' | 'COMING';
  /** Null for the one that came with the portal. */
  publishedAt: string | null;
  publishedBy: string | null;
  /** People who work with it: accepted it, and nothing later. */
  acceptedBy: number;
}

const read = {
  name: 'terms-versions',
  text: `select t.version, to_char(t.in_force_from, 'YYYY-MM-DD') as "inForceFrom", t.content,
           case when t.in_force_from > $1::date then 'COMING'
                when t.in_force_from = (select max(in_force_from) from terms where in_force_from <= $1::date) then 'IN_FORCE'
                else 'PAST' end as state,
           t.published_at as "publishedAt", by.given_name || ' ' || by.family_name as "publishedBy",
           (select count(*)::int from person p where p.terms_version = t.version) as "acceptedBy"
         from terms t left join person by on by.id::text = t.published_by
         order by t.in_force_from desc`,
};

/** Every version, latest first. @param today ISO date in Europe/Paris */
export async function listTerms(db: Queryable, today: string): Promise<{ items: TermsVersion[] }> {
  const rows = await db.rows<Omit<TermsVersion, 'publishedAt'> & { publishedAt: Date | null }>(read, [today]);
  return { items: rows.map((row) => ({ ...row, publishedAt: row.publishedAt?.toISOString() ?? null })) };
}
