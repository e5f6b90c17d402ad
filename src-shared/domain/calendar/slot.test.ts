import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatWall } from './civil.ts';
import { expand } from './recurrence.ts';
import type { Slot } from './slot.ts';
import {
  endAfter,
  moveSlot,
  resizeSlot,
  skippedTimes,
  slotError,
  slotMinutes,
  slotSpan,
  slotTaken,
} from './slot.ts';
import { addDays, addWall, wallToInstant } from './zone.ts';

const aSlot = (changes: Partial<Slot> = {}): Slot => ({
  allDay: 0,
  start: '2026-03-03T10:00',
  end: '2026-03-03T11:00',
  zone: 'Asia/Shanghai',
  rrule: null,
  rdate: null,
  exdate: null,
  ...changes,
});

describe('a slot', () => {
  it('may be a moment, but an all-day event lasts a day', () => {
    expect(slotError(aSlot({ end: '2026-03-03T10:00' }))).toBeNull();
    expect(slotError(aSlot({ allDay: 1, start: '2026-03-03', end: '2026-03-03' }))?.type).toBe(
      'SlotEndBeforeStart',
    );
  });

  it.each<[string, Partial<Slot>]>([
    ['SlotEndBeforeStart', { end: '2026-03-03T09:59' }],
    ['SlotBadTime', { start: '2026-02-30T10:00' }],
    ['SlotBadTime', { allDay: 1 }],
    ['SlotBadTime', { exdate: '2026-03-03T10:00,soon' }],
    ['SlotBadZone', { zone: 'Asia/Atlantis' }],
    ['SlotBadRule', { rrule: 'FREQ=SOMETIMES' }],
    ['SlotTooLong', { end: '2029-03-06T10:00' }],
    ['SlotFarAway', { end: '9026-03-03T10:00' }],
    ['SlotFarAway', { end: '2201-01-01T00:00' }],
    ['SlotFarAway', { start: '1899-12-31T10:00', end: '1899-12-31T11:00' }],
  ])('%s', (type, changes) => {
    expect(slotError(aSlot(changes))?.type).toBe(type);
  });

  it('lasts an hour less when the clock is put forward inside it', () => {
    const night = { zone: 'Europe/Berlin', start: '2026-03-29T00:00', end: '2026-03-29T06:00' };
    expect(slotMinutes(aSlot(night))).toBe(300);
    expect(slotMinutes(aSlot(night)) - slotMinutes(aSlot({ ...night, zone: 'Asia/Shanghai' }))).toBe(-60);
  });

  describe('at a time that the clock skips', () => {
    // On 14 March 2027 two o'clock becomes three in New York.
    const gap = { zone: 'America/New_York', start: '2027-03-14T02:30', end: '2027-03-14T03:30' };
    const at = (wall: string): number => wallToInstant(wall, gap.zone);

    it('is where the calendar puts it, whole', () => {
      expect(slotMinutes(aSlot(gap))).toBe(60);
      const placed = expand(
        { slot: aSlot(gap) },
        { from: at('2027-03-13T00:00'), to: at('2027-03-16T00:00') },
      );
      expect(placed).toMatchObject({ ok: true, value: [slotSpan(aSlot(gap))] });
    });

    it('says which of its times there are not', () => {
      expect(skippedTimes(gap)).toEqual(['2027-03-14T02:30']);
      expect(skippedTimes({ ...gap, start: '2027-03-14T01:30', end: '2027-03-14T02:30' })).toEqual([
        '2027-03-14T02:30',
      ]);
      expect(skippedTimes({ ...gap, zone: 'Asia/Shanghai' })).toEqual([]);
      expect(skippedTimes({ ...gap, start: '2027-03-14', end: '2027-03-15' })).toEqual([]);
    });
  });

  it('begun at another time ends after as many real minutes, whatever the clock does', () => {
    const hours = fc.integer({ min: -48, max: 48 });
    fc.assert(
      fc.property(hours, fc.integer({ min: 0, max: 600 }), fc.boolean(), (shift, minutes, spring) => {
        const zone = 'America/New_York';
        const start = addWall(spring ? '2027-03-14T02:30' : '2027-11-07T00:30', shift * 60);
        const end = endAfter(start, minutes, zone);
        const real = slotMinutes({ start, end, zone });
        // What would end in the later of two hours of one name is longer.
        expect([minutes, minutes + 60]).toContain(real);
        if (spring) expect(real).toBe(minutes);
      }),
    );
  });

  it('takes a free slot as long as that is, and its rule goes along', () => {
    const weekly = aSlot({ rrule: 'FREQ=WEEKLY;BYDAY=TU' });
    const free = {
      start: wallToInstant('2026-03-04T15:30', weekly.zone),
      end: wallToInstant('2026-03-04T16:30', weekly.zone),
    };
    expect(slotTaken(weekly, free)).toMatchObject({
      start: '2026-03-04T15:30',
      end: '2026-03-04T16:30',
      rrule: 'FREQ=WEEKLY;BYDAY=WE',
    });
  });

  it('keeps its length when it is moved', () => {
    expect(moveSlot(aSlot(), '2026-03-04T15:30')).toMatchObject({
      start: '2026-03-04T15:30',
      end: '2026-03-04T16:30',
    });
  });

  it('becomes all-day on a date, and an hour long when a day is dropped on a time', () => {
    const day = moveSlot(aSlot(), '2026-03-05');
    expect(day).toMatchObject({ allDay: 1, start: '2026-03-05', end: '2026-03-06' });
    expect(moveSlot(day, '2026-03-06T09:00')).toMatchObject({
      allDay: 0,
      start: '2026-03-06T09:00',
      end: '2026-03-06T10:00',
    });
  });

  it('is resized in its own form', () => {
    expect(resizeSlot(aSlot(), '2026-03-03T12:45').end).toBe('2026-03-03T12:45');
    expect(
      resizeSlot(aSlot({ allDay: 1, start: '2026-03-03', end: '2026-03-04' }), '2026-03-06T12:00').end,
    ).toBe('2026-03-06');
  });

  it.each([
    ['FREQ=WEEKLY;BYDAY=TU,TH', '2026-03-04T10:00', 'FREQ=WEEKLY;BYDAY=WE,FR'],
    ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU', '2026-03-04T10:00', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU'],
    ['FREQ=WEEKLY', '2026-03-04T10:00', 'FREQ=WEEKLY'],
    ['FREQ=MONTHLY;BYDAY=1TU', '2026-03-11T10:00', 'FREQ=MONTHLY;BYDAY=2WE'],
    ['FREQ=MONTHLY;BYMONTHDAY=3', '2026-03-10T10:00', 'FREQ=MONTHLY;BYMONTHDAY=10'],
    ['FREQ=MONTHLY;BYMONTHDAY=-29', '2026-03-31T10:00', 'FREQ=MONTHLY;BYMONTHDAY=-1'],
    ['FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=3', '2026-04-05T10:00', 'FREQ=YEARLY;BYMONTHDAY=5;BYMONTH=4'],
    [
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
      '2026-03-04T10:00',
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
    ],
    ['FREQ=DAILY;UNTIL=20260310', '2026-03-05T10:00', 'FREQ=DAILY;UNTIL=20260312'],
    ['FREQ=DAILY;UNTIL=20260310T020000Z', '2026-03-03T11:30', 'FREQ=DAILY;UNTIL=20260310T033000Z'],
  ])('a series %s moved to %s becomes %s', (rrule, to, after) => {
    expect(moveSlot(aSlot({ rrule }), to).rrule).toBe(after);
  });

  it.each([
    ['2026-03-03', '2026-03-03T14:00', 0],
    ['2026-03-03T08:00', '2026-03-03T20:00', 0],
    ['2026-03-03T20:00', '2026-03-04T05:30', 1],
    ['2026-03-03T20:00', '2026-03-02', -1],
  ])(
    'bare dates of a series from %s go by as many days as its start, when it is moved to %s',
    (start, to, days) => {
      const end = start.length === 10 ? '2026-03-04' : `${start.slice(0, 11)}23:00`;
      const allDay = start.length === 10 ? 1 : 0;
      const slot = aSlot({
        allDay,
        start,
        end,
        rrule: 'FREQ=DAILY;COUNT=4',
        rdate: '2026-03-20',
        exdate: '2026-03-05',
      });
      const meetings = (s: Slot): string[] => {
        const found = expand({ slot: s }, { from: 0, to: Date.UTC(2027, 0, 1) });
        return found.ok ? found.value.map((one) => one.startWall) : [];
      };
      const moved = moveSlot(slot, to);
      expect(meetings(moved)).toEqual(
        meetings(slot).map((wall) => addDays(wall.slice(0, 10), days) + to.slice(10)),
      );
    },
  );

  it('a date that was added at an hour of its own stays on its day when the series becomes all-day', () => {
    const slot = aSlot({ rrule: 'FREQ=DAILY;COUNT=1', rdate: '2026-03-20T09:00' });
    expect(moveSlot(slot, '2026-03-03').rdate).toBe('2026-03-20');
  });

  it('a moved weekly series has all its instances moved by the same amount', () => {
    const days = fc.uniqueArray(fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'), { minLength: 1 });
    fc.assert(
      fc.property(days, fc.integer({ min: -20, max: 20 }), fc.integer({ min: 0, max: 95 }), (byDay, d, q) => {
        const slot = aSlot({
          rrule: `FREQ=WEEKLY;BYDAY=TU,${byDay.join(',')};COUNT=12`,
          exdate: '2026-03-10T10:00',
        });
        const shift = d * 86_400_000 + (q - 40) * 900_000;
        const moved = moveSlot(slot, formatWall(Date.UTC(2026, 2, 3, 10) + shift));
        const starts = (s: Slot): number[] => {
          const found = expand({ slot: s }, { from: 0, to: Date.UTC(2027, 0, 1) });
          return found.ok ? found.value.map((i) => i.start) : [];
        };
        expect(starts(moved)).toEqual(starts(slot).map((start) => start + shift));
      }),
    );
  });

  it('a series that ends at a moment keeps every meeting in another zone, across a change of the clock, and all-day', () => {
    const rrule = 'FREQ=DAILY;UNTIL=20261031T130000Z';
    const slot = aSlot({
      rrule,
      zone: 'America/New_York',
      start: '2026-10-05T09:00',
      end: '2026-10-05T10:00',
    });
    const meetings = (s: Slot): number => {
      const found = expand({ slot: s }, { from: 0, to: Date.UTC(2027, 0, 1) });
      return found.ok ? found.value.length : 0;
    };
    expect(meetings(slot)).toBe(27);
    const zones = fc.constantFrom('America/New_York', 'Asia/Shanghai', 'Europe/Berlin', 'Pacific/Auckland');
    fc.assert(
      fc.property(
        zones,
        fc.integer({ min: -20, max: 20 }),
        fc.integer({ min: 0, max: 23 }),
        (zone, d, hour) => {
          const start = formatWall(Date.UTC(2026, 9, 5 + d, hour));
          expect(meetings(moveSlot(slot, start, zone))).toBe(27);
          const day = moveSlot(slot, start.slice(0, 10), zone);
          expect(meetings(day)).toBe(27);
          expect(meetings(moveSlot(day, start, zone))).toBe(27);
        },
      ),
    );
  });

  it('a series that ends with a day keeps its last meeting when an evening becomes the small hours', () => {
    const slot = aSlot({
      rrule: 'FREQ=DAILY;UNTIL=20260305',
      start: '2026-03-03T23:00',
      end: '2026-03-03T23:30',
    });
    expect(moveSlot(slot, '2026-03-04T01:00').rrule).toBe('FREQ=DAILY;UNTIL=20260306');
  });
});
