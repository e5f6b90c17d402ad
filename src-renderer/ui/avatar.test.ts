import { expect, test } from 'vitest';
import { initials } from './avatar.tsx';

test('a Chinese name shows its family name', () => {
  expect(initials('王芳', 1)).toBe('王');
  expect(initials('王芳', 2)).toBe('王');
});

test('a Latin name shows one initial, or the first and the last', () => {
  expect(initials('Wang Fang', 1)).toBe('W');
  expect(initials('Wang Fang', 2)).toBe('WF');
  expect(initials('Ana de la Cruz', 2)).toBe('AC');
});

test('an empty name shows nothing', () => {
  expect(initials('', 2)).toBe('');
});
