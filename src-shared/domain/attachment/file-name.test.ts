import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanFileName, NAME_MAX } from './file-name.ts';

test('a name never leads out of its folder', () => {
  expect(cleanFileName('../../etc/passwd')).toBe('passwd');
  expect(cleanFileName('C:\\Users\\a\\报告.docx')).toBe('报告.docx');
  expect(cleanFileName('a/b/')).toBe('b');
});

test('a name cannot turn its direction to hide what it is', () => {
  expect(cleanFileName('invoice\u202Efdp.exe')).toBe('invoicefdp.exe');
});

test('a second extension is shown, and blanks cannot push it out of sight', () => {
  expect(cleanFileName('contract.pdf.exe')).toBe('contract.pdf.exe');
  expect(cleanFileName(`contract.pdf${' '.repeat(150)}.exe`)).toBe('contract.pdf .exe');
});

test('a long name keeps its extension', () => {
  const name = cleanFileName(`${'长'.repeat(300)}.xlsx`);
  expect(name).toHaveLength(NAME_MAX);
  expect(name.endsWith('长.xlsx')).toBe(true);
});

test('hidden, reserved and empty names get one that every system can save', () => {
  expect(cleanFileName('.bashrc')).toBe('bashrc');
  expect(cleanFileName('NUL.txt')).toBe('_NUL.txt');
  expect(cleanFileName('a:b?.txt')).toBe('a_b_.txt');
  for (const nothing of ['', '...', ' ', '/', '\u202E']) expect(cleanFileName(nothing)).toBe('file');
});

test('whatever somebody called a file, its name is one component, well-formed, within length, and stays as it is', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.string({ unit: 'grapheme', maxLength: 400 }),
  );
  fc.assert(
    fc.property(anything, (given) => {
      const name = cleanFileName(given);
      expect(name.length).toBeGreaterThan(0);
      expect(name.length).toBeLessThanOrEqual(NAME_MAX);
      expect(name.isWellFormed()).toBe(true);
      expect(name).not.toMatch(/[/\\\p{Cc}\u202A-\u202E\u2066-\u2069]|^\.|[. ]$/u);
      expect(cleanFileName(name)).toBe(name);
    }),
  );
});
