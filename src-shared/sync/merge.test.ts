import { describe, expect, it } from 'vitest';
import { tableSpec } from '../schema/tables.ts';
import { chainsOf, isReplaced } from './chains.ts';
import { markOf, wholeBase, type Cells, type Change, type RowState } from './change.ts';
import { stampAt, type Mark } from './clock.ts';
import { insertRow, mergeChange } from './merge.ts';
import type { Merged } from './merged.ts';

const spec = tableSpec('customer');
const at = (minute: number): number => stampAt(Date.UTC(2026, 2, 16, 9, minute));

function aCustomer(cells: Cells = { name: '云岫精密', remark: 'first' }): RowState {
  return {
    table: 'customer',
    id: 'c1',
    scope: 'book:1',
    deleted: 0,
    cells,
    marks: { row: [at(0), 1], units: {} },
  };
}

function anEdit(
  row: RowState,
  device: number,
  minute: number,
  cells: Cells,
  saw: RowState = row,
): Change & { device: number } {
  const whole = 'deleted' in cells || 'scope' in cells;
  const base: Record<string, Mark> = whole ? wholeBase(saw.marks) : {};
  for (const unit of new Set(Object.keys(cells).map((column) => spec.unitOf[column] ?? column)))
    base[unit] = markOf(saw.marks, unit);
  return {
    n: minute,
    tx: minute,
    table: 'customer',
    id: row.id,
    scope: row.scope,
    kind: 'update',
    cells,
    clock: at(minute),
    base,
    device,
  };
}

const merge = (row: RowState, change: Change & { device: number }, clock = change.clock): Merged =>
  mergeChange(row, change, { spec, device: change.device, clock, rootBase: {} });

