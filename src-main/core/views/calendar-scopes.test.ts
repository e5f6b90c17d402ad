import { afterEach, beforeEach, expect, test } from 'vitest';
import { calendarBed } from '../../../tests/support/calendar-bed.ts';
import type { Desk } from '../../../tests/support/desk.ts';
import { slotAt, ZONE } from '../../../tests/support/drafts.ts';

let desk: Desk;
const { open, create } = calendarBed();
beforeEach(() => {
  ({ desk } = open());
});
afterEach(() => desk.close());

const ODD = 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,3';
/** A series from 1 December 2026 at ten, one meeting of which is put elsewhere. */
function moved(rrule: string | null, recurrence_id: string | null, start: string) {
  const id = create(slotAt('2026-12-01T10:00', '2026-12-01T11:00', { rrule }));
  return { id, recurrence_id, start, end: `${start.slice(0, 11)}18:30`, zone: ZONE };
}
const scopesOf = (...move: Parameters<typeof moved>) =>
  desk.seen('calendar.scopes', { ...moved(...move), keepsZone: true });
/** With which the command goes, each asked of a series of its own. */
const goesWith = (...move: Parameters<typeof moved>): unknown =>
  Object.fromEntries(
    (['following', 'all'] as const).map((which) => [
      which,
      desk.run('event.move', { ...moved(...move), which }).ok,
    ]),
  );

test.each([
  [ODD, '2026-12-03T10:00', '2026-12-04T10:00'],
  [ODD, '2026-12-03T10:00', '2026-12-03T14:00'],
  [ODD, '2026-12-01T10:00', '2026-12-02T10:00'],
  ['FREQ=WEEKLY;COUNT=4', '2026-12-08T10:00', '2026-12-09T10:00'],
  ['FREQ=WEEKLY;COUNT=4', '2026-12-01T10:00', '2026-12-03T10:00'],
])('what the command would refuse is not offered, and what it would do is (%s: %s to %s)', (...move) => {
  expect(scopesOf(...move)).toEqual(goesWith(...move));
});

test('a rule that stays is offered for one meeting alone; what happens once goes anywhere', () => {
  expect(scopesOf(ODD, '2026-12-03T10:00', '2026-12-04T10:00')).toEqual({ following: false, all: false });
  expect(scopesOf(null, null, '2026-12-02T10:00')).toEqual({ following: true, all: true });
});
