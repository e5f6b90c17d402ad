import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Cells } from '../../src-shared/sync/change.ts';
import { MAX_AHEAD_MS, stampAt, type Mark } from '../../src-shared/sync/clock.ts';
import type { PushResponse } from '../../src-shared/sync/protocol.ts';
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

/** A number that no laptop has here. */
const LOST = 999;
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

const send = async (laptop: Laptop, ...changes: object[]) => {
  const answer = await laptop.send(changes);
  expect(answer.statusCode).toBe(200);
  return answer.json<PushResponse>();
};

/** A writes twice, and had seen at the second time what B wrote between: that has not come yet. */
async function withoutTheStepBetween() {
  const { '*': first } = await a!.base('customer', 'c1');
  const mine = change(a!, 1, { remark: '甲' }, first!);
  const between = change(b!, 2, { remark: '乙' }, markOf(mine, a!));
  await send(a!, mine, change(a!, 3, { remark: '甲再写' }, markOf(between, b!)));
  return between;
}

describe('a server that was put back and has lost the edit that had won', () => {
  it('keeps the one that had lost to it, though its own writer has written over the winner since', async () => {
    const { '*': first } = await a!.base('customer', 'c1');
    const lost = change(a!, 1, { remark: '甲' }, first!);
    const won = change(b!, 2, { remark: '乙' }, first!);
    const over = change(a!, 3, { remark: '甲再写' }, markOf(won, b!));
    const last = change(a!, 4, { remark: '甲三写' }, markOf(over, a!));
    await send(a!, lost, over, last);
    expect(await kit.rows('customer')).toMatchObject([{ remark: '甲三写' }]);
    expect(await conflicts()).toMatchObject([{ lost: '{"remark":"甲"}', lost_by: 'A', kept_by: 'A' }]);
    // The winner comes: it had not seen what had lost to it either, and the last word had seen it.
    await send(b!, won);
    expect(await kit.rows('customer')).toMatchObject([{ remark: '甲三写' }]);
    expect(await conflicts()).toMatchObject([{ lost: '{"remark":"甲"}' }]);
  });
});

