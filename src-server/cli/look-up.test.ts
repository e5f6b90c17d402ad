import { afterEach, beforeEach, expect, it } from 'vitest';
import { saveCredentials } from '../../db/server/queries/credentials.ts';
import { aServer, type Kit } from '../../tests/support/server-kit.ts';
import { grantsOf, poisonOf } from './look-up.ts';

let kit: Kit;
beforeEach(async () => {
  kit = await aServer();
  await saveCredentials(kit.store, [{ personId: 'A', login: 'a', salt: '', hash: '' }]);
});
afterEach(() => kit.close());

it('tells what a person may see, and why', async () => {
  const told = await grantsOf(kit.store, 'a', 'en');
  expect(told).toMatch(/^bank +read +everybody$/m);
  expect(told).toMatch(/^book:joint +write +member of the book \(owner\)$/m);
  expect(told).toMatch(/^calendar:A +write +their own$/m);
  expect(told).toMatch(/^busy:team1 +read +manager in team1$/m);
  await expect(grantsOf(kit.store, 'nobody', 'zh')).rejects.toMatchObject({
    trouble: { type: 'NoSuchPerson' },
  });
});

it('lists changes that broke something', async () => {
  const a = await kit.laptop('A');
  await kit.store.pushResults.save(a.device, [
    { n: 7, table: 'customer', id: 'c1', outcome: 'refused', reason: 'Poison', column: null },
  ]);
  expect(await poisonOf(kit.store, 'zh')).toMatch(/^\d+ +a +7 +customer +c1$/m);
});
