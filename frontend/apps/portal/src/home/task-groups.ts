import type { Task } from '@api/workflow/workflow.types';

export interface TaskGroup {
  readonly heading: string;
  /** Colour of the heading, which says it in words. */
  readonly tone: 'refused' | 'explain' | null;
  readonly tasks: readonly Task[];
}

const DAY = 86_400_000;

/**
 * What is expected of this person, by urgency: rejected by the Caf, late, due within seven days, later. The order of the
 * service (most urgent first) is kept; an empty group is not shown.
 * @param today calendar day in Paris, ISO
 */
export function groupTasks(tasks: readonly Task[], today: string): TaskGroup[] {
  const horizon = new Date(Date.parse(today) + 7 * DAY).toISOString().slice(0, 10);
  const groups: TaskGroup[] = [
    { heading: 'À corriger après un rejet', tone: 'refused', tasks: [] },
    { heading: 'En retard', tone: 'explain', tasks: [] },
    { heading: 'Cette semaine', tone: null, tasks: [] },
    { heading: 'Plus tard', tone: null, tasks: [] },
  ];
  const rank = ({ rejected, overdue, dueOn }: Task): number => {
    if (rejected) return 0;
    if (overdue) return 1;
    return dueOn !== null && dueOn <= horizon ? 2 : 3;
  };
  return groups
    .map((group, index) => ({ ...group, tasks: tasks.filter((task) => rank(task) === index) }))
    .filter((group) => group.tasks.length > 0);
}
