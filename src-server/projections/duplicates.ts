/**
 * Two records of one customer, found by what only one customer has: the bank's number, the state's, a mobile number.
 *
 * Each of the two gets a row in its own book. What a reader of one book learns of the other record is that it is there
 * and in which book, so that they can ask whoever works on it: no name, no number but the one they have themselves. A
 * mobile number proves little and is easily guessed, so it is compared within a book only.
 *
 * Rows follow from the customers: found twice, or by two commits in any order, they are the same rows. What two commits
 * could not see of each other is found by the daily run.
 */
import type { EpochMs } from '../../src-shared/kernel/brand.ts';
import type { Id } from '../../src-shared/kernel/ids.ts';
import {
  KEY_KINDS,
  normalMobile,
  sameIdNo,
  sameMobile,
  type KeyKind,
} from '../../src-shared/domain/customer/business-key.ts';
import type { RowState } from '../../src-shared/sync/change.ts';
import { mergedInto } from '../../src-shared/sync/life.ts';
import { tableSpec, type TableName } from '../../src-shared/schema/tables.ts';
import { parseScope } from '../../src-shared/sync/scope.ts';
import { loadSurvivors, survivorOf } from '../push/merged-rows.ts';
import { stableId } from '../push/stable-id.ts';
import type { WriteSet } from '../push/write-set.ts';
import type { NoticeBook } from './notice-book.ts';

const IDENTIFYING = ['kind', 'customer_no', 'id_no', 'merged_into'] as const;
/** A number that more records share than this is nobody's: a clerk typed 0000. */
const MOST = 8;

export const duplicateId = (customer: Id, other: Id): Id => stableId('duplicate', customer, other);

/** Does nothing where nothing that identifies a customer has changed. */
export async function projectDuplicates(
  set: WriteSet,
  notices: NoticeBook,
  commit: { now: EpochMs; personId: Id },
): Promise<void> {
  await mirrorAnswers(set, commit.personId);
  const about = new Set<Id>();
  for (const { before, now } of set.touched('customer')) {
    if (!now) continue;
    const same =
      before !== null &&
      before.scope === now.scope &&
      before.deleted === now.deleted &&
      IDENTIFYING.every((column) => (before.cells[column] ?? null) === (now.cells[column] ?? null));
    if (!same) about.add(now.id);
  }
  for (const { before, now } of set.touched('contact_point'))
    for (const row of [before, now]) if (row && isMobile(row)) about.add(String(row.cells['customer_id']));
  await settleDuplicates(set, notices, [...about].sort(), commit.now);
}

/** What somebody who may see both records said of one row counts for the other as well; taking it back does too. */
async function mirrorAnswers(set: WriteSet, personId: Id): Promise<void> {
  const answers = set.touched('duplicate').flatMap(({ before, now }) => {
    const answered = before && now && now.deleted === 0 && before.cells['status'] !== now.cells['status'];
    return answered ? [now] : [];
  });
  if (answers.length === 0) return;
  const grants = await set.tx.grants.read(personId);
  const others = answers.map(({ cells }) =>
    duplicateId(String(cells['other_id']), String(cells['customer_id'])),
  );
  await set.load('duplicate', others);
  for (const [at, { cells }] of answers.entries()) {
    const other = set.row('duplicate', others[at]!);
    if (!other || other.deleted === 1 || grants.get(other.scope) !== 'write') continue;
    const { status = null, settled_by = null, settled_at = null } = cells;
    set.write('duplicate', other.id, other.scope, { status, settled_by, settled_at });
  }
}

interface Pair {
  readonly a: Id;
  readonly b: Id;
  /** What the two share; null: nothing any more. */
  readonly key: { readonly kind: KeyKind; readonly value: string } | null;
}