describe('merging a change into a row', () => {
  it('keeps both sides where two people changed different fields', () => {
    const start = aCustomer();
    const first = merge(start, anEdit(start, 1, 5, { name: '云岫精密制造' }));
    const second = merge(first.row, anEdit(start, 2, 6, { remark: 'second' }));
    expect(second.row.cells).toMatchObject({ name: '云岫精密制造', remark: 'second' });
    expect(second.overwrites).toEqual([]);
  });

  it('lets the last writer of one field win and keeps what the other wrote', () => {
    const start = aCustomer();
    const first = merge(start, anEdit(start, 1, 5, { remark: 'mine' }));
    const second = merge(first.row, anEdit(start, 2, 6, { remark: 'theirs' }));
    expect(second.row.cells['remark']).toBe('theirs');
    expect(second.overwrites).toMatchObject([
      { unit: 'remark', base: [at(0), 1], lost: { remark: 'mine' }, kept: { remark: 'theirs' } },
    ]);
  });

  it('does not let a late older edit undo a newer one, and records it', () => {
    const start = aCustomer();
    const first = merge(start, anEdit(start, 2, 6, { remark: 'newer' }));
    const second = merge(first.row, anEdit(start, 1, 5, { remark: 'older' }));
    expect(second.row.cells['remark']).toBe('newer');
    expect(second.overwrites).toMatchObject([{ lost: { remark: 'older' }, kept: { remark: 'newer' } }]);
    expect(second.plain).toBe(false);
  });

  it('takes an edit of somebody who saw the value, even with a clock that is behind', () => {
    const start = aCustomer();
    const ahead = merge(start, anEdit(start, 2, 50, { remark: 'from a clock ahead' }));
    const after = merge(ahead.row, anEdit(ahead.row, 1, 5, { remark: 'read and changed' }));
    expect(after.row.cells['remark']).toBe('read and changed');
    expect(after.overwrites).toEqual([]);
    expect(markOf(after.row.marks, 'remark')[0]).toBeGreaterThan(markOf(ahead.row.marks, 'remark')[0]);
  });

  it('reports nothing where both wrote the same value', () => {
    const start = aCustomer();
    const first = merge(start, anEdit(start, 1, 5, { remark: 'same' }));
    expect(merge(first.row, anEdit(start, 2, 6, { remark: 'same' })).overwrites).toEqual([]);
  });

  it('moves amount and currency as one: no mixture that nobody chose', () => {
    const start = aCustomer({ name: 'x', need_amount: 100, need_currency: 'CNY' });
    const first = merge(start, anEdit(start, 1, 5, { need_amount: 200, need_currency: 'USD' }));
    const second = merge(first.row, anEdit(start, 2, 6, { need_amount: 300, need_currency: 'CNY' }));
    expect(second.row.cells).toMatchObject({ need_amount: 300, need_currency: 'CNY' });
    expect(second.overwrites[0]?.lost).toEqual({ need_amount: 200, need_currency: 'USD' });
  });

  it('brings a deleted row back where a later edit had not seen the deletion', () => {
    const start = aCustomer();
    const dead = merge(start, anEdit(start, 1, 5, { deleted: 1 }));
    const back = merge(dead.row, anEdit(start, 2, 6, { remark: 'still needed' }));
    expect(back.row).toMatchObject({ deleted: 0, cells: { remark: 'still needed' } });
    expect(back.overwrites).toMatchObject([{ unit: 'deleted', lost: { deleted: 1 } }]);
  });

  it('keeps an earlier unseen edit as a record where a later deletion wins', () => {
    const start = aCustomer();
    const edited = merge(start, anEdit(start, 2, 5, { remark: 'unseen' }));
    const dead = merge(edited.row, anEdit(start, 1, 6, { deleted: 1 }));
    expect(dead.row.deleted).toBe(1);
    expect(dead.overwrites).toMatchObject([{ unit: 'deleted', lost: { remark: 'unseen' } }]);
  });

  it('keeps the words of an edit that had revived the row in the one record of the deletion after it', () => {
    const start = aCustomer();
    const dead = merge(start, anEdit(start, 1, 5, { deleted: 1 }));
    const back = merge(dead.row, anEdit(start, 2, 6, { remark: 'unseen' }));
    const again = merge(back.row, anEdit(start, 3, 7, { deleted: 1 }));
    expect(again.row.deleted).toBe(1);
    expect(again.overwrites).toMatchObject([{ unit: 'deleted', lost: { remark: 'unseen' } }]);
  });

  it('deletes without a record what the deleter had seen whole', () => {
    const start = aCustomer();
    const edited = merge(start, anEdit(start, 2, 5, { remark: 'seen' }));
    expect(merge(edited.row, anEdit(edited.row, 1, 6, { deleted: 1 })).overwrites).toEqual([]);
  });

  it('does not conflict with itself where the server set the clock of an earlier change back', () => {
    const start = aCustomer();
    const far = anEdit(start, 1, 55, { remark: 'one' });
    const clamped = merge(start, far, at(7));
    const unclamped: RowState = {
      ...start,
      marks: { row: start.marks.row, units: { remark: [far.clock, 1] } },
    };
    const next = merge(clamped.row, anEdit(start, 1, 56, { remark: 'two' }, unclamped), at(7));
    expect(next.row.cells['remark']).toBe('two');
    expect(next.overwrites).toEqual([]);
  });
});

it('leaves a row deleted that another deletes once more without having seen its last edit', () => {
  const start = aCustomer();
  const edited = merge(start, anEdit(start, 2, 6, { remark: 'last' })).row;
  const gone = merge(edited, anEdit(edited, 3, 7, { deleted: 1 })).row;
  const again = merge(gone, anEdit(gone, 1, 5, { deleted: 1 }, start));
  expect([again.row.deleted, again.overwrites]).toEqual([1, []]);
});

it('tells the row to whoever wins by its number alone: it may have written under a smaller one', () => {
  const start = aCustomer();
  const now = merge(start, anEdit(start, 2, 5, { remark: 'theirs' })).row;
  const mine = merge(now, anEdit(start, 3, 5, { remark: 'mine' }));
  expect(mine).toMatchObject({ plain: false, row: { cells: { remark: 'mine' } } });
  expect(merge(now, anEdit(start, 3, 6, { remark: 'mine' })).plain).toBe(true);
});

