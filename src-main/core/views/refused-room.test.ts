import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import { calendarBed } from '../../../tests/support/calendar-bed.ts';
import { BRANCH, ME, type Desk } from '../../../tests/support/desk.ts';
import { slotAt, ZONE } from '../../../tests/support/drafts.ts';
import { calendarViews } from './calendar.ts';
import { inboxViews } from './inbox.ts';

const { open, create, aBlock } = calendarBed();
let desk: Desk;
let other: Id;
let meeting: Id;
let block: Id;
beforeEach(() => {
  const laid = open({ views: { ...calendarViews, ...inboxViews } });
  desk = laid.desk;
  other = desk.given('resource', 'bank', { kind: 'room', unit_id: BRANCH, name: '305', seats: 6 });
  meeting = create(slotAt('2026-12-03T10:00', '2026-12-03T11:00'));
  block = aBlock(laid.room, '10:30', '11:30');
  desk.given('event_resource', `calendar:${ME}`, {
    event_id: meeting,
    resource_id: laid.room,
    status: 'refused',
  });
});
afterEach(() => desk.close());

const found = () => desk.seen('inbox.list', { zone: ZONE }).schedule;
const marked = () =>
  desk.seen('calendar.event', { id: meeting, recurrence_id: null, zone: ZONE })!.instance.severity;

describe('a meeting whose room was refused', () => {
  test('stands among the conflicts with what has the room, and is marked in the grid', () => {
    expect(found()).toMatchObject([
      { kind: 'refused', severity: 'hard', a: { event_id: meeting }, b: { kind: 'busy' }, minutes: 30 },
    ]);
    expect(marked()).toBe('hard');
    const day = { from: '2026-12-03', to: '2026-12-04', zone: ZONE };
    const window = desk.seen('calendar.window', { ...day, people: [ME] });
    expect(window.instances.map((one) => [one.event_id, one.refused])).toEqual([[meeting, true]]);
    const team = desk.seen('calendar.team', { ...day, unit_id: null, people: [ME] });
    const lane = team.lanes.find((one) => one.subject_id === ME)!;
    expect([lane.instances[0]!.severity, team.conflicts.length]).toEqual(['hard', 1]);
  });

  test('is told of other rooms that are free then, and of times at which its own is', () => {
    const { rooms, slots } = desk.seen('inbox.schedule', { id: found()[0]!.id, zone: ZONE })!;
    expect(rooms).toMatchObject({
      free: [{ id: other, name: '305', missing: [] }],
      single: [{ free: { id: other } }],
    });
    expect(slots).toMatchObject([{ event_id: meeting }]);
    expect(slots[0]!.options.map((one) => one.start)).not.toContain(Date.parse('2026-12-03T10:00+08:00'));
  });

  test('has no room still when what had it is gone: nobody has asked again', () => {
    desk.changedByOther('busy_block', block, { deleted: 1 });
    expect(found()).toMatchObject([{ kind: 'refused', b: null, minutes: 60 }]);
    expect(marked()).toBe('hard');
  });

  test.each([
    ['another room', () => update({ resources: [other] })],
    ['none', () => update({ resources: [] })],
    [
      'another time, at which the room is asked for again',
      () =>
        void desk.did('event.move', {
          id: meeting,
          recurrence_id: null,
          which: 'all',
          start: '2026-12-03T14:00',
          end: '2026-12-03T15:00',
          zone: ZONE,
        }),
    ],
  ])('is settled by %s', (_how, settle) => {
    settle();
    expect([found(), marked()]).toEqual([[], null]);
  });
});

const update = (fields: { resources: Id[] }): void =>
  void desk.did('event.update', { id: meeting, recurrence_id: null, which: 'all', fields });