describe('a server that was put back and gets writes again in another order', () => {
  it('makes no conflict of a write that comes after one whose writer had seen it', async () => {
    const { '*': first } = await a!.base('customer', 'c1');
    const earlier = change(b!, 1, { remark: '乙' }, first!);
    await send(a!, change(a!, 2, { remark: '甲' }, markOf(earlier, b!)));
    const { results } = await send(b!, earlier);
    expect(results).toMatchObject([{ outcome: 'merged', state: { cells: { remark: '甲' } } }]);
    expect(await conflicts()).toEqual([]);
  });

  it('takes back a record that it made for want of the step between, once that comes', async () => {
    const between = await withoutTheStepBetween();
    expect(await conflicts()).toHaveLength(1);
    await send(b!, between);
    expect(await conflicts()).toEqual([]);
    expect(await kit.rows('customer')).toMatchObject([{ remark: '甲再写' }]);
  });

  it('makes none where that step came before the row that it was about was there again', async () => {
    const made = a!.change({
      ...{
        table: 'customer',
        id: 'd1',
        scope: 'book:joint',
        kind: 'insert',
        cells: aCustomer({ remark: '甲' }),
      },
      ...{ base: {}, at: NOW - 3_600_000 },
    });
    const between = { ...change(b!, 1, { remark: '乙' }, markOf(made, a!)), id: 'd1' };
    const over = { ...change(a!, 2, { remark: '甲再写' }, markOf(between, b!)), id: 'd1' };
    expect((await send(b!, between)).results).toMatchObject([{ outcome: 'refused', reason: 'RowMissing' }]);
    await send(a!, made, over);
    expect(await conflicts()).toEqual([]);
    expect(await kit.rows('customer')).toContainEqual(
      expect.objectContaining({ id: 'd1', remark: '甲再写' }),
    );
  });

  it('takes it back too where the laptop of the step between was made to forget what it had written', async () => {
    const between = await withoutTheStepBetween();
    expect(await conflicts()).toHaveLength(1);
    expect((await send(b!, { ...between, cells: {} })).results).toEqual([]);
    expect(await conflicts()).toEqual([]);
    expect(await kit.rows('customer')).toMatchObject([{ remark: '甲再写' }]);
  });

  it('takes back what it asked about several fields of a deleted record once the last step between has come', async () => {
    const { '*': first } = await a!.base('customer', 'c1');
    const [one, two] = [change(b!, 1, { remark: '乙' }, first!), change(b!, 2, { hobbies: '乙' }, first!)];
    await send(b!, one, two);
    const [over, other] = [
      change(b!, 3, { remark: '乙再写' }, markOf(one, b!)),
      change(b!, 4, { hobbies: '乙再写' }, markOf(two, b!)),
    ];
    const deletion = change(a!, 5, { deleted: 1 }, first!);
    const base = { '*': first!, remark: markOf(over, b!), hobbies: markOf(other, b!) };
    await send(a!, { ...deletion, base });
    expect(await conflicts()).toMatchObject([{ unit: 'deleted', lost_by: 'B', kept_by: 'A' }]);
    await send(b!, over);
    expect(await conflicts()).toHaveLength(1);
    await send(b!, other);
    expect(await conflicts()).toEqual([]);
    expect(await kit.rows('customer')).toEqual([]);
  });

  it('takes back all that it asked about a deletion which had seen what came later, also once an edit revived the record', async () => {
    const { '*': first } = await a!.base('customer', 'c1');
    const l = await kit.laptop('L');
    const one = change(l, 1, { remark: '丙' }, first!);
    await send(l, one);
    const two = change(b!, 2, { remark: '乙', hobbies: '乙' }, first!);
    const four = change(l, 3, { remark: '丙再写' }, markOf(two, b!));
    const deletion = change(a!, 4, { deleted: 1 }, first!);
    const base = { '*': first!, remark: markOf(four, l), hobbies: markOf(two, b!) };
    await send(a!, { ...deletion, base });
    const five = change(b!, 5, { hobbies: '乙再写' }, markOf(two, b!));
    await send(b!, { ...two, base: { remark: markOf(one, l), hobbies: first! } }, five);
    await send(l, four);
    expect(await conflicts()).toMatchObject([{ lost: '{"deleted":1}', kept: '{"hobbies":"乙再写"}' }]);
  });

  it('keeps such a record where the deletion had not seen one of the fields', async () => {
    const { '*': first } = await a!.base('customer', 'c1');
    const [one, two] = [change(b!, 1, { remark: '乙' }, first!), change(b!, 2, { hobbies: '乙' }, first!)];
    await send(b!, one, two);
    const over = change(b!, 3, { remark: '乙再写' }, markOf(one, b!));
    const deletion = change(a!, 5, { deleted: 1 }, first!);
    await send(a!, { ...deletion, base: { '*': first!, remark: markOf(over, b!) } });
    await send(b!, over);
    expect(await conflicts()).toMatchObject([{ lost: '{"hobbies":"乙","remark":"乙"}' }]);
  });

  it('knows of an edit on top of a refused one what that had seen, also where its own stands here meanwhile', async () => {
    const { '*': first } = await a!.base('customer', 'c1');
    const before = change(a!, 1, { remark: '甲' }, first!);
    await send(a!, before);
    const lost = change(b!, 2, { remark: '乙' }, markOf(before, a!));
    const refused = change(a!, 3, { remark: '甲二写', tier: '没有' }, markOf(lost, b!));
    const over = change(a!, 4, { remark: '甲三写' }, markOf(refused, a!));
    expect((await send(a!, refused, over)).results).toMatchObject([{ outcome: 'refused' }]);
    await send(b!, lost);
    expect(await kit.rows('customer')).toMatchObject([{ remark: '甲三写' }]);
    expect(await conflicts()).toEqual([]);
  });

  it('leaves such a record alone where somebody has settled it', async () => {
    const between = await withoutTheStepBetween();
    const id = String((await conflicts())[0]!['id']);
    const settled = { status: 'settled', settled_by: 'A', settled_at: NOW, choice: 'kept' };
    const place = { table: 'edit_conflict', id, scope: 'book:joint' };
    await a!.push({ ...place, cells: settled, base: await a!.base('edit_conflict', id) });
    await send(b!, between);
    expect(await conflicts()).toMatchObject([settled]);
  });

  it('lets a customer stay deleted, without a word, whose last edit the deletion had seen', async () => {
    const { '*': first } = await a!.base('customer', 'c1');
    const before = change(a!, 0, { remark: '甲' }, first!);
    await send(a!, before);
    const edit = change(b!, 1, { remark: '乙' }, markOf(before, a!));
    const deletion = change(a!, 2, { deleted: 1 }, first!);
    await send(a!, { ...deletion, base: { '*': first!, remark: markOf(edit, b!) } });
    await send(b!, edit);
    expect(await kit.rows('customer')).toEqual([]);
    expect(await conflicts()).toEqual([]);
  });

  it('takes back what was asked of a deletion about two fields that nobody’s row ever said, once the step between comes', async () => {
    const { '*': first } = await a!.base('customer', 'c1');
    const c = await kit.laptop('B');
    const both = change(b!, 1, { remark: '乙', hobbies: '乙' }, first!);
    const edit = { ...both, base: { remark: first!, hobbies: first! } };
    const [one, two] = [
      change(a!, 2, { hobbies: '甲' }, markOf(edit, b!)),
      change(a!, 3, { remark: '甲' }, markOf(edit, b!)),
    ];
    const between = change(c, 4, { hobbies: '丙' }, markOf(one, a!));
    const deletion = change(c, 5, { deleted: 1 }, first!);
    const saw = { '*': first!, remark: markOf(two, a!), hobbies: markOf(between, c) };
    const other = await kit.laptop('B');
    await send(other, { ...deletion, n: 1, base: saw });
    await send(a!, one, two);
    await send(b!, edit);
    expect((await conflicts()).map(({ lost }) => lost)).toContain('{"remark":"乙","hobbies":"乙"}');
    await send(c, { ...between, n: 1 });
    expect(await conflicts()).toEqual([]);
  });

  it('asks a deletion about nothing that the edit had seen which it found, wherever that came from', async () => {
    const { '*': first } = await a!.base('customer', 'c1');
    const earlier = change(b!, 1, { remark: '乙' }, first!);
    const over = change(a!, 2, { remark: '甲' }, markOf(earlier, b!));
    const deletion = { ...change(a!, 3, { deleted: 1 }, first!) };
    await send(a!, over, { ...deletion, base: { '*': first!, remark: markOf(over, a!) } });
    await send(b!, earlier);
    expect((await conflicts()).map(({ lost }) => lost)).not.toContain('{"remark":"乙"}');
  });

  it('knows a deletion under the mark that it claimed and under the one above what it followed', async () => {
    const { '*': first } = await a!.base('customer', 'c1');
    const before = change(a!, 0, { remark: '甲' }, first!);
    await send(a!, before);
    const gone = change(b!, 40, { deleted: 1 }, first!);
    const back = change(b!, 41, { deleted: 0 }, markOf(gone, b!));
    await send(b!, { ...gone, base: { '*': first!, remark: markOf(before, a!) } }, back);
    // The edit that the deletion had seen is lost with the server's past; its laptop's clock is behind.
    const edit = { ...change(b!, 3, { remark: '乙' }, markOf(before, a!)), n: 3 };
    const deletion = change(a!, 2, { deleted: 1 }, first!);
    const base = { '*': first!, deleted: markOf(back, b!), remark: markOf(edit, b!) };
    await send(a!, { ...deletion, base });
    const { deleted } = await a!.base('customer', 'c1');
    expect(deleted).toEqual([back.clock + 1, a!.device]);
    await send(b!, edit);
    expect(await kit.rows('customer')).toEqual([]);
    expect(await conflicts()).toEqual([]);
  });

  it('knows what a refused edit had seen once its writer builds on it', async () => {
    const { '*': first } = await a!.base('customer', 'c1');
    const seen = change(b!, 1, { remark: '乙' }, first!);
    await send(b!, seen);
    const refused = change(a!, 2, { remark: '甲', tier: '无此级别' }, markOf(seen, b!));
    expect((await send(a!, refused)).results).toMatchObject([{ n: 1, reason: 'BadValue' }]);
    await send(a!, change(a!, 3, { remark: '甲再写' }, markOf(refused, a!)));
    expect(await kit.rows('customer')).toMatchObject([{ remark: '甲再写' }]);
    expect(await conflicts()).toEqual([]);
  });

  it('keeps what knew more as a record where an older write stands above it by its clock', async () => {
    const { '*': first } = await a!.base('customer', 'c1');
    const ahead = change(b!, 600, { remark: '乙' }, first!);
    const seen: Mark = [stampAt(NOW - 30 * 60_000), b!.device];
    await send(a!, change(a!, 40, { remark: '甲' }, seen));
    await send(b!, ahead);
    expect(await kit.rows('customer')).toMatchObject([{ remark: '乙' }]);
    expect((await conflicts()).map(({ lost }) => lost)).toContain('{"remark":"甲"}');
  });
});

