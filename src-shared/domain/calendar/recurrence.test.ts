import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expand } from './recurrence.ts';
import type { Instance, Override, Window } from './recurrence.ts';
import type { Slot } from './slot.ts';
import { instantToWall, wallToInstant } from './zone.ts';

const SHANGHAI = 'Asia/Shanghai';
const aSlot = (changes: Partial<Slot> = {}): Slot => ({
  allDay: 0,
  start: '2026-03-03T10:00',
  end: '2026-03-03T11:00',
  zone: SHANGHAI,
  rrule: 'FREQ=WEEKLY;BYDAY=TU',
  rdate: null,
  exdate: null,
  ...changes,
});
const days = (from: string, to: string, zone = SHANGHAI): Window => ({
  from: wallToInstant(from, zone),
  to: wallToInstant(to, zone),
});
const March = days('2026-03-01', '2026-04-01');

function expanded(slot: Slot, window: Window, overrides: Override[] = []): Instance[] {
  const found = expand({ slot, overrides }, window);
  if (!found.ok) throw new Error(found.error.type);
  return found.value;
}
const starts = (slot: Slot, window: Window, overrides: Override[] = []): string[] =>
  expanded(slot, window, overrides).map((i) => i.startWall);

/** The rule of the design, said once more: half-open, and a moment occupies its start. */
const touching = ({ start, end }: Instance, { from, to }: Window): boolean =>
  start === end ? from <= start && start < to : start < to && from < end;

describe('a series in a window', () => {
  it('has its instances with their original start as id', () => {
    expect(expanded(aSlot(), days('2026-03-08', '2026-03-15'))).toEqual([
      {
        recurrenceId: '2026-03-10T10:00',
        start: Date.UTC(2026, 2, 10, 2),
        end: Date.UTC(2026, 2, 10, 3),
        startWall: '2026-03-10T10:00',
        endWall: '2026-03-10T11:00',
        allDay: 0,
      },
    ]);
  });

  it('a single event has no recurrence id, and shows while any part of it is inside', () => {
    const long = aSlot({ rrule: null, end: '2026-03-09T10:00' });
    expect(expanded(long, days('2026-03-08', '2026-03-15'))).toMatchObject([{ recurrenceId: '' }]);
    expect(expanded(long, { from: Date.UTC(2026, 2, 9, 2), to: Date.UTC(2026, 2, 15) })).toEqual([]);
  });

  it('a moment at the first instant of the window is in it, at the last it is not', () => {
    const moment = aSlot({ rrule: null, end: '2026-03-03T10:00' });
    const at = Date.UTC(2026, 2, 3, 2);
    expect(expanded(moment, { from: at, to: at + 1 })).toHaveLength(1);
    expect(expanded(moment, { from: at - 1, to: at })).toHaveLength(0);
  });

  it('a meeting that began before the window and lasts into it is there', () => {
    const night = aSlot({ rrule: 'FREQ=DAILY', start: '2026-03-03T22:00', end: '2026-03-04T06:00' });
    expect(starts(night, days('2026-03-10T00:00', '2026-03-10T01:00'))).toEqual(['2026-03-09T22:00']);
  });

  it('keeps its wall time when the clocks change', () => {
    const slot = aSlot({
      zone: 'Europe/Berlin',
      rrule: 'FREQ=DAILY',
      start: '2026-03-27T09:00',
      end: '2026-03-27T10:00',
    });
    const found = expanded(slot, days('2026-03-28', '2026-03-31', 'Europe/Berlin'));
    expect(found.map((i) => i.startWall.slice(11))).toEqual(['09:00', '09:00', '09:00']);
    expect(found.map((i) => instantToWall(i.start, 'UTC').slice(11))).toEqual(['08:00', '07:00', '07:00']);
  });

  it('an instance in a gap moves as a whole and keeps its length and id', () => {
    const slot = aSlot({
      zone: 'America/New_York',
      rrule: 'FREQ=DAILY',
      start: '2026-03-07T02:30',
      end: '2026-03-07T03:15',
    });
    expect(expanded(slot, days('2026-03-08', '2026-03-09', 'America/New_York'))).toMatchObject([
      { recurrenceId: '2026-03-08T02:30', startWall: '2026-03-08T03:30', endWall: '2026-03-08T04:15' },
    ]);
  });

  it('RDATE adds, EXDATE takes away, a bare date takes the whole day', () => {
    const slot = aSlot({
      rdate: '2026-03-05T15:00,2026-03-06T15:00/2026-03-06T18:00',
      exdate: '2026-03-10T10:00,2026-03-17',
    });
    expect(expanded(slot, March).map((i) => [i.startWall, i.endWall.slice(11)])).toEqual([
      ['2026-03-03T10:00', '11:00'],
      ['2026-03-05T15:00', '16:00'],
      ['2026-03-06T15:00', '18:00'],
      ['2026-03-24T10:00', '11:00'],
      ['2026-03-31T10:00', '11:00'],
    ]);
  });

  it('UNTIL in UTC includes an instance that starts at exactly that instant', () => {
    expect(starts(aSlot({ rrule: 'FREQ=WEEKLY;UNTIL=20260310T020000Z' }), March)).toHaveLength(2);
    expect(starts(aSlot({ rrule: 'FREQ=WEEKLY;UNTIL=20260310T015959Z' }), March)).toHaveLength(1);
    expect(starts(aSlot({ rrule: 'FREQ=WEEKLY;UNTIL=20260310' }), March)).toHaveLength(2);
  });

  it('all-day dates are days of the reader', () => {
    const slot = aSlot({ allDay: 1, start: '2026-03-03', end: '2026-03-04', rrule: null });
    const window = { from: 0, to: Date.UTC(2030, 0, 1) };
    const [there] = expanded(slot, { ...window, zone: 'America/New_York' });
    expect(there).toMatchObject({
      startWall: '2026-03-03',
      endWall: '2026-03-04',
      start: Date.UTC(2026, 2, 3, 5),
    });
    expect(expanded(slot, window)[0]?.start).toBe(Date.UTC(2026, 2, 2, 16));
  });

  it('an hourly rule has one instance where the gap makes two into one', () => {
    const slot = aSlot({
      zone: 'Europe/Berlin',
      start: '2026-03-29T00:00',
      end: '2026-03-29T00:30',
      rrule: 'FREQ=HOURLY',
    });
    const window = days('2026-03-29T00:00', '2026-03-29T06:00', 'Europe/Berlin');
    expect(starts(slot, window)).toEqual(
      ['00:00', '01:00', '03:00', '04:00', '05:00'].map((time) => `2026-03-29T${time}`),
    );
  });

  it('a hostile rule is an error value, never a short list', () => {
    const hostile = aSlot({ rrule: 'FREQ=SECONDLY;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12' });
    expect(expand({ slot: hostile }, days('2026-03-01', '2027-03-01'))).toEqual({
      ok: false,
      error: { type: 'RuleTooExpensive', steps: 100_000 },
    });
    expect(expand({ slot: aSlot({ rrule: 'FREQ=NEVER' }) }, March)).toMatchObject({
      ok: false,
      error: { type: 'SlotBadRule' },
    });
  });

  it('of a smaller window are those of the larger one that touch it', () => {
    const rrule = fc.constantFrom(
      'FREQ=WEEKLY;BYDAY=TU,FR',
      'FREQ=DAILY;INTERVAL=3;COUNT=50',
      'FREQ=MONTHLY;BYDAY=-1TU',
      'FREQ=HOURLY;INTERVAL=7',
    );
    const zone = fc.constantFrom(SHANGHAI, 'America/New_York', 'Europe/Berlin');
    const hours = fc.integer({ min: -2000, max: 6000 });
    fc.assert(
      fc.property(
        rrule,
        zone,
        hours,
        fc.integer({ min: 1, max: 900 }),
        fc.integer({ min: 0, max: 90 }),
        (r, z, h, n, d) => {
          const slot = aSlot({
            rrule: r,
            zone: z,
            end: `2026-03-0${3 + Math.floor(d / 24)}T${10 + (d % 13)}:00`,
          });
          const from = Date.UTC(2026, 2, 3) + h * 3_600_000;
          const window = { from, to: from + n * 3_600_000 };
          const wide = expanded(slot, { from: Date.UTC(2025, 0, 1), to: Date.UTC(2027, 6, 1) });
          expect(expanded(slot, window)).toEqual(wide.filter((i) => touching(i, window)));
        },
      ),
    );
  });
});

