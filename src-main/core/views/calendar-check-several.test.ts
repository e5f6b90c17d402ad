import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { QueryResult } from '../../../src-shared/contract/contract.ts';
import { addWall } from '../../../src-shared/domain/calendar/zone.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import { calendarBed } from '../../../tests/support/calendar-bed.ts';
import { BRANCH, TEAM, type Desk } from '../../../tests/support/desk.ts';
import { asked, invitedBy, slotAt, ZONE } from '../../../tests/support/drafts.ts';

const bed = calendarBed();
let desk: Desk;
let colleague: Id;
let room: Id;
beforeEach(() => {
  ({ desk, colleague, room } = bed.open());
});
afterEach(() => desk.close());

/** On Thursday 3 December 2026, or another day of it. */
const at = (time: string, day = '03'): string => `2026-12-${day}T${time}`;
const { create } = bed;
interface Place {
  id: Id;
  recurrence_id: string | null;
  start: string;
  end: string;
}
const to = (id: Id, start: string, end: string, recurrence_id: string | null = null): Place => ({
  id,
  recurrence_id,
  start,
  end,
});
const check = (places: Place[], copy = false): QueryResult<'calendar.checkSeveral'> =>
  desk.seen('calendar.checkSeveral', { places, copy, zone: ZONE });
const clashing = ({ clashes }: QueryResult<'calendar.checkSeveral'>): unknown[] =>
  clashes.map(({ at: position, conflicts }) => [position, conflicts.map(({ severity }) => severity)]);

describe('a selection that is moved', () => {
  test('clashes with what stays, each of it told apart, and not with what goes along', () => {
    const a = create(slotAt(at('09:00'), at('10:00')));
    const b = create(slotAt(at('10:00'), at('11:00')));
    create(slotAt(at('11:30'), at('12:00')));
    // An hour later A lies where B was: that goes along.
    expect(check([to(a, at('09:30'), at('10:30')), to(b, at('10:30'), at('11:30'))])).toMatchObject({
      clashes: [],
      shifts: [],
    });
    const found = check([to(a, at('10:00'), at('11:00')), to(b, at('11:00'), at('12:00'))]);
    expect(clashing(found)).toEqual([[1, ['hard']]]);
    expect(found.shifts[0]).toEqual({ days: 0, minutes: -30, tight: false, outsideHours: false });
  });

  test('finds the nearest shift at which everybody and every room is free', () => {
    const a = create(slotAt(at('09:00'), at('10:00')), { attendees: [asked(colleague)] });
    const b = create(slotAt(at('14:00'), at('15:00')), { resources: [room] });
    const block = (subject_id: Id, from: string, until: string): Id =>
      desk.given('busy_block', subject_id === room ? `branch:${BRANCH}` : `busy:${TEAM}`, {
        subject_kind: subject_id === room ? 'resource' : 'person',
        subject_id,
        event_id: `x ${from}`,
        uid: `x ${from}`,
        recurrence_id: '',
        start: Date.parse(`${from}:00+08:00`),
        end: Date.parse(`${until}:00+08:00`),
        status: 'busy',
        required: 1,
      });
    block(colleague, at('09:00', '04'), at('10:30', '04'));
    block(room, at('15:30', '04'), at('17:30', '04'));
    const found = check([
      to(a, at('09:00', '04'), at('10:00', '04')),
      to(b, at('14:00', '04'), at('15:00', '04')),
    ]);
    expect(found.clashes.map((one) => one.at)).toEqual([0]);
    // An hour and a half later the colleague is free and the room is not.
    expect(found.shifts.map(({ days, minutes }) => days * 24 + minutes / 60)).not.toContain(1.5);
    expect(found.shifts).toHaveLength(3);
    for (const { days, minutes } of found.shifts) {
      const by = (wall: string): string => addWall(wall, days * 1440 + minutes);
      expect(
        check([
          to(a, by(at('09:00', '04')), by(at('10:00', '04'))),
          to(b, by(at('14:00', '04')), by(at('15:00', '04'))),
        ]).clashes,
      ).toEqual([]);
    }
  });

  test('of a series only the instances that are chosen make room', () => {
    const series = create(slotAt(at('09:00', '01'), at('10:00', '01'), { rrule: 'FREQ=DAILY;COUNT=5' }));
    const other = create(slotAt(at('11:00', '01'), at('12:00', '01')));
    const named = to(series, at('11:00', '01'), at('12:00', '01'), at('09:00', '01'));
    expect(clashing(check([named, to(other, at('09:00', '02'), at('10:00', '02'))]))).toEqual([
      [1, ['hard']],
    ]);
  });

  test('all-day events are checked by their days', () => {
    const leave = create(slotAt('2026-12-03', '2026-12-04', { all_day: 1 }), {
      kind: 'leave',
      transparency: 'out_of_office',
    });
    const meeting = create(slotAt(at('09:00', '10'), at('10:00', '10')));
    expect(clashing(check([to(leave, '2026-12-10', '2026-12-11')]))).toEqual([[0, ['hard']]]);
    expect(clashing(check([to(leave, '2026-12-11', '2026-12-12')]))).toEqual([]);
    expect(
      clashing(
        check([to(leave, '2026-12-10', '2026-12-11'), to(meeting, at('09:00', '17'), at('10:00', '17'))]),
      ),
    ).toEqual([]);
  });
});

describe('a selection that is copied', () => {
  test('clashes with its own originals, which stay', () => {
    const a = create(slotAt(at('09:00'), at('10:00')));
    expect(clashing(check([to(a, at('09:30'), at('10:30'))], true))).toEqual([[0, ['hard']]]);
    expect(clashing(check([to(a, at('09:30'), at('10:30'))]))).toEqual([]);
  });

  test('of somebody else’s event asks whoever had asked', () => {
    invitedBy(desk, colleague);
    const found = check([to('event-b', at('10:30', '04'), at('11:30', '04'))], true);
    expect(found.clashes).toEqual([]);
    desk.given('busy_block', `busy:${TEAM}`, {
      subject_kind: 'person',
      subject_id: colleague,
      event_id: 'y',
      uid: 'y',
      recurrence_id: '',
      start: Date.parse('2026-12-04T11:00:00+08:00'),
      end: Date.parse('2026-12-04T12:00:00+08:00'),
      status: 'busy',
      required: 1,
    });
    expect(clashing(check([to('event-b', at('10:30', '04'), at('11:30', '04'))], true))).toEqual([
      [0, ['soft']],
    ]);
  });
});
