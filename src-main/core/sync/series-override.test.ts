import { beforeEach, expect, test } from 'vitest';
import type { Laptop } from '../../../tests/support/laptop.ts';
import { TwoLaptops } from '../../../tests/support/two-laptops.ts';

const ZONE = 'Asia/Shanghai';
let both: TwoLaptops;
let server: TwoLaptops['server'];
let desks: TwoLaptops['desks'];

/** Two laptops of one person, on both of them a weekly meeting with a colleague and a room; neither has a line. */
beforeEach(async () => {
  both = new TwoLaptops();
  ({ server, desks } = both);
  const slot = { all_day: 0, start: '2026-12-03T10:00', end: '2026-12-03T11:00', zone: ZONE } as const;
  server.put('event', 'calendar:a', 's', {
    ...slot,
    rrule: 'FREQ=WEEKLY;COUNT=4',
    kind: 'meeting',
    title: 'review',
    organiser_id: 'a',
    status: 'confirmed',
    transparency: 'busy',
    privacy: 'normal',
  });
  server.put('attendee', 'calendar:a', 's-b', {
    event_id: 's',
    person_id: 'b',
    role: 'required',
    answer: 'accepted',
  });
  await both.part();
});

const meet = (): Promise<void> => both.meet();

const SECOND = { id: 's', recurrence_id: '2026-12-10T10:00' };
const moveSecond = (desk: Laptop, day: string): string =>
  desk.did('event.move', {
    ...SECOND,
    which: 'this',
    start: `${day}T15:00`,
    end: `${day}T16:00`,
    zone: ZONE,
  }).id;
const column = (desk: Laptop, sql: string): unknown[] => desk.engine.sqlite.prepare(sql).pluck().all();
const starts = (desk: Laptop): unknown[] =>
  column(desk, 'SELECT start FROM event WHERE series_id IS NOT NULL AND deleted = 0');
const guests = (desk: Laptop): unknown[] =>
  column(desk, "SELECT person_id FROM attendee WHERE event_id <> 's' AND deleted = 0");

test('one meeting of a series that two laptops moved offline is where the later put it, and the other is told of', async () => {
  const [a, b] = desks;
  b.setClock(b.now + 1000);
  const [one, other] = [moveSecond(a, '2026-12-11'), moveSecond(b, '2026-12-14')];
  expect(one).toBe(other);
  await meet();
  for (const desk of desks) {
    expect(starts(desk)).toEqual(['2026-12-14T15:00']);
    expect(guests(desk)).toEqual(['b']);
  }
  expect(server.model.overwrites).toMatchObject([
    { table: 'event', id: one, unit: 'slot', lost: { start: '2026-12-11T15:00' } },
  ]);
});

test('moved, taken back, moved again: the same row each time, with the people of the series', async () => {
  const [a] = desks;
  const first = moveSecond(a, '2026-12-11');
  a.did('event.restore', SECOND);
  expect(starts(a)).toEqual([]);
  expect(moveSecond(a, '2026-12-14')).toBe(first);
  expect([starts(a), guests(a)]).toEqual([['2026-12-14T15:00'], ['b']]);
  await meet();
});

test('a row that went with its series to another start makes way for what replaces the one that is there now', () => {
  const [a] = desks;
  const first = moveSecond(a, '2026-12-11');
  const to = { start: '2026-12-10T10:00', end: '2026-12-10T11:00', zone: ZONE };
  a.did('event.move', { id: 's', recurrence_id: '2026-12-03T10:00', which: 'all', ...to });
  expect(a.did('event.move', { ...SECOND, which: 'this', ...to, start: '2026-12-10T10:30' }).id).not.toBe(
    first,
  );
  expect(starts(a)).toHaveLength(2);
});