/** Brings the rows about some customers to what the customers say. */
export async function settleDuplicates(
  set: WriteSet,
  notices: NoticeBook,
  about: readonly Id[],
  now: EpochMs,
): Promise<void> {
  if (about.length === 0) return;
  const known = await overlaid(set, 'duplicate', 'customer_id', about);
  const customers = new Map<Id, RowState>();
  const pairs = await findPairs(set, about, known, customers);
  for (const { cells } of known) {
    const [customer, other] = [String(cells['customer_id']), String(cells['other_id'])];
    if (!pairs.has(pairKey(customer, other)))
      pairs.set(pairKey(customer, other), pairOf(customer, other, null));
  }
  if (pairs.size === 0) return;
  const ids = [...pairs.values()].flatMap(({ a, b }) => [a, b]);
  for (const row of await current(set, 'customer', ids)) customers.set(row.id, row);
  await set.load(
    'duplicate',
    [...pairs.values()].flatMap(({ a, b }) => [duplicateId(a, b), duplicateId(b, a)]),
  );
  for (const [, pair] of [...pairs].sort(([a], [b]) => (a < b ? -1 : 1)))
    await settlePair(set, notices, pair, customers, now);
}

async function settlePair(
  set: WriteSet,
  notices: NoticeBook,
  { a, b, key }: Pair,
  customers: ReadonlyMap<Id, RowState>,
  now: EpochMs,
): Promise<void> {
  const became = key === null && (await isMerged(set, a, b, customers));
  for (const [id, otherId] of [
    [a, b],
    [b, a],
  ] as const) {
    const row = duplicateId(id, otherId);
    const was = set.row('duplicate', row);
    const [customer, other] = [customers.get(id), customers.get(otherId)];
    const book = customer && parseScope(customer.scope);
    const otherBook = other && parseScope(other.scope);
    if (was?.deleted === 0 && was.cells['status'] === 'separate') continue;
    if (became && was && customer) set.write('duplicate', row, customer.scope, { status: 'merged' });
    else if (key === null || book?.family !== 'book' || otherBook?.family !== 'book') {
      if (was) set.remove('duplicate', row);
    } else {
      set.write('duplicate', row, customer!.scope, {
        customer_id: id,
        other_id: otherId,
        other_book_id: otherBook.id,
        key_kind: key.kind,
        key_value: key.value.slice(0, 40),
        found_at: was?.cells['found_at'] ?? now,
        status: 'open',
        settled_by: null,
        settled_at: null,
      });
      if (!was || was.deleted === 1) await tell(set, notices, customer!, otherId, book.id, key.value);
    }
  }
}

/** Everybody who works on the book: of their own customer, never of the other one. */
async function tell(
  set: WriteSet,
  notices: NoticeBook,
  customer: RowState,
  other: Id,
  book: Id,
  key: string,
): Promise<void> {
  const { name = null, name_en = null, short_name = null, short_name_en = null } = customer.cells;
  for (const { person_id } of await set.tx.calendar.membersOfBooks([book])) {
    notices.add({
      personId: person_id,
      kind: 'duplicate_found',
      table: 'customer',
      rowId: customer.id,
      params: { customer: short_name ?? name, customer_en: short_name_en ?? name_en, key },
      key: [customer.id, other],
    });
  }
}

async function isMerged(set: WriteSet, a: Id, b: Id, customers: ReadonlyMap<Id, RowState>): Promise<boolean> {
  const spec = tableSpec('customer');
  if (![a, b].some((id) => customers.has(id) && mergedInto(spec, customers.get(id)!) !== null)) return false;
  await set.load('customer', [a, b]);
  await loadSurvivors(set, []);
  const [ofA, ofB] = [survivorOf(set, 'customer', a), survivorOf(set, 'customer', b)];
  return ofA !== null && ofA.id === ofB?.id;
}

/** Pairs of living customers with a common key, one of them among `about`. Customers that were met go into `customers`. */
async function findPairs(
  set: WriteSet,
  about: readonly Id[],
  known: readonly RowState[],
  customers: Map<Id, RowState>,
): Promise<Map<string, Pair>> {
  const mine = (await current(set, 'customer', about)).filter(({ deleted }) => deleted === 0);
  const pairs = new Map<string, Pair>();
  for (const kind of KEY_KINDS) {
    const holders =
      kind === 'mobile'
        ? await mobileHolders(set, known, about, customers)
        : await numberHolders(set, kind, mine, customers);
    for (const [value, ids] of holders) {
      if (ids.size > MOST) continue;
      for (const id of about) {
        if (!ids.has(id)) continue;
        for (const other of ids) {
          const key = pairKey(id, other);
          if (other !== id && !pairs.has(key) && mayBeOne(kind, customers.get(id), customers.get(other)))
            pairs.set(key, pairOf(id, other, { kind, value }));
        }
      }
    }
  }
  return pairs;
}

