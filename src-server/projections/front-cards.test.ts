import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aCustomer, aServer, NOW, type Kit, type Laptop } from '../../tests/support/server-kit.ts';
import { rollForward } from './roll-forward.ts';

let kit: Kit;
let a: Laptop;
let teller: Laptop;
beforeEach(async () => {
  kit = await aServer();
  a = await kit.laptop('A');
  teller = await kit.laptop('T');
});
afterEach(() => kit.close());

const cards = () => kit.rows('front_card');
const contact = (id: string, at: number) => ({
  table: 'contact_log',
  id,
  scope: 'book:bookA',
  kind: 'insert' as const,
  cells: { customer_id: 'c', channel: 'phone', at, summary: 'about 3 million' },
});

describe('the restricted card of a customer (R73)', () => {
  it('says what a teller may know and nothing else', async () => {
    await a.insert('customer', 'c', 'book:bookA', {
      ...aCustomer(),
      short_name: '云岫',
      customer_no: '1008',
      need_amount: 300_000_000,
      need_currency: 'CNY',
      remark: 'wants a lower rate',
      teller_note: '爱喝龙井；请先问候',
    });
    await a.push(contact('k1', NOW - 86_400_000));
    expect(await cards()).toMatchObject([
      {
        scope: 'front:branch',
        customer_id: 'c',
        name: '云岫',
        customer_no: '1008',
        tier: 'key',
        owner_id: 'A',
        teller_note: '爱喝龙井；请先问候',
        last_contact_on: '2026-11-01',
      },
    ]);
    const told = JSON.stringify(await teller.news('front:branch'));
    expect(told).toContain('龙井');
    for (const secret of ['300000000', 'lower rate', '3 million']) expect(told).not.toContain(secret);
    // A teller holds no book.
    expect((await teller.pull('book:bookA')).grants).not.toHaveProperty('book:bookA');
  });

  it('follows the contacts, also where one is taken back, and is not written where it would say the same', async () => {
    await a.insert('customer', 'c', 'book:bookA', aCustomer());
    await a.push(contact('k1', NOW - 9 * 86_400_000), contact('k2', NOW));
    expect(await cards()).toMatchObject([{ last_contact_on: '2026-11-02' }]);
    await a.push({ table: 'contact_log', id: 'k2', scope: 'book:bookA', cells: { deleted: 1 } });
    expect(await cards()).toMatchObject([{ last_contact_on: '2026-10-24' }]);
    await teller.news('front:branch');
    await a.push({ table: 'customer', id: 'c', scope: 'book:bookA', cells: { remark: 'no news' } });
    expect(await teller.news('front:branch')).toEqual([]);
  });

  it('names the new owner after a book was handed over, and goes with the customer', async () => {
    await a.insert('customer', 'c', 'book:bookA', aCustomer());
    const admin = await kit.laptop('X');
    await admin.push({
      table: 'book_member',
      id: 'bookA-A',
      scope: 'bank',
      cells: { person_id: 'B' },
      base: await admin.base('book_member', 'bookA-A'),
    });
    expect(await cards()).toMatchObject([{ owner_id: 'B' }]);
    const b = await kit.laptop('B');
    await b.push({
      table: 'customer',
      id: 'c',
      scope: 'book:bookA',
      cells: { deleted: 1 },
      base: await b.base('customer', 'c'),
    });
    expect(await cards()).toEqual([]);
  });

  it('is there after a bulk load', async () => {
    await kit.load({ table: 'customer', rows: [{ id: 'c', scope: 'book:bookA', cells: aCustomer() }] });
    let stamp = 0;
    await rollForward({ store: kit.store, stamp: () => NOW * 4096 + (stamp += 1) }, NOW);
    expect(await cards()).toMatchObject([{ customer_id: 'c', owner_id: 'A' }]);
  });
});
