import { expect, test } from 'vitest';
import { isRisky } from './risky.ts';

test.each([
  'a.exe',
  'contract.pdf.exe',
  '发票.EXE',
  'a.js',
  'a.lnk',
  'a.docm',
  'a.svg',
  'a.html',
  'a.iso',
  'a.command',
])('%s may run something when it is opened', (name) => expect(isRisky(name)).toBe(true));

test.each(['a.pdf', 'a.exe.pdf', 'a.docx', '照片.jpg', 'exe', '.exe', 'a.txt', 'a.zip'])(
  '%s is opened without a word',
  (name) => expect(isRisky(name)).toBe(false),
);
