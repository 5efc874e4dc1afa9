import type { Database } from '@portail/platform/db/database.ts';
import { notFound, RefusalError } from '@portail/platform/pure/refusal.ts';
import type { Declaration } from '../domain/declaration.ts';
import { changedOn, type EquipmentChange } from '../domain/equipment-change.ts';
import { sideOf } from '../domain/file-message.ts';
import type { Role } from '../domain/vocabulary.ts';
import { formInForce, readFormVersion } from '../store/form-store.ts';
import { equipmentChanges } from '../store/projections/equipment-changes.ts';
import { evaluationJson, evaluationOf, type EvaluationColumns } from '../store/projections/evaluations.ts';
import { readEquipment, readPerson } from '../store/people-store.ts';
import { declarationView, type DeclarationMaterial } from './declaration-view.ts';
import { countUnread } from './unread.ts';
import type { DeclarationView } from './views.ts';

/** Who asks, and on which day (ISO date in Europe/Paris). */
export interface Asking {
  readonly subject: string;
  readonly today: string;
}

interface Row {
  readonly state: Declaration;
  readonly evaluation: EvaluationColumns | null;
  readonly exerciseClosed: boolean;
  readonly equipmentChanges: readonly EquipmentChange[];
  readonly forecastTransmitted: boolean;
  readonly formVersion: string;
}

// A transmitted version keeps the words it was transmitted with; an open one takes those in force.
const read = {
  name: 'declaration-read',
  text: `select d.state, ${evaluationJson} as evaluation,
           exists (select 1 from closed_exercise c join equipment q on q.caf_code = c.caf_code
                   where q.id = d.equipment_id and c.exercise = d.exercise) as "exerciseClosed",
           ${equipmentChanges} as "equipmentChanges",
           exists (select 1 from declaration f join declaration_version v on v.declaration_id = f.id
                   where f.equipment_id = d.equipment_id and f.exercise = d.exercise and f.type = 'FORECAST'
                     and v.status in ('SUBMITTED', 'VALIDATED')) as "forecastTransmitted",
           coalesce(t.form_version_id, ${formInForce('d.exercise')}) as "formVersion"
         from declaration d
         left join evaluation e on e.declaration_id = d.id and e.version = d.version
         left join declaration_version t on t.declaration_id = d.id and t.number = d.version
         where d.id = $1`,
};
// What was transmitted and not rejected, even when a later version is under way: réelles, or for an actualisée those of the
// same period.
const readPrevious = {
  name: 'declaration-previous',
  text: `select distinct on (d.exercise) d.exercise, d.type, v.data->'activity'->'values' as activity,
           v.data->'financial'->'values' as financial
         from declaration d
         join declaration_version v on v.declaration_id = d.id and v.status in ('SUBMITTED', 'VALIDATED')
         where d.equipment_id = $1 and d.exercise < $2 and d.type = $3
           and extract(month from d.period_end) = extract(month from $4::date)
         order by d.exercise desc, v.number desc limit 3`,
};
// The latest lines are enough to read on a screen; the journal keeps them all.
const readHistory = {
  name: 'declaration-history',
  text: `select at, actor->>'name' as actor, type, data
         from (select * from journal where chain = $1 order by sequence desc limit 200) as latest
         order by sequence`,
};

// Whom the approver may entrust a correction to: the others who hold a role on the equipment on that day.
const readProviders = {
  name: 'declaration-providers',
  text: `select role, array_agg(other.name order by other.name) as names
         from habilitation h
         join person other on other.id = h.person_id and other.status = 'ACTIVE', unnest(h.roles) as role
         where h.equipment_id = $1 and other.id <> $2 and h.effective_from <= $3::date
           and (h.effective_to is null or h.effective_to >= $3::date)
         group by role`,
};

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * A declaration as the person may see it.
 * @throws RefusalError NOT_FOUND when it does not exist or is not theirs to know
 */
export async function readDeclaration(database: Database, id: string, asking: Asking): Promise<DeclarationView> {
  return declarationView(await declarationMaterial(database, id, asking));
}

/** What a view of the declaration is made of, once the person is known to be in its scope. */
export async function declarationMaterial(
  database: Database,
  id: string,
  asking: Asking,
): Promise<DeclarationMaterial> {
  if (!uuid.test(id)) throw new RefusalError(notFound());
  const [row] = await database.rows<Row>(read, [id]);
  const equipment = row && (await readEquipment(database, row.state.equipmentId));
  const person = equipment && (await readPerson(database, asking.subject, equipment, asking.today));
  if (!row || !equipment || !person?.inScope) throw new RefusalError(notFound());
  const { equipmentId, exercise, type, periodEnd } = row.state;
  const comparedType = type === 'UPDATED' ? 'UPDATED' : 'ACTUAL';
  const [formLines, previous, history, providers, unreadMessages] = await Promise.all([
    readFormVersion(database, row.formVersion),
    database.rows<DeclarationMaterial['previous'][number]>(readPrevious, [
      equipmentId,
      exercise,
      comparedType,
      periodEnd,
    ]),
    database.rows<DeclarationMaterial['history'][number]>(readHistory, [id]),
    row.state.correction === null
      ? []
      : database.rows<{ role: Role; names: string[] }>(readProviders, [equipmentId, person.userId, asking.today]),
    countUnread(database, id, person.userId, sideOf(person)),
  ]);
  return {
    declaration: row.state,
    equipment,
    person,
    evaluation: row.evaluation && evaluationOf(row.evaluation),
    exerciseClosed: row.exerciseClosed,
    changedEquipmentToday: changedOn(row.equipmentChanges, person.userId, asking.today),
    forecastTransmitted: row.forecastTransmitted,
    formLines,
    previous,
    history,
    providers: Object.fromEntries(providers.map(({ role, names }) => [role, names])),
    unreadMessages,
    today: asking.today,
  };
}
