import type { HomeView, Task } from '@api/workflow/workflow.types';

export interface TaskGroup {
  readonly heading: string;
  readonly late: boolean;
  readonly tasks: readonly Task[];
}

const DAY = 86_400_000;

/**
 * What is expected of this person, by urgency: late, due within seven days, later. The order of the service (most
 * urgent first) is kept; an empty group is not shown.
 * @param today calendar day in Paris, ISO
 */
export function groupTasks(home: HomeView, today: string): TaskGroup[] {
  const horizon = new Date(Date.parse(today) + 7 * DAY).toISOString().slice(0, 10);
  const late = home.tasks.filter((task) => task.overdue);
  const soon = home.tasks.filter((task) => !task.overdue && task.dueOn !== null && task.dueOn <= horizon);
  const later = home.tasks.filter((task) => !task.overdue && (task.dueOn === null || task.dueOn > horizon));
  return [
    { heading: 'En retard', late: true, tasks: late },
    { heading: 'Cette semaine', late: false, tasks: soon },
    { heading: 'Plus tard', late: false, tasks: later },
  ].filter((group) => group.tasks.length > 0);
}

/** Calendar day in Paris, ISO. */
export function todayInParis(now: Date): string {
  return new Intl.DateTimeFormat('fr-CA', { timeZone: 'Europe/Paris' }).format(now);
}
