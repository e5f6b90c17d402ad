import { expect, test } from 'vitest';
import { RowStore } from '../../../db/client/row-store.ts';
import { aSharedBook, bothSignIn, differences, rename } from '../../../tests/support/shared-book.ts';
import { copyOf } from '../../../tests/support/model-server.ts';

test('what a laptop writes after its push found the server set back is no conflict with the same word that it has read', async () => {
  const { server, a, b } = aSharedBook();
  await bothSignIn(a, b);
  const backup = copyOf(server.model);
  rename(a, 'one');
  await a.synced();
  server.edit('customer', 'c1', { remark: 'the same word' });
  await a.synced();

  // Others have brought its head up again before this laptop asks.
  server.restore(backup, { noticed: false });
  server.edit('customer', 'c1', { remark: 'the same word' });
  for (const tier of ['basic', 'core', 'standard']) server.edit('customer', 'c1', { tier });
  rename(a, 'two');
  await a.synced();
  await a.synced();
  const { marks } = server.model.rows.get('customer/c1')!;
  expect(new RowStore(a.engine.sqlite).read('customer', 'c1')?.marks).toEqual(marks);

  a.did('customer.update', { id: 'c1', fields: { remark: 'another word' } });
  await a.synced();
  const { cells } = server.model.rows.get('customer/c1')!;
  expect(cells).toMatchObject({ name: 'two', remark: 'another word', tier: 'standard' });
  expect(server.model.overwrites).toEqual([]);
  expect(differences(a, server)).toEqual([]);
});
