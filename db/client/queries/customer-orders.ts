import type { Database } from 'better-sqlite3';
import type { CUSTOMER_SORTS, CustomerFilter } from '../../../src-shared/contract/customer.ts';
import { facetMasks, FACET_CODES, passes } from '../../../src-shared/domain/customer/facets.ts';
import type { EpochMs } from '../../../src-shared/kernel/brand.ts';
import type { Reader } from '../access.ts';
import { rowsOfText } from './customer-text.ts';
import { one, statement } from './statement.ts';
import { meant } from './alias.ts';

export type CustomerSort = (typeof CUSTOMER_SORTS)[number];

export interface Wanted {
  readonly filter: CustomerFilter;
  readonly sort: CustomerSort;
  readonly descending: boolean;
}

/** Row numbers of `customer_list`, in order. */
export type Order = Uint32Array;

/** A sort of the whole list, ascending, with the rows that have nothing to sort by at its end. */
interface Sorted {
  readonly rows: Order;
  /** How many have something to sort by. */
  readonly filled: number;
}

/** What passes a condition, by row number. */
type Passing = Uint8Array;

const ORDERS_MAX = 12;
const MINUTE = 60_000;

/**
 * Orders of the customer list in memory: 400 kB each for 100,000 customers. With one, a window costs its own rows
 * alone, wherever it lies; without, what OFFSET skips, and the total a second walk.
 *
 * Each sort is read once, along its index; every filter of it is a walk through memory (under 1 ms, where the index
 * takes 20). All of it is forgotten when the list changes.
 */
class CustomerOrders {
  readonly #stamp: number;
  readonly #sorts = new Map<CustomerSort, Sorted>();
  /** Orders and passing rows that were asked for lately, the oldest first. */
  readonly #orders = new Map<string, Order>();
  readonly #passing = new Map<string, Passing>();
  /** By row number; filled with the first sort. */
  #facets = new Uint16Array(0);
  #books = new Uint32Array(0);

  constructor(stamp: number) {
    this.#stamp = stamp;
  }

  isOf(stamp: number): boolean {
    return this.#stamp === stamp;
  }

  knows(sort: CustomerSort): boolean {
    return this.#sorts.has(sort);
  }

  order(db: Reader, { filter, sort, descending }: Wanted, now: EpochMs): Order {
    const { text, tag, overdueOnly, ...facets } = filter;
    const minute = overdueOnly ? Math.floor(now / MINUTE) : null;
    const conditions: (readonly [string, (rows: number) => Passing])[] = [];
    if (text.trim() !== '') conditions.push([`text ${text}`, marking(() => rowsOfText(db, text))]);
    if (tag !== null) conditions.push([`tag ${tag}`, marking(() => rowsOfTag(db, tag))]);
    if (minute !== null) conditions.push([`overdue ${minute}`, marking(() => rowsOverdue(db, now))]);
    const key = JSON.stringify([sort, descending, facets, conditions.map(([name]) => name)]);
    return lately(this.#orders, key, () => {
      const sorted = this.#sorted(db, sort);
      const passing = conditions.map(([name, find]) =>
        lately(this.#passing, name, () => find(this.#facets.length)),
      );
      return this.#filtered(sorted, descending, this.#rowTest(db, filter, passing));
    });
  }

  #sorted(db: Reader, sort: CustomerSort): Sorted {
    const known = this.#sorts.get(sort);
    if (known) return known;
    const read = readSort(db, sort);
    if (this.#facets.length === 0) {
      const rows = read.packed.reduce((most, packed) => Math.max(most, rowOf(packed) + 1), 1);
      this.#facets = new Uint16Array(rows);
      this.#books = new Uint32Array(rows);
      for (const packed of read.packed) {
        this.#facets[rowOf(packed)] = facetsOfPacked(packed);
        this.#books[rowOf(packed)] = bookOf(packed);
      }
    }
    const sorted = { rows: Uint32Array.from(read.packed, rowOf), filled: read.filled };
    this.#sorts.set(sort, sorted);
    return sorted;
  }

  /** Null where everything passes. */
  #rowTest(
    db: Reader,
    filter: CustomerFilter,
    passing: readonly Passing[],
  ): ((row: number) => boolean) | null {
    const { kinds, tiers, lifecycles, stages, books } = filter;
    const tests: ((row: number) => boolean)[] = [];
    if (kinds.length + tiers.length + lifecycles.length + stages.length > 0) {
      const masks = facetMasks({ kind: kinds, tier: tiers, lifecycle: lifecycles, stage: stages });
      const allowed = Uint8Array.from({ length: FACET_CODES }, (_, code) => (passes(code, masks) ? 1 : 0));
      const facets = this.#facets;
      tests.push((row) => allowed[facets[row]!] === 1);
    }
    if (books.length > 0) {
      const allowed = new Set(bookNumbers(db, books));
      const of = this.#books;
      tests.push((row) => allowed.has(of[row]!));
    }
    for (const one of passing) tests.push((row) => one[row] === 1);
    const [first, second, ...more] = tests;
    if (first === undefined) return null;
    if (second === undefined) return first;
    return (row) => first(row) && second(row) && more.every((test) => test(row));
  }

  #filtered({ rows, filled }: Sorted, descending: boolean, test: ((row: number) => boolean) | null): Order {
    if (test === null && !descending) return rows;
    const left = new Uint32Array(rows.length);
    let count = 0;
    for (let at = 0; at < rows.length; at += 1) {
      // Turned around is only what has something to sort by: the others come last in either direction.
      const row = rows[descending && at < filled ? filled - 1 - at : at]!;
      if (test === null || test(row)) left[count++] = row;
    }
    return left.slice(0, count);
  }
}

