import { expect, test } from 'vitest';
import { hasMeetings } from './meetings-left.ts';
import type { Slot } from './slot.ts';

const slot: Slot = {
  ...{ allDay: 0, start: '2026-12-01T10:00', end: '2026-12-01T11:00', zone: 'Asia/Shanghai' },
  ...{ rrule: 'FREQ=WEEKLY;COUNT=2', rdate: null, exdate: '2026-12-01T10:00,2026-12-08T10:00' },
};

test('a series of which all meetings were taken out has none', () => {
  expect(hasMeetings(slot, [])).toBe(false);
  expect(hasMeetings({ ...slot, exdate: '2026-12-01T10:00' }, [])).toBe(true);
  expect(hasMeetings({ ...slot, rrule: 'FREQ=WEEKLY;UNTIL=20261208T020000Z' }, [])).toBe(false);
});

test('an added date is a meeting, and so is what replaces one', () => {
  expect(hasMeetings({ ...slot, rdate: '2027-03-02T10:00' }, [])).toBe(true);
  const moved = { ...slot, start: '2026-12-09T10:00', end: '2026-12-09T11:00', rrule: null, exdate: null };
  const left = { ...slot, exdate: '2026-12-01T10:00' };
  const override = { id: 'o', recurrenceId: '2026-12-08T10:00', slot: moved };
  expect(hasMeetings(left, [override])).toBe(true);
  expect(hasMeetings(slot, [override])).toBe(false);
});

test('a rule without an end has meetings', () => {
  expect(hasMeetings({ ...slot, rrule: 'FREQ=WEEKLY' }, [])).toBe(true);
});