describe('a server that has lost what another wrote in between', () => {
  const start = aCustomer();
  const mine = merge(start, anEdit(start, 1, 5, { remark: 'mine' })).row;
  const theirs = merge(start, anEdit(start, 2, 6, { remark: 'theirs' })).row;

  it('keeps what a device had written before it as a record: it may have lost to that one unseen', () => {
    const over = merge(mine, anEdit(mine, 1, 7, { remark: 'over theirs' }, theirs));
    expect(over.row.cells['remark']).toBe('over theirs');
    expect(over.overwrites).toMatchObject([{ lost: { remark: 'mine' }, kept: { remark: 'over theirs' } }]);
    const whole = merge(mine, anEdit(mine, 1, 7, { deleted: 1 }, theirs));
    expect(whole.row.deleted).toBe(1);
    expect(whole.overwrites).toMatchObject([{ unit: 'deleted', lost: { remark: 'mine' } }]);
  });

  it('keeps the later one also where both clocks are set back to the same time', () => {
    const back = merge(start, anEdit(start, 1, 50, { remark: 'mine' }), at(8)).row;
    const over = merge(back, anEdit(back, 1, 51, { remark: 'over theirs' }, theirs), at(8));
    expect(over.row.cells['remark']).toBe('over theirs');
    expect(over.overwrites).toMatchObject([{ lost: { remark: 'mine' } }]);
  });

  it('takes the same clock under another number for its own write only where the device does not tell its numbers', () => {
    const before: RowState = { ...mine, marks: { row: mine.marks.row, units: { remark: [at(5), 9] } } };
    const next = anEdit(mine, 1, 7, { remark: 'next' }, before);
    expect(merge(mine, next).overwrites).toEqual([]);
    const context = { spec, device: 1, clock: next.clock, rootBase: {}, earlier: [] };
    expect(mergeChange(mine, next, context).overwrites).toMatchObject([{ lost: { remark: 'mine' } }]);
  });

  it('knows a write of its own by two numbers that it had, neither of them the one of now', () => {
    const row: RowState = { ...mine, marks: { row: mine.marks.row, units: { remark: [at(5), 8] } } };
    const before: RowState = { ...mine, marks: { row: mine.marks.row, units: { remark: [at(5), 9] } } };
    const next = anEdit(row, 1, 7, { remark: 'next' }, before);
    const context = { spec, device: 1, clock: next.clock, rootBase: {} };
    expect(mergeChange(row, next, { ...context, earlier: [8, 9] }).overwrites).toEqual([]);
    expect(mergeChange(row, next, { ...context, earlier: [9] }).overwrites).toHaveLength(1);
  });

  it('knows what a copied laptop wrote under the number that it had before, whatever its clock said', () => {
    const before: RowState = { ...mine, marks: { row: mine.marks.row, units: { remark: [at(55), 9] } } };
    const next = anEdit(mine, 1, 56, { remark: 'next' }, before);
    const context = { spec, device: 1, clock: at(8), rootBase: {} };
    expect(mergeChange(mine, next, context).overwrites).toHaveLength(1);
    expect(mergeChange(mine, next, { ...context, earlier: [9] }).overwrites).toEqual([]);
  });
});

describe('a chain of edits in one push', () => {
  const isOne = (device: number): boolean => device === 1;

  it('names what a later edit builds on, and where the chain started', () => {
    const start = aCustomer();
    const first = anEdit(start, 1, 5, { remark: 'draft' });
    const second: Change = {
      ...anEdit(start, 1, 6, { remark: 'final' }),
      base: { remark: [first.clock, 1] },
    };
    const chains = chainsOf(() => spec, [first, second], isOne);
    expect([...chains.get(first.n)!.next]).toEqual([['remark', second.n]]);
    expect(chains.get(second.n)!.rootBase).toEqual({ remark: [at(0), 1] });
  });

  it('is none where what the later one names is another laptop’s of the same moment', () => {
    const start = aCustomer();
    const first = anEdit(start, 1, 5, { remark: 'mine' });
    const second: Change = {
      ...anEdit(start, 1, 6, { remark: 'on theirs' }),
      base: { remark: [first.clock, 2] },
    };
    const chains = chainsOf(() => spec, [first, second], isOne);
    expect([...chains.get(first.n)!.next]).toEqual([]);
    expect(chains.get(second.n)!.rootBase).toEqual({});
  });

  it('replaces a value only by one that was taken', () => {
    const start = aCustomer();
    const first = anEdit(start, 1, 5, { remark: 'one' });
    const second: Change = { ...anEdit(start, 1, 6, { remark: 'two' }), base: { remark: [first.clock, 1] } };
    const third: Change = {
      ...anEdit(start, 1, 7, { remark: 'three' }),
      base: { remark: [second.clock, 1] },
    };
    const chains = chainsOf(() => spec, [first, second, third], isOne);
    const replaced = (n: number, taken: readonly Change[]): boolean =>
      isReplaced(chains, n, 'remark', (one) => taken.some((change) => change.n === one));
    expect(replaced(first.n, [second, third])).toBe(true);
    expect(replaced(first.n, [third])).toBe(true);
    expect(replaced(first.n, [])).toBe(false);
    expect(replaced(third.n, [first, second])).toBe(false);
  });
});

