import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MonthBalances, type Booked } from './month-balances.ts';

const booked = (date: string, amount: number, more: Partial<Booked> = {}): Booked => ({
  customer: 'c',
  account: 'a',
  date,
  direction: amount < 0 ? 'out' : 'in',
  amount: Math.abs(amount),
  balance: null,
  ...more,
});

function months(...movements: readonly Booked[]) {
  const balances = new MonthBalances();
  for (const one of movements) balances.add(one);
  return [...balances.months()].map((one) => [one.customer, one.month, one.average, one.closing]);
}

describe('balances by month', () => {
  it('carry a balance through months without a movement, up to the last day of the feed', () => {
    expect(months(booked('1993-01-01', 700), booked('1993-03-31', -200))).toEqual([
      ['c', '1993-01', 700, 700],
      ['c', '1993-02', 700, 700],
      ['c', '1993-03', Math.round((30 * 700 + 500) / 31), 500],
    ]);
  });

  it('count the days from the first movement only', () => {
    expect(months(booked('1993-01-31', 700), booked('1993-01-31', 100))).toEqual([
      ['c', '1993-01', 800, 800],
    ]);
  });

  it('start from what the account held before the feed begins', () => {
    expect(months(booked('1993-01-01', -50, { balance: 950 }), booked('1993-01-02', 50))).toEqual([
      ['c', '1993-01', 975, 1000],
    ]);
  });

  it('add up the accounts of one customer, and keep customers apart', () => {
    const other = { account: 'b', balance: 300 };
    expect(
      months(
        booked('1993-01-01', 100),
        booked('1993-01-01', 300, other),
        booked('1993-01-01', 5, { customer: 'd', account: 'e' }),
      ),
    ).toEqual([
      ['c', '1993-01', 400, 400],
      ['d', '1993-01', 5, 5],
    ]);
  });

  it('close at a printed balance, whichever line of the day holds the last one', () => {
    const lines = [
      booked('1993-01-01', 1000, { balance: 1000 }),
      // In time: −300, then +50; the feed has them the other way round.
      booked('1993-01-02', 50, { balance: 750 }),
      booked('1993-01-02', -300, { balance: 700 }),
    ];
    expect(months(...lines).at(-1)?.[3]).toBe(750);
    expect(months(...lines.toReversed()).at(-1)?.[3]).toBe(750);
  });

  it('follow printed balances that were rounded otherwise than the amounts', () => {
    expect(
      months(booked('1993-01-01', 1000, { balance: 1000 }), booked('1993-01-02', 33, { balance: 1034 })),
    ).toEqual([['c', '1993-01', 1017, 1034]]);
  });

  it('close at the sum of everything where no balance is printed, whatever the order within a day', () => {
    const movement = fc.record({
      day: fc.integer({ min: 1, max: 28 }),
      amount: fc.integer({ min: -1000, max: 1000 }),
    });
    fc.assert(
      fc.property(fc.array(movement, { minLength: 1 }), (list) => {
        const rows = list.map((one) => booked(`1993-02-${String(one.day).padStart(2, '0')}`, one.amount));
        const sum = list.reduce((total, one) => total + one.amount, 0);
        expect(months(...rows).at(-1)?.[3]).toBe(sum);
        expect(months(...rows.toReversed()).at(-1)).toEqual(months(...rows).at(-1));
      }),
    );
  });
});