describe('a series whose room was refused', () => {
  let series: Id;
  let wanted: Id;
  const times = ['2026-12-08T10:00', '2026-12-15T10:00', '2026-12-22T10:00'];
  beforeEach(() => {
    desk.did('event.remove', { id: meeting, recurrence_id: null, which: 'all' });
    series = create(slotAt(times[0]!, '2026-12-08T11:00', { rrule: 'FREQ=WEEKLY;COUNT=3' }));
    wanted = desk.given('resource', 'bank', { kind: 'room', unit_id: BRANCH, name: '308', seats: 4 });
    desk.given('event_resource', `calendar:${ME}`, {
      event_id: series,
      resource_id: wanted,
      status: 'refused',
    });
    take(wanted, '2026-12-15', 'w1');
  });

  /** From ten to eleven somebody has it. */
  const take = (room: Id, day: string, event: string): void =>
    void aBlock(room, '10:00', '11:00', {
      event_id: event,
      uid: event,
      subject_kind: 'resource',
      start: Date.parse(`${day}T10:00+08:00`),
      end: Date.parse(`${day}T11:00+08:00`),
    });
  const offered = () =>
    desk
      .seen('inbox.schedule', { id: found()[0]!.id, zone: ZONE })!
      .rooms!.free.map((one) => [one.name, one.missing.map((its) => its.recurrence_id)]);
  const instead = (room: Id | null, except: string[] = []) =>
    desk.did('event.otherRoom', { id: series, recurrence_id: null, refused: wanted, instead: room, except });
  const links = () =>
    desk.engine.sqlite
      .prepare<[], { resource_id: Id; status: string }>(
        `SELECT resource_id, status FROM event_resource WHERE deleted = 0
          AND event_id IN (SELECT id FROM event WHERE deleted = 0) ORDER BY status, resource_id`,
      )
      .all()
      .map((one) => [one.resource_id, one.status]);

  test('is one matter, with one line in the numbers of the rail', () => {
    expect(found()).toHaveLength(3);
    expect(new Set(found().map((one) => one.matter)).size).toBe(1);
    expect(desk.seen('inbox.list', { zone: ZONE }).open).toBe(1);
  });

  test('takes one room for all its meetings at once, and one undo brings the question back', () => {
    expect(offered()[0]).toEqual(['305', []]);
    instead(other);
    expect([found(), links()]).toEqual([[], [[other, 'requested']]]);
    // Neither meeting was deleted: of what has the room this laptop never held more than the time.
    expect(desk.seen('inbox.list', { zone: ZONE }).settledToday.map((one) => one.how)).toContain('moved');
    desk.did('undo.undo', {});
    expect([found().length, links()]).toEqual([3, [[wanted, 'refused']]]);
  });

  test('is told for which meetings a room is not free, and takes it for the others', () => {
    take(other, '2026-12-22', 'w2');
    expect(offered()).toContainEqual(['305', [times[2]]]);
    instead(other, [times[2]!]);
    expect(found().map((one) => one.a.recurrence_id)).toEqual([times[2]]);
    expect(links()).toEqual([
      [wanted, 'refused'],
      [other, 'requested'],
    ]);
    desk.did('undo.undo', {});
    expect([found().length, links()]).toEqual([3, [[wanted, 'refused']]]);
  });

  test('may keep its own room where nobody has it, and ask for it again', () => {
    expect(offered()).toContainEqual(['308', [times[1]]]);
    instead(wanted, [times[1]!]);
    expect(found().map((one) => one.a.recurrence_id)).toEqual([times[1]]);
    expect(links()).toEqual([
      [wanted, 'refused'],
      [wanted, 'requested'],
    ]);
  });

  test('goes without as a whole, or takes a room for one meeting alone', () => {
    desk.did('event.otherRoom', {
      id: series,
      recurrence_id: times[0]!,
      refused: wanted,
      instead: other,
      except: [],
    });
    expect(found().map((one) => one.a.recurrence_id)).toEqual(times.slice(1));
    instead(null);
    expect([found(), links()]).toEqual([[], [[other, 'requested']]]);
  });

  test('is missing a room once where two others have it', () => {
    take(wanted, '2026-12-15', 'w3');
    const { instances, rooms } = desk.seen('inbox.schedule', { id: found()[0]!.id, zone: ZONE })!;
    expect([instances.length, rooms!.single.length]).toEqual([4, 3]);
  });
});
