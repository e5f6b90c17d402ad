import { expect, test } from 'vitest';
import { FakeTimers } from '../../../tests/support/laptop.ts';
import { LockedReminders } from './locked-reminders.ts';

const MINUTE = 60_000;

function aLockedDesk(...minutes: number[]): {
  timers: FakeTimers;
  reminders: LockedReminders;
  told: number[];
} {
  const timers = new FakeTimers();
  const told: number[] = [];
  const reminders = new LockedReminders({ timers, now: () => timers.now }, (count) => told.push(count));
  reminders.start(minutes.map((at) => at * MINUTE));
  return { timers, reminders, told };
}

test('reminders of a locked desk are counted as they fall due, those of one moment together', () => {
  const { timers, reminders, told } = aLockedDesk(10, 10, 30, 200);
  timers.pass(9 * MINUTE);
  expect(told).toEqual([]);
  timers.pass(MINUTE);
  expect(told).toEqual([2]);
  timers.pass(20 * MINUTE);
  expect([told, reminders.due]).toEqual([[2, 1], 3]);
});

test('what fell due while the machine slept is one notice when it wakes, and a clock that is put back counts nothing twice', () => {
  const { timers, reminders, told } = aLockedDesk(10, 20, 30, 200);
  timers.now += 60 * MINUTE;
  reminders.look();
  timers.now -= 45 * MINUTE;
  reminders.look();
  timers.now += 45 * MINUTE;
  reminders.look();
  expect(told).toEqual([3]);
});

test('a desk that was opened counts no more, and begins at nothing when it is locked again', () => {
  const { timers, reminders, told } = aLockedDesk(10, 20);
  timers.pass(10 * MINUTE);
  reminders.stop();
  timers.pass(30 * MINUTE);
  expect([told, reminders.due]).toEqual([[1], 0]);
});
