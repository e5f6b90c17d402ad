import { expect, test } from 'vitest';
import { Laptop } from '../../../tests/support/laptop.ts';
import { aSharedBook, BOOK } from '../../../tests/support/shared-book.ts';

const file = {
  owner_kind: 'customer',
  owner_id: 'c1',
  name: 'a.txt',
  media_type: '',
  bytes: btoa('a'),
} as const;

test('bytes that hang on two records are fetched through the one whose author has brought them', async () => {
  const { server, a, b } = aSharedBook();
  await a.signIn('a');
  // The record of somebody who was sent away before the bytes were.
  server.notBrought.add(a.did('attachment.add', file).id);
  await a.synced();
  const { id } = a.did('attachment.add', { ...file, name: 'b.txt' });
  await a.synced();
  await b.signIn('b');
  await b.synced();
  expect(b.seen('attachment.bytes', { id })).toMatchObject({ name: 'b.txt', bytes: btoa('a') });
});

test('bytes that come through a colleague are brought for the own record too: a laptop that was erased had not sent them', async () => {
  const { server, a } = aSharedBook();
  await a.signIn('a');
  a.did('attachment.add', file);
  await a.synced();
  const sha256 = a.blobs.put(Buffer.from('a'));
  server.put('attachment', BOOK, 'of-b', { ...file, bytes: 1, sha256, person_id: 'b', added_at: 1 });
  server.notBrought.add('of-b');
  server.requests.length = 0;
  const anew = new Laptop(server, 'laptop-anew');
  await anew.signIn('b');
  await anew.synced();
  expect(server.requests).toContain(`PUT /blobs/${sha256}`);
  expect(anew.seen('sync.queue', {}).uploads).toEqual([]);
});
