import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aCustomer, aServer, type Kit } from '../../tests/support/server-kit.ts';

let kit: Kit;
beforeEach(async () => {
  kit = await aServer();
});
afterEach(() => kit.close());

describe('a change that the database cannot take', () => {
  it('is refused as Poison, the rest of the push is applied, and the log names it by number only', async () => {
    await kit.store.script(`ALTER TABLE "customer" ADD CONSTRAINT trap CHECK (name <> '陷阱')`);
    const a = await kit.laptop('A');
    const put = (id: string, name: string) => ({
      table: 'customer',
      id,
      scope: 'book:joint',
      kind: 'insert' as const,
      cells: aCustomer({ name }),
    });
    const answer = await a.push(put('c1', '甲'), put('c2', '陷阱'), put('c3', '乙'));
    expect(answer).toMatchObject({ upTo: 3, results: [{ n: 2, outcome: 'refused', reason: 'Poison' }] });
    expect((await kit.rows('customer')).map((row) => row['id'])).toEqual(['c1', 'c3']);
    const line = kit.logged
      .map((text) => JSON.parse(text) as Record<string, unknown>)
      .find((one) => one['msg'] === 'poison');
    expect(line).toMatchObject({ device: a.device, n: 2, fault: { code: '23514' } });
    expect(kit.logged.join('')).not.toContain('陷阱');
    await kit.store.script('ALTER TABLE "customer" DROP CONSTRAINT trap');
  });

  it.each(['customer_tag', 'note', 'customer'] as const)(
    'stops nothing else either where it names a parent that no row can be: %s',
    async (table) => {
      const a = await kit.laptop('A');
      const nobody = 'no\u0000body';
      const cells = {
        customer_tag: { customer_id: nobody, tag: '重点' },
        note: { customer_id: nobody, title: '记录' },
        customer: aCustomer({ merged_into: nobody }),
      }[table];
      const put = (id: string, name: string, of: object) => ({
        ...{ table: name, id, scope: 'book:joint', kind: 'insert' as const },
        cells: of as ReturnType<typeof aCustomer>,
      });
      const answer = await a.push(put('c1', 'customer', aCustomer({ name: '甲' })), put('x1', table, cells));
      expect(answer).toMatchObject({ upTo: 2, results: [{ n: 2, outcome: 'refused', reason: 'BadValue' }] });
      expect((await kit.rows('customer')).map((row) => row['id'])).toEqual(['c1']);
    },
  );
});
