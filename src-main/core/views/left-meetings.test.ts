import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import { inboxBed } from '../../../tests/support/inbox-bed.ts';
import { aPerson, ME, TEAM, type Desk, type DeskOptions } from '../../../tests/support/desk.ts';
import { slotAt, ZONE, type EventSlot } from '../../../tests/support/drafts.ts';

let desk: Desk;
let colleague: Id;
const { open: lay, anInvitation, list } = inboxBed();
const open = (options: DeskOptions = {}): void => {
  ({ desk, colleague } = lay(options));
};
beforeEach(() => open());
afterEach(() => desk.close());

describe('meetings of somebody who has left', () => {
  const ABOVE = { 'calendar:gone': 'write', bank: 'read' } as const;
  const lead = (grants: DeskOptions['grants'] = ABOVE, left_on: string | null = '2026-11-20'): void => {
    desk.close();
    open({ grants, me: { role: 'lead' } });
    desk.given('person', 'bank', aPerson({ name: '丁', left_on }), 'gone');
  };
  /** As the person left it in the calendar; `who` is asked. */
  const leftBehind = (title: string, slot: EventSlot, who: Id[]): Id => {
    const scope = 'calendar:gone';
    const id = desk.given('event', scope, {
      ...slot,
      organiser_id: 'gone',
      kind: 'meeting',
      title,
      status: 'confirmed',
      transparency: 'busy',
      privacy: 'normal',
    });
    for (const person_id of who)
      desk.given('attendee', scope, { event_id: id, person_id, role: 'required', answer: 'accepted' });
    return id;
  };
  const listed = () =>
    list().left.map((one) => [one.instance.title, one.instance.recurrence_id?.slice(5, 10)]);
  const weekly = slotAt('2026-11-05T10:00', '2026-11-05T11:00', { rrule: 'FREQ=WEEKLY;COUNT=8' });
  const once = slotAt('2026-12-03T10:00', '2026-12-03T11:00');

  test('are listed where somebody waits, at the next one, for whoever may settle them', () => {
    lead();
    leftBehind('周会', weekly, [colleague]);
    leftBehind('独自准备', once, []);
    leftBehind('旧会', slotAt('2026-11-03T10:00', '2026-11-03T11:00'), [colleague]);
    expect(listed()).toEqual([['周会', '11-26']]);
    expect(list()).toMatchObject({
      open: 1,
      left: [{ organiser: { id: 'gone' }, leftOn: '2026-11-20', guests: [{ id: colleague }], resources: [] }],
    });
  });

  test('clash with nothing of the person who has left: their part in what others organise is no conflict any more', () => {
    lead(ABOVE, null);
    const mine = desk.given('event', `calendar:${ME}`, {
      ...once,
      organiser_id: ME,
      kind: 'meeting',
      title: '评审',
      status: 'confirmed',
      transparency: 'busy',
      privacy: 'normal',
    });
    for (const person_id of ['gone', colleague])
      desk.given('attendee', `calendar:${ME}`, {
        event_id: mine,
        person_id,
        role: 'required',
        answer: 'accepted',
      });
    leftBehind('准备', once, [colleague]);
    const clashes = () =>
      list()
        .schedule.flatMap((one) => one.subjects.map(({ id }) => id))
        .toSorted();
    expect(clashes()).toEqual([colleague, 'gone'].toSorted());
    desk.changedByOther('person', 'gone', { left_on: '2026-11-20' });
    expect(clashes()).toEqual([colleague]);
  });

  test('about a customer are listed once the book has another owner, and counted until then', () => {
    lead({ ...ABOVE, 'book:b9': 'write' });
    desk.given('book', 'bank', { name: '组合', kind: 'personal', unit_id: TEAM }, 'b9');
    const owner = desk.given('book_member', 'bank', { book_id: 'b9', person_id: 'gone', role: 'owner' });
    const customer_id = desk.given('customer', 'book:b9', {
      kind: 'company',
      name: '云岫',
      tier: 'key',
      lifecycle: 'active',
      stage: 'deal',
    });
    const event_id = leftBehind('面谈', once, []);
    desk.given('event_customer', 'calendar:gone', { event_id, customer_id });
    expect([listed(), list().leftWithBooks]).toEqual([[], 1]);
    desk.changedByOther('book_member', owner, { person_id: colleague });
    expect(list()).toMatchObject({ left: [{ customers: [{ id: customer_id }] }], leftWithBooks: 0 });
  });

  test('are nobody’s question who may only read there, or while the person is still here', () => {
    lead({ 'calendar:gone': 'read', bank: 'read' });
    const id = leftBehind('周会', weekly, [colleague]);
    expect(listed()).toEqual([]);
    expect(desk.run('event.takeOver', { id })).toMatchObject({ error: { type: 'NotGranted' } });
    lead(ABOVE, null);
    const theirs = leftBehind('周会', weekly, [colleague]);
    expect(listed()).toEqual([]);
    expect(desk.run('event.takeOver', { id: theirs })).toMatchObject({ error: { type: 'NotGranted' } });
  });

  test('taken over, the series is the reader’s own with its guests and its moved meeting; undo gives it back', () => {
    lead();
    const id = leftBehind('周会', weekly, [colleague, ME]);
    const moved = desk.given('event', 'calendar:gone', {
      ...desk.row('event', id)!,
      ...slotAt('2026-11-27T10:00', '2026-11-27T11:00'),
      rrule: null,
      series_id: id,
      recurrence_id: '2026-11-26T10:00',
    });
    desk.did('event.takeOver', { id });
    for (const event of [id, moved])
      expect(desk.row('event', event)).toMatchObject({ scope: `calendar:${ME}`, organiser_id: ME });
    const seen = desk.seen('calendar.event', { id, recurrence_id: '2026-12-03T10:00', zone: ZONE })!;
    expect([seen.organiser?.id, seen.organiserLeft]).toEqual([ME, false]);
    expect(seen.attendees.map((one) => one.person_id)).toEqual([colleague]);
    expect(listed()).toEqual([]);
    desk.did('undo.undo', {});
    expect(listed()).toEqual([['周会', '11-26']]);
  });

  test('passed on to a colleague of the team it is asked about no more, and undo asks again', () => {
    lead({ ...ABOVE, [`team:${TEAM}`]: 'write' });
    const id = leftBehind('周会', weekly, [colleague, ME]);
    const next = list().left[0]!.instance;
    const asked = { id, start: next.start, end: next.end };
    expect(desk.seen('inbox.heirs', asked)).toMatchObject([{ id: colleague, guest: true, taken: false }]);
    desk.did('event.passOn', { id, person_id: colleague });
    expect(listed()).toEqual([]);
    expect(desk.row('event', id)).toMatchObject({ scope: 'calendar:gone', organiser_id: colleague });
    desk.did('undo.undo', {});
    expect(listed()).toEqual([['周会', '11-26']]);
    // Where the colleague has left as well meanwhile, somebody must settle it after all.
    desk.did('event.passOn', { id, person_id: colleague });
    desk.changedByOther('person', colleague, { left_on: '2026-11-25' });
    expect(listed()).toEqual([['周会', '11-26']]);
    expect(desk.seen('inbox.heirs', asked)).toEqual([]);
  });

  test('are passed on by a lead alone, to those of their own teams', () => {
    const heirsOf = (id: Id) => desk.seen('inbox.heirs', { id, start: 0, end: 1 }).map((one) => one.id);
    const passed = (id: Id, to: Id) => desk.run('event.passOn', { id, person_id: to });
    const refused = { error: { type: 'NotGranted' } };
    lead({ ...ABOVE, [`team:${TEAM}`]: 'read' });
    const elsewhere = leftBehind('周会', weekly, [colleague]);
    expect(heirsOf(elsewhere)).toEqual([]);
    expect(passed(elsewhere, colleague)).toMatchObject(refused);
    lead({ ...ABOVE, [`team:${TEAM}`]: 'write' }, null);
    expect(passed(leftBehind('周会', weekly, [colleague]), colleague)).toMatchObject(refused);
    expect(passed(leftBehind('周会', weekly, []), ME)).toMatchObject(refused);
  });

  test('cancelled from the next one on, what took place stays', () => {
    lead();
    const id = leftBehind('周会', weekly, [colleague]);
    expect(
      desk.seen('calendar.event', { id, recurrence_id: '2026-11-26T10:00', zone: ZONE })?.organiserLeft,
    ).toBe(true);
    desk.did('event.remove', { id, recurrence_id: '2026-11-26T10:00', which: 'following' });
    expect(listed()).toEqual([]);
    expect(desk.row('event', id)?.deleted).toBe(0);
  });

  test('what they themselves were asked to is answered by nobody', () => {
    lead();
    anInvitation({ person_id: 'gone', answer: 'needs_action' });
    expect(list().invitations).toEqual([]);
  });
});
