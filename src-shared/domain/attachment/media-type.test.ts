import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isMismatch, mediaTypeOf } from './media-type.ts';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));
const UNKNOWN = 'application/octet-stream';

test('the bytes decide, not the name', () => {
  expect(mediaTypeOf(bytes('%PDF-1.7'), 'photo.png')).toBe('application/pdf');
  expect(mediaTypeOf(bytes('\u0089PNG\r\n\u001a\n'), 'a.pdf')).toBe('image/png');
  expect(mediaTypeOf(bytes('MZ\u0090\0'), 'a.pdf')).toBe(UNKNOWN);
});

test('a text is known by its name only where it is text', () => {
  expect(mediaTypeOf(bytes('a,b\r\n1,2\r\n'), 'A.CSV')).toBe('text/csv');
  expect(mediaTypeOf(bytes('a\0b'), 'a.csv')).toBe(UNKNOWN);
  expect(mediaTypeOf(new TextEncoder().encode('云岫'), 'a.txt')).toBe('text/plain');
});

test('what a browser could run has no type', () => {
  for (const name of ['a.html', 'a.svg', 'a.js', 'a.xml', 'a'])
    expect(mediaTypeOf(bytes('<svg onload=x>'), name)).toBe(UNKNOWN);
});

test('an archive that is no office document is an archive only if it says so', () => {
  expect(mediaTypeOf(bytes('PK\u0003\u0004rest'), 'a.zip')).toBe('application/zip');
  expect(mediaTypeOf(bytes('PK\u0003\u0004rest'), 'a.docx')).toBe(UNKNOWN);
});

test.each([
  ['合同.pdf', 'application/pdf', false],
  ['合同.PDF', 'application/pdf', false],
  ['合同.pdf', 'application/octet-stream', true],
  ['合同.pdf', 'image/png', true],
  ['照片.jpeg', 'image/jpeg', false],
  ['报表.xlsx', 'application/zip', true],
  ['报表.xls', 'application/vnd.ms-excel', false],
  ['记录.txt', 'application/octet-stream', true],
  ['记录', 'text/plain', false],
  ['扫描件.dat', 'application/pdf', false],
  ['contract.pdf.exe', 'application/octet-stream', false],
])('%s with bytes of %s is another kind than it says: %s', (name, type, mismatch) => {
  expect(isMismatch(name, type)).toBe(mismatch);
});

test('no bytes at all make it fail, cut-off archives among them', () => {
  const head = fc.constantFrom('', 'PK\u0003\u0004', 'RIFF', 'II*\0');
  const end = fc.constantFrom(
    '',
    'PK\u0005\u0006',
    `PK\u0005\u0006${'\u00ff'.repeat(18)}`,
    `PK\u0001\u0002${'\u00ff'.repeat(50)}PK\u0005\u0006${'\0'.repeat(18)}`,
  );
  fc.assert(
    fc.property(head, fc.uint8Array({ maxLength: 200 }), end, (first, middle, last) => {
      const type = mediaTypeOf(Uint8Array.from([...bytes(first), ...middle, ...bytes(last)]), 'a.zip');
      expect(type).toMatch(/^[a-z]+\/[a-z0-9.+-]+$/);
    }),
  );
});