describe('overrides', () => {
  const moved = (
    recurrenceId: string,
    start: string,
    end: string,
    more: Partial<Override> = {},
  ): Override => ({
    id: `o-${recurrenceId}`,
    recurrenceId,
    slot: aSlot({ start, end, rrule: null }),
    ...more,
  });

  it('replace one instance, keeping its id', () => {
    const override = moved('2026-03-10T10:00', '2026-03-11T14:00', '2026-03-11T16:00');
    expect(expanded(aSlot(), days('2026-03-08', '2026-03-15'), [override])).toMatchObject([
      { recurrenceId: '2026-03-10T10:00', startWall: '2026-03-11T14:00', override: 'o-2026-03-10T10:00' },
    ]);
  });

  it('can bring an instance into the window, and take it out', () => {
    const override = moved('2026-03-24T10:00', '2026-03-05T10:00', '2026-03-05T11:00');
    expect(starts(aSlot(), days('2026-03-04', '2026-03-08'), [override])).toEqual(['2026-03-05T10:00']);
    expect(starts(aSlot(), days('2026-03-22', '2026-03-29'), [override])).toEqual([]);
  });

  it('without a slot cancel the instance', () => {
    const cancelled: Override = { id: 'x', recurrenceId: '2026-03-10T10:00', slot: null };
    expect(starts(aSlot(), March, [cancelled])).not.toContain('2026-03-10T10:00');
  });

  it('THISANDFUTURE moves all later instances by the same amount, single overrides still win', () => {
    const later = moved('2026-03-17T10:00', '2026-03-18T13:00', '2026-03-18T15:00', {
      range: 'THISANDFUTURE',
    });
    const one = moved('2026-03-24T10:00', '2026-03-27T08:00', '2026-03-27T09:00');
    expect(
      expanded(aSlot(), days('2026-03-01', '2026-04-05'), [later, one]).map((i) => [i.startWall, i.endWall]),
    ).toEqual([
      ['2026-03-03T10:00', '2026-03-03T11:00'],
      ['2026-03-10T10:00', '2026-03-10T11:00'],
      ['2026-03-18T13:00', '2026-03-18T15:00'],
      ['2026-03-27T08:00', '2026-03-27T09:00'],
      ['2026-04-01T13:00', '2026-04-01T15:00'],
    ]);
  });
});
