import type { BulkRow } from '../../db/server/queries/bulk-load.ts';
import type { Row } from '../../src-shared/schema/tables.ts';
import type { MadeRow } from './compile.ts';
import { MonthBalances } from './month-balances.ts';
import { feedRowId } from './row-id.ts';

/** Makes `balance_month` rows from the `movement` rows of one file. */
export interface DerivedBalances {
  take(movement: MadeRow): void;
  rows(): Generator<BulkRow>;
}

export function derivedBalances(source: string, kind: Row<'balance_month'>['kind']): DerivedBalances {
  const balances = new MonthBalances();
  const owners = new Map<string, { customer_id: string; currency: string; scope: string }>();
  const inCurrency = joined();
  return {
    take({ scope, cells }) {
      const one = cells as unknown as Row<'movement'>;
      const { customer_id, currency } = one;
      const customer = inCurrency(customer_id, currency);
      if (!owners.has(customer)) owners.set(customer, { customer_id, currency, scope });
      balances.add({
        customer,
        account: one.holding_id === null ? customer : inCurrency(one.holding_id, currency),
        date: one.booked_on,
        direction: one.direction,
        amount: one.amount,
        balance: one.balance,
      });
    },
    *rows() {
      for (const { customer, month, average, closing } of balances.months()) {
        const { customer_id, currency, scope } = owners.get(customer)!;
        const id = feedRowId(source, 'balance_month', [customer_id, currency, kind, month]);
        yield { id, scope, cells: { customer_id, month, kind, average, closing, currency } };
      }
    },
  };
}

/** `id currency`, the same text each time: a text that is put together anew is hashed anew by every map. */
function joined(): (id: string, currency: string) => string {
  const known = new Map<string, Map<string, string>>();
  return (id, currency) => {
    let of = known.get(id);
    if (!of) known.set(id, (of = new Map<string, string>()));
    let text = of.get(currency);
    if (text === undefined) of.set(currency, (text = `${id} ${currency}`));
    return text;
  };
}
