import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byUrgency, daysLate, standsIn } from './view.ts';

const TODAY = '2026-03-17';
const open = { status: 'open', due: null, start: null, promise: null } as const;
const wall = fc.option(
  fc
    .tuple(fc.integer({ min: 1, max: 28 }), fc.constantFrom('', 'T14:30'))
    .map(([day, time]) => `2026-03-${String(day).padStart(2, '0')}${time}`),
);

test('every open task stands in exactly one of today, upcoming and anytime', () => {
  fc.assert(
    fc.property(wall, wall, (due, start) => {
      const views = (['today', 'upcoming', 'anytime'] as const).filter((view) =>
        standsIn({ ...open, due, start }, view, TODAY),
      );
      expect(views).toHaveLength(1);
    }),
  );
});

test('a late task stands in today until it is done', () => {
  expect(standsIn({ ...open, due: '2026-03-01' }, 'today', TODAY)).toBe(true);
  expect(standsIn({ ...open, status: 'done', due: '2026-03-01' }, 'today', TODAY)).toBe(false);
});

test('a task whose start has come stands in today though it is due later', () => {
  expect(standsIn({ ...open, start: '2026-03-16', due: '2026-03-30' }, 'today', TODAY)).toBe(true);
});

test('only open promises are promises', () => {
  expect(standsIn({ ...open, promise: 'by_me' }, 'promises', TODAY)).toBe(true);
  expect(standsIn({ ...open, status: 'cancelled', promise: 'by_me' }, 'promises', TODAY)).toBe(false);
});

test('days late count calendar days: none on the day itself, at any hour', () => {
  expect(daysLate('2026-03-17T23:59', TODAY)).toBe(0);
  expect(daysLate('2026-03-15', TODAY)).toBe(2);
  expect(daysLate('2026-03-20', TODAY)).toBe(-3);
  expect(daysLate(null, TODAY)).toBeNull();
});

test('tasks are ordered by date, then priority, and those without a date come last', () => {
  const task = (id: string, due: string | null, priority: 'high' | 'normal') => ({
    id,
    due,
    start: null,
    priority,
    status: 'open' as const,
  });
  const tasks = [
    task('a', null, 'high'),
    task('b', '2026-03-18', 'normal'),
    task('c', '2026-03-18', 'high'),
    task('d', '2026-03-17T09:00', 'normal'),
  ];
  expect(tasks.sort(byUrgency).map((one) => one.id)).toEqual(['d', 'c', 'b', 'a']);
});
