import { expect, test } from 'vitest';
import { aDesk, aPerson, ME, type Desk, BRANCH } from '../../../tests/support/desk.ts';

const ZONE = 'Asia/Shanghai';
const MEETING = {
  all_day: 0,
  start: '2026-11-26T10:00',
  end: '2026-11-26T11:00',
  zone: ZONE,
  kind: 'meeting',
  title: '周会',
  status: 'confirmed',
  transparency: 'busy',
} as const;

function colleagues(desk: Desk): void {
  for (const id of ['B', 'C']) desk.given('person', 'bank', aPerson({ name: id, login: id }), id);
}
const busy = (desk: Desk, person: string, hour: string): string =>
  desk.given('busy_block', 'busy:unit-team', {
    subject_kind: 'person',
    subject_id: person,
    event_id: `x${person}`,
    uid: `x${person}`,
    recurrence_id: '',
    start: Date.parse(`2026-11-26T${hour}:00+08:00`),
    end: Date.parse(`2026-11-26T${hour}:45+08:00`),
    status: 'busy',
    required: 1,
  });
const counter = (start: string, end: string) => ({
  counter_at: Date.parse(`${start}Z`),
  counter_start: start,
  counter_end: end,
  counter_zone: ZONE,
  counter_was: MEETING.start,
  counter_note: '上午有拜访',
});

const hourOf = (at: number): number => (new Date(at).getUTCHours() + 8) % 24;

test('a proposed time stands in the inbox beside the meeting as it is, with who else could come', () => {
  const desk = aDesk();
  colleagues(desk);
  const event_id = desk.given('event', `calendar:${ME}`, { ...MEETING, organiser_id: ME, privacy: 'normal' });
  const asked = (person_id: string, more = {}): string =>
    desk.given('attendee', `calendar:${ME}`, {
      event_id,
      person_id,
      role: 'required',
      answer: 'tentative',
      ...more,
    });
  const B = asked('B', counter('2026-11-26T14:00', '2026-11-26T15:00'));
  const C = asked('C', counter('2026-11-26T16:00', '2026-11-26T17:00'));
  busy(desk, 'C', '14');
  const list = (): ReturnType<typeof read> => read(desk);
  expect(list().counters).toMatchObject([
    { attendee_id: B, person: { id: 'B' }, owner: null, startWall: '2026-11-26T14:00', moved: false },
    { attendee_id: C },
  ]);
  expect(list().open).toBe(2);
  const shown = desk.seen('inbox.counter', { id: B, zone: ZONE })!;
  expect(shown.counter.instance.startWall).toBe(MEETING.start);
  expect(shown.company.map(({ id, free }) => [id, free]).sort()).toEqual([
    ['B', true],
    ['C', false],
    [ME, true],
  ]);
  expect(shown.rivals).toMatchObject([{ attendee_id: C }]);
  // The day of everybody: what takes them, and the meeting itself where it stands.
  const dayOf = (id: string) =>
    shown.company.find((one) => one.id === id)!.day.map(({ start, own }) => [hourOf(start), own]);
  expect([dayOf('C'), dayOf('B')]).toEqual([
    [
      [10, true],
      [14, false],
    ],
    [[10, true]],
  ]);
  desk.did('event.move', {
    id: event_id,
    recurrence_id: null,
    which: 'all',
    start: '2026-11-27T10:00',
    end: '2026-11-27T11:00',
    zone: ZONE,
  });
  expect(list().counters.map((one) => one.moved)).toEqual([true, true]);
  desk.did('counter.decline', { id: B, word: null });
  desk.did('counter.accept', { id: C });
  expect(list().counters).toEqual([]);
  expect(desk.seen('inbox.counter', { id: B, zone: ZONE })).toBeNull();
  desk.close();
});

