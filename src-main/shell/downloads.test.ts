import { expect, it } from 'vitest';
import { savedAs } from './downloads.ts';

it('saves what the desk made, under a clean name', () => {
  expect(savedAs('blob:semicolon-desk://desk/1f', '../发票\u202Efdp.exe')).toBe('发票fdp.exe');
});

it.each([
  'https://example.org/a.exe',
  'file:///etc/passwd',
  'data:text/plain,a',
  'blob:https://example.org/1f',
  'blob:semicolon-desk://desk.example.org/1f',
])('saves nothing from %s', (address) => {
  expect(savedAs(address, 'a.txt')).toBeNull();
});
