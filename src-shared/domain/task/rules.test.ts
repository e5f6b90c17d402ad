import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { laneOf } from './board.ts';
import { askedAbout, isChosen, rollOver, suggestedFor, type RollOver } from './day-plan.ts';
import { delegationOf, isAway, nextReplies } from './delegation.ts';
import { dueOn } from './due.ts';
import { progressOf, type Counted } from './progress.ts';
import { REPLIES } from './tables.ts';
import { sumOf, talliesOf } from './tally.ts';

const TODAY = '2026-03-17';
const day = fc.integer({ min: 1, max: 28 }).map((date) => `2026-03-${String(date).padStart(2, '0')}`);
const wall = fc.option(fc.tuple(day, fc.constantFrom('', 'T14:30')).map(([date, time]) => `${date}${time}`));
const planned = fc.record({
  status: fc.constantFrom('open' as const, 'done' as const),
  due: wall,
  start: wall,
  my_day: fc.option(day),
  left_due: wall,
  priority: fc.constantFrom('high' as const, 'normal' as const, 'low' as const),
});

describe('my day', () => {
  test('holds what was chosen for today alone: nothing is carried over by itself', () => {
    fc.assert(
      fc.property(planned, (task) => {
        expect(isChosen(task, TODAY)).toBe(task.my_day === TODAY);
        if (isChosen(task, TODAY)) {
          expect(suggestedFor(task, TODAY)).toBeNull();
          expect(askedAbout(task, TODAY)).toBeNull();
        }
      }),
    );
  });

  test('asks about what is late or unfinished once: after any answer it is not asked again', () => {
    const answers = fc.oneof(
      fc.constant<RollOver>({ to: 'today' }),
      fc.constant<RollOver>({ to: 'leave' }),
      day.filter((one) => one >= TODAY).map((one): RollOver => ({ to: 'day', day: one })),
    );
    fc.assert(
      fc.property(planned, answers, (task, answer) => {
        fc.pre(askedAbout(task, TODAY) !== null);
        const { due, ...rest } = rollOver(task, answer, TODAY);
        const dates = due === undefined ? {} : dueOn({ ...task, zone: 'UTC', rrule: null }, due);
        expect(askedAbout({ ...task, ...dates, ...rest }, TODAY)).toBeNull();
      }),
    );
  });

  test('asks again about what was left once its date is another one that passes', () => {
    const left = {
      status: 'open',
      due: '2026-03-10',
      start: null,
      my_day: null,
      left_due: '2026-03-10',
      priority: 'normal',
    } as const;
    expect(askedAbout(left, TODAY)).toBeNull();
    expect(askedAbout({ ...left, due: '2026-03-16' }, TODAY)).toBe('overdue');
  });

  test('taking what is late into today does not pretend that it was due today', () => {
    const late = {
      status: 'open',
      due: '2026-03-10',
      start: null,
      my_day: null,
      left_due: null,
      priority: 'normal',
    } as const;
    expect(rollOver(late, { to: 'today' }, TODAY)).toEqual({ due: undefined, my_day: TODAY, left_due: null });
  });

  test('is offered what is due, late, begun or never planned, and not what is for later', () => {
    const open = {
      status: 'open',
      due: null,
      start: null,
      my_day: null,
      left_due: null,
      priority: 'normal',
    } as const;
    expect(suggestedFor({ ...open, due: '2026-03-16T09:00' }, TODAY)).toBe('overdue');
    expect(suggestedFor({ ...open, due: '2026-03-17T23:00' }, TODAY)).toBe('due');
    expect(suggestedFor({ ...open, start: '2026-03-15', due: '2026-03-30' }, TODAY)).toBe('begun');
    expect(suggestedFor({ ...open, due: '2026-03-18' }, TODAY)).toBeNull();
    expect(suggestedFor(open, TODAY)).toBe('unplanned');
    expect(suggestedFor({ ...open, priority: 'high' }, TODAY)).toBe('important');
    expect(suggestedFor({ ...open, my_day: '2026-03-16' }, TODAY)).toBe('unplanned');
  });
});

describe('another due day', () => {
  test('keeps the hour and the distance of the start, and goes on recurring', () => {
    const task = { due: '2026-03-10T16:00', start: '2026-03-08', zone: 'UTC', rrule: 'FREQ=WEEKLY' };
    expect(dueOn(task, '2026-03-17')).toEqual({
      due: '2026-03-17T16:00',
      start: '2026-03-15',
      zone: 'UTC',
      rrule: 'FREQ=WEEKLY',
    });
  });

  test('never lies before its start, and none means that nothing recurs', () => {
    expect(dueOn({ due: null, start: '2026-03-20', zone: 'UTC', rrule: null }, '2026-03-17').start).toBe(
      '2026-03-17',
    );
    expect(dueOn({ due: '2026-03-10', start: null, zone: 'UTC', rrule: 'FREQ=DAILY' }, null)).toMatchObject({
      due: null,
      rrule: null,
    });
  });
});

