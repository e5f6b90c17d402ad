import { describe, expect, test } from 'vitest';
import { attendeesOf } from '../../../../db/client/queries/attendance.ts';
import { overrideAt } from '../../../../db/client/queries/calendar.ts';
import { ownProposals } from '../../../../db/client/queries/counter.ts';
import { instanceAnswersOf } from '../../../../db/client/queries/instance-answer.ts';
import type { NewRowOf } from '../../../../src-shared/schema/table.ts';
import type { Tables } from '../../../../src-shared/schema/tables.ts';
import type { Id } from '../../../../src-shared/kernel/ids.ts';
import { aDesk, aPerson, ME, type Desk } from '../../../../tests/support/desk.ts';

const MINE = `calendar:${ME}`;
const SLOT = {
  all_day: 0,
  start: '2026-11-26T10:00',
  end: '2026-11-26T11:00',
  zone: 'Asia/Shanghai',
} as const;
const EVENT = {
  ...SLOT,
  kind: 'meeting',
  title: '周会',
  status: 'confirmed',
  transparency: 'busy',
} as const;

/** A meeting of mine that two colleagues are asked to. */
function aMeeting(desk: Desk, more: Partial<NewRowOf<Tables['event']>> = {}) {
  for (const id of ['B', 'C']) desk.given('person', 'bank', aPerson({ name: id, login: id }), id);
  const id = desk.given('event', MINE, { ...EVENT, organiser_id: ME, privacy: 'normal', ...more });
  const asked = (person_id: Id): Id =>
    desk.given('attendee', MINE, { event_id: id, person_id, role: 'required', answer: 'accepted' });
  return { id, B: asked('B'), C: asked('C') };
}

/** What the server brings when an attendee proposes another time. */
function proposes(desk: Desk, attendee: Id, start: string, end: string, more: object = {}): void {
  desk.changedByOther('attendee', attendee, {
    answer: 'tentative',
    counter_at: desk.now(),
    counter_start: start,
    counter_end: end,
    counter_zone: 'Asia/Shanghai',
    counter_was: SLOT.start,
    ...more,
  });
}

