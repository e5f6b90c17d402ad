import { beforeEach, expect, test } from 'vitest';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Desk } from '../../../tests/support/desk.ts';
import { aMeeting, slotAt, ZONE } from '../../../tests/support/drafts.ts';
import { inboxBed } from '../../../tests/support/inbox-bed.ts';

const bed = inboxBed();
let desk: Desk;
let series: Id;
let single: Id;
beforeEach(() => {
  ({ desk } = bed.open());
  series = bed.anInvitation({
    ...slotAt('2026-12-01T10:00', '2026-12-01T11:00', { rrule: 'FREQ=DAILY;COUNT=10' }),
    event_id: 's1',
  });
  single = bed.anInvitation({ ...slotAt('2026-12-03T15:00', '2026-12-03T16:00'), event_id: 'e1' });
  bed.anInvitation({ ...slotAt('2026-12-04T15:00', '2026-12-04T16:00'), event_id: 'e2', answer: 'declined' });
});

const leave = (): Id =>
  desk.did('event.create', {
    fields: aMeeting({ title: '年假', kind: 'leave', transparency: 'out_of_office' }),
    slot: { ...slotAt('2026-12-02', '2026-12-05'), all_day: 1 },
  }).id;
const shown = (id: string) => desk.seen('inbox.schedule', { id, zone: ZONE })?.declinable;

test('a clash with one’s leave offers all that one was asked to inside it, and one step declines it and is undone', () => {
  leave();
  const [first] = bed.list().schedule;
  const found = shown(first!.id);
  expect(found?.leave).toBe(true);
  expect(found?.meetings.map(({ id, recurrence_id, here }) => [id, recurrence_id, here])).toEqual([
    [series, '2026-12-02T10:00', true],
    [series, '2026-12-03T10:00', false],
    [single, null, false],
    [series, '2026-12-04T10:00', false],
  ]);
  const meetings = found!.meetings.map(({ id, recurrence_id }) => ({ id, recurrence_id }));
  desk.did('invitation.answerSeveral', { meetings, answer: 'declined', note: null });
  expect(bed.list().schedule).toEqual([]);
  desk.did('undo.undo', {});
  expect(bed.list().schedule).toHaveLength(4);
});

test('a clash with a meeting of one’s own offers the one that one was asked to, and of two own ones nothing', () => {
  bed.create(slotAt('2026-12-03T10:30', '2026-12-03T11:30'), '面谈');
  bed.create(slotAt('2026-12-03T11:00', '2026-12-03T12:00'), '电话');
  const offered = bed.list().schedule.map((one) => shown(one.id));
  expect(offered.map((one) => one?.meetings.map(({ id, recurrence_id }) => [id, recurrence_id]))).toEqual([
    [[series, '2026-12-03T10:00']],
    [],
  ]);
  expect(offered.every((one) => one?.leave === false)).toBe(true);
});

test('of two that one was asked to both sides are offered', () => {
  bed.anInvitation({ ...slotAt('2026-12-03T15:30', '2026-12-03T16:30'), event_id: 'e3' });
  const [clash] = bed.list().schedule;
  expect(shown(clash!.id)?.meetings.map(({ here }) => here)).toEqual([true, true]);
});

test('what is over of a leave is declined no more', () => {
  leave();
  const ahead = bed.list().schedule.at(-1)!;
  expect(ahead.at).toBe(Date.parse('2026-12-04T10:00+08:00'));
  desk.pass(Date.parse('2026-12-03T12:00+08:00') - desk.now());
  expect(shown(ahead.id)?.meetings.map(({ id, recurrence_id }) => [id, recurrence_id])).toEqual([
    [single, null],
    [series, '2026-12-04T10:00'],
  ]);
});
