import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { occupancy } from '../../../db/client/derived/occupancy.ts';
import { reminder } from '../../../db/client/derived/reminder.ts';
import { writeSettings } from '../../../db/client/local/settings.ts';
import { scheduleConflict } from '../../../db/client/derived/schedule-conflict.ts';
import type { CommandInput, QueryResult } from '../../../src-shared/contract/contract.ts';
import type { ConflictView } from '../../../src-shared/contract/calendar.ts';
import type { NewRowOf } from '../../../src-shared/schema/table.ts';
import type { Tables } from '../../../src-shared/schema/tables.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import {
  aDesk,
  aPerson,
  BOOK,
  BRANCH,
  ME,
  TEAM,
  type Desk,
  type DeskOptions,
} from '../../../tests/support/desk.ts';
import { calendarUseCases } from '../use-cases/calendar/handlers.ts';
import { calendarViews } from './calendar.ts';

const ZONE = 'Asia/Shanghai';
const WEEK = { from: '2026-11-30', to: '2026-12-07', zone: ZONE };

let desk: Desk;
let colleague: Id;
let room: Id;
const open = (options: DeskOptions = {}): void => {
  desk = aDesk({
    useCases: calendarUseCases,
    views: calendarViews,
    derivations: [occupancy, scheduleConflict, reminder],
    ...options,
  });
  colleague = desk.given('person', 'bank', aPerson({ name: '乙' }));
  room = desk.given('resource', 'bank', { kind: 'room', unit_id: BRANCH, name: '302', seats: 8 });
};
beforeEach(() => open());
afterEach(() => desk.close());

type Fields = CommandInput<'event.create'>['fields'];
type Slot = CommandInput<'event.create'>['slot'];
const at = (start: string, end: string, more: Partial<Slot> = {}): Slot => ({
  all_day: 0,
  start,
  end,
  zone: ZONE,
  rrule: null,
  rdate: null,
  exdate: null,
  ...more,
});
const fields = (more: Partial<Fields> = {}): Fields => ({
  kind: 'meeting',
  title: '会',
  description: null,
  place: null,
  status: 'confirmed',
  transparency: 'busy',
  privacy: 'normal',
  travel_min: null,
  buffer_min: null,
  reminders: null,
  attendees: [],
  resources: [],
  customers: [],
  ...more,
});
const create = (slot: Slot, more: Partial<Fields> = {}): Id =>
  desk.did('event.create', { fields: fields(more), slot }).id;
const ask = (person_id: Id, role: 'required' | 'optional' = 'required'): Fields['attendees'][number] => ({
  person_id,
  customer_id: null,
  role,
});

/** Thursday 3 December 2026, as epoch milliseconds of a Shanghai wall. */
const thursday = (time: string): number => Date.parse(`2026-12-03T${time}:00+08:00`);

const anInvitation = (more: Partial<NewRowOf<Tables['invitation']>> = {}): Id =>
  desk.given('invitation', `calendar:${ME}`, {
    ...at('2026-12-03T10:30', '2026-12-03T11:30'),
    event_id: 'event-b',
    person_id: ME,
    organiser_id: colleague,
    kind: 'meeting',
    title: '三级联动协调会',
    status: 'confirmed',
    transparency: 'busy',
    role: 'required',
    sent_at: desk.now(),
    answer: 'needs_action',
    ...more,
  });
const aBlock = (
  subject_id: Id,
  start: string,
  end: string,
  more: Partial<NewRowOf<Tables['busy_block']>> = {},
): Id =>
  desk.given('busy_block', subject_id === room ? `branch:${BRANCH}` : `busy:${TEAM}`, {
    subject_kind: subject_id === room ? 'resource' : 'person',
    subject_id,
    event_id: 'event-x',
    uid: 'event-x',
    recurrence_id: '',
    start: thursday(start),
    end: thursday(end),
    status: 'busy',
    required: 1,
    ...more,
  });

const week = (people: Id[] = [ME]): QueryResult<'calendar.window'>['instances'] =>
  desk.seen('calendar.window', { ...WEEK, people }).instances;