describe('an attendee', () => {
  const invited = (desk: Desk, more: Partial<NewRowOf<Tables['invitation']>> = {}): Id =>
    desk.given('invitation', MINE, {
      ...EVENT,
      event_id: 'e1',
      person_id: ME,
      organiser_id: 'B',
      role: 'required',
      sent_at: desk.now(),
      answer: 'needs_action',
      ...more,
    });
  const other = {
    recurrence_id: null,
    start: '2026-11-26T14:00',
    end: '2026-11-26T15:00',
    zone: 'Asia/Shanghai',
    note: '上午有拜访',
    answer: 'tentative',
  } as const;

  test('proposes another time beside the answer, offline, and a second one takes its place', () => {
    const desk = aDesk();
    const id = invited(desk);
    desk.did('invitation.propose', { id, ...other });
    const first = desk.row('invitation', id)!;
    expect(first).toMatchObject({
      answer: 'tentative',
      seen_at: desk.now(),
      counter_start: other.start,
      counter_was: SLOT.start,
      counter_note: '上午有拜访',
    });
    desk.did('invitation.propose', { id, ...other, start: '2026-11-27T09:00', end: '2026-11-27T10:00' });
    expect(desk.row('invitation', id)!.counter_at).toBeGreaterThan(first.counter_at!);
    expect(new Set(desk.outbox().map((change) => change.table))).toEqual(new Set(['invitation']));
    desk.did('invitation.withdraw', { id });
    expect(desk.row('invitation', id)).toMatchObject({ counter_at: null, counter_note: null });
    expect(desk.run('invitation.withdraw', { id })).toMatchObject({ error: { type: 'CounterClosed' } });
    desk.close();
  });

  test('proposes other times for several meetings of a series, each by itself, and takes one back', () => {
    const desk = aDesk();
    const id = invited(desk, { rrule: 'FREQ=WEEKLY', answer: 'accepted' });
    const [first, second] = ['2026-12-03T10:00', '2026-12-10T10:00'];
    desk.did('invitation.propose', { id, ...other });
    desk.did('invitation.propose', { id, ...other, recurrence_id: first });
    desk.did('invitation.propose', { id, ...other, recurrence_id: second });
    desk.did('invitation.propose', { id, ...other, recurrence_id: second, note: '改了' });
    const all = ownProposals(desk.engine, ['e1']);
    expect(all).toMatchObject([
      { scope: MINE, person_id: ME, counter_recurrence_id: first, counter_was: first, copy_of: null },
      { counter_recurrence_id: second, counter_note: '改了' },
    ]);
    // What was proposed for the series stands beside them; its answer is of the series alone.
    expect(desk.row('invitation', id)).toMatchObject({
      counter_start: other.start,
      counter_recurrence_id: null,
      answer: 'tentative',
    });
    const shown = (recurrence_id: string) =>
      desk.seen('calendar.event', { id: 'e1', recurrence_id, zone: 'Asia/Shanghai' })!.invitations[0]
        ?.counter;
    expect([shown(second)?.note, shown('2026-12-17T10:00')?.note]).toEqual(['改了', '上午有拜访']);
    desk.did('invitation.withdraw', { id, recurrence_id: second });
    expect(ownProposals(desk.engine, ['e1'])).toHaveLength(1);
    desk.did('undo.undo', {});
    expect(ownProposals(desk.engine, ['e1'])).toHaveLength(2);
    desk.close();
  });

  test('leaves what was said of a series where one meeting of it is to be elsewhere', () => {
    const desk = aDesk();
    const id = invited(desk, { rrule: 'FREQ=WEEKLY', answer: 'accepted' });
    const about = { ...other, recurrence_id: '2026-12-03T10:00', answer: 'declined' } as const;
    desk.did('invitation.propose', { id, ...about });
    expect(desk.row('invitation', id)).toMatchObject({ answer: 'accepted', counter_at: null });
    expect(instanceAnswersOf(desk.engine, ['e1'])).toMatchObject([
      { recurrence_id: about.recurrence_id, answer: 'declined' },
    ]);
    desk.close();
  });

  test('can propose nothing that is over, and nothing in a calendar that is only read', () => {
    const desk = aDesk({ grants: { 'calendar:B': 'read', 'calendar:C': 'write' } });
    const id = invited(desk);
    const past = { ...other, start: '2026-11-20T14:00', end: '2026-11-20T15:00' };
    expect(desk.run('invitation.propose', { id, ...past })).toMatchObject({ error: { type: 'BadInput' } });
    const of = (person: string) =>
      desk.given('invitation', `calendar:${person}`, {
        ...EVENT,
        event_id: 'e1',
        person_id: person,
        organiser_id: 'D',
        role: 'required',
        sent_at: desk.now(),
        answer: 'needs_action',
      });
    expect(desk.run('invitation.propose', { id: of('B'), ...other })).toMatchObject({
      error: { type: 'NotGranted' },
    });
    // Whoever keeps a colleague's calendar speaks for them.
    const kept = of('C');
    desk.did('invitation.answer', { id: kept, answer: 'accepted', note: null });
    expect(desk.row('invitation', kept)).toMatchObject({ answer: 'accepted' });
    desk.close();
  });

  test('is told to the organiser as having seen it when the event is opened, which undo leaves alone', () => {
    const desk = aDesk();
    const id = invited(desk);
    desk.did('event.see', { id: 'e1' });
    expect(desk.row('invitation', id)).toMatchObject({ seen_at: desk.now(), answer: 'needs_action' });
    expect(desk.run('undo.undo', {})).toMatchObject({ error: { type: 'NothingToUndo' } });
    desk.close();
  });
});

