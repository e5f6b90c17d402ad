import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Cells } from '../../src-shared/sync/change.ts';
import { stampAt, type Mark } from '../../src-shared/sync/clock.ts';
import { aCustomer, aServer, NOW, type Kit, type Laptop } from '../../tests/support/server-kit.ts';

let kit: Kit;
let [a, b]: Laptop[] = [];
beforeEach(async () => {
  kit = await aServer();
  [a, b] = [await kit.laptop('A'), await kit.laptop('B')];
  const cells = aCustomer({ remark: '原话' });
  await kit.load({ table: 'customer', rows: [{ id: 'c1', scope: 'book:joint', cells }] });
});
afterEach(() => kit.close());

const conflicts = () => kit.rows('edit_conflict');
/** A change at a minute, by somebody who saw a mark. */
const change = (laptop: Laptop, minute: number, cells: Cells, saw: Mark) => {
  const unit = Object.keys(cells)[0]!;
  const at = NOW - 3_600_000 + minute * 60_000;
  const made = laptop.change({
    table: 'customer',
    id: 'c1',
    scope: 'book:joint',
    cells,
    base: { [unit]: saw },
    at,
  });
  return { ...made, clock: stampAt(at) };
};
const markOf = ({ clock }: { clock: number }, { device }: Laptop): Mark => [clock, device];

describe('a server that was put back and has lost the edit that had won', () => {
  it('keeps the one that had lost to it, though its own writer has written over the winner since', async () => {
    const { '*': first } = await a!.base('customer', 'c1');
    const lost = change(a!, 1, { remark: '甲' }, first!);
    const won = change(b!, 2, { remark: '乙' }, first!);
    const over = change(a!, 3, { remark: '甲再写' }, markOf(won, b!));
    const last = change(a!, 4, { remark: '甲三写' }, markOf(over, a!));
    await a!.send([lost, over, last]);
    expect(await kit.rows('customer')).toMatchObject([{ remark: '甲三写' }]);
    expect(await conflicts()).toMatchObject([{ lost: '{"remark":"甲"}', lost_by: 'A', kept_by: 'A' }]);
  });
});
