import type { CustomerListRow } from '../../../src-shared/contract/customer.ts';
import { isOverdue } from '../../../src-shared/domain/customer/overdue.ts';
import type { EpochMs } from '../../../src-shared/kernel/brand.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Reader } from '../access.ts';
import { customerHead, customerOrder, type Wanted } from './customer-orders.ts';
import { all, one } from './statement.ts';

interface CustomerWindow {
  readonly total: number;
  readonly offset: number;
  readonly rows: CustomerListRow[];
}

/** A window of the filtered, sorted list. */
export function customerWindow(
  db: Reader,
  wanted: Wanted & { readonly offset: number; readonly limit: number },
  now: EpochMs,
): CustomerWindow {
  const head = customerHead(db, wanted, wanted.offset, wanted.limit);
  if (head !== null) return { total: head.total, offset: wanted.offset, rows: listRows(db, head.rows, now) };
  const order = customerOrder(db, wanted, now);
  const rows = Array.from(order.subarray(wanted.offset, wanted.offset + wanted.limit));
  return { total: order.length, offset: wanted.offset, rows: listRows(db, rows, now) };
}

/** The neighbours of a customer in the filtered, sorted list. */
export function customersBeside(
  db: Reader,
  wanted: Wanted,
  id: string,
  now: EpochMs,
): { before: Id | null; after: Id | null } {
  const row = one<{ row: number }>(db, 'SELECT row FROM customer_list WHERE id = ?', id)?.row;
  const order = customerOrder(db, wanted, now);
  const at = row === undefined ? -1 : order.indexOf(row);
  const idAt = (place: number): Id | null =>
    one<{ id: Id }>(db, 'SELECT id FROM customer_list WHERE row = ?', order[place] ?? -1)?.id ?? null;
  return at < 0 ? { before: null, after: null } : { before: idAt(at - 1), after: idAt(at + 1) };
}

type Stored = Omit<CustomerListRow, 'overdue'> & { row: number; overdue_from: number | null };

/** List rows by their numbers, in the order given. */
function listRows(db: Reader, rows: readonly number[], now: EpochMs): CustomerListRow[] {
  const found = new Map<number, CustomerListRow>();
  const stored = all<Stored>(
    db,
    `SELECT l.row, l.overdue_from, c.id, c.kind, coalesce(c.name, '') AS name, c.name_en, c.tier, c.lifecycle, c.stage,
      c.industry, c.industry_en, c.region, c.region_en, substr(c.scope, 6) AS book_id, l.last_contact AS lastContactAt,
      l.deposits, l.loans, c.next_step, c.next_step_due
    FROM json_each(?) j JOIN customer_list l ON l.row = j.value JOIN customer c ON c.id = l.id`,
    JSON.stringify(rows),
  );
  for (const { row, overdue_from, ...listed } of stored) {
    found.set(row, { ...listed, overdue: isOverdue(overdue_from, now) });
  }
  return rows.flatMap((row) => found.get(row) ?? []);
}
