import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { overridesOf } from '../../../../db/client/queries/calendar.ts';
import { attendeesOf, resourceLinksOf } from '../../../../db/client/queries/attendance.ts';
import type { Id } from '../../../../src-shared/kernel/ids.ts';
import { calendarBed } from '../../../../tests/support/calendar-bed.ts';
import { ME, type Desk } from '../../../../tests/support/desk.ts';
import { slotAt, ZONE } from '../../../../tests/support/drafts.ts';
import {
  secondMoved,
  takenInDecember,
  WEEKLY,
  weekly,
  weeklySeries,
} from '../../../../tests/support/weekly-series.ts';

let desk: Desk;
let colleague: Id;
let room: Id;
beforeEach(() => {
  ({ desk, colleague, room } = calendarBed().open());
});
afterEach(() => desk.close());

const aSeries = (): Id => weeklySeries(desk, colleague, room);
const taken = (subject: Id = ME): string[] => takenInDecember(desk, subject);

describe('moving', () => {
  test('one instance leaves the rest of the series', () => {
    const id = aSeries();
    const moved = secondMoved(desk, id);
    expect(taken()).toEqual(['12-01T10:00', '12-09T14:00', '12-15T10:00', '12-22T10:00', '12-29T10:00']);
    expect(desk.row('event', moved.id)).toMatchObject({
      series_id: id,
      recurrence_id: '2026-12-08T10:00',
      rrule: null,
    });
    expect(desk.row('event', id)).toMatchObject({ start: '2026-12-01T10:00', rrule: WEEKLY });
    expect(attendeesOf(desk.engine, [moved.id])).toMatchObject([{ person_id: colleague }]);
    expect(taken(colleague)).toContain('12-09T14:00');
    expect(taken(colleague)).not.toContain('12-08T10:00');
  });

  test('the same instance again keeps one override', () => {
    const id = aSeries();
    const named = { recurrence_id: '2026-12-08T10:00', which: 'this' as const, zone: ZONE };
    const first = desk.did('event.move', {
      id,
      ...named,
      start: '2026-12-09T14:00',
      end: '2026-12-09T15:00',
    });
    const second = desk.did('event.move', {
      id: first.id,
      ...named,
      start: '2026-12-10T14:00',
      end: '2026-12-10T15:00',
    });
    expect(second.id).toBe(first.id);
    expect(overridesOf(desk.engine, id)).toHaveLength(1);
  });

  test('an instance that was taken back, of whose people somebody wrote since, moves again', () => {
    const named = { id: aSeries(), recurrence_id: '2026-12-08T10:00' };
    const to = { which: 'this' as const, start: '2026-12-09T14:00', end: '2026-12-09T15:00', zone: ZONE };
    const { id } = desk.did('event.move', { ...named, ...to });
    const [guest] = attendeesOf(desk.engine, [id]);
    desk.did('event.restore', named);
    desk.changedByOther('attendee', guest!.id, { role: 'optional', deleted: 0 });
    expect(desk.did('event.move', { ...named, ...to }).id).toBe(id);
    expect(attendeesOf(desk.engine, [id])).toMatchObject([{ person_id: colleague, role: 'required' }]);
  });

  test('this and the following cuts the series in two', () => {
    const id = aSeries();
    const tail = desk.did('event.move', {
      id,
      recurrence_id: '2026-12-15T10:00',
      which: 'following',
      start: '2026-12-16T11:00',
      end: '2026-12-16T12:30',
      zone: ZONE,
    });
    expect(taken()).toEqual(['12-01T10:00', '12-08T10:00', '12-16T11:00', '12-23T11:00', '12-30T11:00']);
    expect(tail.id).not.toBe(id);
    expect(taken(colleague)).toEqual(taken());
    expect(taken(room)).toEqual(taken());
  });

  test('this and the following takes the later overrides along', () => {
    const id = aSeries();
    desk.did('event.move', {
      id,
      recurrence_id: '2026-12-22T10:00',
      which: 'this',
      start: '2026-12-24T09:00',
      end: '2026-12-24T10:00',
      zone: ZONE,
    });
    const tail = desk.did('event.move', {
      id,
      recurrence_id: '2026-12-15T10:00',
      which: 'following',
      start: '2026-12-15T11:00',
      end: '2026-12-15T12:00',
      zone: ZONE,
    });
    expect(overridesOf(desk.engine, id)).toEqual([]);
    expect(overridesOf(desk.engine, tail.id)).toMatchObject([
      { recurrence_id: '2026-12-22T11:00', start: '2026-12-24T09:00' },
    ]);
    expect(taken()).toEqual(['12-01T10:00', '12-08T10:00', '12-15T11:00', '12-24T09:00', '12-29T11:00']);
  });

  test('all of it shifts the rule, and keeps what was changed on its own', () => {
    const id = aSeries();
    desk.did('event.move', {
      id,
      recurrence_id: '2026-12-22T10:00',
      which: 'this',
      start: '2026-12-24T09:00',
      end: '2026-12-24T10:00',
      zone: ZONE,
    });
    desk.did('event.move', {
      id,
      recurrence_id: '2026-12-15T10:00',
      which: 'all',
      start: '2026-12-16T10:30',
      end: '2026-12-16T11:30',
      zone: ZONE,
    });
    expect(taken()).toEqual(['12-02T10:30', '12-09T10:30', '12-16T10:30', '12-24T09:00', '12-30T10:30']);
    expect(desk.row('event', id)).toMatchObject({ rrule: 'FREQ=WEEKLY;BYDAY=WE' });
  });

  describe('an instance that was moved on its own before', () => {
    const aMoved = (): { id: Id; recurrence_id: string } => {
      const id = aSeries();
      const moved = { id, recurrence_id: '2026-12-15T10:00' };
      desk.did('event.move', {
        ...moved,
        zone: ZONE,
        which: 'this',
        start: '2026-12-17T14:00',
        end: '2026-12-17T15:00',
      });
      return moved;
    };
    const anHourLater = { start: '2026-12-17T15:00', end: '2026-12-17T16:00', zone: ZONE };

    test('with all of it goes where it was dragged, and the others by as much', () => {
      desk.did('event.move', { ...aMoved(), ...anHourLater, which: 'all' });
      expect(taken()).toEqual(['12-01T11:00', '12-08T11:00', '12-17T15:00', '12-22T11:00', '12-29T11:00']);
      desk.did('undo.undo', {});
      expect(taken()).toEqual(['12-01T10:00', '12-08T10:00', '12-17T14:00', '12-22T10:00', '12-29T10:00']);
    });

    test('with the following goes where it was dragged, and the later ones by as much', () => {
      desk.did('event.move', { ...aMoved(), ...anHourLater, which: 'following' });
      expect(taken()).toEqual(['12-01T10:00', '12-08T10:00', '12-17T15:00', '12-22T11:00', '12-29T11:00']);
    });

    test('stays where it is when it and the following get another title', () => {
      const fields = { title: '例会' };
      const { id } = desk.did('event.update', { ...aMoved(), which: 'following', fields });
      expect(taken()).toEqual(['12-01T10:00', '12-08T10:00', '12-17T14:00', '12-22T10:00', '12-29T10:00']);
      expect(desk.row('event', id)).toMatchObject({ title: '例会', start: '2026-12-17T14:00' });
    });

    test('is what is left when the series ends to repeat', () => {
      const slot = slotAt('2026-12-17T14:00', '2026-12-17T15:00');
      desk.did('event.update', { ...aMoved(), which: 'following', fields: {}, slot });
      expect(taken()).toEqual(['12-01T10:00', '12-08T10:00', '12-17T14:00']);
    });
  });

  test('an instance that was only added by its date leaves the day of the rule', () => {
    const { id } = desk.did('event.create', {
      fields: weekly(),
      slot: slotAt('2026-12-01T10:00', '2026-12-01T11:00', { rrule: WEEKLY, rdate: '2026-12-10T10:00' }),
    });
    desk.did('event.move', {
      id,
      recurrence_id: '2026-12-10T10:00',
      which: 'following',
      start: '2026-12-10T11:00',
      end: '2026-12-10T12:00',
      zone: ZONE,
    });
    expect(taken()).toEqual([
      '12-01T10:00',
      '12-08T10:00',
      '12-10T11:00',
      '12-15T11:00',
      '12-22T11:00',
      '12-29T11:00',
    ]);
  });

  test('says how what was dragged is found, whichever of the series went along', () => {
    const moved = (which: 'this' | 'following' | 'all', id: Id, from: string, to: string) =>
      desk.did('event.move', {
        id,
        recurrence_id: `${from}T10:00`,
        which,
        start: `${to}T11:00`,
        end: `${to}T12:00`,
        zone: ZONE,
      });
    const id = aSeries();
    const one = moved('this', id, '2026-12-08', '2026-12-09');
    expect(one.recurrence_id).toBeNull();
    const tail = moved('following', id, '2026-12-22', '2026-12-23');
    expect(tail.recurrence_id).toBe('2026-12-23T11:00');
    expect(tail.id).not.toBe(id);
    expect(moved('all', id, '2026-12-15', '2026-12-16')).toEqual({ id, recurrence_id: '2026-12-16T11:00' });
  });

  describe('rooms that were confirmed', () => {
    const at = (day: string, hour: number) => ({
      start: `2026-12-${day}T${hour}:00`,
      end: `2026-12-${day}T${hour + 1}:00`,
    });
    const confirmed = (event: Id): void => {
      for (const link of resourceLinksOf(desk.engine, [event]))
        desk.changedByOther('event_resource', link.id, { status: 'confirmed' });
    };
    const statusOf = (event: Id): string[] =>
      resourceLinksOf(desk.engine, [event]).map((link) => link.status);
    const aConfirmed = (): Id => {
      const id = aSeries();
      confirmed(id);
      return id;
    };
    const ofDay = (id: Id, day: string) => ({ id, recurrence_id: `2026-12-${day}T10:00` });

    test('are asked again by a series at another time, and by what goes along with it', () => {
      const id = aConfirmed();
      const fields = { title: '例会' };
      const one = desk.did('event.update', { ...ofDay(id, '08'), which: 'this', fields });
      expect([statusOf(id), statusOf(one.id)]).toEqual([['confirmed'], ['confirmed']]);
      desk.did('event.move', { id, recurrence_id: null, which: 'all', ...at('01', 13), zone: ZONE });
      expect([statusOf(id), statusOf(one.id)]).toEqual([['requested'], ['requested']]);
    });

    test('are asked again by one meeting at another time', () => {
      const id = aConfirmed();
      const one = desk.did('event.move', { ...ofDay(id, '08'), which: 'this', ...at('08', 13), zone: ZONE });
      expect([statusOf(id), statusOf(one.id)]).toEqual([['confirmed'], ['requested']]);
    });

    test('are asked again by a later half that moves, and not by one that only gets another title', () => {
      const id = aConfirmed();
      const fields = { title: '例会' };
      const named = desk.did('event.update', { ...ofDay(id, '08'), which: 'following', fields });
      const moved = { ...ofDay(named.id, '15'), which: 'following' as const, ...at('15', 13), zone: ZONE };
      const tail = desk.did('event.move', moved);
      expect([statusOf(named.id), statusOf(tail.id)]).toEqual([['confirmed'], ['requested']]);
    });

    test.each([
      ['by another rule', slotAt('2026-12-01T10:00', '2026-12-01T11:00', { rrule: 'FREQ=DAILY;COUNT=9' })],
      [
        'for dates that were added',
        slotAt('2026-12-01T10:00', '2026-12-01T11:00', { rrule: WEEKLY, rdate: '2026-12-10T10:00' }),
      ],
      ['for whole days', slotAt('2026-12-01', '2026-12-02', { all_day: 1, rrule: WEEKLY })],
    ])('are asked again %s', (_, slot) => {
      const id = aConfirmed();
      desk.did('event.update', { id, recurrence_id: null, which: 'all', fields: {}, slot });
      expect(statusOf(id)).toEqual(['requested']);
    });
  });

  test('from another zone keeps the event’s own zone', () => {
    const { id } = desk.did('event.create', {
      fields: weekly(),
      slot: slotAt('2026-12-01T17:00', '2026-12-01T18:00'),
    });
    desk.did('event.move', {
      id,
      recurrence_id: null,
      which: 'this',
      start: '2026-12-01T10:00',
      end: '2026-12-01T11:00',
      zone: 'Europe/London',
    });
    expect(desk.row('event', id)).toMatchObject({
      zone: ZONE,
      start: '2026-12-01T18:00',
      end: '2026-12-01T19:00',
    });
  });

  describe('an instance that the clocks put later', () => {
    const nights = (): Id =>
      desk.did('event.create', {
        fields: weekly(),
        slot: slotAt('2026-10-04T02:30', '2026-10-04T03:30', {
          zone: 'Australia/Sydney',
          rrule: 'FREQ=DAILY;COUNT=2',
        }),
      }).id;
    const move = (id: Id, which: 'all' | 'following', start: string, end: string): void => {
      const named = { id, recurrence_id: '2026-10-04T02:30', which, zone: 'Australia/Sydney' };
      desk.did('event.move', { ...named, start: `2026-10-04T${start}`, end: `2026-10-04T${end}` });
    };

    test('takes its series to where it was put', () => {
      const id = nights();
      move(id, 'all', '04:30', '05:30');
      expect(desk.row('event', id)).toMatchObject({ start: '2026-10-04T04:30', end: '2026-10-04T05:30' });
    });

    test('made longer leaves its series where it was', () => {
      const id = nights();
      move(id, 'all', '03:30', '05:00');
      expect(desk.row('event', id)).toMatchObject({ start: '2026-10-04T02:30', end: '2026-10-04T04:00' });
    });
  });

  test('to a whole day leaves the day free and rings in no night, for all of a series too', () => {
    const { id } = desk.did('event.create', {
      fields: weekly({ reminders: '15,900' }),
      slot: slotAt('2026-12-01T10:00', '2026-12-01T11:00', { rrule: `${WEEKLY};COUNT=3` }),
    });
    const to = { start: '2026-12-09', end: '2026-12-10', zone: ZONE };
    const where = { id, recurrence_id: '2026-12-08T10:00' };
    const all = { all_day: 1, transparency: 'free', reminders: '900' };
    const one = desk.did('event.move', { ...where, which: 'this', ...to });
    expect(desk.row('event', one.id)).toMatchObject({ ...all, start: '2026-12-09', end: '2026-12-10' });
    expect(desk.row('event', id)).toMatchObject({ all_day: 0, transparency: 'busy', reminders: '15,900' });
    desk.did('event.move', { ...where, recurrence_id: '2026-12-01T10:00', which: 'all', ...to });
    expect(desk.row('event', id)).toMatchObject({ ...all, start: '2026-12-09', end: '2026-12-10' });
  });

  test('can be undone in one step', () => {
    const id = aSeries();
    const before = taken();
    desk.did('event.move', {
      id,
      recurrence_id: '2026-12-15T10:00',
      which: 'following',
      start: '2026-12-16T11:00',
      end: '2026-12-16T12:00',
      zone: ZONE,
    });
    desk.did('undo.undo', {});
    expect(taken()).toEqual(before);
  });

  test('a colleague’s event is not granted', () => {
    const id = desk.given('event', `calendar:${colleague}`, {
      ...slotAt('2026-12-01T10:00', '2026-12-01T11:00'),
      kind: 'meeting',
      title: 'x',
      organiser_id: colleague,
      status: 'confirmed',
      transparency: 'busy',
      privacy: 'normal',
    });
    const input = {
      id,
      recurrence_id: null,
      which: 'this' as const,
      start: '2026-12-01T12:00',
      end: '2026-12-01T13:00',
      zone: ZONE,
    };
    expect(desk.run('event.move', input)).toEqual({
      ok: false,
      error: { type: 'NotGranted', what: 'event' },
    });
  });
});
