import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Cells } from '../../src-shared/sync/change.ts';
import { aCustomer, aServer, NOW, type Kit, type Laptop } from '../../tests/support/server-kit.ts';

let kit: Kit;
let [a, b, l]: Laptop[] = [];
beforeEach(async () => {
  kit = await aServer();
  [a, b, l] = [await kit.laptop('A'), await kit.laptop('B'), await kit.laptop('L')];
});
afterEach(() => kit.close());

const CREDIT_CODE = '91330106MA2CF3KX7A';
const found = async () =>
  (await kit.rows('duplicate'))
    .map(({ scope, customer_id, other_id, other_book_id, key_kind, key_value, status }) => ({
      scope,
      customer_id,
      other_id,
      other_book_id,
      key_kind,
      key_value,
      status,
    }))
    .sort((one, two) => (String(one.customer_id) < String(two.customer_id) ? -1 : 1));
const statuses = async () => (await found()).map(({ customer_id, status }) => `${customer_id} ${status}`);
const edit = async (laptop: Laptop, id: string, scope: string, cells: Cells) =>
  laptop.push({ table: 'customer', id, scope, cells, base: await a!.base('customer', id) });
const mobile = (laptop: Laptop, id: string, customer: string, scope: string, value: string) =>
  laptop.insert('contact_point', id, scope, { customer_id: customer, kind: 'mobile', value, preferred: 0 });
const duplicateOf = async (customer: string) =>
  (await kit.rows('duplicate')).find((row) => row['customer_id'] === customer)!;
const answer = async (laptop: Laptop, customer: string, status: string) => {
  const { id, scope } = await duplicateOf(customer);
  return laptop.push({
    table: 'duplicate',
    id: String(id),
    scope: String(scope),
    cells: { status, settled_by: laptop.person, settled_at: NOW },
    base: await laptop.base('duplicate', String(id)),
  });
};

