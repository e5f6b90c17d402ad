import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { QueryResult } from '../../../src-shared/contract/contract.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import { calendarBed, thursday, told } from '../../../tests/support/calendar-bed.ts';
import { aPerson, BOOK, ME, type Desk, type DeskOptions } from '../../../tests/support/desk.ts';
import { asked, slotAt, ZONE } from '../../../tests/support/drafts.ts';

const WEEK = { from: '2026-11-30', to: '2026-12-07', zone: ZONE };

let desk: Desk;
let colleague: Id;
let room: Id;
const { open: lay, create, anInvitation, aBlock } = calendarBed();
const open = (options: DeskOptions = {}): void => {
  ({ desk, colleague, room } = lay(options));
};
beforeEach(() => open());
afterEach(() => desk.close());

const week = (people: Id[] = [ME]): QueryResult<'calendar.window'>['instances'] =>
  desk.seen('calendar.window', { ...WEEK, people }).instances;
const team = (): QueryResult<'calendar.team'> => desk.seen('calendar.team', { ...WEEK, unit_id: null });

describe('the calendar of a window', () => {
  test('shows what touches its days, in the reader’s zone', () => {
    create(slotAt('2026-12-03T10:00', '2026-12-03T11:30'), { title: '云岫授信面谈' });
    create(slotAt('2026-12-07T00:00', '2026-12-07T01:00'), { title: '下周' });
    create(slotAt('2026-11-29T23:30', '2026-11-30T00:30'), { title: '跨午夜' });
    expect(week().map((one) => [one.title, one.startWall, one.status, one.editable])).toEqual([
      ['跨午夜', '2026-11-29T23:30', 'busy', true],
      ['云岫授信面谈', '2026-12-03T10:00', 'busy', true],
    ]);
    const london = desk.seen('calendar.window', { ...WEEK, zone: 'Europe/London', people: [ME] });
    expect(london.instances.map((one) => one.startWall)).toEqual(['2026-12-03T02:00', '2026-12-06T16:00']);
  });

  test('shows an all-day event on its dates for readers everywhere', () => {
    create(slotAt('2026-12-04', '2026-12-06', { all_day: 1 }), {
      kind: 'leave',
      title: '休假',
      transparency: 'out_of_office',
    });
    for (const zone of [ZONE, 'America/New_York', 'Pacific/Auckland']) {
      const { instances } = desk.seen('calendar.window', { ...WEEK, zone, people: [ME] });
      expect(instances).toMatchObject([
        { startWall: '2026-12-04', endWall: '2026-12-06', all_day: 1, status: 'out_of_office' },
      ]);
    }
  });

  test('shows an event of several people once', () => {
    create(slotAt('2026-12-03T10:00', '2026-12-03T11:00'), { attendees: [asked(colleague)] });
    expect(week([ME, colleague])).toMatchObject([{ subject_id: ME }]);
    expect(week([colleague])).toMatchObject([
      { subject_id: colleague, status: 'tentative', answer: 'needs_action', title: '会' },
    ]);
  });

  test('shows instances years away, though only a year is kept expanded', () => {
    create(slotAt('2026-12-03T10:00', '2026-12-03T11:00', { rrule: 'FREQ=WEEKLY' }));
    const far = desk.seen('calendar.window', {
      from: '2031-12-01',
      to: '2031-12-08',
      zone: ZONE,
      people: [ME],
    });
    expect(far.instances).toMatchObject([
      { startWall: '2031-12-04T10:00', recurrence_id: '2031-12-04T10:00', series: true },
    ]);
  });

  test('shows a colleague’s busy block without a word about it', () => {
    aBlock(colleague, '13:00', '14:00');
    expect(week([colleague])).toMatchObject([
      {
        source: 'busy',
        kind: 'busy',
        title: null,
        private: true,
        organiser_id: null,
        editable: false,
        startWall: '2026-12-03T13:00',
      },
    ]);
  });

  test('names the first customer for narrow places', () => {
    const customer = desk.given('customer', `book:${BOOK}`, {
      kind: 'company',
      name: '云岫精密制造',
      short_name: '云岫',
      tier: 'key',
      lifecycle: 'active',
      stage: 'deal',
    });
    create(slotAt('2026-12-03T10:00', '2026-12-03T11:00'), { customers: [customer] });
    expect(week()).toMatchObject([{ short: '云岫', short_en: null }]);
  });
});

