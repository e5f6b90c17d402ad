import type { Tx } from '../statements.ts';
import { prefixOf, type Work } from './state.ts';

export const memoryCustomers = (work: Work): Tx['customers'] => ({
  sharingNumbers: async () => {
    const found = new Set<string>();
    for (const column of ['customer_no', 'id_no'] as const) {
      const alive = work.state.tables.customer.byId
        .values()
        .filter((row) => row.deleted === 0 && (row.cells[column] ?? null) !== null);
      for (const rows of Map.groupBy(alive, (row) => row.cells[column]).values())
        if (rows.length > 1) for (const { id } of rows) found.add(id);
    }
    return [...found].sort();
  },
  lastContacts: async (book, customers) => {
    const wanted = new Set(customers);
    const last = new Map<string, number>();
    for (const { deleted, cells } of work.state.tables.contact_log.inScope.startingWith(prefixOf(book))) {
      const customer = String(cells['customer_id']);
      if (deleted === 0 && wanted.has(customer))
        last.set(customer, Math.max(last.get(customer) ?? 0, Number(cells['at'])));
    }
    return [...last].map(([customer_id, at]) => ({ customer_id, at }));
  },
});
