import { expect, test } from 'vitest';
import { startI18n } from './start.ts';

test('a sentence is not turned by a name in it, and shows the signs of HTML as they are', () => {
  const { t } = startI18n('en');
  expect(t('reminders.laterTitled', { title: 'A & B\u202E <x>' })).toBe('Snooze “A & B <x>”');
});
