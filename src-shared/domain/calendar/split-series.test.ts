import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFirstOf } from './first-of.ts';
import { excludeInstance, expand, splitSeries } from './recurrence.ts';
import type { Slot } from './slot.ts';
import { isSeries, slotError } from './slot.ts';

const aSlot = (changes: Partial<Slot> = {}): Slot => ({
  allDay: 0,
  start: '2026-03-03T10:00',
  end: '2026-03-03T11:00',
  zone: 'Europe/Berlin',
  rrule: 'FREQ=WEEKLY;BYDAY=TU,FR',
  rdate: null,
  exdate: null,
  ...changes,
});

const idsOf = (slot: Slot): string[] => expandedFrom(slot, 2026);

function expandedFrom(slot: Slot, year: number): string[] {
  const found = expand({ slot }, { from: 0, to: Date.UTC(year + 1, 0, 1) });
  if (!found.ok) throw new Error(found.error.type);
  return found.value.map((i) => i.recurrenceId || i.startWall);
}

describe('this and following', () => {
  it('cuts a series just before the instance', () => {
    const { head, tail } = splitSeries(aSlot(), '2026-03-17T10:00');
    expect(head.rrule).toBe('FREQ=WEEKLY;BYDAY=TU,FR;UNTIL=20260317T085959Z');
    expect(tail).toMatchObject({
      start: '2026-03-17T10:00',
      end: '2026-03-17T11:00',
      rrule: 'FREQ=WEEKLY;BYDAY=TU,FR',
    });
  });

  it('ends the first part before a meeting that the clocks put later', () => {
    const nights = aSlot({
      start: '2027-03-21T02:30',
      end: '2027-03-21T03:30',
      rrule: 'FREQ=WEEKLY;UNTIL=20270411T003000Z',
    });
    const { head, tail } = splitSeries(nights, '2027-03-28T02:30');
    expect(expandedFrom(head, 2027)).toEqual(['2027-03-21T02:30']);
    expect(expandedFrom(tail, 2027)).toEqual(['2027-03-28T02:30', '2027-04-04T02:30', '2027-04-11T02:30']);
  });

  it('leaves to the first part only what RDATE put before the start, and cuts nothing before the first of all', () => {
    const early = aSlot({
      rdate: '2026-02-10T10:00,2026-02-17/2026-02-17T12:00,2026-02-24',
      rrule: 'FREQ=WEEKLY;COUNT=2',
    });
    const whole = [
      '2026-02-10T10:00',
      '2026-02-17T10:00',
      '2026-02-24T10:00',
      '2026-03-03T10:00',
      '2026-03-10T10:00',
    ];
    expect(idsOf(early)).toEqual(whole);
    expect(whole.filter((id) => isFirstOf(early, id))).toEqual([whole[0]]);
    for (const [at, id] of whole.entries()) {
      if (at === 0) continue;
      const { head, tail } = splitSeries(early, id);
      expect([slotError(head), slotError(tail)]).toEqual([null, null]);
      expect([idsOf(head), idsOf(tail)], id).toEqual([whole.slice(0, at), whole.slice(at)]);
    }
  });

  it('is all of a series whose earlier meetings were taken out', () => {
    const left = aSlot({ rrule: 'FREQ=DAILY;COUNT=4', exdate: '2026-03-03T10:00,2026-03-04' });
    expect(isFirstOf(left, '2026-03-05T10:00')).toBe(true);
    expect(isFirstOf(left, '2026-03-06T10:00')).toBe(false);
    expect(isFirstOf({ ...left, rdate: '2026-03-01T09:00' }, '2026-03-05T10:00')).toBe(false);
  });

  it('at a date that was added after the end of the rule leaves that end where it is', () => {
    const late = aSlot({ rrule: 'FREQ=DAILY;UNTIL=20260305', rdate: '2026-03-10T10:00,2026-03-12T10:00' });
    const { head, tail } = splitSeries(late, '2026-03-10T10:00');
    expect(idsOf(head)).toEqual(['2026-03-03T10:00', '2026-03-04T10:00', '2026-03-05T10:00']);
    expect(idsOf(tail)).toEqual(['2026-03-10T10:00', '2026-03-12T10:00']);
  });

  it('both parts together have the instances of the whole', () => {
    const rrule = fc.constantFrom(
      'FREQ=WEEKLY;BYDAY=TU,FR',
      'FREQ=WEEKLY;BYDAY=TU,FR;COUNT=30',
      'FREQ=DAILY;UNTIL=20260601T070000Z',
      'FREQ=WEEKLY;UNTIL=20260412',
      'FREQ=DAILY;COUNT=9',
      'FREQ=MONTHLY;BYDAY=1TU;COUNT=8',
      'FREQ=DAILY;INTERVAL=3',
      'FREQ=DAILY;BYHOUR=10,15;COUNT=20',
      null,
    );
    const slots = fc.record({
      rrule,
      rdate: fc.constantFrom(
        null,
        '2026-03-04T09:00,2026-04-15T09:00',
        '2026-04-30,2026-06-20T08:00',
        '2026-04-30T09:00,2026-05-02',
      ),
      exdate: fc.constantFrom(null, '2026-03-10T10:00,2026-05-01T10:00', '2026-03-17'),
      allDay: fc.constantFrom(0 as const, 1 as const),
    });
    fc.assert(
      fc.property(slots, fc.nat(200), (changes, pick) => {
        const slot =
          changes.allDay === 0
            ? aSlot(changes)
            : aSlot({ ...changes, start: '2026-03-03', end: '2026-03-04', rdate: null, exdate: null });
        const whole = idsOf(slot);
        // A whole day has no hours.
        fc.pre(whole.length > 1 && (slot.allDay === 0 || !slot.rrule?.includes('BYHOUR')));
        const at = whole[1 + (pick % (whole.length - 1))]!;
        const { head, tail } = splitSeries(slot, at);
        expect([slotError(head), slotError(tail)]).toEqual([null, null]);
        expect([isSeries(head), isSeries(tail)]).toEqual([true, true]);
        expect([...idsOf(head), ...idsOf(tail)]).toEqual(whole);
        expect(idsOf(head)).toEqual(whole.slice(0, whole.indexOf(at)));
      }),
    );
  });

  it('one instance can be taken out, also one that RDATE added, and is back without its exclusion', () => {
    const whole = aSlot({ rdate: '2026-03-04T09:00', exdate: '2026-03-06T10:00' });
    const slot = excludeInstance(whole, '2026-03-04T09:00');
    expect(slot.exdate).toBe('2026-03-04T09:00,2026-03-06T10:00');
    expect(idsOf(slot).slice(0, 2)).toEqual(['2026-03-03T10:00', '2026-03-10T10:00']);
    expect(idsOf({ ...slot, exdate: whole.exdate })).toEqual(idsOf(whole));
  });
});
