import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { attendeesOf, resourceLinksOf } from '../../../../db/client/queries/attendance.ts';
import { occupiedBetween } from '../../../../db/client/queries/occupancy.ts';
import type { CalendarInstance } from '../../../../src-shared/contract/calendar.ts';
import { instantToWall } from '../../../../src-shared/domain/calendar/zone.ts';
import type { Id } from '../../../../src-shared/kernel/ids.ts';
import { calendarBed } from '../../../../tests/support/calendar-bed.ts';
import { ME, type Desk } from '../../../../tests/support/desk.ts';
import { aMeeting, slotAt, ZONE, type EventFields } from '../../../../tests/support/drafts.ts';

let desk: Desk;
let colleague: Id;
let room: Id;
beforeEach(() => {
  ({ desk, colleague, room } = calendarBed().open());
});
afterEach(() => desk.close());

const create = (
  start: string,
  end: string,
  rrule: string | null = null,
  more: Partial<EventFields> = {},
): Id => desk.did('event.create', { fields: aMeeting(more), slot: slotAt(start, end, { rrule }) }).id;
const once = (id: Id): { id: Id; recurrence_id: null } => ({ id, recurrence_id: null });
const taken = (): string[] =>
  occupiedBetween(desk.engine, [ME], Date.parse('2026-12-01T00:00Z'), Date.parse('2026-12-25T00:00Z')).map(
    (row) => instantToWall(row.start, ZONE).slice(5),
  );

describe('several events at once', () => {
  test('move in one step that undo takes back whole', () => {
    const [a, b] = [
      create('2026-12-01T09:00', '2026-12-01T10:00'),
      create('2026-12-02T09:00', '2026-12-02T10:00'),
    ];
    desk.did('event.moveSeveral', {
      moves: [
        { ...once(a), start: '2026-12-03T09:00', end: '2026-12-03T10:00' },
        { ...once(b), start: '2026-12-04T09:00', end: '2026-12-04T10:00' },
      ],
      which: 'this',
      zone: ZONE,
    });
    expect(taken()).toEqual(['12-03T09:00', '12-04T09:00']);
    desk.did('undo.undo', {});
    expect(taken()).toEqual(['12-01T09:00', '12-02T09:00']);
  });

  test('of which one may not be moved stay where they are, all of them', () => {
    const a = create('2026-12-01T09:00', '2026-12-01T10:00');
    const result = desk.run('event.moveSeveral', {
      moves: [
        { ...once(a), start: '2026-12-03T09:00', end: '2026-12-03T10:00' },
        { ...once('nobody'), start: '2026-12-04T09:00', end: '2026-12-04T10:00' },
      ],
      which: 'this',
      zone: ZONE,
    });
    expect(result).toMatchObject({ ok: false, error: { type: 'NotFound' } });
    expect(taken()).toEqual(['12-01T09:00']);
  });

  test('a series is moved as a whole once, however many of its instances are chosen', () => {
    const id = create('2026-12-01T09:00', '2026-12-01T10:00', 'FREQ=WEEKLY;COUNT=3');
    const move = (day: string): { id: Id; recurrence_id: string; start: string; end: string } => ({
      id,
      recurrence_id: `2026-12-${day}T09:00`,
      start: `2026-12-${day}T11:00`,
      end: `2026-12-${day}T12:00`,
    });
    desk.did('event.moveSeveral', { moves: [move('08'), move('01')], which: 'all', zone: ZONE });
    expect(taken()).toEqual(['12-01T11:00', '12-08T11:00', '12-15T11:00']);
  });

  test.each(['this', 'following', 'all'] as const)(
    'are told by the names that the calendar has for them now, of a series %s, one that was changed among them',
    (which) => {
      const series = create('2026-12-01T09:00', '2026-12-01T10:00', 'FREQ=WEEKLY;COUNT=4');
      const single = create('2026-12-02T09:00', '2026-12-02T10:00');
      const alone = { id: series, recurrence_id: '2026-12-08T09:00' };
      const title = { fields: { title: '改过的' } };
      desk.did('event.update', { ...alone, which: 'this', ...title });
      const shown = (): CalendarInstance[] =>
        desk.seen('calendar.window', { from: '2026-12-01', to: '2026-12-31', zone: ZONE, people: [ME] })
          .instances;
      const before = shown().filter(({ startWall }) => startWall > '2026-12-02' && startWall < '2026-12-16');
      expect(before.map(({ uid }) => uid)).toEqual([single, series, series]);
      const later = (wall: string): string => wall.replace('T09', 'T11').replace('T10', 'T12');
      const { keys } = desk.did('event.moveSeveral', {
        moves: before.map((one) => ({
          id: one.event_id,
          recurrence_id: one.recurrence_id,
          start: later(one.startWall),
          end: later(one.endWall),
        })),
        which,
        zone: ZONE,
      });
      const now = new Map(shown().map((one) => [one.key, one.startWall]));
      expect(keys.map((key) => now.get(key))).toEqual(before.map((one) => later(one.startWall)));
    },
  );

  test('a series of which an instance was changed is deleted once, the changed one among the chosen', () => {
    const series = create('2026-12-01T09:00', '2026-12-01T10:00', 'FREQ=WEEKLY;COUNT=3');
    const changed = { id: series, recurrence_id: '2026-12-08T09:00' };
    const { id } = desk.did('event.update', { ...changed, which: 'this', fields: { title: '改过的' } });
    desk.did('event.removeSeveral', {
      events: [
        { id: series, recurrence_id: '2026-12-01T09:00' },
        { id, recurrence_id: '2026-12-08T09:00' },
      ],
      which: 'all',
    });
    expect(taken()).toEqual([]);
  });

  test('are deleted in one step, of a series only the instances that were chosen', () => {
    const series = create('2026-12-01T09:00', '2026-12-01T10:00', 'FREQ=WEEKLY;COUNT=3');
    const single = create('2026-12-02T09:00', '2026-12-02T10:00');
    desk.did('event.removeSeveral', {
      events: [{ id: series, recurrence_id: '2026-12-08T09:00' }, once(single)],
      which: 'this',
    });
    expect(taken()).toEqual(['12-01T09:00', '12-15T09:00']);
    desk.did('undo.undo', {});
    expect(taken()).toHaveLength(4);
  });
});

