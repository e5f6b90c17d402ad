import { addDays, monthBack } from '../dates.ts';
import type { Demo } from '../demo.ts';
import { CNY, wan } from '../money.ts';
import { companyName } from '../names/companies.ts';
import { MOVEMENT_CHANNELS, PURPOSES } from '../names/movement-lines.ts';
import { personName } from '../names/people.ts';
import { usualProduct, type Catalogue } from '../products.ts';
import type { DemoRow } from '../row.ts';

/** Days over which a customer's movements are spread. */
const MOVEMENT_DAYS = 180;

/** A customer's accounts, monthly balances and movements, which add up: each balance is the last one ± the amount. */
export function* moneyOf(
  demo: Demo,
  catalogue: Catalogue,
  customer: DemoRow,
  kind: 'company' | 'person',
  movements: number,
): Generator<DemoRow> {
  const { random, make } = demo;
  const { id: customer_id, scope } = customer;
  if (customer.cells['lifecycle'] === 'prospect' && movements === 0) return;
  const deposit = wan(kind === 'company' ? random.int(10, 900) : random.int(1, 90));
  const account = make('holding', scope, {
    customer_id,
    product_id: catalogue[usualProduct(kind, 'settlement')],
    status: 'open',
    account_no: `6228 ${String(demo.made('holding')).padStart(8, '0')}`,
    opened_on: String(customer.cells['opened_on']),
    amount: deposit,
    currency: CNY,
  });
  yield account;
  yield make('holding_party', scope, { holding_id: account.id, customer_id, role: 'owner' });
  const loan = random.chance(kind === 'company' ? 0.45 : 0.2) ? deposit * random.int(1, 3) : 0;
  if (loan > 0) {
    yield make('holding', scope, {
      customer_id,
      product_id: catalogue[usualProduct(kind, 'loan')],
      status: 'open',
      opened_on: addDays(demo.today, -random.int(30, 900)),
      amount: loan,
      currency: CNY,
    });
  }
  yield* balances(demo, customer, deposit, loan);
  if (random.chance(0.06)) {
    yield make('standing_order', scope, {
      customer_id,
      holding_id: account.id,
      bank_to: '他行',
      account_to: `6217 ${random.int(10_000_000, 99_999_999)}`,
      amount: wan(random.int(1, 40) / 10),
      currency: CNY,
      purpose: kind === 'company' ? '租金' : '房贷',
    });
  }
  yield* movementsOf(demo, customer, account.id, kind, deposit, movements);
}

function* balances(
  { make, random, today, amounts }: Demo,
  customer: DemoRow,
  deposit: number,
  loan: number,
): Generator<DemoRow> {
  const customer_id = customer.id;
  for (let back = amounts.balanceMonths - 1; back >= 0; back -= 1) {
    const month = monthBack(today, back);
    const average = back === 0 ? deposit : Math.round(deposit * (0.85 + random.next() * 0.3));
    const closing = Math.round(average * (0.92 + random.next() * 0.16));
    yield make('balance_month', customer.scope, {
      customer_id,
      month,
      kind: 'deposit',
      average,
      closing,
      currency: CNY,
    });
    if (loan > 0) {
      const base = { customer_id, month, kind: 'loan', currency: CNY } as const;
      yield make('balance_month', customer.scope, { ...base, average: loan, closing: loan });
    }
  }
}

function* movementsOf(
  { make, random, today }: Demo,
  customer: DemoRow,
  holding_id: string,
  kind: 'company' | 'person',
  deposit: number,
  count: number,
): Generator<DemoRow> {
  let balance = deposit;
  for (let index = 0; index < count; index += 1) {
    const direction = random.chance(0.5) || balance < deposit / 3 ? 'in' : 'out';
    const amount = Math.max(100, Math.round(deposit * random.next() * 0.12));
    balance += direction === 'in' ? amount : -amount;
    yield make('movement', customer.scope, {
      customer_id: customer.id,
      holding_id,
      booked_on: addDays(today, -Math.floor(((count - index) * MOVEMENT_DAYS) / count)),
      direction,
      amount,
      currency: CNY,
      balance,
      channel: random.pick(MOVEMENT_CHANNELS),
      purpose: random.pick(PURPOSES[kind][direction]),
      counterparty: kind === 'company' ? companyName(random).name : personName(random).zh,
    });
  }
}