describe('an organiser', () => {
  test('takes a proposed time with one command: the meeting moves, everybody is answered, one undo brings it back', () => {
    const desk = aDesk();
    const { id, B, C } = aMeeting(desk);
    proposes(desk, B, '2026-11-26T14:00', '2026-11-26T15:00');
    proposes(desk, C, '2026-11-27T09:00', '2026-11-27T10:00');
    desk.did('counter.accept', { id: B });
    expect(desk.row('event', id)).toMatchObject({ start: '2026-11-26T14:00', end: '2026-11-26T15:00' });
    expect(desk.row('attendee', B)).toMatchObject({ counter_reply: 'accepted', answer: 'accepted' });
    expect(desk.row('attendee', C)).toMatchObject({ counter_reply: 'other', answer: 'tentative' });
    desk.did('undo.undo', {});
    expect(desk.row('event', id)).toMatchObject({ start: SLOT.start });
    expect(desk.row('attendee', B)).toMatchObject({ counter_reply: null, answer: 'tentative' });
    expect(desk.row('attendee', C)).toMatchObject({ counter_reply: null });
    desk.close();
  });

  test('moves one meeting of a series, and asks the rooms again', () => {
    const desk = aDesk();
    const { id, B } = aMeeting(desk, { rrule: 'FREQ=WEEKLY;COUNT=4' });
    const which = '2026-12-03T10:00';
    const about = { counter_recurrence_id: which, counter_was: which };
    proposes(desk, B, '2026-12-03T16:00', '2026-12-03T17:00', about);
    desk.did('counter.accept', { id: B });
    const override = overrideAt(desk.engine, id, which)!;
    expect(override).toMatchObject({ start: '2026-12-03T16:00', series_id: id });
    expect(desk.row('event', id)).toMatchObject({ start: SLOT.start, rrule: 'FREQ=WEEKLY;COUNT=4' });
    const [first] = attendeesOf(desk.engine, [override.id]).filter((one) => one.person_id === 'B');
    expect(first).toMatchObject({ answer: 'accepted' });
    // The proposal stays where it was made, and the copy for the override carries none of it.
    expect(desk.row('attendee', first!.id)).toMatchObject({ counter_at: null, counter_reply: null });
    desk.close();
  });

  test('takes one of several proposals for one meeting of a series: its rivals are answered, the others wait on', () => {
    const desk = aDesk();
    const { id } = aMeeting(desk, { rrule: 'FREQ=WEEKLY;COUNT=4' });
    const [which, later] = ['2026-12-03T10:00', '2026-12-10T10:00'];
    const copy = (person_id: Id, recurrence: string, hour: number): Id =>
      desk.given('proposal', MINE, {
        event_id: id,
        person_id,
        copy_of: `of-${person_id}-${recurrence}`,
        counter_at: desk.now() + hour,
        counter_start: recurrence.replace('10:', `${hour}:`),
        counter_end: recurrence.replace('10:', `${hour + 1}:`),
        counter_zone: 'Asia/Shanghai',
        counter_recurrence_id: recurrence,
        counter_was: recurrence,
      });
    const [B, C, ofLater] = [copy('B', which, 14), copy('C', which, 16), copy('B', later, 15)];
    const waiting = () =>
      desk.seen('inbox.list', { zone: 'Asia/Shanghai' }).counters.map((one) => one.attendee_id);
    expect(waiting()).toEqual([B, ofLater, C]);
    const shown = desk.seen('inbox.counter', { id: B, zone: 'Asia/Shanghai' })!;
    expect([shown.counter.instance.startWall, shown.rivals.map((one) => one.attendee_id)]).toEqual([
      which,
      [C],
    ]);
    desk.did('counter.accept', { id: C });
    expect(overrideAt(desk.engine, id, which)).toMatchObject({ start: '2026-12-03T16:00' });
    expect(desk.row('proposal', C)).toMatchObject({ counter_reply: 'accepted' });
    expect(desk.row('proposal', B)).toMatchObject({ counter_reply: 'other' });
    expect(waiting()).toEqual([ofLater]);
    desk.did('counter.decline', { id: ofLater, word: '改不了' });
    expect(desk.row('proposal', ofLater)).toMatchObject({
      counter_reply: 'declined',
      counter_word: '改不了',
    });
    desk.close();
  });

  test('reads a proposed time in the zone it was made in', () => {
    const desk = aDesk();
    const { id, B } = aMeeting(desk);
    proposes(desk, B, '2026-11-26T08:00', '2026-11-26T09:00', { counter_zone: 'Europe/London' });
    desk.did('counter.accept', { id: B });
    expect(desk.row('event', id)).toMatchObject({ start: '2026-11-26T16:00', zone: 'Asia/Shanghai' });
    desk.close();
  });

  test('declines with a word, and cannot answer twice', () => {
    const desk = aDesk();
    const { id, B } = aMeeting(desk);
    proposes(desk, B, '2026-11-26T14:00', '2026-11-26T15:00');
    desk.did('counter.decline', { id: B, word: '会议室没有' });
    expect(desk.row('attendee', B)).toMatchObject({ counter_reply: 'declined', counter_word: '会议室没有' });
    expect(desk.row('event', id)).toMatchObject({ start: SLOT.start });
    expect(desk.run('counter.accept', { id: B })).toMatchObject({ error: { type: 'CounterClosed' } });
    // Proposed anew it is open again, whatever was said of the first.
    desk.pass(1000);
    proposes(desk, B, '2026-11-27T14:00', '2026-11-27T15:00');
    desk.did('counter.accept', { id: B });
    expect(desk.row('event', id)).toMatchObject({ start: '2026-11-27T14:00' });
    desk.close();
  });

  test('may take a time that was proposed before the meeting moved, and need not take what is met or gone', () => {
    const desk = aDesk();
    const { id, B, C } = aMeeting(desk);
    proposes(desk, B, '2026-11-26T14:00', '2026-11-26T15:00');
    proposes(desk, C, '2026-11-26T16:00', '2026-11-26T17:00');
    desk.did('event.move', {
      id,
      recurrence_id: null,
      which: 'all',
      start: '2026-11-26T16:00',
      end: '2026-11-26T17:00',
      zone: 'Asia/Shanghai',
    });
    expect(desk.run('counter.accept', { id: C })).toMatchObject({ error: { type: 'CounterClosed' } });
    desk.did('counter.accept', { id: B });
    expect(desk.row('event', id)).toMatchObject({ start: '2026-11-26T14:00' });
    desk.close();
  });
});
