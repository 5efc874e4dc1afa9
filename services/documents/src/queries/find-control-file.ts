import type { Queryable } from '@portail/platform/db/database.ts';
import { isId } from '@portail/platform/pure/id.ts';
import { notFound, RefusalError } from '@portail/platform/pure/refusal.ts';
import type { AskedControlFile, TransmittedVersion } from '../domain/control-file.ts';
import type { Equipment } from '../domain/equipment.ts';
import type { Population, Role } from '../domain/person.ts';
import { readingOf } from '../domain/reading.ts';
import { refuse } from '../domain/refusals.ts';
import type { Asking } from './find-reading.ts';

/** A control looks at this many exercises. */
const exercises = 3;

const equipmentInScope = {
  name: 'equipment-in-scope',
  text: `select q.content as equipment, p.population, coalesce(h.roles, '{}') as roles
         from equipment q
         join person p on p.subject = $1 and p.active
         left join habilitation h on h.person_id = p.id and h.equipment_id = q.id and h.effective_from <= $3::date
           and (h.effective_to is null or h.effective_to >= $3::date)
         where q.id = $2
           and (p.population = 'PARTNER' and p.partner_id = q.partner_id and h.roles <> '{}'
             or p.population in ('CAF_AGENT', 'CAF_ADMIN') and q.caf_code = any (p.caf_codes))`,
};
const transmittedVersions = {
  name: 'control-file-versions',
  text: `with transmitted as (
           select declaration_id, version, (content->>'exercise')::integer as exercise,
             content->>'periodStart' as start, content->>'periodEnd' as "end"
           from sheet where equipment_id = $1 and content->'transmission' <> 'null'::jsonb
         )
         select declaration_id as "declarationId", version, exercise from transmitted
         where exercise in (select distinct exercise from transmitted order by exercise desc limit ${exercises})
         order by exercise, start, "end", declaration_id, version`,
};

/**
 * What a control file of an equipment is made of: all that was transmitted of its last three exercises.
 * @throws RefusalError NOT_FOUND when the equipment is not theirs to know, CONTROL_FILE_RESERVED when they read a part only
 */
export async function findControlFile(
  db: Queryable,
  equipmentId: string,
  asking: Asking & { readonly name: string },
): Promise<AskedControlFile> {
  const [reader] = isId(equipmentId)
    ? await db.rows<{ equipment: Equipment; population: Population; roles: readonly Role[] }>(equipmentInScope, [
        asking.subject,
        equipmentId,
        asking.today,
      ])
    : [];
  if (reader === undefined) throw new RefusalError(notFound());
  if (readingOf(reader, { transmitted: true }) !== 'WHOLE') throw new RefusalError(refuse('CONTROL_FILE_RESERVED'));
  const versions = await db.rows<TransmittedVersion>(transmittedVersions, [equipmentId]);
  return { equipment: reader.equipment, askedBy: asking.name, versions };
}
