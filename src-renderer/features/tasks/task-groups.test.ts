import { describe, expect, it } from 'vitest';
import type { TaskRow } from '../../../src-shared/contract/work.ts';
import { groupOf, inGroups } from './task-groups.ts';

const aTask = (more: Partial<TaskRow>): TaskRow => ({
  id: 'a',
  title: 't',
  detail: null,
  status: 'open',
  done_at: null,
  priority: 'normal',
  due: null,
  start: null,
  zone: 'UTC',
  progress: null,
  customer_id: null,
  event_id: null,
  parent_id: null,
  rrule: null,
  promise: null,
  promise_to: null,
  source: 'task',
  lane: null,
  note_id: null,
  my_day: null,
  left_due: null,
  board_rank: null,
  day_rank: null,
  repeat_from: null,
  percent: null,
  event: null,
  note: null,
  planned: null,
  delegation: null,
  answer: null,
  customer: null,
  from: null,
  daysLate: null,
  subtasks: { open: 0, done: 0 },
  ...more,
});

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
