import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from './civil.ts';
import { expand, touches, type Instance, type Series } from './recurrence.ts';
import { everyTime, MEETINGS_A_DAY, takenOnce, takenTimes } from './taken-times.ts';

const from = Date.UTC(2026, 10, 1);
const WINDOW = { from, to: from + 60 * 24 * HOUR };
const daily = (start: string, end: string): Instance[] => {
  const slot = {
    allDay: 0,
    start,
    end,
    zone: 'Asia/Shanghai',
    rrule: 'FREQ=DAILY',
    rdate: null,
    exdate: null,
  } as const;
  const expanded = expand({ slot }, WINDOW);
  return expanded.ok ? expanded.value : [];
};
/** Hours of the window that are taken. */
const hours = (instances: readonly Instance[]): Set<number> => {
  const taken = new Set<number>();
  for (const { start, end } of instances)
    for (let at = Math.max(start, WINDOW.from); at < Math.min(end, WINDOW.to); at += HOUR) taken.add(at);
  return taken;
};

it('a series takes the same hours, and none of them twice', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 28 }), fc.integer({ min: 10, max: 23 }), (days, hour) => {
      const instances = daily('2026-11-01T09:00', `2026-11-${String(days).padStart(2, '0')}T${hour}:00`);
      const once = takenOnce(instances, WINDOW.from);
      expect(hours(once)).toEqual(hours(instances));
      const inOrder = once.toSorted((a, b) => a.start - b.start);
      for (const [at, { end }] of inOrder.slice(0, -1).entries())
        expect(end).toBeLessThanOrEqual(inOrder[at + 1]!.start);
      expect(once.map(({ recurrenceId, start }) => [recurrenceId, start])).toEqual(
        instances.map(({ recurrenceId, start }) => [recurrenceId, start]),
      );
    }),
  );
});

it('a series whose instances follow each other, and an instance that was changed, stay as they are', () => {
  const plain = daily('2026-11-01T09:00', '2026-11-02T09:00');
  expect(takenOnce(plain, WINDOW.from)).toEqual(plain);
  const [one, two] = daily('2026-11-01T09:00', '2026-11-04T09:00');
  const changed = { ...two!, override: 'o' };
  expect(takenOnce([one!, changed], WINDOW.from)).toEqual([one, changed]);
  expect(takenOnce([{ ...one!, override: 'o' }, two!], WINDOW.from)).toEqual([
    { ...one!, override: 'o' },
    two,
  ]);
});

it('what began long before the window and ends before it now is left out of it', () => {
  const instances = daily('2025-11-01T09:00', '2027-11-01T09:00');
  const once = takenOnce(instances, WINDOW.from);
  expect(instances.length).toBeGreaterThan(400);
  expect(once.length).toBeLessThan(65);
  expect(hours(once)).toEqual(hours(instances));
});

const series = (rrule: string, minutes: number): Series => ({
  slot: {
    allDay: 0,
    start: '2026-10-01T00:00',
    end: `2026-10-01T00:${String(minutes).padStart(2, '0')}`,
    zone: 'Asia/Shanghai',
    rrule,
    rdate: null,
    exdate: null,
  },
});
const TEN_MINUTES =
  'FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23;BYMINUTE=0,10,20,30,40,50';
const dense = fc.constantFrom(
  TEN_MINUTES,
  'FREQ=HOURLY',
  'FREQ=HOURLY;INTERVAL=2',
  'FREQ=DAILY;BYHOUR=6,7,8,9,10;BYMINUTE=0,20,40',
  'FREQ=WEEKLY;BYDAY=MO,TH;BYHOUR=22,23;BYMINUTE=0,5,10,15,20,25,30,35,40,45,50,55',
);
const minutes = (instances: readonly Instance[]): Set<number> =>
  new Set(
    instances.flatMap(({ start, end }) =>
      Array.from({ length: (end - start) / (5 * MINUTE) }, (_, at) => start + at * 5 * MINUTE),
    ),
  );

