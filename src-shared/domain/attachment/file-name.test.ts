import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanFileName, NAME_MAX, savedName } from './file-name.ts';

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

test.each([
  ['..\\..\\boot.ini', 'boot.ini'],
  ['/etc/', 'etc'],
  ['报告.docx.', '报告.docx'],
  ['a.txt   ', 'a.txt'],
  ['a\u0000b.txt', 'ab.txt'],
  ['a\r\nContent-Type: x.txt', 'a Content-Type_ x.txt'],
  ['pay\u200Bment\u00AD.pdf', 'payment.pdf'],
  ['photo\u2067gnp\u2069.exe', 'photognp.exe'],
  ['note\u3164\u3164\u3164.pdf.exe', 'note.pdf.exe'],
  ['invoice\u{E0041}\u{E0042}.pdf', 'invoice.pdf'],
  ['CON', '_CON'],
  ['con .txt', '_con .txt'],
  ['COM¹.log', '_COM¹.log'],
  ['CONIN$', '_CONIN$'],
  ['console.log', 'console.log'],
  ['a:$DATA', 'a_$DATA'],
  ['"quoted".pdf', '_quoted_.pdf'],
  ['e\u0301.txt', '\u00E9.txt'],
  ['👩‍💼.png', '👩‍💼.png'],
])('%j is kept as %j', (given, kept) => {
  expect(cleanFileName(given)).toBe(kept);
});

test('a name is saved within the bytes that a disk takes, with its extension', () => {
  const saved = savedName(`${'长'.repeat(300)}.xlsx`);
  expect(Buffer.byteLength(saved)).toBeLessThanOrEqual(240);
  expect(saved).toMatch(/^长+\.xlsx$/);
  expect(savedName('合同.pdf')).toBe('合同.pdf');
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
