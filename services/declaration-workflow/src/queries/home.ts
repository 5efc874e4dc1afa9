import type { Database } from '@portail/platform/db/database.ts';
import type { Declaration } from '../domain/declaration.ts';
import { typeLabel } from '../domain/labels.ts';
import type { Person } from '../domain/permissions.ts';
import { progressOf, type Progress } from '../domain/progress.ts';
import { stepsOf } from '../domain/stepper.ts';
import { expectedAct, waitingFor } from '../domain/tasks.ts';
import type { Role, StepKey } from '../domain/vocabulary.ts';
import { evaluationOf, type EvaluationColumns } from '../store/declaration-store.ts';
import { isOverdue } from './declaration-view.ts';
import type { Asking } from './read-declaration.ts';
import { inScope, personAndEquipments, personOf, type PersonColumns } from './scope.ts';
import type { TaskView } from './views.ts';

/** « Accueil »: what is expected of this person, most urgent first, then what others have to do first. */
export interface Home {
  tasks: TaskView[];
  waiting: TaskView[];
}

interface Row extends PersonColumns {
  readonly state: Declaration;
  readonly evaluation: EvaluationColumns | null;
  readonly equipmentName: string;
  readonly commune: string;
  readonly updatedAt: Date;
  readonly holders: Partial<Record<Role, string[]>> | null;
}

// Who holds each role on the equipment today, by name.
const holders = `
  select jsonb_object_agg(held.role, held.names) from (
    select role, jsonb_agg(other.name order by other.name) as names
    from habilitation hh join person other on other.id = hh.person_id and other.status = 'ACTIVE', unnest(hh.roles) as role
    where hh.equipment_id = q.id and hh.effective_from <= $2::date
      and (hh.effective_to is null or hh.effective_to >= $2::date)
    group by role) as held`;

const read = {
  name: 'home',
  text: `select d.state, d.updated_at as "updatedAt", q.name as "equipmentName", q.commune,
           to_jsonb(e) - 'entitlement' as evaluation,
           p.id as "userId", p.name as "personName", p.population, h.roles, p.terms_version as "termsVersion", (${holders}) as holders
         from ${personAndEquipments}
         join declaration d on d.equipment_id = q.id and d.status in ('TO_ENTER', 'IN_PROGRESS')
         left join evaluation e on e.declaration_id = d.id and e.version = d.version
         where p.subject = $1 and p.population = 'PARTNER' and ${inScope}`,
};

/** Reads the home page of a partner user in one statement. */
export async function readHome(database: Database, asking: Asking): Promise<Home> {
  const rows = await database.rows<Row>(read, [asking.subject, asking.today]);
  const views = rows.flatMap((row) => taskView(row, asking.today)).sort(byUrgency);
  return {
    tasks: views.filter((task) => task.waitingFor === null),
    waiting: views.filter((task) => task.waitingFor !== null),
  };
}

function taskView(row: Row, today: string): TaskView[] {
  const { state: declaration, equipmentName, commune } = row;
  const person = personOf(row);
  const progress = progressOf(declaration, row.evaluation && evaluationOf(row.evaluation));
  const expected = expectedAct(progress, person);
  const awaited = expected === null ? waitingFor(progress, row.holders ?? {}) : null;
  if (expected === null && awaited === null) return [];
  return [
    {
      declarationId: declaration.id,
      equipmentId: declaration.equipmentId,
      equipmentName,
      commune,
      type: declaration.type,
      typeLabel: typeLabel(declaration.type, declaration.periodStart, declaration.periodEnd),
      exercise: declaration.exercise,
      periodEnd: declaration.periodEnd,
      act: expected?.act ?? 'En attente',
      step: expected?.step ?? currentStep(progress, person),
      since: expected?.since ?? row.updatedAt.toISOString(),
      dueOn: declaration.dueOn,
      overdue: isOverdue(declaration, today),
      waitingFor: awaited,
    },
  ];
}

function currentStep(progress: Progress, person: Person): StepKey {
  return stepsOf(progress, person).find((step) => step.current)?.key ?? 'ACTIVITY_ENTRY';
}

/** Overdue first, then by deadline (none last), then by name. */
function byUrgency(one: TaskView, other: TaskView): number {
  const deadline = (task: TaskView) => task.dueOn ?? '9999-12-31';
  return deadline(one).localeCompare(deadline(other)) || one.equipmentName.localeCompare(other.equipmentName, 'fr');
}
