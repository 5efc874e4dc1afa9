import { describe, expect, test } from '@jest/globals';
import type { Task } from '@api/workflow/workflow.types';
import { groupTasks, todayInParis } from './task-groups';

const task = (declarationId: string, dueOn: string | null, overdue = false): Task => ({
  declarationId,
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
  dueOn,
  overdue,
  waitingFor: null,
});

describe('tasks by urgency', () => {
  test('late first, then seven days, then the rest; the order of the service inside', () => {
    const tasks = [
      task('late', '2016-03-01', true),
      task('today', '2016-03-10'),
      task('seventh', '2016-03-17'),
      task('eighth', '2016-03-18'),
      task('none', null),
    ];
    const groups = groupTasks({ tasks, waiting: [] }, '2016-03-10');
    expect(groups.map((group) => [group.heading, group.tasks.map((each) => each.declarationId)])).toEqual([
      ['En retard', ['late']],
      ['Cette semaine', ['today', 'seventh']],
      ['Plus tard', ['eighth', 'none']],
    ]);
  });

  test('nothing expected gives no group', () => {
    expect(groupTasks({ tasks: [], waiting: [task('w', null)] }, '2016-03-10')).toEqual([]);
  });

  test('the day is the day in Paris', () => {
    expect(todayInParis(new Date('2016-07-31T22:30:00Z'))).toBe('2016-08-01');
    expect(todayInParis(new Date('2016-12-31T22:30:00Z'))).toBe('2016-12-31');
  });
});
