import { expect, test } from 'vitest';
import type { CommandInput } from '../../../src-shared/contract/contract.ts';
import { aSharedBook } from '../../../tests/support/shared-book.ts';

test('bytes that hang on two records are fetched through the one whose author has brought them', async () => {
  const { server, a, b } = aSharedBook();
  await a.signIn('a');
  const file: CommandInput<'attachment.add'> = {
    owner_kind: 'customer',
    owner_id: 'c1',
    name: 'a.txt',
    media_type: '',
    bytes: btoa('a'),
  };
  // The record of somebody who was sent away before the bytes were.
  server.notBrought.add(a.did('attachment.add', file).id);
  await a.synced();
  const { id } = a.did('attachment.add', { ...file, name: 'b.txt' });
  await a.synced();
  await b.signIn('b');
  await b.synced();
  expect(b.seen('attachment.bytes', { id })).toMatchObject({ name: 'b.txt', bytes: btoa('a') });
});