describe('copies of one event', () => {
  test('never clash, and the most detailed one is shown', () => {
    anInvitation();
    aBlock(ME, '10:30', '11:30', { event_id: 'event-b', uid: 'event-b', status: 'tentative' });
    aBlock(colleague, '10:30', '11:30', { event_id: 'event-b', uid: 'event-b' });
    expect(week()).toMatchObject([
      { source: 'invitation', title: '三级联动协调会', answer: 'needs_action', conflicts: [] },
    ]);
    expect(week([colleague])).toMatchObject([{ source: 'invitation', title: '三级联动协调会' }]);
    expect(team().conflicts).toEqual([]);
  });

  test('of an own event that was removed offline are gone at once', () => {
    const id = create(slotAt('2026-12-03T10:00', '2026-12-03T11:00'), { attendees: [asked(colleague)] });
    aBlock(colleague, '10:00', '11:00', { event_id: id, uid: id, status: 'tentative' });
    desk.did('event.remove', { id, recurrence_id: null, which: 'all' });
    expect(week([ME, colleague])).toEqual([]);
  });
});

describe('the team', () => {
  test('has a lane for everybody and every room, oneself first', () => {
    const { lanes } = team();
    expect(lanes.map((lane) => [lane.subject_kind, lane.subject_id, lane.me])).toEqual([
      ['person', ME, true],
      ['person', colleague, false],
      ['resource', room, false],
    ]);
    expect(lanes.map((lane) => lane.resource)).toEqual([null, null, 'room']);
    // Five days of the week; a room is always open.
    expect(lanes.map((lane) => lane.openings?.length)).toEqual([5, 5, undefined]);
  });

  test('tells conflicts of people and rooms, one item for each pair of meetings', () => {
    const mine = create(slotAt('2026-12-03T10:00', '2026-12-03T11:30'), {
      attendees: [asked(colleague)],
      resources: [room],
    });
    anInvitation();
    aBlock(room, '11:00', '12:00', { event_id: 'event-r', uid: 'event-r' });
    const { conflicts, lanes } = team();
    expect(told(conflicts)).toEqual([
      ['person', 'soft', 60, [ME, colleague]],
      ['resource', 'soft', 30, [room]],
    ]);
    expect(conflicts[0]).toMatchObject({
      a: { event_id: mine, mine: true, editable: true, title: '会' },
      b: {
        event_id: 'event-b',
        mine: false,
        editable: false,
        title: '三级联动协调会',
        organiser: { id: colleague },
      },
    });
    expect(lanes.map((lane) => lane.instances.map((one) => one.severity))).toEqual([
      ['soft', 'soft'],
      ['soft', 'soft'],
      ['soft', 'soft'],
    ]);
  });

  test('says how old a colleague’s data is, and that it is old after a working day', () => {
    const asOfColleague = () => team().lanes.find((lane) => lane.subject_id === colleague)?.asOf;
    expect(asOfColleague()).toEqual({ at: desk.now(), stale: false });
    const then = desk.now();
    desk.pass(10 * 3_600_000);
    expect(asOfColleague()).toEqual({ at: then, stale: true });
    expect(team().lanes[0]?.asOf.stale).toBe(false);
  });

  test('a member’s private event is told to the lead as busy and still checked', () => {
    desk.close();
    open({ me: { role: 'lead' }, grants: { 'calendar:member': 'read' } });
    const member = desk.given('person', 'bank', aPerson({ name: '丙', login: 'c' }), 'member');
    desk.given('event', 'calendar:member', {
      ...slotAt('2026-12-03T10:00', '2026-12-03T11:00'),
      kind: 'visit',
      title: '看病',
      organiser_id: member,
      status: 'confirmed',
      transparency: 'busy',
      privacy: 'private',
    });
    create(slotAt('2026-12-03T10:30', '2026-12-03T11:30'), { attendees: [asked(member)] });
    const lane = team().lanes.find((one) => one.subject_id === member);
    expect(lane?.instances[0]).toMatchObject({
      kind: 'busy',
      title: null,
      place: null,
      private: true,
      organiser_id: null,
    });
    expect(told(team().conflicts)).toEqual([['person', 'soft', 30, [member]]]);
    expect(JSON.stringify(team())).not.toContain('看病');
  });
});

