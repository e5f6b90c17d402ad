import type { Database } from 'better-sqlite3';
import type {
  CUSTOMER_SORTS,
  CustomerFilter,
  CustomerListRow,
} from '../../../src-shared/contract/customer.ts';
import { facetMasks } from '../../../src-shared/domain/customer/facets.ts';
import { isOverdue } from '../../../src-shared/domain/customer/overdue.ts';
import type { EpochMs } from '../../../src-shared/kernel/brand.ts';
import type { Reader } from '../access.ts';
import { rowsOfText } from './customer-text.ts';
import { all, one, statement } from './statement.ts';

export type CustomerSort = (typeof CUSTOMER_SORTS)[number];

/** Row numbers of `customer_list`, in order. */
type Order = Uint32Array;

/**
 * Orders that were asked for lately, each with the stamp of the list it belongs to: 400 kB for 100,000 customers.
 * With one a window costs its own rows alone, wherever it lies; without one it would cost what OFFSET skips, and the
 * total a second walk.
 */
const ORDERS = new WeakMap<Database, Map<string, { readonly stamp: number; readonly order: Order }>>();
const ORDERS_MAX = 12;
const MINUTE = 60_000;

interface Wanted {
  readonly filter: CustomerFilter;
  readonly sort: CustomerSort;
  readonly descending: boolean;
}

interface CustomerWindow {
  readonly total: number;
  readonly offset: number;
  readonly rows: CustomerListRow[];
}

/** A window of the filtered, sorted list. Customers without a date come last in either direction. */
export function customerWindow(
  db: Reader,
  wanted: Wanted & { readonly offset: number; readonly limit: number },
  now: EpochMs,
): CustomerWindow {
  const order = orderOf(db, wanted, now);
  const rows = Array.from(order.subarray(wanted.offset, wanted.offset + wanted.limit));
  return { total: order.length, offset: wanted.offset, rows: listRows(db, rows, now) };
}

function orderOf(db: Reader, { filter, sort, descending }: Wanted, now: EpochMs): Order {
  const { text, tag, overdueOnly, ...facets } = filter;
  const stamp = one<{ stamp: number }>(db, 'SELECT stamp FROM customer_list_state')?.stamp ?? 0;
  const key = JSON.stringify([sort, descending, facets]);
  const whole = kept(db, key, stamp, () => readOrder(db, filter, sort, descending));
  if (text.trim() === '' && tag === null && !overdueOnly) return whole;
  const minute = overdueOnly ? Math.floor(now / MINUTE) : null;
  return kept(db, JSON.stringify([key, text, tag, minute]), stamp, () => narrowed(db, whole, filter, now));
}

/** What was read for this key since the list last changed, or what is read now. */
function kept(db: Reader, key: string, stamp: number, read: () => Order): Order {
  let orders = ORDERS.get(db.sqlite);
  if (!orders) ORDERS.set(db.sqlite, (orders = new Map()));
  const known = orders.get(key);
  const entry = known?.stamp === stamp ? known : { stamp, order: read() };
  orders.delete(key);
  orders.set(key, entry);
  const [oldest] = orders.keys();
  if (orders.size > ORDERS_MAX && oldest !== undefined) orders.delete(oldest);
  return entry.order;
}

/** Columns that may be empty; only there is "last in either direction" asked for, because it costs a second sort. */
const DATES: ReadonlySet<string> = new Set(['last_contact', 'next_due']);
const SORT_COLUMNS: Readonly<Record<CustomerSort, readonly string[]>> = {
  name: ['sort_key'],
  tier: ['tier', 'sort_key'],
  lastContact: ['last_contact'],
  deposits: ['deposits'],
  loans: ['loans'],
  nextStep: ['next_due'],
};

function readOrder(db: Reader, filter: CustomerFilter, sort: CustomerSort, descending: boolean): Order {
  const masks = facetMasks({
    kind: filter.kinds,
    tier: filter.tiers,
    lifecycle: filter.lifecycles,
    stage: filter.stages,
  });
  const books = filter.books.length > 0;
  const by = SORT_COLUMNS[sort]
    .map((column) => `${column} ${descending ? 'DESC' : DATES.has(column) ? 'ASC NULLS LAST' : 'ASC'}`)
    .join(', ');
  const read = statement(
    db,
    `SELECT row FROM customer_list
    WHERE (:kind >> (facets & 7)) & (:tier >> ((facets >> 3) & 7)) & (:lifecycle >> ((facets >> 6) & 7)) & (:stage >> ((facets >> 9) & 7)) & 1
      ${books ? 'AND book IN (SELECT no FROM customer_list_book WHERE book_id IN (SELECT value FROM json_each(:books)))' : ''}
    ORDER BY ${by}`,
  ).pluck();
  return Uint32Array.from(
    read.all(books ? { ...masks, books: JSON.stringify(filter.books) } : masks) as number[],
  );
}

/** Keeps of an order what text, tag and cadence leave. */
function narrowed(db: Reader, order: Order, filter: CustomerFilter, now: EpochMs): Order {
  const sets: number[][] = [];
  if (filter.text.trim() !== '') sets.push(rowsOfText(db, filter.text));
  if (filter.tag !== null) sets.push(rowsOfTag(db, filter.tag));
  if (filter.overdueOnly) sets.push(rowsOverdue(db, now));
  const last = one<{ row: number | null }>(db, 'SELECT max(row) AS row FROM customer_list')?.row ?? 0;
  // One bit a condition: a set may name a row twice.
  const passed = new Uint8Array(last + 1);
  for (const [at, rows] of sets.entries()) for (const row of rows) passed[row]! |= 1 << at;
  const every = (1 << sets.length) - 1;
  const left = new Uint32Array(order.length);
  let count = 0;
  for (const row of order) if (passed[row] === every) left[count++] = row;
  return left.slice(0, count);
}

const rowsOfTag = (db: Reader, tag: string): number[] =>
  statement(
    db,
    'SELECT l.row FROM customer_tag t JOIN customer_list l ON l.id = t.customer_id WHERE t.tag = ? AND t.deleted = 0',
  )
    .pluck()
    .all(tag) as number[];

const rowsOverdue = (db: Reader, now: EpochMs): number[] =>
  statement(db, 'SELECT row FROM customer_list WHERE overdue_from < ?').pluck().all(now) as number[];

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