it('an edit that builds on a refused one of the same push does not conflict with what both had seen', () => {
  const start = aCustomer();
  const refused = anEdit(start, 2, 5, { remark: 'refused' });
  const later = { ...anEdit(start, 2, 6, { remark: 'later' }), base: { remark: [refused.clock, 2] as Mark } };
  const { rootBase } = chainsOf(
    () => spec,
    [refused, later],
    (device) => device === 2,
  ).get(later.n)!;
  const context = { spec, device: 2, clock: later.clock, rootBase };
  const merged = mergeChange(start, later, context);
  expect(merged.overwrites).toEqual([]);
  expect(merged.row.cells).toMatchObject({ remark: 'later' });
});

describe('a row that two laptops made from the same thing', () => {
  const tasks = tableSpec('task');
  const born: RowState = {
    table: 'task',
    id: 't',
    scope: 'person:a',
    deleted: 0,
    cells: { title: 'review', status: 'open', done_at: null },
    marks: { row: [at(1), 1], units: {} },
  };
  const madeAgain = {
    ...anEdit(born, 2, 5, { title: 'review', status: 'open' }),
    kind: 'insert',
    base: {},
  } as const;
  const into = (row: RowState, change: Change, device = 2): Merged =>
    mergeChange(
      row,
      { ...change, table: 'task', id: 't' },
      { spec: tasks, device, clock: change.clock, rootBase: {} },
    );
  const edited = (row: RowState, minute: number, cells: Cells): RowState =>
    into(row, { ...anEdit(row, 1, minute, cells), base: wholeBase(row.marks) }, 1).row;

  it('is one row, and what either writes afterwards has seen what the other made', () => {
    const { row, overwrites, plain } = into(born, madeAgain);
    expect([row.cells, overwrites, plain]).toEqual([born.cells, [], false]);
    const own: Mark = [madeAgain.clock, 2];
    const later = { ...anEdit(row, 2, 6, { title: 'letter' }), base: { title: own } };
    expect(into(row, later).overwrites).toEqual([]);
    expect(
      into(row, { ...anEdit(row, 1, 6, { title: 'call' }), base: { title: born.marks.row } }, 1).overwrites,
    ).toEqual([]);
  });

  it('keeps what was edited since it was first made, whatever the clock of the second making', () => {
    const { row, overwrites } = into(edited(born, 2, { status: 'done', done_at: 7 }), madeAgain);
    expect([row.cells, overwrites]).toEqual([{ title: 'review', status: 'done', done_at: 7 }, []]);
  });

  it('is the later one where they were made unlike, with a record of the other', () => {
    const { row, overwrites } = into(born, { ...madeAgain, cells: { title: 'figures', status: 'open' } });
    expect([row.cells['title'], overwrites.map(({ lost }) => lost)]).toEqual([
      'figures',
      [{ title: 'review' }],
    ]);
  });

  it('lives where one deleted it and the other made it later', () => {
    expect(into(edited(born, 2, { deleted: 1 }), madeAgain).row.deleted).toBe(0);
    const { row } = into(born, madeAgain);
    expect(into(row, anEdit(born, 1, 3, { deleted: 1 }), 1).row.deleted).toBe(0);
  });
});

it('two who say the same at different times have not contradicted each other', () => {
  const row = { ...aCustomer({ status: 'done', done_at: 7 }), table: 'task' };
  const change = { ...anEdit(row, 2, 5, { status: 'done', done_at: 9 }, aCustomer()), base: {} };
  const context = { spec: tableSpec('task'), device: 2, clock: change.clock, rootBase: {} };
  expect(mergeChange(row, change, context)).toMatchObject({ overwrites: [], row: { cells: { done_at: 9 } } });
});

it('a new row carries one mark for all its units', () => {
  const made = insertRow({ ...anEdit(aCustomer(), 1, 1, { name: 'n' }), kind: 'insert' }, [at(1), 4]);
  expect(markOf(made.marks, 'remark')).toEqual([at(1), 4]);
});