describe('a task that was handed over', () => {
  const offered = {
    delegate_id: 'b',
    delegated_at: 100,
    reply: null,
    reply_note: null,
    reply_progress: null,
    reply_at: null,
    reply_to: null,
  };

  test('waits for an answer, and an answer to an earlier offer is none', () => {
    expect(delegationOf(offered)).toMatchObject({ to: 'b', state: 'offered' });
    const declined = { ...offered, reply: 'declined', reply_note: 'no', reply_to: 100 } as const;
    expect(delegationOf(declined)).toMatchObject({ state: 'declined', note: 'no' });
    expect(delegationOf({ ...declined, delegated_at: 200 })).toMatchObject({ state: 'offered', note: null });
    expect(delegationOf({ ...declined, delegate_id: null })).toBeNull();
  });

  test('is with the delegate until they decline, give it back or are done', () => {
    const away = REPLIES.filter((reply) => isAway({ ...offered, reply, reply_to: 100 }));
    expect(away).toEqual(['offered', 'accepted']);
    expect(isAway({ ...offered, delegate_id: null })).toBe(false);
  });

  test('given back is given back: only the delegator can offer it again', () => {
    expect(REPLIES.filter((reply) => nextReplies(reply).length === 0)).toEqual(['declined', 'handed_back']);
  });
});

describe('progress', () => {
  const task = (id: string, parent_id: string | null, more: Partial<Counted> = {}): Counted => ({
    id,
    parent_id,
    status: 'open',
    progress: null,
    ...more,
  });

  test('of a task is the mean of its subtasks, however deep', () => {
    const found = progressOf([
      task('top', null, { progress: 5 }),
      task('a', 'top', { status: 'done' }),
      task('b', 'top'),
      task('b1', 'b', { progress: 50 }),
      task('b2', 'b'),
      task('x', 'top', { status: 'cancelled' }),
    ]);
    expect(Object.fromEntries(found)).toEqual({ top: 62, b: 25, b1: 50 });
  });

  test('is 100 only where all is done, and lies between 0 and 100 whatever hangs on what', () => {
    const ids = ['a', 'b', 'c', 'd'];
    const some = fc.array(
      fc.record({
        id: fc.constantFrom(...ids),
        parent_id: fc.option(fc.constantFrom(...ids)),
        status: fc.constantFrom('open' as const, 'done' as const),
        progress: fc.option(fc.integer({ min: 0, max: 99 })),
      }),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(some, (tasks) => {
        for (const percent of progressOf(tasks).values()) {
          expect(percent).toBeGreaterThanOrEqual(0);
          expect(percent).toBeLessThanOrEqual(100);
        }
      }),
    );
    expect(
      progressOf([task('t', null), task('a', 't', { status: 'done' }), task('b', 't', { progress: 99 })]).get(
        't',
      ),
    ).toBe(99);
  });
});

test('every task stands in one lane of the board, and a cancelled one in none', () => {
  expect(laneOf({ status: 'open', lane: null })).toBe('todo');
  expect(laneOf({ status: 'open', lane: 'waiting' })).toBe('waiting');
  expect(laneOf({ status: 'done', lane: 'doing' })).toBe('done');
  expect(laneOf({ status: 'cancelled', lane: null })).toBeNull();
});

test('a tally counts by the month of the due day, and late is after that day where the task lives', () => {
  const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
  const done = (due: string, on: string) => ({
    status: 'done' as const,
    due,
    done_at: Date.parse(on),
    zone: 'UTC',
  });
  const tallies = talliesOf(
    [
      done('2026-03-10', '2026-03-10'),
      done('2026-03-10T09:00', '2026-03-11'),
      { status: 'open', due: '2026-03-31', done_at: null, zone: 'UTC' },
      { status: 'open', due: null, done_at: null, zone: 'UTC' },
      { status: 'cancelled', due: '2026-03-05', done_at: null, zone: 'UTC' },
      done('2026-04-01', '2026-03-20'),
    ],
    dayOf,
  );
  expect(Object.fromEntries(tallies)).toEqual({
    '2026-03': { due: 3, done: 2, late: 1 },
    '2026-04': { due: 1, done: 1, late: 0 },
  });
  expect(sumOf([...tallies.values()])).toEqual({ due: 4, done: 3, late: 1 });
});
