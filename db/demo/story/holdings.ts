import type { ProductCategory } from '../../../src-shared/domain/product/tables.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Demo } from '../demo.ts';
import { CNY, wan } from '../money.ts';
import type { Both } from '../names/both.ts';
import { usualProduct, type Catalogue } from '../products.ts';
import type { DemoRow } from '../row.ts';
import type { StoryCustomer, StoryCustomers } from './customers.ts';

interface Cell {
  readonly category: ProductCategory;
  readonly status: 'open' | 'gap' | 'away';
  readonly wan?: number;
  readonly detail?: Both;
}

const open = (category: ProductCategory, detail: Both): Cell => ({ category, status: 'open', detail });
const amount = (category: ProductCategory, inWan: number): Cell => ({ category, status: 'open', wan: inWan });
const gap = (category: ProductCategory, detail?: Both): Cell => ({
  category,
  status: 'gap',
  ...(detail && { detail }),
});

/** The grid 持有与缺口 of the customer page. */
const GRID: Readonly<Partial<Record<StoryCustomer, readonly Cell[]>>> = {
  yunxiu: [
    open('settlement', ['3 户', '3']),
    amount('deposit', 3_860),
    amount('loan', 5_000),
    gap('bill', ['票据池', 'Bill pool']),
    open('payroll', ['412 人', '412']),
    open('ebank', ['已签', 'yes']),
    gap('wealth'),
    gap('card', ['公务卡', 'Corp.']),
    { category: 'insurance', status: 'away' },
    gap('crossborder'),
  ],
  wangJianguo: [
    open('settlement', ['1 户', '1']),
    amount('deposit', 212),
    open('ebank', ['已签', 'yes']),
    { category: 'wealth', status: 'away', wan: 600, detail: ['≈ 600 万', '≈ 6 m'] },
    open('card', ['白金', 'Plat.']),
    gap('insurance'),
  ],
  payroll: [
    open('settlement', ['412', '412']),
    amount('deposit', 1_140),
    gap('loan', ['消费贷', 'Loan']),
    open('ebank', ['63%', '63%']),
    open('wealth', ['9%', '9%']),
    open('card', ['18%', '18%']),
    gap('insurance'),
  ],
  // No account with us: the picture shows no row for it.
  tooling: [],
};

/** Holdings that other parts of the story point at. */
export interface StoryHoldings {
  readonly yunxiuLoan: Id;
}

/** What the named customers have, lack, or have elsewhere. Those without a row of their own get the usual set. */
export function* storyHoldings(
  demo: Demo,
  catalogue: Catalogue,
  customers: StoryCustomers,
): Generator<DemoRow, StoryHoldings> {
  let yunxiuLoan: Id = '';
  for (const [key, customer] of Object.entries(customers)) {
    const cells = GRID[key as StoryCustomer] ?? usualCells(customer.depositWan, customer.loanWan);
    for (const cell of cells) {
      const holding = demo.make('holding', customer.scope, {
        customer_id: customer.id,
        product_id: catalogue[usualProduct(customer.kind, cell.category)],
        status: cell.status,
        ...(cell.wan !== undefined && { amount: wan(cell.wan), currency: CNY }),
        ...(cell.detail && { detail: cell.detail[0], detail_en: cell.detail[1] }),
        ...(cell.status === 'open' && { opened_on: `2019-0${demo.random.int(1, 9)}-15` }),
      });
      yield holding;
      if (key === 'yunxiu' && cell.category === 'loan') yunxiuLoan = holding.id;
    }
  }
  return { yunxiuLoan };
}

function usualCells(deposits: number, loans: number): Cell[] {
  const cells = [
    open('settlement', ['1 户', '1']),
    amount('deposit', deposits),
    open('ebank', ['已签', 'yes']),
  ];
  if (loans > 0) cells.push(amount('loan', loans));
  cells.push(gap('bill'), gap('wealth'));
  return cells;
}
