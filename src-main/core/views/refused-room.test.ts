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
    expect(rooms).toMatchObject({ free: [{ id: other, name: '305' }], kept: [] });
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
