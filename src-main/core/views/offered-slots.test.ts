import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FreeSlot } from '../../../src-shared/domain/calendar/free-slots.ts';
import { slotSpan } from '../../../src-shared/domain/calendar/slot.ts';
import { instantToWall, wallToInstant } from '../../../src-shared/domain/calendar/zone.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import { ME, type Desk } from '../../../tests/support/desk.ts';
import { draftOf, slotAt } from '../../../tests/support/drafts.ts';
import { inboxBed } from '../../../tests/support/inbox-bed.ts';

let desk: Desk;
const { open: lay, create, anInvitation, list } = inboxBed();
beforeEach(() => {
  ({ desk } = lay());
  // In Shanghai that is the afternoon of a Sunday, on which people work here.
  desk.given('calendar_day', 'bank', { date: '2027-11-07', kind: 'working', name: '调休上班' });
});
afterEach(() => desk.close());

/** Of its hour that comes twice in this night the later has no wall: what is put there is an hour earlier. */
const zone = 'America/New_York';
const [start, end] = ['2027-11-07T00:30', '2027-11-07T01:30'];

/** What each would be, were it taken, and what the form would say of it. */
const taken = (slots: readonly FreeSlot[], id: Id | null): unknown[] =>
  slots.map((free) => {
    const slot = slotAt(instantToWall(free.start, zone), instantToWall(free.end, zone), { zone });
    const { conflicts } = desk.seen('calendar.check', draftOf(slot, {}, id));
    return { ...slotSpan(slot), says: conflicts.filter(({ kind }) => kind !== 'hours') };
  });
const asOffered = (slots: readonly FreeSlot[]): unknown[] =>
  slots.map(({ start, end }) => ({ start, end, says: [] }));

/** An own meeting beside an invitation at the same time. */
function aClash(): { mine: Id; id: string } {
  const mine = create(slotAt(start, end, { zone }), '云岫授信面谈');
  anInvitation({ start, end, zone });
  return { mine, id: list().schedule[0]!.id };
}

test('a slot offered beside a conflict stands the check of the form', () => {
  const { mine } = aClash();
  const { slots } = desk.seen('calendar.event', { id: mine, recurrence_id: null, zone })!;
  expect(slots).toHaveLength(3);
  expect(taken(slots, mine)).toEqual(asOffered(slots));
});

test('a slot offered in the inbox stands the check of the form', () => {
  const { mine, id } = aClash();
  const { options } = desk
    .seen('inbox.schedule', { id, zone })!
    .slots.find(({ event_id }) => event_id === mine)!;
  expect(options).toHaveLength(3);
  expect(taken(options, mine)).toEqual(asOffered(options));
});

test('a slot offered in place of the time of an invitation stands the check of the form', () => {
  const id = anInvitation({ start, end, zone, people: ME });
  const near = wallToInstant(start, zone);
  const { slots } = desk.seen('invitation.times', { id, start, end, zone, near })!;
  expect(slots).toHaveLength(3);
  expect(taken(slots, null)).toEqual(asOffered(slots));
});
