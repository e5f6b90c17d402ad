import { afterEach, beforeEach, expect, test } from 'vitest';
import { occupancy } from '../../../db/client/derived/occupancy.ts';
import { scheduleConflict } from '../../../db/client/derived/schedule-conflict.ts';
import { aDesk, ME, type Desk } from '../../../tests/support/desk.ts';
import { calendarViews } from './calendar.ts';

let desk: Desk;
beforeEach(() => {
  desk = aDesk({ views: calendarViews, derivations: [occupancy, scheduleConflict] });
});
afterEach(() => desk.close());

test('a year counts the instances of a series that began long before anything is kept expanded', () => {
  const series = desk.given('event', `calendar:${ME}`, {
    all_day: 0,
    start: '2019-01-07T09:00',
    end: '2019-01-07T09:30',
    zone: 'Asia/Shanghai',
    rrule: 'FREQ=WEEKLY',
    exdate: '2024-01-08T09:00',
    kind: 'internal',
    title: '周会',
    organiser_id: ME,
    status: 'confirmed',
    transparency: 'busy',
    privacy: 'normal',
  });
  const days = desk.seen('calendar.days', { from: '2024-01-01', to: '2025-01-01', zone: 'Asia/Shanghai' });
  expect(days.slice(0, 2)).toEqual([
    { date: '2024-01-01', count: 1 },
    { date: '2024-01-15', count: 1 },
  ]);
  // 53 Mondays in 2024, one of them taken out.
  expect(days).toHaveLength(52);
  expect(desk.row('event', series)?.rrule).toBe('FREQ=WEEKLY');
});