describe('one occurrence', () => {
  test('is told with its people, rooms, conflicts and a way out', () => {
    const id = create(slotAt('2026-12-03T10:00', '2026-12-03T11:30'), {
      attendees: [asked(colleague)],
      resources: [room],
    });
    anInvitation();
    const detail = desk.seen('calendar.event', { id, recurrence_id: null, zone: ZONE });
    expect(detail).toMatchObject({
      event: { id, title: '会', start: '2026-12-03T10:00' },
      instance: { key: `${id}/`, severity: 'soft', editable: true },
      organiser: { id: ME },
      attendees: [{ person_id: colleague, name: '乙', answer: 'needs_action', clash: 'soft' }],
      resources: [{ id: room, status: 'requested' }],
      conflicts: [{ kind: 'person', subjects: [{ id: ME }, { id: colleague }] }],
      editable: true,
    });
    expect(detail?.slots).toHaveLength(3);
    const word = { answer: 'declined', answer_note: '在外地' } as const;
    desk.changedByOther('attendee', detail!.attendees[0]!.id, word);
    expect(desk.seen('calendar.event', { id, recurrence_id: null, zone: ZONE })?.attendees).toMatchObject([
      word,
    ]);
  });

  test('offers no way out of what others move', () => {
    create(slotAt('2026-12-03T10:00', '2026-12-03T11:30'));
    anInvitation();
    const invited = desk.seen('calendar.event', { id: 'event-b', recurrence_id: null, zone: ZONE });
    expect(invited).toMatchObject({ conflicts: [{ kind: 'person' }], editable: false, slots: [] });
  });

  test('waits for nobody who has left the bank, and says so', () => {
    const id = create(slotAt('2026-12-03T10:00', '2026-12-03T11:30'), { attendees: [asked(colleague)] });
    anInvitation();
    aBlock(colleague, '12:00', '17:00');
    const detail = () => desk.seen('calendar.event', { id, recurrence_id: null, zone: ZONE });
    const first = (): unknown =>
      detail()
        ?.slots.map((slot) => slot.start)
        .includes(thursday('11:30'));
    expect([detail()?.attendees[0]?.left, first()]).toEqual([false, false]);
    desk.changedByOther('person', colleague, { left_on: '2026-11-20' });
    expect([detail()?.attendees[0]?.left, first()]).toEqual([true, true]);
  });

  test('of a series is told by its original start, moved or not', () => {
    const id = create(slotAt('2026-12-03T10:00', '2026-12-03T11:00', { rrule: 'FREQ=WEEKLY' }));
    const named = { id, recurrence_id: '2026-12-10T10:00' };
    expect(desk.seen('calendar.event', { ...named, zone: ZONE })).toMatchObject({
      instance: { startWall: '2026-12-10T10:00' },
    });
    const moved = desk.did('event.move', {
      ...named,
      which: 'this',
      start: '2026-12-18T14:00',
      end: '2026-12-18T15:00',
      zone: ZONE,
    });
    for (const event of [id, moved.id]) {
      expect(desk.seen('calendar.event', { ...named, id: event, zone: ZONE })).toMatchObject({
        event: { id: moved.id, series_id: id },
        series: { title: '会', rrule: 'FREQ=WEEKLY', start: '2026-12-03T10:00' },
        instance: { startWall: '2026-12-18T14:00', recurrence_id: '2026-12-10T10:00' },
      });
    }
  });

  test('that one was asked to is told from the invitation', () => {
    const invitation = anInvitation();
    expect(desk.seen('calendar.event', { id: 'event-b', recurrence_id: null, zone: ZONE })).toMatchObject({
      instance: { source: 'invitation', invitation_id: invitation, subject_id: ME, answer: 'needs_action' },
      organiser: { id: colleague },
      attendees: [{ person_id: ME }],
      invitations: [{ id: invitation, owner: null, answer: 'needs_action', counter: null }],
      editable: false,
    });
  });

  test('that somebody was asked to whose calendar one keeps is answered from it, and where it is only read it is not', () => {
    desk.close();
    open({ grants: { 'calendar:manager': 'write', 'calendar:peer': 'read' } });
    for (const id of ['manager', 'peer']) desk.given('person', 'bank', aPerson({ name: id, login: id }), id);
    anInvitation({ person_id: 'peer' });
    const theirs = anInvitation({ person_id: 'manager' });
    const asked = (): unknown =>
      desk.seen('calendar.event', { id: 'event-b', recurrence_id: null, zone: ZONE })?.invitations;
    expect(asked()).toMatchObject([{ id: theirs, owner: { id: 'manager' }, answer: 'needs_action' }]);
    // One's own comes first.
    const own = anInvitation();
    desk.did('invitation.answer', { id: theirs, answer: 'accepted', note: '晚到' });
    expect(asked()).toMatchObject([{ id: own }, { id: theirs, answer: 'accepted', note: '晚到' }]);
  });

  test('of which only a busy block is known has nothing to tell', () => {
    aBlock(colleague, '13:00', '14:00');
    expect(desk.seen('calendar.event', { id: 'event-x', recurrence_id: null, zone: ZONE })).toBeNull();
  });
});

describe('days with something on them', () => {
  test('are counted, long events on each of their days, declined ones on none', () => {
    create(slotAt('2026-12-01T10:00', '2026-12-01T11:00'));
    create(slotAt('2026-12-01T22:00', '2026-12-02T01:00'));
    create(slotAt('2026-12-04', '2026-12-06', { all_day: 1 }));
    anInvitation({ answer: 'declined' });
    expect(desk.seen('calendar.days', WEEK)).toEqual([
      { date: '2026-12-01', count: 2 },
      { date: '2026-12-02', count: 1 },
      { date: '2026-12-04', count: 1 },
      { date: '2026-12-05', count: 1 },
    ]);
  });
});
