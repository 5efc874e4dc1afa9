import type { Queryable } from '@portail/platform/db/database.ts';
import { isId } from '@portail/platform/pure/id.ts';
import { notFound, RefusalError } from '@portail/platform/pure/refusal.ts';
import type { Population, Role } from '../domain/person.ts';
import { readingOf, type AskedSummary } from '../domain/reading.ts';

/** Who asks, and on which day (ISO date in Europe/Paris). */
export interface Asking {
  readonly subject: string;
  readonly today: string;
}

interface Row {
  readonly population: Population;
  readonly roles: readonly Role[];
  readonly version: number;
  readonly transmitted: boolean;
}

// The versions of a declaration, newest first, within the scope of the person (domain.md 5.3): a role in force on the equipment
// of their own partner, or the equipment’s Caf.
const versions = {
  name: 'versions-in-scope',
  text: `select p.population, coalesce(h.roles, '{}') as roles, s.version,
           s.content->'transmission' <> 'null'::jsonb as transmitted
         from sheet s
         join equipment q on q.id = s.equipment_id
         join person p on p.subject = $1 and p.active
         left join habilitation h on h.person_id = p.id and h.equipment_id = q.id and h.effective_from <= $3::date
           and (h.effective_to is null or h.effective_to >= $3::date)
         where s.declaration_id = $2
           and (p.population = 'PARTNER' and p.partner_id = q.partner_id and h.roles <> '{}'
             or p.population in ('CAF_AGENT', 'CAF_ADMIN') and q.caf_code = any (p.caf_codes))
         order by s.version desc`,
};

/**
 * The version asked for, or the latest one this person reads, with what they read of it.
 * @throws RefusalError NOT_FOUND when there is none, or when it is not theirs to know
 */
export async function findReading(
  db: Queryable,
  asked: { readonly declarationId: string; readonly version: number | undefined },
  asking: Asking,
): Promise<AskedSummary> {
  const { declarationId } = asked;
  const rows = isId(declarationId) ? await db.rows<Row>(versions, [asking.subject, declarationId, asking.today]) : [];
  for (const { version, transmitted, ...reader } of rows) {
    if (asked.version !== undefined && asked.version !== version) continue;
    const reading = readingOf(reader, { transmitted });
    if (reading !== null) return { declarationId, version, reading };
  }
  throw new RefusalError(notFound());
}
