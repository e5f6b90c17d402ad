import { afterEach, beforeEach, expect, it } from 'vitest';
import { saveCredentials } from '../../db/server/queries/credentials.ts';
import { aServer, type Kit } from '../../tests/support/server-kit.ts';
import { grantsOf } from './look-up.ts';

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
