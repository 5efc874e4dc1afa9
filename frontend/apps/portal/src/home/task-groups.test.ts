import { describe, expect, test } from '@jest/globals';
import { task } from '@testing/examples/task';
import { groupTasks } from './task-groups';

describe('tasks by urgency', () => {
  test('rejected first, then late, seven days, then the rest; the order of the service inside', () => {
    const tasks = [
      task({ declarationId: 'rejected', dueOn: '2016-02-01', overdue: true, rejected: true }),
      task({ declarationId: 'late', dueOn: '2016-03-01', overdue: true }),
      task({ declarationId: 'today', dueOn: '2016-03-10' }),
      task({ declarationId: 'seventh', dueOn: '2016-03-17' }),
      task({ declarationId: 'eighth', dueOn: '2016-03-18' }),
      task({ declarationId: 'none' }),
    ];
    const groups = groupTasks(tasks, '2016-03-10');
    expect(groups.map((group) => [group.heading, group.tasks.map((each) => each.declarationId)])).toEqual([
      ['À corriger après un rejet', ['rejected']],
      ['En retard', ['late']],
      ['Cette semaine', ['today', 'seventh']],
      ['Plus tard', ['eighth', 'none']],
    ]);
  });

  test('nothing expected gives no group', () => {
    expect(groupTasks([], '2016-03-10')).toEqual([]);
  });
});
