import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import { inboxBed } from '../../../tests/support/inbox-bed.ts';
import { ME, type Desk } from '../../../tests/support/desk.ts';
import { slotAt, ZONE } from '../../../tests/support/drafts.ts';

const MINUTE = 60_000;

let desk: Desk;
let colleague: Id;
const { open: lay, create, anInvitation, list, aClash } = inboxBed();
beforeEach(() => {
  ({ desk, colleague } = lay());
});
afterEach(() => desk.close());

describe('one schedule conflict', () => {
  test('comes with the day of everybody, its cause and three slots for what can be moved', () => {
    const { mine, id } = aClash();
    const shown = desk.seen('inbox.schedule', { id, zone: ZONE })!;
    expect(
      shown.lanes.map((lane) => [lane.subject_id, lane.required, lane.instances.map((one) => one.title)]),
    ).toEqual([
      [ME, true, ['云岫授信面谈', '三级联动协调会']],
      [colleague, true, ['云岫授信面谈', '三级联动协调会']],
    ]);
    expect(shown.cause).toMatchObject([
      { did: 'created', person: { id: ME }, title: '云岫授信面谈', at: desk.now() },
      { did: 'invited', person: { id: colleague }, title: '三级联动协调会' },
    ]);
    expect(shown.slots.map((one) => one.subjects.toSorted())).toEqual(
      shown.slots.map(() => [ME, colleague].toSorted()),
    );
    const mineSlots = shown.slots.find((one) => one.event_id === mine)!.options;
    expect(mineSlots).toHaveLength(3);
    expect(mineSlots[0]).toMatchObject({ start: Date.parse('2026-12-03T09:00+08:00'), allFree: true });
    expect(shown.notifies).toEqual([{ id: colleague, name: '乙', name_en: 'B' }]);
  });

  /** Moves an appointment, or one time of it, into the slot of the invitation: what the clash then says last of its cause. */
  const causeOfMovingInto = (id: string, recurrence_id: string | null): unknown => {
    const slot = { start: '2026-12-03T10:00', end: '2026-12-03T11:30', zone: ZONE };
    desk.did('event.move', { id, recurrence_id, which: 'this', ...slot });
    const { cause } = desk.seen('inbox.schedule', { id: list().schedule[0]!.id, zone: ZONE })!;
    return { ...cause.at(-1), isNow: cause.at(-1)?.at === desk.now() };
  };
  const I_MOVED_IT = { did: 'moved', person: { id: ME }, title: '云岫授信面谈', isNow: true };

  test('that was moved into says who moved what', () => {
    const mine = create(slotAt('2026-12-04T10:00', '2026-12-04T11:30'), '云岫授信面谈');
    anInvitation();
    desk.pass(5 * MINUTE);
    expect(causeOfMovingInto(mine, null)).toMatchObject(I_MOVED_IT);
  });

  test('that one time of a series was moved into says so, though that time is a record of its own', () => {
    const mine = create(
      { ...slotAt('2026-12-02T10:00', '2026-12-02T11:30'), rrule: 'FREQ=WEEKLY;BYDAY=WE' },
      '云岫授信面谈',
    );
    anInvitation();
    desk.pass(5 * MINUTE);
    expect(causeOfMovingInto(mine, '2026-12-02T10:00')).toMatchObject(I_MOVED_IT);
  });

  test('that a colleague moved one time of a series into says so, though its record tells no time', () => {
    create(slotAt('2026-12-03T10:00', '2026-12-03T11:30'), '云岫授信面谈');
    anInvitation({ recurrence_id: '2026-12-02T10:00' });
    const shown = desk.seen('inbox.schedule', { id: list().schedule[0]!.id, zone: ZONE })!;
    expect(shown.cause.map(({ did, person }) => [did, person?.id])).toContainEqual(['moved', colleague]);
  });

  test('that is no more is not found', () => {
    expect(desk.seen('inbox.schedule', { id: 'gone', zone: ZONE })).toBeNull();
  });
});
