import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, formatAs, HOUR, MINUTE, parseWall } from './civil.ts';
import { followsMove } from './follows-move.ts';
import { expand } from './recurrence.ts';
import type { Slot } from './slot.ts';
import { moveSlot } from './slot.ts';

const aSeries = (rrule: string, changes: Partial<Slot> = {}): Slot => ({
  allDay: 0,
  start: '2026-03-03T09:00',
  end: '2026-03-03T10:00',
  zone: 'Asia/Shanghai',
  rrule,
  rdate: null,
  exdate: null,
  ...changes,
});

const meetings = (slot: Slot): string[] => {
  const found = expand({ slot }, { from: 0, to: Date.UTC(2100, 0, 1) });
  if (!found.ok) throw new Error(found.error.type);
  return found.value.map((one) => one.startWall);
};

/** The rule of the series at its new start, or null where it does not follow. */
const movedTo = (slot: Slot, start: string, named: readonly string[] = []): string | null => {
  const moved = moveSlot(slot, start);
  return followsMove(slot, moved, named) ? moved.rrule : null;
};

describe('a series that is moved', () => {
  it.each([
    ['FREQ=MONTHLY;BYMONTHDAY=3,15', '2026-03-04T09:00', 'FREQ=MONTHLY;BYMONTHDAY=4,16'],
    ['FREQ=DAILY;BYHOUR=9,14', '2026-03-03T10:00', 'FREQ=DAILY;BYHOUR=10,15'],
    ['FREQ=DAILY;BYHOUR=9,14', '2026-03-03T14:00', 'FREQ=DAILY;BYHOUR=14,19'],
    ['FREQ=WEEKLY;BYDAY=TU;BYHOUR=9', '2026-03-04T10:30', 'FREQ=WEEKLY;BYDAY=WE;BYHOUR=10'],
    ['FREQ=DAILY;BYHOUR=9;BYMINUTE=0,30', '2026-03-03T10:15', 'FREQ=DAILY;BYHOUR=10;BYMINUTE=15,45'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU', '2026-03-04T09:00', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;WKST=TU'],
    ['FREQ=DAILY;BYDAY=MO,TU,WE,TH', '2026-03-04T09:00', 'FREQ=DAILY;BYDAY=TU,WE,TH,FR'],
    ['FREQ=MONTHLY;BYDAY=TU;BYSETPOS=1', '2026-03-11T09:00', 'FREQ=MONTHLY;BYDAY=WE;BYSETPOS=2'],
    ['FREQ=MONTHLY;BYDAY=1TU,3TU', '2026-03-04T09:00', 'FREQ=MONTHLY;BYDAY=1WE,3WE'],
    ['FREQ=YEARLY;BYMONTH=3;BYDAY=1TU', '2026-03-11T09:00', 'FREQ=YEARLY;BYMONTH=3;BYDAY=2WE'],
    ['FREQ=YEARLY;BYDAY=9TU', '2026-03-11T09:00', 'FREQ=YEARLY;BYDAY=10WE'],
    ['FREQ=YEARLY;BYYEARDAY=62,100', '2026-03-05T09:00', 'FREQ=YEARLY;BYYEARDAY=64,102'],
  ])('with %s to %s has %s', (rrule, to, after) => {
    expect(movedTo(aSeries(rrule), to)).toBe(after);
  });

  it.each([
    ['a date that not every month has', 'FREQ=MONTHLY;BYMONTHDAY=3,27', '2026-03-05T09:00'],
    ['a date counted from the end', 'FREQ=MONTHLY;BYMONTHDAY=3,-1', '2026-03-04T09:00'],
    ['an hour of the next day', 'FREQ=DAILY;BYHOUR=9,20', '2026-03-03T14:00'],
    ['hours that are no list any more', 'FREQ=DAILY;BYHOUR=9;BYMINUTE=0,30', '2026-03-03T09:45'],
    ['a working day by its number', 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=2', '2026-03-04T09:00'],
    ['a weekday beside a date', 'FREQ=MONTHLY;BYDAY=TU;BYMONTHDAY=3', '2026-03-04T09:00'],
    ['a weekday of a numbered week', 'FREQ=YEARLY;BYWEEKNO=10;BYDAY=TU', '2026-03-04T09:00'],
    ['each Tuesday of a month', 'FREQ=YEARLY;BYMONTH=3;BYDAY=TU', '2026-03-10T09:00'],
  ])('does not follow with %s', (_, rrule, to) => {
    expect(meetings(aSeries(rrule))[0]).toBe('2026-03-03T09:00');
    expect(movedTo(aSeries(rrule), to)).toBeNull();
  });

  it('does not follow where the one that was touched would be in another week than where it was put', () => {
    // The second Tuesday of July is the 14th, that of December the 8th: their next days are the third and the second Wednesday.
    const slot = aSeries('FREQ=MONTHLY;BYDAY=2TU', { start: '2026-07-14T09:00', end: '2026-07-14T10:00' });
    expect(movedTo(slot, '2026-07-15T09:00', ['2026-12-08T09:00'])).toBeNull();
    expect(movedTo({ ...slot, exdate: '2026-12-08T09:00' }, '2026-07-15T09:00')).toBeNull();
    expect(movedTo(slot, '2026-07-15T09:00', ['2026-09-08T10:00'])).toBe('FREQ=MONTHLY;BYDAY=3WE');
  });

  it('takes every meeting along by as much, or does not follow', () => {
    const rules = fc.constantFrom(
      'FREQ=MONTHLY;BYMONTHDAY=3,15;COUNT=9',
      'FREQ=DAILY;BYHOUR=9,14;COUNT=9',
      'FREQ=DAILY;INTERVAL=3;BYHOUR=9;BYMINUTE=0,20;COUNT=9',
      'FREQ=HOURLY;BYHOUR=9,10,11;COUNT=20',
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,FR;BYHOUR=9,16;COUNT=9',
      'FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=9',
      'FREQ=MONTHLY;BYMONTHDAY=3;BYHOUR=9,10;BYSETPOS=-1;COUNT=9',
      'FREQ=YEARLY;BYYEARDAY=62,100;COUNT=9',
    );
    const days = fc.integer({ min: -9, max: 20 });
    const quarters = fc.integer({ min: -40, max: 60 });
    fc.assert(
      fc.property(rules, days, quarters, (rrule, d, q) => {
        const slot = aSeries(rrule);
        const shift = d * DAY + q * 15 * MINUTE;
        const moved = moveSlot(slot, formatAs(parseWall(slot.start) + shift, 0));
        fc.pre(followsMove(slot, moved, []));
        expect(meetings(moved)).toEqual(meetings(slot).map((wall) => formatAs(parseWall(wall) + shift, 0)));
      }),
    );
  });

  it('has no meeting at its new start that its rule does not make', () => {
    const parts = fc.record({
      freq: fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'),
      hour: fc.constantFrom('', ';BYHOUR=9', ';BYHOUR=9,14'),
      day: fc.constantFrom('', ';BYDAY=TU', ';BYDAY=1TU', ';BYDAY=MO,TU', ';BYDAY=MO,TU,WE,TH,FR'),
      date: fc.constantFrom('', ';BYMONTHDAY=3', ';BYMONTHDAY=1,3', ';BYMONTHDAY=-29'),
      month: fc.constantFrom('', ';BYMONTH=3', ';BYMONTH=3,9'),
      position: fc.constantFrom('', ';BYSETPOS=1', ';BYSETPOS=-1'),
    });
    const shifts = fc.record({ d: fc.integer({ min: -40, max: 40 }), h: fc.integer({ min: -9, max: 14 }) });
    fc.assert(
      fc.property(parts, shifts, ({ freq, hour, day, date, month, position }, { d, h }) => {
        const slot = aSeries(`FREQ=${freq}${hour}${day}${date}${month}${position};COUNT=4`);
        // What the rule does not make is there beside the four.
        fc.pre(meetings(slot).length === 4);
        const moved = moveSlot(slot, formatAs(parseWall(slot.start) + d * DAY + h * HOUR, 0));
        fc.pre(followsMove(slot, moved, []));
        expect(meetings(moved)).toHaveLength(4);
      }),
    );
  });
});
