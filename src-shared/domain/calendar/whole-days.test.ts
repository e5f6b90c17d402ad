import { expect, test } from 'vitest';
import { remindersByDay, transparencyAs } from './whole-days.ts';

test('a meeting that becomes one of whole days leaves them free, as leave takes them, and what was chosen stays', () => {
  const meeting = { kind: 'meeting', all_day: 0, transparency: 'busy' } as const;
  expect(transparencyAs(meeting, 1)).toBe('free');
  expect(transparencyAs({ ...meeting, all_day: 1, transparency: 'free' }, 0)).toBe('busy');
  expect(transparencyAs({ ...meeting, transparency: 'out_of_office' }, 1)).toBe('out_of_office');
  expect(transparencyAs({ ...meeting, kind: 'leave', transparency: 'out_of_office' }, 1)).toBe(
    'out_of_office',
  );
});

test('of its reminders those stay that do not ring in the night', () => {
  expect(remindersByDay('15,900,60')).toBe('900');
  expect(remindersByDay('15')).toBeNull();
  expect(remindersByDay(null)).toBeNull();
});