test('the room of the meeting has its day beside those of the people', () => {
  const desk = aDesk();
  colleagues(desk);
  const room = desk.given('resource', 'bank', { kind: 'room', unit_id: BRANCH, name: '302', seats: 8 });
  const event_id = desk.given('event', `calendar:${ME}`, { ...MEETING, organiser_id: ME, privacy: 'normal' });
  desk.given('event_resource', `calendar:${ME}`, { event_id, resource_id: room, status: 'confirmed' });
  const B = desk.given('attendee', `calendar:${ME}`, {
    event_id,
    person_id: 'B',
    role: 'required',
    answer: 'tentative',
    ...counter('2026-11-26T14:00', '2026-11-26T15:00'),
  });
  const shown = () => desk.seen('inbox.counter', { id: B, zone: ZONE })!.company.at(-1)!;
  expect(shown()).toMatchObject({ id: room, kind: 'room', free: true });
  desk.given('busy_block', 'busy:unit-team', {
    subject_kind: 'resource',
    subject_id: room,
    event_id: 'e-other',
    uid: 'e-other',
    recurrence_id: '',
    start: Date.parse('2026-11-26T14:30+08:00'),
    end: Date.parse('2026-11-26T15:30+08:00'),
    status: 'busy',
    required: 1,
  });
  expect(shown().free).toBe(false);
  expect(
    shown()
      .day.filter((one) => !one.own)
      .map(({ start }) => hourOf(start)),
  ).toEqual([14]);
  desk.close();
});

test('whoever is asked sees whom another time suits, from the copy of the event alone', () => {
  const desk = aDesk();
  colleagues(desk);
  const id = desk.given('invitation', `calendar:${ME}`, {
    ...MEETING,
    event_id: 'e1',
    person_id: ME,
    organiser_id: 'B',
    role: 'required',
    sent_at: 0,
    answer: 'needs_action',
    people: `C,${ME}`,
  });
  busy(desk, 'C', '14');
  const at = (start: string, end: string) =>
    desk.seen('invitation.times', {
      id,
      start: `2026-11-26T${start}`,
      end: `2026-11-26T${end}`,
      zone: ZONE,
      near: Date.parse('2026-11-26T10:00+08:00'),
    })!;
  const frees = (start: string, end: string) =>
    Object.fromEntries(at(start, end).company.map((one) => [one.id, one.free]));
  expect(frees('14:00', '15:00')).toEqual({ B: true, C: false, [ME]: true });
  // The meeting's own time is in nobody's way.
  expect(frees('10:00', '11:00')).toEqual({ B: true, C: true, [ME]: true });
  const { slots } = at('14:00', '15:00');
  expect(slots).toHaveLength(3);
  expect(slots.map((slot) => slot.start)).not.toContain(Date.parse('2026-11-26T10:00+08:00'));
  desk.close();
});

test('whoever keeps a calendar finds its invitations and proposed times, under the name of its owner', () => {
  const desk = aDesk({ grants: { 'calendar:B': 'write', 'calendar:C': 'read' } });
  colleagues(desk);
  for (const person_id of ['B', 'C'])
    desk.given('invitation', `calendar:${person_id}`, {
      ...MEETING,
      event_id: 'e1',
      person_id,
      organiser_id: 'D',
      role: 'required',
      sent_at: 0,
      answer: 'needs_action',
    });
  expect(read(desk).invitations).toMatchObject([{ owner: { id: 'B' } }]);
  const event_id = desk.given('event', 'calendar:B', { ...MEETING, organiser_id: 'B', privacy: 'normal' });
  desk.given('attendee', 'calendar:B', {
    event_id,
    person_id: 'C',
    role: 'required',
    answer: 'tentative',
    ...counter('2026-11-26T14:00', '2026-11-26T15:00'),
  });
  expect(read(desk).counters).toMatchObject([{ owner: { id: 'B' }, person: { id: 'C' } }]);
  desk.close();
});

const read = (desk: Desk) => desk.seen('inbox.list', { zone: ZONE });

test('an invitation of somebody whose calendar the reader keeps tells of their clashes, not of the reader’s own', () => {
  const desk = aDesk({ grants: { 'calendar:B': 'write' } });
  colleagues(desk);
  for (const person_id of ['B', ME])
    desk.given('invitation', `calendar:${person_id}`, {
      ...MEETING,
      event_id: 'e1',
      person_id,
      organiser_id: 'D',
      role: 'required',
      sent_at: 0,
      answer: 'needs_action',
    });
  desk.given('event', `calendar:${ME}`, { ...MEETING, title: '拜访', organiser_id: ME, privacy: 'normal' });
  const clashes = read(desk).invitations.map((one) => [one.owner?.id ?? ME, one.conflicts.length] as const);
  expect(Object.fromEntries(clashes)).toEqual({ B: 0, [ME]: 1 });
  desk.close();
});