const team = (): QueryResult<'calendar.team'> => desk.seen('calendar.team', { ...WEEK, unit_id: null });
const check = (
  slot: Slot,
  more: Partial<CommandInput<'event.create'>['fields']> = {},
  id: Id | null = null,
) => {
  const { kind, status, transparency, travel_min, buffer_min, place, attendees, resources, customers } =
    fields(more);
  return desk.seen('calendar.check', {
    id,
    recurrence_id: null,
    slot,
    kind,
    status,
    transparency,
    travel_min,
    buffer_min,
    place,
    attendees,
    resources,
    customers,
  });
};
const told = (conflicts: readonly ConflictView[]): unknown[] =>
  conflicts.map((one) => [one.kind, one.severity, one.minutes, one.subjects.map((subject) => subject.id)]);

describe('the calendar of a window', () => {
  test('shows what touches its days, in the reader’s zone', () => {
    create(at('2026-12-03T10:00', '2026-12-03T11:30'), { title: '云岫授信面谈' });
    create(at('2026-12-07T00:00', '2026-12-07T01:00'), { title: '下周' });
    create(at('2026-11-29T23:30', '2026-11-30T00:30'), { title: '跨午夜' });
    expect(week().map((one) => [one.title, one.startWall, one.status, one.editable])).toEqual([
      ['跨午夜', '2026-11-29T23:30', 'busy', true],
      ['云岫授信面谈', '2026-12-03T10:00', 'busy', true],
    ]);
    const london = desk.seen('calendar.window', { ...WEEK, zone: 'Europe/London', people: [ME] });
    expect(london.instances.map((one) => one.startWall)).toEqual(['2026-12-03T02:00', '2026-12-06T16:00']);
  });

  test('shows an all-day event on its dates for readers everywhere', () => {
    create(at('2026-12-04', '2026-12-06', { all_day: 1 }), {
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
    create(at('2026-12-03T10:00', '2026-12-03T11:00'), { attendees: [ask(colleague)] });
    expect(week([ME, colleague])).toMatchObject([{ subject_id: ME }]);
    expect(week([colleague])).toMatchObject([
      { subject_id: colleague, status: 'tentative', answer: 'needs_action', title: '会' },
    ]);
  });

  test('shows instances years away, though only a year is kept expanded', () => {
    create(at('2026-12-03T10:00', '2026-12-03T11:00', { rrule: 'FREQ=WEEKLY' }));
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
    create(at('2026-12-03T10:00', '2026-12-03T11:00'), { customers: [customer] });
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
    const id = create(at('2026-12-03T10:00', '2026-12-03T11:00'), { attendees: [ask(colleague)] });
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
  });

  test('tells conflicts of people and rooms, one item for each pair of meetings', () => {
    const mine = create(at('2026-12-03T10:00', '2026-12-03T11:30'), {
      attendees: [ask(colleague)],
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
      ...at('2026-12-03T10:00', '2026-12-03T11:00'),
      kind: 'visit',
      title: '看病',
      organiser_id: member,
      status: 'confirmed',
      transparency: 'busy',
      privacy: 'private',
    });
    create(at('2026-12-03T10:30', '2026-12-03T11:30'), { attendees: [ask(member)] });
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

describe('before saving', () => {
  test('own overlap is hard, a colleague who has not answered yet is soft', () => {
    create(at('2026-12-03T10:00', '2026-12-03T11:00'));
    aBlock(colleague, '10:30', '11:30');
    const { conflicts } = check(at('2026-12-03T10:30', '2026-12-03T11:30'), { attendees: [ask(colleague)] });
    expect(told(conflicts)).toEqual([
      ['person', 'hard', 30, [ME]],
      ['person', 'soft', 60, [colleague]],
    ]);
  });

  test('touching is no conflict', () => {
    create(at('2026-12-03T10:00', '2026-12-03T11:00'));
    expect(check(at('2026-12-03T11:00', '2026-12-03T12:00')).conflicts).toEqual([]);
  });

  test('an event does not clash with itself', () => {
    const id = create(at('2026-12-03T10:00', '2026-12-03T11:00'), { attendees: [ask(colleague)] });
    aBlock(colleague, '10:00', '11:00', { event_id: id, uid: id });
    expect(
      check(at('2026-12-03T10:15', '2026-12-03T11:15'), { attendees: [ask(colleague)] }, id).conflicts,
    ).toEqual([]);
  });

  test('a declined invitation frees the time', () => {
    const invitation = anInvitation();
    const draft = at('2026-12-03T10:30', '2026-12-03T11:30');
    expect(told(check(draft).conflicts)).toEqual([['person', 'soft', 60, [ME]]]);
    desk.did('invitation.answer', { id: invitation, answer: 'declined', note: null });
    expect(check(draft).conflicts).toEqual([]);
  });

  test('too little time on the road is soft, with the minutes it lacks', () => {
    create(at('2026-12-03T15:00', '2026-12-03T16:00'), { kind: 'visit', place: '港区' });
    const { conflicts } = check(at('2026-12-03T16:15', '2026-12-03T17:15'), {
      kind: 'visit',
      place: '保税区',
      travel_min: 35,
    });
    expect(conflicts).toMatchObject([
      { kind: 'travel', severity: 'soft', minutes: 20, travel: { needed: 35, gap: 15 } },
    ]);
  });

  test('a visit too far for the gap is offered three slots that leave time for the way', () => {
    const customer = (region: string): Id =>
      desk.given('customer', `book:${BOOK}`, {
        kind: 'company',
        name: region,
        tier: 'core',
        lifecycle: 'active',
        stage: 'gather',
        region,
      });
    desk.given('district', 'bank', { code: 'Q1', name: '城西区', geo: '30.281;114.052' });
    desk.given('district', 'bank', { code: 'Q8', name: '东湖新区', geo: '30.309;114.243' });
    create(at('2026-12-03T14:00', '2026-12-03T15:00'), { kind: 'visit', customers: [customer('城西区')] });
    const draft = { kind: 'visit', customers: [customer('东湖新区')] } as const;
    const { conflicts, slots } = check(at('2026-12-03T15:30', '2026-12-03T16:30'), {
      ...draft,
      customers: [...draft.customers],
    });
    expect(conflicts).toMatchObject([{ kind: 'travel', severity: 'soft', travel: { needed: 65, gap: 30 } }]);
    expect(slots).toHaveLength(3);
    for (const { start, end, reasons } of slots) {
      expect(end <= thursday('12:55') || start >= thursday('16:05')).toBe(true);
      expect(reasons.map((one) => one.type)).not.toContain('TravelTight');
    }
    expect(slots[0]).toMatchObject({ start: thursday('16:30'), allFree: true });
  });

  test('where nobody knows a place, the reader’s own default is allowed for', () => {
    create(at('2026-12-03T15:00', '2026-12-03T16:00'), { kind: 'visit' });
    const draft = at('2026-12-03T16:20', '2026-12-03T17:00');
    expect(check(draft, { kind: 'visit' }).conflicts).toEqual([]);
    writeSettings(desk.engine.sqlite, { defaultBuffer: 45 });
    desk.queries.changed(new Set(['settings']));
    expect(check(draft, { kind: 'visit' }).conflicts).toMatchObject([
      { kind: 'travel', travel: { needed: 45, gap: 20 } },
    ]);
  });

  test('a time outside working hours or on a weekend is for information', () => {
    expect(check(at('2026-12-03T19:00', '2026-12-03T20:00')).conflicts).toMatchObject([
      { kind: 'hours', severity: 'info', minutes: 60 },
    ]);
    expect(check(at('2026-12-05T10:00', '2026-12-05T11:00')).conflicts).toMatchObject([
      { kind: 'hours', severity: 'info' },
    ]);
  });

  test('offers the three nearest slots at which everybody and the room are free', () => {
    create(at('2026-12-03T10:00', '2026-12-03T11:00'));
    aBlock(colleague, '11:00', '13:00');
    aBlock(room, '13:00', '15:30', { event_id: 'event-r', uid: 'event-r' });
    const { slots } = check(at('2026-12-03T10:00', '2026-12-03T11:30'), {
      attendees: [ask(colleague)],
      resources: [room],
    });
    expect(slots).toHaveLength(3);
    for (const slot of slots) {
      expect(slot.end - slot.start).toBe(90 * 60_000);
      expect(slot.end <= thursday('10:00') || slot.start >= thursday('15:30')).toBe(true);
    }
    expect(slots[0]).toMatchObject({ start: thursday('15:30'), allFree: true, outsideHours: false });
  });

  test('half-typed times clash with nothing', () => {
    expect(check(at('2026-12-03T10:00', '2026-12-03T09:00'))).toMatchObject({ conflicts: [], slots: [] });
  });

  test('every instance of a series is checked', () => {
    create(at('2026-12-10T10:00', '2026-12-10T11:00'));
    create(at('2027-03-04T10:30', '2027-03-04T11:00'));
    const { conflicts } = check(at('2026-12-03T10:00', '2026-12-03T11:00', { rrule: 'FREQ=WEEKLY' }));
    expect(told(conflicts)).toEqual([
      ['person', 'hard', 60, [ME]],
      ['person', 'hard', 30, [ME]],
    ]);
  });
});

describe('one occurrence', () => {
  test('is told with its people, rooms, conflicts and a way out', () => {
    const id = create(at('2026-12-03T10:00', '2026-12-03T11:30'), {
      attendees: [ask(colleague)],
      resources: [room],
    });
    anInvitation();
    const detail = desk.seen('calendar.event', { id, recurrence_id: null, zone: ZONE });
    expect(detail).toMatchObject({
      event: { id, title: '会', start: '2026-12-03T10:00' },
      instance: { key: `${id}/`, severity: 'soft', editable: true },
      organiser: { id: ME },
      attendees: [{ person_id: colleague, name: '乙', answer: 'needs_action', clash: true }],
      resources: [{ id: room, status: 'requested' }],
      conflicts: [{ kind: 'person', subjects: [{ id: ME }, { id: colleague }] }],
      editable: true,
    });
    expect(detail?.slots).toHaveLength(3);
  });

  test('of a series is told by its original start, moved or not', () => {
    const id = create(at('2026-12-03T10:00', '2026-12-03T11:00', { rrule: 'FREQ=WEEKLY' }));
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
      editable: false,
    });
  });

  test('of which only a busy block is known has nothing to tell', () => {
    aBlock(colleague, '13:00', '14:00');
    expect(desk.seen('calendar.event', { id: 'event-x', recurrence_id: null, zone: ZONE })).toBeNull();
  });
});

describe('days with something on them', () => {
  test('are counted, long events on each of their days, declined ones on none', () => {
    create(at('2026-12-01T10:00', '2026-12-01T11:00'));
    create(at('2026-12-01T22:00', '2026-12-02T01:00'));
    create(at('2026-12-04', '2026-12-06', { all_day: 1 }));
    anInvitation({ answer: 'declined' });
    expect(desk.seen('calendar.days', WEEK)).toEqual([
      { date: '2026-12-01', count: 2 },
      { date: '2026-12-02', count: 1 },
      { date: '2026-12-04', count: 1 },
      { date: '2026-12-05', count: 1 },
    ]);
  });
});

describe('reminders', () => {
  const due = () => desk.seen('reminder.due', {}).map((one) => one.title);
  const minutes = (n: number): void => desk.pass(n * 60_000);

  test('come when they are due, stay away once dismissed, and come back after a snooze', () => {
    create(at('2026-11-23T10:00', '2026-11-23T11:00'), { title: '晨会', reminders: '30,10' });
    expect(due()).toEqual([]);
    minutes(30);
    const [first] = desk.seen('reminder.due', {});
    expect(first).toMatchObject({
      title: '晨会',
      due: Date.parse('2026-11-23T09:30+08:00'),
      at: Date.parse('2026-11-23T10:00+08:00'),
    });
    desk.did('reminder.snooze', { id: first!.id, minutes: 5 });
    expect(due()).toEqual([]);
    minutes(5);
    expect(due()).toEqual(['晨会']);
    desk.did('reminder.dismiss', { ids: [first!.id] });
    expect(due()).toEqual([]);
    minutes(15);
    expect(due()).toEqual(['晨会']);
  });

  test('of an event that was moved come again at the new time', () => {
    const id = create(at('2026-11-23T10:00', '2026-11-23T11:00'), { reminders: '60' });
    desk.did('reminder.dismiss', { ids: desk.seen('reminder.due', {}).map((one) => one.id) });
    desk.did('event.move', {
      id,
      recurrence_id: null,
      which: 'this',
      start: '2026-11-23T14:00',
      end: '2026-11-23T15:00',
      zone: ZONE,
    });
    expect(due()).toEqual([]);
    minutes(240);
    expect(due()).toEqual(['会']);
  });

  test('do not come for a declined invitation or a task that is done', () => {
    const invitation = anInvitation({ ...at('2026-11-23T10:00', '2026-11-23T11:00'), reminders: '60' });
    const task = desk.given('task', `person:${ME}`, {
      title: '送材料',
      owner_id: ME,
      status: 'open',
      priority: 'normal',
      due: '2026-11-23T09:30',
      zone: ZONE,
    });
    minutes(30);
    expect(due().sort()).toEqual(['三级联动协调会', '送材料'].sort());
    desk.did('invitation.answer', { id: invitation, answer: 'declined', note: null });
    desk.changedByOther('task', task, { status: 'done' });
    expect(due()).toEqual([]);
  });
});
