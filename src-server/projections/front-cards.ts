/**
 * What the front desk may know of a customer (R73), as a row of its own in the branch's `front` scope: a teller is
 * granted that scope and no book. Written in the commit that changed the customer, the contact or the book.
 */
import { dateAt } from '../../src-shared/domain/calendar/zone.ts';
import type { Id } from '../../src-shared/kernel/ids.ts';
import type { Row } from '../../src-shared/schema/tables.ts';
import { branchOf, parseScope, scopeOf, type Scope } from '../../src-shared/sync/scope.ts';
import { rowOf, type WriteSet } from '../push/write-set.ts';
import { stableId } from '../push/stable-id.ts';

const SHOWN = [
  'kind',
  'name',
  'name_en',
  'short_name',
  'short_name_en',
  'customer_no',
  'tier',
  'teller_note',
] as const;
/** Where nobody says otherwise, days are those of the bank. */
const BANK_ZONE = 'Asia/Shanghai';
const PAGE = 1_000;

export const frontCardId = (customer: Id): Id => stableId('front_card', customer);

/** Brings the cards of a commit up to date; does nothing where nothing on a card can have changed. */
export async function projectFrontCards(set: WriteSet): Promise<void> {
  const customers = new Set<Id>();
  for (const { before, now } of set.touched('customer')) {
    if (!now) continue;
    const shown =
      before === null ||
      before.scope !== now.scope ||
      before.deleted !== now.deleted ||
      SHOWN.some((column) => (before.cells[column] ?? null) !== (now.cells[column] ?? null));
    if (shown) customers.add(now.id);
  }
  for (const { now } of set.touched('contact_log')) if (now) customers.add(String(now.cells['customer_id']));
  const books = new Set<Id>();
  for (const { now } of set.touched('book')) if (now) books.add(now.id);
  for (const { now } of set.touched('book_member')) if (now) books.add(String(now.cells['book_id']));
  for (const book of books) for (const id of await customersOf(set, scopeOf('book', book))) customers.add(id);
  await writeFrontCards(set, [...customers].sort());
}

/** Every customer of a book. */
export async function customersOf(set: WriteSet, book: Scope): Promise<Id[]> {
  const ids: Id[] = [];
  for (let after = ''; ;) {
    const { rows } = await set.tx.rows.page('customer', book, after, PAGE);
    for (const row of rows) ids.push(String(row[0]));
    if (rows.length < PAGE) return ids;
    after = ids.at(-1)!;
  }
}

export async function writeFrontCards(set: WriteSet, customers: readonly Id[]): Promise<void> {
  if (customers.length === 0) return;
  await set.load('customer', customers);
  await set.load('front_card', customers.map(frontCardId));
  const rows = customers.flatMap((id) => set.row('customer', id) ?? []).map((row) => rowOf('customer', row));
  const books = await booksOf(set, rows);
  for (const [scope, list] of Map.groupBy(rows, (row) => row.scope)) {
    const book = books.get(parseScope(scope)?.id ?? '');
    const contacts = await contactsOf(
      set,
      scope,
      list.map((row) => row.id),
    );
    for (const customer of list) {
      const id = frontCardId(customer.id);
      if (!book?.front || customer.deleted === 1) {
        set.vanish('front_card', id);
        continue;
      }
      const at = contacts.get(customer.id);
      set.write('front_card', id, book.front, {
        customer_id: customer.id,
        kind: customer.kind,
        name: customer.short_name ?? customer.name,
        name_en: customer.short_name_en ?? customer.name_en,
        customer_no: customer.customer_no,
        tier: customer.tier,
        owner_id: book.owner,
        teller_note: customer.teller_note,
        last_contact_on: at === undefined ? null : dateAt(at, BANK_ZONE),
      });
    }
  }
}

interface BookFacts {
  /** The front desk that it is served at; null where it belongs to no branch. */
  readonly front: Scope | null;
  readonly owner: Id | null;
}

async function booksOf(set: WriteSet, customers: readonly Row<'customer'>[]): Promise<Map<Id, BookFacts>> {
  const ids = [...new Set(customers.map((row) => parseScope(row.scope)?.id ?? ''))];
  await set.load('book', ids);
  const members = await set.tx.rows.readBy('book_member', 'book_id', ids);
  // Who became or ceased to be a member in this very commit.
  const touched = new Map(set.touched('book_member').flatMap(({ now }) => (now ? [[now.id, now]] : [])));
  for (const row of members) if (!touched.has(row.id)) touched.set(row.id, row);
  const units = new Map((await set.tx.calendar.units()).map((unit) => [unit.id, unit]));
  return new Map(
    ids.map((id) => {
      const book = set.row('book', id);
      const branch = book && book.deleted === 0 ? branchOf(String(book.cells['unit_id']), units) : null;
      const owners = [...touched.values()]
        .filter((row) => row.deleted === 0 && row.cells['book_id'] === id && row.cells['role'] === 'owner')
        .sort((a, b) => (a.id < b.id ? -1 : 1));
      const owner = owners[0]?.cells['person_id'];
      return [
        id,
        {
          front: branch === null ? null : scopeOf('front', branch),
          owner: typeof owner === 'string' ? owner : null,
        },
      ];
    }),
  );
}

/** The last contact with each customer, those of this commit among them. */
async function contactsOf(set: WriteSet, book: Scope, customers: readonly Id[]): Promise<Map<Id, number>> {
  const touched = set.touched('contact_log').flatMap(({ before, now }) => (now ? [{ before, now }] : []));
  const last = new Map<Id, number>();
  // Without a removed contact, what is on the card and what came now say it all.
  const removed = touched.some(({ before, now }) => before !== null && now.deleted !== before.deleted);
  const unknown = customers.filter((id) => removed || !set.row('front_card', frontCardId(id)));
  const fresh = new Set(
    set.touched('customer').flatMap(({ before, now }) => (before || !now ? [] : [now.id])),
  );
  for (const { customer_id, at } of await set.tx.customers.lastContacts(
    book,
    unknown.filter((id) => !fresh.has(id)),
  ))
    last.set(customer_id, at);
  for (const id of customers) {
    const card = set.row('front_card', frontCardId(id));
    const on = card?.cells['last_contact_on'];
    if (!unknown.includes(id) && typeof on === 'string') last.set(id, Date.parse(`${on}T12:00:00+08:00`));
  }
  const gone = new Set(touched.filter(({ now }) => now.deleted === 1).map(({ now }) => now.id));
  if (gone.size > 0) return recounted(set, book, customers, gone);
  for (const { now } of touched) {
    const customer = String(now.cells['customer_id']);
    last.set(customer, Math.max(last.get(customer) ?? 0, Number(now.cells['at'])));
  }
  return last;
}

/** A contact that was taken back in this commit still stands in the database: the rows themselves are asked. */
async function recounted(
  set: WriteSet,
  book: Scope,
  customers: readonly Id[],
  gone: ReadonlySet<Id>,
): Promise<Map<Id, number>> {
  const ids = await set.tx.rows.idsIn('contact_log', book, 'customer_id', customers);
  const last = new Map<Id, number>();
  for (const row of await set.tx.rows.read('contact_log', ids)) {
    if (row.deleted === 1 || gone.has(row.id)) continue;
    const customer = String(row.cells['customer_id']);
    last.set(customer, Math.max(last.get(customer) ?? 0, Number(row.cells['at'])));
  }
  return last;
}
