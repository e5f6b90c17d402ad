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
  return {
    take({ scope, cells }) {
      const one = cells as unknown as Row<'movement'>;
      const { customer_id, currency } = one;
      const customer = `${customer_id} ${currency}`;
      if (!owners.has(customer)) owners.set(customer, { customer_id, currency, scope });
      balances.add({
        customer,
        account: `${one.holding_id ?? customer_id} ${currency}`,
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