const ORDERS = new WeakMap<Database, CustomerOrders>();

function ordersOf(db: Reader): CustomerOrders {
  const stamp = one<{ stamp: number }>(db, 'SELECT stamp FROM customer_list_state')?.stamp ?? 0;
  let orders = ORDERS.get(db.sqlite);
  if (!orders?.isOf(stamp)) ORDERS.set(db.sqlite, (orders = new CustomerOrders(stamp)));
  return orders;
}

/** The rows of the filtered, sorted list. Customers without a date come last in either direction. */
export const customerOrder = (db: Reader, wanted: Wanted, now: EpochMs): Order =>
  ordersOf(db).order(db, wanted, now);

/** As far down as OFFSET on an index is no dearer than reading a whole sort (100,000 customers: 25 to 40 ms). */
const HEAD_ROWS = 1_000;

/**
 * The beginning of the list of all, straight from its index, while its sort is not in memory: the first rows of a desk
 * that has just been opened do not wait for it. Null where the order in memory must answer.
 */
export function customerHead(
  db: Reader,
  { filter, sort, descending }: Wanted,
  offset: number,
  limit: number,
): { readonly total: number; readonly rows: number[] } | null {
  if (offset + limit > HEAD_ROWS || !takesAll(filter) || ordersOf(db).knows(sort)) return null;
  const { by, empty } = SORTS[sort];
  const total = one<{ total: number }>(db, 'SELECT count(*) AS total FROM customer_list')?.total ?? 0;
  const order = descending ? by.replace(/(?=,|$)/g, ' DESC') : by;
  const filled = empty === undefined ? '' : `WHERE ${empty} IS NOT NULL`;
  const rows = statement(db, `SELECT row FROM customer_list ${filled} ORDER BY ${order} LIMIT ? OFFSET ?`)
    .pluck()
    .all(limit, offset) as number[];
  return rows.length === Math.min(limit, Math.max(0, total - offset)) ? { total, rows } : null;
}

/** Also of a condition that the filter gets later: unless it is a list, this does not compile. */
function takesAll({ text, tag, overdueOnly, ...lists }: CustomerFilter): boolean {
  const none: readonly (readonly unknown[])[] = Object.values(lists);
  return text.trim() === '' && tag === null && !overdueOnly && none.every((list) => list.length === 0);
}

/** What was made for this key lately, or what is made now. */
function lately<T>(made: Map<string, T>, key: string, make: () => T): T {
  const value = made.get(key) ?? make();
  made.delete(key);
  made.set(key, value);
  const [oldest] = made.keys();
  if (made.size > ORDERS_MAX && oldest !== undefined) made.delete(oldest);
  return value;
}

const marking =
  (find: () => readonly number[]) =>
  (rows: number): Passing => {
    const passing = new Uint8Array(rows);
    for (const row of find()) passing[row] = 1;
    return passing;
  };

/** Row, book and facets in one number, so that a sort brings all three along without an object for each row. */
const PACKED = '(row << 29) | (book << 12) | facets';
const rowOf = (packed: number): number => Math.floor(packed / 2 ** 29);
const bookOf = (packed: number): number => (packed % 2 ** 29) >>> 12;
const facetsOfPacked = (packed: number): number => packed % 2 ** 12;

/** The columns of each sort, and the one that may be empty. */
const SORTS: Readonly<Record<CustomerSort, { readonly by: string; readonly empty?: string }>> = {
  name: { by: 'sort_key' },
  tier: { by: 'tier, sort_key' },
  lastContact: { by: 'last_contact', empty: 'last_contact' },
  deposits: { by: 'deposits' },
  loans: { by: 'loans' },
  nextStep: { by: 'next_due', empty: 'next_due' },
};

function readSort(db: Reader, sort: CustomerSort): { packed: number[]; filled: number } {
  const { by, empty } = SORTS[sort];
  const read = (where: string): number[] =>
    statement(db, `SELECT ${PACKED} FROM customer_list ${where} ORDER BY ${by}`).pluck().all() as number[];
  if (empty === undefined) {
    const packed = read('');
    return { packed, filled: packed.length };
  }
  const [filled, rest] = [read(`WHERE ${empty} IS NOT NULL`), read(`WHERE ${empty} IS NULL`)];
  return { packed: filled.concat(rest), filled: filled.length };
}

const bookNumbers = (db: Reader, ids: readonly string[]): number[] =>
  statement(db, 'SELECT no FROM customer_list_book WHERE book_id IN (SELECT value FROM json_each(?))')
    .pluck()
    .all(JSON.stringify(ids)) as number[];

const rowsOfTag = (db: Reader, tag: string): number[] =>
  statement(
    db,
    `SELECT DISTINCT l.row FROM customer_tag t JOIN customer_list l ON l.id = ${meant('t.customer_id')} WHERE t.tag = ? AND t.deleted = 0`,
  )
    .pluck()
    .all(tag) as number[];

const rowsOverdue = (db: Reader, now: EpochMs): number[] =>
  statement(db, 'SELECT row FROM customer_list WHERE overdue_from < ?').pluck().all(now) as number[];
