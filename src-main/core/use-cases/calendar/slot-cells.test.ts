import { expect, test } from 'vitest';
import type { Slot } from '../../../../src-shared/domain/calendar/slot.ts';
import { slotProblem } from './slot-cells.ts';

const lasting = (start: string, end: string, rrule: string | null): Slot => ({
  allDay: 0,
  start,
  end,
  zone: 'Asia/Shanghai',
  rrule,
  rdate: null,
  exdate: null,
});

test('a slip in the year of the end of a series is refused: every day would lie on all days before it', () => {
  const slip = lasting('1900-11-25T10:00', '2026-12-25T11:00', 'FREQ=DAILY');
  expect(slotProblem(slip)).toEqual({ type: 'RuleTooExpensive' });
});

test('a slip in the year of the end of a single event is refused, and so is a date that nobody lives to see', () => {
  expect(slotProblem(lasting('2026-11-25T10:00', '2062-11-25T11:00', null))).toEqual({ type: 'SlotTooLong' });
  expect(slotProblem(lasting('2026-11-25T10:00', '9026-11-25T11:00', null))).toEqual({ type: 'SlotFarAway' });
});

test('a month repeated each year is kept, and so is a long event that does not repeat', () => {
  expect(slotProblem(lasting('2026-08-01T00:00', '2026-09-01T00:00', 'FREQ=YEARLY'))).toBeNull();
  expect(slotProblem(lasting('2026-08-01T00:00', '2028-09-01T00:00', null))).toBeNull();
});
