import { expect, test } from 'vitest';
import { successorOf, type Recurring } from './successor.ts';

const daily: Recurring = { due: '2026-03-17', start: null, zone: 'Asia/Shanghai', rrule: 'FREQ=DAILY' };

test('the next one is due at the next time of the rule', () => {
  expect(successorOf(daily, '2026-03-17')?.due).toBe('2026-03-18');
  expect(successorOf({ ...daily, rrule: 'FREQ=WEEKLY;BYDAY=MO,FR' }, '2026-03-17')?.due).toBe('2026-03-20');
  expect(
    successorOf({ ...daily, due: '2026-01-31', rrule: 'FREQ=MONTHLY;BYMONTHDAY=-1' }, '2026-01-31')?.due,
  ).toBe('2026-02-28');
});

test('a time of day is kept in the zone of the task across a change of clocks', () => {
  const task = { due: '2026-03-28T09:00', start: null, zone: 'Europe/Berlin', rrule: 'FREQ=DAILY' };
  expect(successorOf(task, '2026-03-28')?.due).toBe('2026-03-29T09:00');
});

test('a task left for a week comes back once, for today', () => {
  expect(successorOf({ ...daily, due: '2026-03-10' }, '2026-03-17')?.due).toBe('2026-03-17');
});

test('a task done ahead of time comes back after the time it was due', () => {
  expect(successorOf({ ...daily, due: '2026-03-20' }, '2026-03-17')?.due).toBe('2026-03-21');
});

test('a task that ends after a count or on a date has no successor then', () => {
  const counted = { ...daily, rrule: 'FREQ=DAILY;COUNT=2' };
  const next = successorOf(counted, '2026-03-17');
  expect(next).toMatchObject({ due: '2026-03-18' });
  expect(successorOf({ ...counted, due: next!.due, rrule: next!.rrule }, '2026-03-18')).toBeNull();
  expect(successorOf({ ...daily, rrule: 'FREQ=DAILY;UNTIL=20260317' }, '2026-03-17')).toBeNull();
});

test('the start keeps its distance to the due time', () => {
  expect(successorOf({ ...daily, start: '2026-03-15', rrule: 'FREQ=WEEKLY' }, '2026-03-17')).toMatchObject({
    due: '2026-03-24',
    start: '2026-03-22',
  });
});

test('without a rule, a due time, or with a rule nobody can read there is none', () => {
  expect(successorOf({ ...daily, rrule: null }, '2026-03-17')).toBeNull();
  expect(successorOf({ ...daily, due: null }, '2026-03-17')).toBeNull();
  expect(successorOf({ ...daily, rrule: 'EVERY=DAY' }, '2026-03-17')).toBeNull();
});

test('what is reckoned from when it was done moves on with it, early or late, and keeps its hour', () => {
  const task = {
    ...daily,
    due: '2026-03-17T09:30',
    start: '2026-03-16',
    rrule: 'FREQ=WEEKLY;INTERVAL=2',
    repeat_from: 'done',
  } as const;
  expect(successorOf(task, '2026-03-25')).toMatchObject({ due: '2026-04-08T09:30', start: '2026-04-07' });
  expect(successorOf(task, '2026-03-12')).toMatchObject({ due: '2026-03-26T09:30' });
  expect(
    successorOf({ ...task, rrule: 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1' }, '2026-04-02')?.due,
  ).toBe('2026-04-30T09:30');
});

test('what is reckoned from when it was done ends after as many times as what is not', () => {
  let task: Recurring | null = { ...daily, rrule: 'FREQ=DAILY;INTERVAL=3;COUNT=3', repeat_from: 'done' };
  const dues: (string | null)[] = [];
  for (const today of ['2026-03-20', '2026-03-23', '2026-03-30']) {
    const next: ReturnType<typeof successorOf> = task && successorOf(task, today);
    dues.push(next?.due ?? null);
    task = next && { ...task!, ...next };
  }
  expect(dues).toEqual(['2026-03-23', '2026-03-26', null]);
});

test('a leap-day task is found four years ahead', () => {
  expect(successorOf({ ...daily, due: '2024-02-29', rrule: 'FREQ=YEARLY' }, '2024-03-01')?.due).toBe(
    '2028-02-29',
  );
});
