import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { ATTACHMENT_LIMIT } from '../../../../src-shared/domain/attachment/limit.ts';
import { aDesk, BOOK, ME, type Desk } from '../../../../tests/support/desk.ts';
import { sharedData } from '../../../../tests/support/shared-data.ts';

let desk: Desk;
let customer: string;
beforeEach(() => {
  desk = aDesk();
  customer = desk.did('customer.create', { book_id: BOOK, fields: { kind: 'company', name: '云岫' } }).id;
});

const add = (name: string, bytes: Uint8Array) =>
  desk.run('attachment.add', {
    owner_kind: 'customer',
    owner_id: customer,
    name,
    media_type: 'text/html',
    bytes: Buffer.from(bytes).toString('base64'),
  });
const list = () => desk.seen('attachment.list', { owner_kind: 'customer', owner_id: customer });

test('a file is kept under a clean name and comes back byte for byte', () => {
  const bytes = new TextEncoder().encode('备忘');
  expect(add('../../memo.txt', bytes).ok).toBe(true);
  const [row] = list();
  expect(row).toMatchObject({
    name: 'memo.txt',
    media_type: 'text/plain',
    bytes: bytes.length,
    state: 'waiting',
    person: { id: ME },
  });
  expect(desk.seen('attachment.bytes', { id: row!.id })).toEqual({
    name: 'memo.txt',
    media_type: 'text/plain',
    bytes: Buffer.from(bytes).toString('base64'),
  });
  expect(desk.seen('customer.page', { id: customer })?.counts.attachments).toBe(1);
});

test('a file that calls itself an image but is a script has no type', () => {
  add('photo.png', new TextEncoder().encode('<script>alert(1)</script>'));
  expect(list()[0]?.media_type).toBe('application/octet-stream');
});

test('a file over the limit is refused with both numbers', () => {
  expect(add('big.bin', new Uint8Array(ATTACHMENT_LIMIT + 1))).toEqual({
    ok: false,
    error: { type: 'FileTooLarge', bytes: ATTACHMENT_LIMIT + 1, limit: ATTACHMENT_LIMIT },
  });
  expect(list()).toEqual([]);
});

test('bytes that are only on the server are said to be there', () => {
  const id = desk.given('attachment', `book:${BOOK}`, {
    owner_kind: 'customer', owner_id: customer, name: 'a.pdf', media_type: 'application/pdf', bytes: 3, sha256: 'a'.repeat(64), person_id: ME, added_at: 1,
  }); // prettier-ignore
  expect(list()).toMatchObject([{ state: 'remote' }]);
  expect(desk.ask('attachment.bytes', { id })).toEqual({
    ok: false,
    error: { type: 'BytesNotHere', name: 'a.pdf' },
  });
});

const folder = sharedData('attachments');
describe.skipIf(folder === null)('files of other programs (needs ../shared/data/attachments)', () => {
  const EXPECTED: Readonly<Record<string, string>> = {
    'testPDF.pdf': 'application/pdf',
    'testPNG.png': 'image/png',
    'testJPEG_EXIF.jpg': 'image/jpeg',
    'testGIF.gif': 'image/gif',
    'testWEBP.webp': 'image/webp',
    'testTIFF.tif': 'image/tiff',
    'testRTF.rtf': 'application/rtf',
    'testWORD.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'testEXCEL.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'testPPT.pptx': 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    'testWORD.doc': 'application/msword',
    'testEXCEL.xls': 'application/vnd.ms-excel',
    'test-outlook.msg': 'application/vnd.ms-outlook',
    'test-documents.zip': 'application/zip',
    'testTXT.txt': 'text/plain',
    'testCSV.csv': 'text/csv',
    'testICalendar.ics': 'text/calendar',
    'testThunderbirdEml.eml': 'message/rfc822',
    'testHTML_utf8.html': 'application/octet-stream',
  };

  test.each(Object.entries(EXPECTED))('%s is known by its bytes as %s', (name, type) => {
    expect(add(name, readFileSync(path.join(folder!, 'dev', name)))).toMatchObject({ ok: true });
    expect(list()[0]?.media_type).toBe(type);
  });

  test('a file that lost its name is typed by its bytes alone, or not at all', () => {
    for (const name of readdirSync(path.join(folder!, 'dev'))) {
      const file = path.join(folder!, 'dev', name);
      if (existsSync(file)) add('nameless', readFileSync(file));
    }
    const types = new Set(list().map((row) => row.media_type));
    expect([...types].filter((type) => type.startsWith('text/'))).toEqual([]);
    expect(types).toContain('application/pdf');
  });
});
