import type { Database } from '@portail/platform/db/database.ts';
import { frenchDay, typeLabel } from '../domain/labels.ts';
import type { Person } from '../domain/permissions.ts';
import type { Progress } from '../domain/progress.ts';
import { stepsOf } from '../domain/stepper.ts';
import { expectedAct, waitingFor } from '../domain/tasks.ts';
import type { Role, StepKey } from '../domain/vocabulary.ts';
import { isOverdue } from './declaration-view.ts';
import { readUnreadFiles, type UnreadFile } from './file-messages.ts';
import { progressColumns, progressOfRow, withVerdict, type ProgressColumns } from './progress-columns.ts';
import type { Asking } from './read-declaration.ts';
import { isActive, partnerInScope, personOf, type PersonColumns } from './scope.ts';
import type { TaskView } from './views.ts';

/** « Accueil »: what is expected of this person, most urgent first, what others have to do first, and where they act. */
export interface Home {
  tasks: TaskView[];
  waiting: TaskView[];
  /** Transmitted and not judged yet, latest first. */
  atTheCaf: TaskView[];
  /** Files with messages the person has not read, latest first. */
  unreadFiles: UnreadFile[];
  /** Every equipment on which the person holds a role today, by name. */
  equipments: { equipmentId: string; name: string; commune: string }[];
}

interface Equipment extends PersonColumns {
  readonly equipmentId: string;
  readonly equipmentName: string;
  readonly commune: string;
  /** Who holds each role on the equipment today, by name. */
  readonly holders: Partial<Record<Role, string[]>> | null;
}

interface Entered extends Equipment, ProgressColumns {
  readonly updatedAt: Date;
}

/** A declaration not judged yet, or an equipment that has none. */
type Row = Entered | (Equipment & { readonly state: null });

const read = {
  name: 'home',
  text: `with mine as materialized (
           select q.id, q.name, q.commune, p.id as "userId", p.name as "personName", p.population, q.roles,
             p.terms_version as "termsVersion"
           from ${partnerInScope}
           where ${isActive}),
         holding as (
           select held.equipment_id, jsonb_object_agg(held.role, held.names) as holders from (
             select hh.equipment_id, role, jsonb_agg(other.name order by other.name) as names
             from habilitation hh
             join person other on other.id = hh.person_id and other.status = 'ACTIVE', unnest(hh.roles) as role
             where hh.equipment_id in (select id from mine) and hh.effective_from <= $2::date
               and (hh.effective_to is null or hh.effective_to >= $2::date)
             group by hh.equipment_id, role) as held
           group by held.equipment_id)
         select ${progressColumns}, d.updated_at as "updatedAt", mine.id as "equipmentId", mine.name as "equipmentName",
           mine.commune, mine."userId", mine."personName", mine.population, mine.roles, mine."termsVersion", holding.holders
         from mine
         left join declaration d on d.equipment_id = mine.id and d.status in ('TO_ENTER', 'IN_PROGRESS', 'SUBMITTED')
         ${withVerdict}
         left join holding on holding.equipment_id = mine.id`,
};

const readEquipments = {
  name: 'home-equipments',
  text: `select q.id from ${partnerInScope} where ${isActive}`,
};

/** The ids of the equipments on which a partner holds a role today; none for the Caf. */
export async function readEquipmentsOfPartner(database: Database, asking: Asking): Promise<ReadonlySet<string>> {
  const rows = await database.rows<{ id: string }>(readEquipments, [asking.subject, asking.today]);
  return new Set(rows.map(({ id }) => id));
}

/** Reads the home page of a partner user: one statement for what is expected, one for the messages. */
export async function readHome(database: Database, asking: Asking): Promise<Home> {
  const [rows, unread] = await Promise.all([
    database.rows<Row>(read, [asking.subject, asking.today]),
    readUnreadFiles(database, asking, 1),
  ]);
  const views = rows
    .filter((row) => row.state !== null)
    .flatMap((row) => taskView(row, asking.today))
    .sort(byUrgency);
  const transmitted = new Set(rows.flatMap((row) => (row.state?.status === 'SUBMITTED' ? [row.state.id] : [])));
  const sent = ({ declarationId }: TaskView) => transmitted.has(declarationId);
  return {
    tasks: views.filter((task) => task.waitingFor === null),
    waiting: views.filter((task) => task.waitingFor !== null && !sent(task)),
    atTheCaf: views.filter(sent).sort((one, other) => (other.since ?? '').localeCompare(one.since ?? '')),
    unreadFiles: unread.items,
    equipments: equipmentsOf(rows),
  };
}

function equipmentsOf(rows: readonly Row[]): Home['equipments'] {
  const byId = new Map(
    rows.map(({ equipmentId, equipmentName: name, commune }) => [equipmentId, { equipmentId, name, commune }]),
  );
  return [...byId.values()].sort((one, other) => one.name.localeCompare(other.name, 'fr'));
}

function taskView(row: Entered, today: string): TaskView[] {
  const { state: declaration, equipmentName, commune } = row;
  const person = personOf(row);
  const progress = progressOfRow(row);
  const expected = expectedAct(progress, person);
  const awaited = expected === null ? waitingFor(progress, row.holders ?? {}) : null;
  if (expected === null && awaited === null) return [];
  const given = expected?.handedBack ?? null;
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
      act: expected?.act ?? waitingAct(progress),
      step: expected?.step ?? currentStep(progress, person),
      since: expected?.since ?? progress.transmission?.at ?? row.updatedAt.toISOString(),
      dueOn: declaration.status === 'SUBMITTED' ? null : declaration.dueOn,
      overdue: isOverdue(declaration, today),
      rejected: progress.correction?.cause === 'REJECTION',
      handedBack: given && { message: given.message, by: given.name, at: given.at },
      waitingFor: awaited,
    },
  ];
}

/** What others do, or what became of what was transmitted. */
function waitingAct({ status, correctionRequested, transmission }: Progress): string {
  if (status !== 'SUBMITTED') return 'En attente';
  if (correctionRequested) return `Correction demandée le ${frenchDay(correctionRequested.at)}`;
  return transmission ? `Transmise le ${frenchDay(transmission.at)}` : 'Transmise';
}

function currentStep(progress: Progress, person: Person): StepKey {
  return stepsOf(progress, person).find((step) => step.current)?.key ?? 'ACTIVITY_ENTRY';
}

/** What the Caf rejected first, then by deadline (overdue ones are the earliest, none last), then by name. */
function byUrgency(one: TaskView, other: TaskView): number {
  const deadline = (task: TaskView) => task.dueOn ?? '9999-12-31';
  return (
    Number(other.rejected) - Number(one.rejected) ||
    deadline(one).localeCompare(deadline(other)) ||
    one.equipmentName.localeCompare(other.equipmentName, 'fr')
  );
}