describe('a laptop that got a new number, and offers what it had sent under the one before', () => {
  it('is known by who had seen its edit under that one, whichever of the two comes first', async () => {
    const { '*': first } = await a!.base('customer', 'c1');
    const anew = await kit.laptop('B');
    const seen = change(b!, 1, { remark: '乙' }, first!);
    const after = change(a!, 2, { remark: '甲' }, markOf(seen, b!));
    expect((await anew.send([{ ...seen, n: 1 }], [b!.device])).statusCode).toBe(200);
    await send(a!, after);
    expect(await kit.rows('customer')).toMatchObject([{ remark: '甲' }]);
    expect(await conflicts()).toEqual([]);
    const again = change(b!, 3, { hobbies: '乙' }, first!);
    await send(a!, change(a!, 4, { hobbies: '甲' }, markOf(again, b!)));
    expect((await anew.send([{ ...again, n: 2 }], [b!.device])).statusCode).toBe(200);
    expect(await kit.rows('customer')).toMatchObject([{ hobbies: '甲' }]);
    expect(await conflicts()).toEqual([]);
  });

  it('is no other laptop of the same moment', async () => {
    const { '*': first } = await a!.base('customer', 'c1');
    const other = await kit.laptop('B');
    const unseen = change(other, 1, { remark: '乙' }, first!);
    await other.send([unseen]);
    await send(a!, change(a!, 2, { remark: '甲' }, markOf(unseen, b!)));
    expect(await conflicts()).toMatchObject([{ lost: '{"remark":"乙"}' }]);
  });

  it('is no other laptop of the same moment, whose number nobody knows any more', async () => {
    const { '*': first } = await a!.base('customer', 'c1');
    const unseen = change(b!, 1, { remark: '乙' }, first!);
    await send(b!, unseen);
    await send(a!, change(a!, 2, { remark: '甲' }, [unseen.clock, LOST]));
    expect(await conflicts()).toMatchObject([{ lost: '{"remark":"乙"}' }]);
  });

  it('is known also where only the log names its new number', async () => {
    const { '*': first } = await a!.base('customer', 'c1');
    const [other, anew, newest] = [await kit.laptop('B'), await kit.laptop('B'), await kit.laptop('B')];
    const [one, two] = [change(b!, 1, { remark: '乙' }, first!), change(other, 2, { hobbies: '乙' }, first!)];
    await anew.send([one], [b!.device]);
    await newest.send([two], [other.device]);
    const deletion = change(a!, 3, { deleted: 1 }, first!);
    const base = { '*': first!, remark: markOf(one, b!), hobbies: markOf(two, other) };
    await send(a!, { ...deletion, base });
    expect(await kit.rows('customer')).toEqual([]);
    expect(await conflicts()).toEqual([]);
  });

  it('is asked about nothing by a deletion that had seen its edits of several fields and moments', async () => {
    const { '*': first } = await a!.base('customer', 'c1');
    const anew = await kit.laptop('B');
    const [one, two] = [change(b!, 1, { remark: '乙' }, first!), change(b!, 2, { hobbies: '乙' }, first!)];
    await anew.send([one, two], [b!.device]);
    const deletion = change(a!, 3, { deleted: 1 }, first!);
    const base = { '*': first!, remark: markOf(one, b!), hobbies: markOf(two, b!) };
    await send(a!, { ...deletion, base });
    expect(await kit.rows('customer')).toEqual([]);
    expect(await conflicts()).toEqual([]);
  });
});

it('tells under which clock it took a change that was too far ahead, each time that it is asked', async () => {
  const { '*': first } = await a!.base('customer', 'c1');
  const [one, two] = [
    change(a!, 600, { remark: '一' }, first!),
    change(a!, 601, { remark: '二' }, [stampAt(NOW + 540 * 60_000), a!.device]),
  ];
  const latest = stampAt(NOW + MAX_AHEAD_MS);
  const told = [
    { n: 1, clock: latest },
    { n: 2, clock: latest + 1 },
  ];
  expect((await send(a!, one, two)).results).toMatchObject(told);
  expect((await send(a!, one, two)).results).toMatchObject(told);
  expect(await conflicts()).toEqual([]);
});