describe('a copy', () => {
  test('asks everybody and the rooms anew, and happens once', () => {
    const series = create('2026-12-01T09:00', '2026-12-01T10:00', 'FREQ=WEEKLY;COUNT=2', {
      attendees: [{ person_id: colleague, customer_id: null, role: 'optional' }],
      resources: [room],
      privacy: 'private',
    });
    const { ids } = desk.did('event.copy', {
      copies: [
        { id: series, recurrence_id: '2026-12-08T09:00', start: '2026-12-10T14:00', end: '2026-12-10T15:00' },
      ],
      zone: ZONE,
    });
    expect(desk.row('event', ids[0]!)).toMatchObject({
      rrule: null,
      series_id: null,
      start: '2026-12-10T14:00',
      privacy: 'private',
    });
    expect(attendeesOf(desk.engine, ids)).toMatchObject([
      { person_id: colleague, role: 'optional', answer: 'needs_action' },
    ]);
    expect(resourceLinksOf(desk.engine, ids)).toMatchObject([{ resource_id: room, status: 'requested' }]);
    expect(taken()).toEqual(['12-01T09:00', '12-08T09:00', '12-10T14:00']);
  });

  test('of an event that was changed on its own is a copy of the change', () => {
    const series = create('2026-12-01T09:00', '2026-12-01T10:00', 'FREQ=WEEKLY;COUNT=2');
    const named = { id: series, recurrence_id: '2026-12-08T09:00' };
    desk.did('event.update', { ...named, which: 'this', fields: { title: '改过的' } });
    const copy = { ...named, start: '2026-12-09T09:00', end: '2026-12-09T10:00' };
    const { ids } = desk.did('event.copy', { copies: [copy], zone: ZONE });
    expect(desk.row('event', ids[0]!)?.title).toBe('改过的');
  });

  test('of somebody else’s event is the copier’s own, with whoever had asked among the guests', () => {
    desk.given('invitation', `calendar:${ME}`, {
      all_day: 0,
      start: '2026-12-03T10:30',
      end: '2026-12-03T11:30',
      zone: ZONE,
      event_id: 'event-b',
      person_id: ME,
      organiser_id: colleague,
      kind: 'meeting',
      title: '三级联动协调会',
      status: 'confirmed',
      transparency: 'busy',
      role: 'required',
      sent_at: desk.now(),
      answer: 'accepted',
    });
    const copy = { ...once('event-b'), start: '2026-12-10T10:30', end: '2026-12-10T11:30' };
    const { ids } = desk.did('event.copy', { copies: [copy], zone: ZONE });
    expect(desk.row('event', ids[0]!)).toMatchObject({ organiser_id: ME, title: '三级联动协调会' });
    expect(attendeesOf(desk.engine, ids)).toMatchObject([{ person_id: colleague }]);
  });
});
