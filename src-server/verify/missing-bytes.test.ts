import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { aServer, type Kit } from '../../tests/support/server-kit.ts';
import { blobStore } from '../blobs/blob-store.ts';
import { findMissingBytes } from './missing-bytes.ts';

const BOOK = 'book:joint';
const shaOf = (text: string): string => createHash('sha256').update(text).digest('hex');

let kit: Kit;
beforeEach(async () => {
  kit = await aServer();
});
afterEach(() => kit.close());

/** A file that the server holds by its rows, named by an attachment of its own name. */
async function attached(name: string): Promise<string> {
  const sha256 = shaOf(name);
  const cells = {
    owner_kind: 'customer',
    owner_id: 'c1',
    name,
    media_type: '',
    bytes: name.length,
    sha256,
    person_id: 'A',
    added_at: 1,
  };
  await kit.load({ table: 'attachment', rows: [{ id: `a-${name}`, scope: BOOK, cells }] });
  await kit.store.query('INSERT INTO "blob" (sha256, bytes, stored_at) VALUES ($1, $2, 1)', [
    sha256,
    name.length,
  ]);
  return sha256;
}

const put = (sha256: string, text: string) => blobStore(kit.objects).put(sha256, Readable.from([text]));

it('names the attachments whose bytes are not where the server keeps them, and no others', async () => {
  await put(await attached('here'), 'here');
  await attached('gone');
  expect(await findMissingBytes(kit.store, kit.objects)).toEqual({
    files: 2,
    missing: [{ id: 'a-gone', scope: BOOK, sha256: shaOf('gone') }],
  });
});

it('counts bytes that were cut as missing', async () => {
  await put(await attached('whole'), 'whole');
  await kit.store.query('UPDATE "blob" SET bytes = 99');
  expect((await findMissingBytes(kit.store, kit.objects)).missing).toHaveLength(1);
});

it('calls nothing missing that no live attachment names, or that never came', async () => {
  await attached('taken off');
  await kit.store.query('UPDATE "attachment" SET deleted = 1');
  expect((await findMissingBytes(kit.store, kit.objects)).missing).toEqual([]);
  await attached('never came');
  await kit.store.query('DELETE FROM "blob"');
  expect((await findMissingBytes(kit.store, kit.objects)).missing).toEqual([]);
});
