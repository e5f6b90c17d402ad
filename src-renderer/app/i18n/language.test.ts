import { expect, test } from 'vitest';
import { firstLanguage } from './language.ts';

test('the first language that the desk speaks is taken', () => {
  expect(firstLanguage(['fr-FR', 'zh-TW', 'en'])).toBe('zh-CN');
  expect(firstLanguage(['en-GB', 'zh-CN'])).toBe('en');
});

test('a system in neither language gets English', () => {
  expect(firstLanguage(['de'])).toBe('en');
  expect(firstLanguage([])).toBe('en');
});
