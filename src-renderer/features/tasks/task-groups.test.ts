import { describe, expect, it } from 'vitest';
import { aTaskRow as aTask } from '../../../tests/support/task-row.ts';
import { groupOf, inGroups } from './task-groups.ts';

describe('tasks stand under', () => {
  it.each([
    [2, 'overdue'],
    [0, 'today'],
    [-1, 'tomorrow'],
    [-7, 'week'],
    [-8, 'later'],
    [null, 'none'],
  ] as const)('%s days late: %s', (daysLate, group) =>
    expect(groupOf(aTask({ daysLate }), 'today')).toBe(group),
  );

  it('overdue ones first, done ones last, in the order given within each', () => {
    const rows = [
      aTask({ id: '1', status: 'done' }),
      aTask({ id: '2', daysLate: 0 }),
      aTask({ id: '3', daysLate: 3 }),
      aTask({ id: '4', daysLate: 0 }),
    ];
    expect(inGroups(rows, 'today').map((task) => task.id)).toEqual(['3', '2', '4', '1']);
  });
});
