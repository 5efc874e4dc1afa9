import type { HomeView, Task } from '@api/workflow/workflow.types';
import { countOf } from '@ui/words/count-of';
import { holdsWords } from '@ui/words/holds-words';

/** A dozen is read at a glance; beyond, one finds by typing. */
const READ_AT_A_GLANCE = 12;

/** Whether there is so much on the home page that it takes a filter. */
export function isLong({ tasks, waiting, atTheCaf, equipments }: HomeView): boolean {
  return tasks.length + waiting.length + atTheCaf.length > READ_AT_A_GLANCE || equipments.length > READ_AT_A_GLANCE;
}

/** What concerns the equipments whose name or commune holds the words typed; the order is kept. */
export function filterHome(home: HomeView, typed: string): HomeView {
  const found = (tasks: readonly Task[]) =>
    tasks.filter((task) => holdsWords(`${task.equipmentName} ${task.commune}`, typed));
  return {
    tasks: found(home.tasks),
    waiting: found(home.waiting),
    atTheCaf: found(home.atTheCaf),
    unreadFiles: home.unreadFiles,
    equipments: home.equipments.filter(({ name, commune }) => holdsWords(`${name} ${commune}`, typed)),
  };
}

/** « 2 actions attendues, 1 en attente d’une autre personne, 4 à la Caf, 3 équipements ». */
export function homeCount({ tasks, waiting, atTheCaf, equipments }: HomeView): string {
  return [
    countOf(tasks.length, 'action attendue', 'actions attendues', 'aucune'),
    ...(waiting.length > 0 ? [`${waiting.length}\u00a0en attente d’une autre personne`] : []),
    ...(atTheCaf.length > 0 ? [`${atTheCaf.length}\u00a0à la Caf`] : []),
    countOf(equipments.length, 'équipement', 'équipements'),
  ].join(', ');
}