describe('two customers with one number', () => {
  beforeEach(async () => {
    await a!.insert('customer', 'c1', 'book:bookA', aCustomer({ name: '云岫', id_no: CREDIT_CODE }));
    await b!.insert('customer', 'c2', 'book:bookB', aCustomer({ name: '云岫科技', id_no: CREDIT_CODE }));
  });

  it('are found whoever pushes second; each manager gets a row of their own customer, in their own book', async () => {
    const key = { key_kind: 'id_no', key_value: CREDIT_CODE, status: 'open' };
    expect(await found()).toEqual([
      { scope: 'book:bookA', customer_id: 'c1', other_id: 'c2', other_book_id: 'bookB', ...key },
      { scope: 'book:bookB', customer_id: 'c2', other_id: 'c1', other_book_id: 'bookA', ...key },
    ]);
  });

  it('are told to both managers, and neither learns a word of the other’s customer', async () => {
    const [forA, forB] = [await a!.pull('book:bookA', 'person:A'), await b!.pull('book:bookB', 'person:B')];
    expect(JSON.stringify(forA)).toContain('duplicate_found');
    expect(JSON.stringify(forB)).toContain('duplicate_found');
    expect(JSON.stringify(forA)).not.toContain('云岫科技');
    expect(JSON.stringify(forB)).not.toMatch(/云岫(?!科技)/);
  });

  it('are no longer, once a number is corrected; found again, they are the same two rows', async () => {
    const before = (await kit.rows('duplicate')).map((row) => row['id']).sort();
    await edit(b!, 'c2', 'book:bookB', { id_no: '91330106MA2CF3KX7B' });
    expect(await found()).toEqual([]);
    await edit(b!, 'c2', 'book:bookB', { id_no: CREDIT_CODE });
    expect((await kit.rows('duplicate')).map((row) => row['id']).sort()).toEqual(before);
    expect(await statuses()).toEqual(['c1 open', 'c2 open']);
  });

  it('that are not one stay so for good, whatever else they come to share', async () => {
    await answer(l!, 'c1', 'separate');
    expect(await statuses()).toEqual(['c1 separate', 'c2 separate']);
    await edit(b!, 'c2', 'book:bookB', { id_no: null });
    await edit(b!, 'c2', 'book:bookB', { id_no: CREDIT_CODE, customer_no: 'K1' });
    await edit(a!, 'c1', 'book:bookA', { customer_no: 'K1' });
    expect(await statuses()).toEqual(['c1 separate', 'c2 separate']);
  });

  it('taking that back asks both again', async () => {
    await answer(l!, 'c1', 'separate');
    await answer(l!, 'c1', 'open');
    expect(await statuses()).toEqual(['c1 open', 'c2 open']);
  });

  it('are still asked about in the other book, where the one who answered may not see that', async () => {
    await answer(a!, 'c1', 'separate');
    expect(await statuses()).toEqual(['c1 separate', 'c2 open']);
  });

  it('are settled by a merge, and open again when it is taken back', async () => {
    await edit(l!, 'c2', 'book:bookB', { merged_into: 'c1', deleted: 1, scope: 'book:bookA' });
    expect((await found()).map(({ scope, status }) => [scope, status])).toEqual([
      ['book:bookA', 'merged'],
      ['book:bookA', 'merged'],
    ]);
    await edit(l!, 'c2', 'book:bookA', { merged_into: null, deleted: 0, scope: 'book:bookB' });
    expect((await found()).map(({ scope, status }) => [scope, status])).toEqual([
      ['book:bookA', 'open'],
      ['book:bookB', 'open'],
    ]);
  });

  it('follow a customer into another book, and the other’s manager is told which', async () => {
    await edit(l!, 'c2', 'book:bookB', { scope: 'book:joint' });
    expect((await found()).map(({ scope, other_book_id }) => [scope, other_book_id])).toEqual([
      ['book:bookA', 'joint'],
      ['book:joint', 'bookA'],
    ]);
  });

  it('are none any more once one of them is deleted', async () => {
    await edit(a!, 'c1', 'book:bookA', { deleted: 1 });
    expect(await found()).toEqual([]);
  });
});

it('in one push are found as well', async () => {
  const insert = (id: string) => ({
    table: 'customer',
    id,
    scope: 'book:joint',
    cells: aCustomer({ customer_no: 'K9' }),
    kind: 'insert' as const,
  });
  await a!.push(insert('c1'), insert('c2'));
  expect(await statuses()).toEqual(['c1 open', 'c2 open']);
});

it('a mobile number counts within a book and among records of one kind, however it is written', async () => {
  for (const [id, scope, kind] of [
    ['c1', 'book:joint', 'person'],
    ['c2', 'book:joint', 'person'],
    ['company', 'book:joint', 'company'],
    ['elsewhere', 'book:bookA', 'person'],
  ] as const) {
    await a!.insert('customer', id, scope, aCustomer({ kind }));
    await mobile(a!, `m-${id}`, id, scope, id === 'c1' ? '138 0013 8000' : '+86 13800138000');
  }
  expect(await statuses()).toEqual(['c1 open', 'c2 open']);
  await a!.push({
    table: 'contact_point',
    id: 'm-c2',
    scope: 'book:joint',
    cells: { deleted: 1 },
    base: await a!.base('contact_point', 'm-c2'),
  });
  expect(await found()).toEqual([]);
});

it('a number that many records carry is nobody’s', async () => {
  for (let at = 0; at < 10; at += 1)
    await a!.insert('customer', `c${at}`, 'book:joint', aCustomer({ id_no: '000000' }));
  // Those found while there were few are looked at again when one of them changes.
  await edit(a!, 'c0', 'book:joint', { id_no: '0000' });
  expect(
    (await found()).every(({ customer_id, other_id }) => customer_id !== 'c9' && other_id !== 'c9'),
  ).toBe(true);
});