it('of a day with too many meetings one stretch is left, which takes all their time', () => {
  fc.assert(
    fc.property(dense, fc.constantFrom(5, 20, 45), (rrule, length) => {
      const window = { from, to: from + 8 * DAY };
      const each = everyTime(series(rrule, length), window);
      const kept = takenTimes(series(rrule, length), window);
      const days = Map.groupBy(kept, ({ start }) => Math.floor(start / DAY));
      for (const day of days.values()) expect(day.length).toBeLessThanOrEqual(MEETINGS_A_DAY);
      const taken = minutes(kept);
      const missing = [...minutes(each)].filter(
        (minute) => minute >= window.from && minute < window.to && !taken.has(minute),
      );
      expect(missing).toEqual([]);
      const names = new Set(each.map(({ recurrenceId }) => recurrenceId));
      for (const { recurrenceId } of kept.filter((one) => one.start >= from))
        expect(names).toContain(recurrenceId);
    }),
    { numRuns: 40 },
  );
});

it('what a window shows of a dense series is the cut of what a larger one shows', () => {
  const edge = fc.integer({ min: 0, max: 20 * 48 });
  fc.assert(
    fc.property(dense, fc.constantFrom(5, 20, 45), edge, edge, (rrule, length, a, b) => {
      const all = takenTimes(series(rrule, length), { from: from - DAY, to: from + 22 * DAY });
      const window = {
        from: from + Math.min(a, b) * 30 * MINUTE,
        to: from + (Math.max(a, b) + 1) * 30 * MINUTE,
      };
      expect(takenTimes(series(rrule, length), window)).toEqual(all.filter((one) => touches(one, window)));
    }),
  );
});

it('so it is of a series whose meetings last for days, also where some are left out', () => {
  const days = fc.integer({ min: 1, max: 5 });
  const dayText = (day: number): string => `2026-11-${String(day).padStart(2, '0')}`;
  const left = fc.uniqueArray(fc.integer({ min: 1, max: 28 }), { maxLength: 12 });
  const edge = fc.integer({ min: 0, max: 20 * 48 });
  fc.assert(
    fc.property(fc.boolean(), days, left, edge, edge, (timed, length, out, a, b) => {
      const at = timed ? 'T09:00' : '';
      const slot = {
        allDay: timed ? 0 : 1,
        start: `2026-10-01${at}`,
        end: `2026-10-0${1 + length}${at}`,
        zone: 'Asia/Shanghai',
        rrule: 'FREQ=DAILY',
        rdate: null,
        exdate: out.length === 0 ? null : out.map((day) => `${dayText(day)}${at}`).join(','),
      } as const;
      const all = takenTimes({ slot }, { from: from - 9 * DAY, to: from + 29 * DAY });
      const window = {
        from: from + Math.min(a, b) * 30 * MINUTE,
        to: from + (Math.max(a, b) + 1) * 30 * MINUTE,
      };
      expect(takenTimes({ slot }, window)).toEqual(all.filter((one) => touches(one, window)));
    }),
    { numRuns: 200 },
  );
});

it('a meeting that was changed keeps its own time beside the stretch of its day', () => {
  const { slot } = series('FREQ=HOURLY', 20);
  const moved = { ...slot, start: '2026-11-02T09:30', end: '2026-11-02T09:40', rrule: null };
  const overrides = [{ id: 'o', recurrenceId: '2026-11-02T09:00', slot: moved }];
  const window = { from: Date.UTC(2026, 10, 2), to: Date.UTC(2026, 10, 3) };
  expect(
    takenTimes({ slot, overrides }, window).map(({ startWall, endWall, override }) => [
      startWall,
      endWall,
      override,
    ]),
  ).toEqual([
    ['2026-11-02T08:00', '2026-11-03T07:20', undefined],
    ['2026-11-02T09:30', '2026-11-02T09:40', 'o'],
  ]);
});
