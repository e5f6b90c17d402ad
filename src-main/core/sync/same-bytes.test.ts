import { expect, test } from 'vitest';
import { Laptop } from '../../../tests/support/laptop.ts';
import { A_FILE, aSharedBook, BOOK } from '../../../tests/support/shared-book.ts';

test('bytes that hang on two records are fetched through the one whose author has brought them', async () => {
  const { server, a, b } = aSharedBook();
  await a.signIn('a');
  // The record of somebody who was sent away before the bytes were.
  server.notBrought.add(a.did('attachment.add', A_FILE).id);
  await a.synced();
  const { id } = a.did('attachment.add', { ...A_FILE, name: 'b.txt' });
  await a.synced();
  await b.signIn('b');
  await b.synced();
  expect(b.seen('attachment.bytes', { id })).toMatchObject({ name: 'b.txt', bytes: btoa('a') });
});

test('bytes that come through a colleague are brought for the own record too: a laptop that was erased had not sent them', async () => {
  const { server, a } = aSharedBook();
  await a.signIn('a');
  a.did('attachment.add', A_FILE);
  await a.synced();
  const sha256 = a.blobs.put(Buffer.from('a'));
  server.put('attachment', BOOK, 'of-b', { ...A_FILE, bytes: 1, sha256, person_id: 'b', added_at: 1 });
  server.notBrought.add('of-b');
  server.requests.length = 0;
  const anew = new Laptop(server, 'laptop-anew');
  await anew.signIn('b');
  await anew.synced();
  expect(server.requests).toContain(`PUT /blobs/${sha256}`);
  expect(anew.seen('sync.queue', {}).uploads).toEqual([]);
});
