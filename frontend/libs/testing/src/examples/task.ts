import type { Task } from '@api/workflow/workflow.types';

/** A task of the home page with what a test does not care about filled in. */
export function task(given: Partial<Task>): Task {
  return {
    declarationId: 'd1',
    equipmentId: 'e1',
    equipmentName: 'Moufletterie',
    commune: 'Nanterre',
    typeLabel: 'Réelle',
    type: 'ACTUAL',
    exercise: 2015,
    periodEnd: '2015-12-31',
    act: 'Saisir les données d’activité',
    step: 'ACTIVITY_ENTRY',
    since: null,
    dueOn: null,
    overdue: false,
    rejected: false,
    handedBack: null,
    waitingFor: null,
    ...given,
  };
}