const mayBeOne = (kind: KeyKind, a: RowState | undefined, b: RowState | undefined): boolean =>
  a?.deleted === 0 &&
  b?.deleted === 0 &&
  (kind === 'customer_no' || a.cells['kind'] === b.cells['kind']) &&
  (kind !== 'mobile' || a.scope === b.scope);

/** Who has a number of the bank's or the state's, by the number in one form. */
async function numberHolders(
  set: WriteSet,
  column: 'customer_no' | 'id_no',
  mine: readonly RowState[],
  customers: Map<Id, RowState>,
): Promise<Map<string, Set<Id>>> {
  const forms = (row: RowState): string[] => {
    const value = row.cells[column];
    if (typeof value !== 'string') return [];
    return column === 'id_no' ? sameIdNo(value, String(row.cells['kind'])) : [value];
  };
  const wanted = [...new Set(mine.flatMap((row) => [...forms(row), String(row.cells[column] ?? '')]))];
  const holders = new Map<string, Set<Id>>();
  for (const row of await overlaid(
    set,
    'customer',
    column,
    wanted.filter((value) => value !== ''),
  )) {
    customers.set(row.id, row);
    // The longer form of an identity number is the one of today.
    const value = forms(row).sort((a, b) => b.length - a.length)[0];
    if (value !== undefined) holders.set(value, (holders.get(value) ?? new Set()).add(row.id));
  }
  return holders;
}

/** Who has a mobile number, of those that this commit touched and those that rows name already. */
async function mobileHolders(
  set: WriteSet,
  known: readonly RowState[],
  about: readonly Id[],
  customers: Map<Id, RowState>,
): Promise<Map<string, Set<Id>>> {
  const numbers = new Set<string>();
  for (const { now } of set.touched('contact_point'))
    if (now?.deleted === 0 && isMobile(now)) numbers.add(normalMobile(String(now.cells['value']))!);
  for (const { cells } of known) if (cells['key_kind'] === 'mobile') numbers.add(String(cells['key_value']));
  const points = await overlaid(set, 'contact_point', 'value', [...numbers].flatMap(sameMobile));
  const holders = new Map<string, Set<Id>>();
  for (const point of points) {
    if (!isMobile(point) || point.deleted === 1) continue;
    const value = normalMobile(String(point.cells['value']))!;
    holders.set(value, (holders.get(value) ?? new Set()).add(String(point.cells['customer_id'])));
  }
  const ids = new Set([...about, ...[...holders.values()].flatMap((list) => [...list])]);
  for (const row of await current(set, 'customer', [...ids])) customers.set(row.id, row);
  return holders;
}

const isMobile = (point: RowState): boolean =>
  (point.cells['kind'] === 'mobile' || point.cells['kind'] === 'phone') &&
  normalMobile(String(point.cells['value'])) !== null;

const pairKey = (a: Id, b: Id): string => (a < b ? `${a} ${b}` : `${b} ${a}`);
const pairOf = (a: Id, b: Id, key: Pair['key']): Pair => (a < b ? { a, b, key } : { a: b, b: a, key });

/** Rows as this commit has them; those of others are only read. */
async function current(set: WriteSet, table: TableName, ids: readonly Id[]): Promise<RowState[]> {
  const missing = ids.filter((id) => !set.isLoaded(table, id));
  const held = ids.flatMap((id) => (set.isLoaded(table, id) ? (set.row(table, id) ?? []) : []));
  return [...held, ...(await set.tx.rows.read(table, missing))];
}

/** Rows whose column has one of the values, as this commit has them. */
async function overlaid(
  set: WriteSet,
  table: TableName,
  column: string,
  values: readonly string[],
): Promise<RowState[]> {
  if (values.length === 0) return [];
  const wanted = new Set<unknown>(values);
  const stored = (await set.tx.rows.readBy(table, column, values)).filter(
    ({ id }) => !set.isLoaded(table, id),
  );
  return [...stored, ...set.loadedRows(table).filter((row) => wanted.has(row.cells[column] ?? null))];
}
