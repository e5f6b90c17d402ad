import type { TableName } from '../../../src-shared/schema/tables.ts';
import { facetsOf, tierRank } from '../../../src-shared/domain/customer/facets.ts';
import { overdueFrom } from '../../../src-shared/domain/customer/overdue.ts';
import type { Customer } from '../../../src-shared/domain/customer/tables.ts';
import type { Derivation, Reader, Touched } from '../access.ts';
import { meaning, meant, mergedAmong } from '../queries/alias.ts';
import { allOf, one, statement } from '../queries/statement.ts';
import { sortKey, syllablesOf } from './pinyin.ts';
import { digitsOf, indexed, pinyinTokens } from './search-text.ts';

/**
 * What the customer list sorts, filters and finds by: one row a living customer.
 *
 * Every sort has an index that also carries `facets` and `book`, so that the order of a filtered list is one walk
 * along one index (100,000 customers: 10–18 ms; through the table it is 200 ms). `customer_list_fts` shares the row
 * numbers, so a text search yields a set of rows without a join. Digits have a plain table: a fragment of a number
 * is found by reading it through, which is faster to keep than every suffix in the index.
 *
 * `customer_list_state.stamp` changes with every change, and readers use it to keep orders in memory.
 */
const INDEXES: Readonly<Record<string, string>> = {
  customer_list_by_name: 'sort_key, facets, book',
  customer_list_by_tier: 'tier, sort_key, facets, book',
  customer_list_by_last_contact: 'last_contact, facets, book',
  customer_list_by_deposits: 'deposits, facets, book',
  customer_list_by_loans: 'loans, facets, book',
  customer_list_by_next_due: 'next_due, facets, book',
};

const createIndexes = Object.entries(INDEXES).map(
  ([name, columns]) => `CREATE INDEX ${name} ON customer_list (${columns})`,
);
const CHUNK = 4_000;
/** Bytes that FTS5 gathers before it writes: fewer, larger segments. */
const HASH_SIZE = 16 * 1024 * 1024;

export const customerList: Derivation = {
  name: 'customer_list',
  version: 2,
  schema: [
    `CREATE TABLE customer_list (
      row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, facets INTEGER NOT NULL, book INTEGER NOT NULL,
      sort_key TEXT NOT NULL, tier INTEGER NOT NULL, deposits INTEGER NOT NULL, loans INTEGER NOT NULL,
      last_contact INTEGER, overdue_from INTEGER, next_due TEXT) STRICT`,
    ...createIndexes,
    'CREATE INDEX customer_list_by_overdue ON customer_list (overdue_from) WHERE overdue_from IS NOT NULL',
    'CREATE TABLE customer_list_book (no INTEGER PRIMARY KEY, book_id TEXT NOT NULL UNIQUE) STRICT',
    'CREATE TABLE customer_list_digits (row INTEGER PRIMARY KEY, digits TEXT NOT NULL) STRICT',
    // For whom a customer's words, numbers and figures stand as well, as they were last written.
    'CREATE TABLE customer_list_merged (id TEXT PRIMARY KEY, survivor TEXT NOT NULL) STRICT, WITHOUT ROWID',
    'CREATE TABLE customer_list_state (key INTEGER PRIMARY KEY, stamp INTEGER NOT NULL) STRICT',
    `CREATE VIRTUAL TABLE customer_list_fts USING fts5(name, other, pinyin, initials, tags, book,
      content='', contentless_delete=1, prefix='1', tokenize='unicode61 remove_diacritics 2')`,
    `INSERT INTO customer_list_fts (customer_list_fts, rank) VALUES ('hashsize', ${HASH_SIZE})`,
  ],
  drops: [
    'customer_list',
    'customer_list_book',
    'customer_list_digits',
    'customer_list_merged',
    'customer_list_state',
    'customer_list_fts',
  ].map((name) => `DROP TABLE IF EXISTS ${name}`),
  sources: ['customer', 'customer_tag', 'contact_point', 'contact_log', 'balance_month'],

  purge(db) {
    // A contentless index only marks a row as deleted; its words go when segments are merged.
    statement(db, "INSERT INTO customer_list_fts (customer_list_fts) VALUES ('optimize')").run();
  },

  refresh(db, touched) {
    const worded = new Set(touched.get('customer'));
    if (anyMerged(db, worded)) for (const id of survivorsThatChanged(db)) worded.add(id);
    for (const id of ownersOf(db, 'customer_tag', touched)) worded.add(id);
    const numbered = ownersOf(db, 'contact_point', touched);
    for (const id of worded) numbered.add(id);
    const counted = new Set([
      ...ownersOf(db, 'contact_log', touched),
      ...ownersOf(db, 'balance_month', touched),
    ]);
    if (worded.size + numbered.size + counted.size === 0) return;
    for (const ids of chunks(worded)) byKind(db, ids, (part, read) => writeRows(db, part, read));
    for (const ids of chunks(numbered)) byKind(db, ids, (part, read) => writeDigits(db, part, read));
    for (const ids of chunks([...counted].filter((id) => !worded.has(id))))
      byKind(db, ids, (part, read) => writeFigures(db, part, read));
    stamp(db);
  },

  rebuild(db) {
    for (const name of Object.keys(INDEXES)) db.sqlite.exec(`DROP INDEX IF EXISTS ${name}`);
    for (const name of ['customer_list', 'customer_list_digits', 'customer_list_book'])
      db.sqlite.exec(`DELETE FROM ${name}`);
    db.sqlite.exec("INSERT INTO customer_list_fts (customer_list_fts) VALUES ('delete-all')");
    const ids = db.sqlite.prepare('SELECT id FROM customer WHERE deleted = 0').pluck().all() as string[];
    for (const part of chunks(ids)) {
      byKind(db, part, (some, read) => {
        writeRows(db, some, read);
        writeDigits(db, some, read);
      });
    }
    for (const ddl of createIndexes) db.sqlite.exec(ddl);
    survivorsThatChanged(db);
    stamp(db);
  },
};

/** Is one of them merged into another, or was until now? What stands for whom changes with nobody else. */
const anyMerged = (db: Reader, ids: ReadonlySet<string>): boolean =>
  ids.size > 0 &&
  statement(
    db,
    `SELECT EXISTS (SELECT 1 FROM json_each(:ids) AS j WHERE EXISTS (SELECT 1 FROM _alias WHERE id = j.value)
      OR EXISTS (SELECT 1 FROM customer_list_merged WHERE id = j.value))`,
  )
    .pluck()
    .get({ ids: JSON.stringify([...ids]) }) === 1;

/**
 * Who stands for others now or did until now, where that changed since it was last asked: also where a merged customer
 * left this laptop, and nothing says any more what it was merged into.
 */
function survivorsThatChanged(db: Reader): string[] {
  const changed = statement(
    db,
    `SELECT survivor FROM (SELECT id, survivor FROM _alias EXCEPT SELECT id, survivor FROM customer_list_merged)
    UNION SELECT survivor FROM (SELECT id, survivor FROM customer_list_merged EXCEPT SELECT id, survivor FROM _alias)`,
  )
    .pluck()
    .all() as string[];
  if (changed.length > 0) {
    statement(db, 'DELETE FROM customer_list_merged').run();
    statement(db, 'INSERT INTO customer_list_merged SELECT id, survivor FROM _alias').run();
  }
  return changed;
}

/** The customers whom touched rows of another table belong to. Rows that left the laptop left with their customer. */
function ownersOf(db: Reader, table: Exclude<TableName, 'customer'>, touched: Touched): Set<string> {
  const owners = new Set<string>();
  const sql = OWNER_SQL[table as keyof typeof OWNER_SQL];
  for (const ids of chunks(touched.get(table) ?? [])) {
    for (const id of statement(db, sql).pluck().all(JSON.stringify(ids)) as string[]) owners.add(id);
  }
  return owners;
}

const ownerSql = (table: string): string =>
  `SELECT DISTINCT ${meant('customer_id')} FROM ${table} WHERE id IN (SELECT value FROM json_each(?)) AND customer_id IS NOT NULL`;
const OWNER_SQL = {
  customer_tag: ownerSql('customer_tag'),
  contact_point: ownerSql('contact_point'),
  contact_log: ownerSql('contact_log'),
  balance_month: ownerSql('balance_month'),
};

/** Does a piece of work for customers as they are, and for those who stand for others: looking for both costs more. */
function byKind(
  db: Reader,
  ids: readonly string[],
  work: (ids: readonly string[], read: Read) => void,
): void {
  const merged = mergedAmong(db, ids);
  if (merged.size > 0) work([...merged], AS_MERGED);
  const plain = merged.size === 0 ? ids : ids.filter((id) => !merged.has(id));
  if (plain.length > 0) work(plain, AS_OWN);
}

function* chunks(ids: Iterable<string>): Generator<string[]> {
  const list = [...ids];
  for (let at = 0; at < list.length; at += CHUNK) yield list.slice(at, at + CHUNK);
}

/** One subquery for both sums: each would look for the last month again. */
const figures = (its: string): string => `
  (SELECT at FROM contact_log WHERE customer_id ${its} AND deleted = 0 ORDER BY at DESC LIMIT 1) AS lastContact,
  (SELECT json_array(sum(CASE kind WHEN 'deposit' THEN average ELSE 0 END), sum(CASE kind WHEN 'loan' THEN closing ELSE 0 END))
    FROM balance_month WHERE customer_id ${its} AND deleted = 0 AND month = (SELECT month FROM balance_month
      WHERE customer_id ${its} AND deleted = 0 ORDER BY month DESC LIMIT 1)) AS sums`;

interface Read {
  readonly worded: string;
  readonly numbered: string;
  readonly counted: string;
}

const readBy = (its: string): Read => ({
  worded: `SELECT c.id, c.scope, c.deleted, c.kind, c.name, c.name_en, c.short_name, c.short_name_en, c.customer_no, c.tier,
      c.lifecycle, c.stage, c.cadence_days, c.next_step_due, l.row,
      (SELECT group_concat(tag, ' ') FROM customer_tag WHERE customer_id ${its} AND deleted = 0) AS tags, ${figures(its)}
    FROM json_each(?) j JOIN customer c ON c.id = j.value LEFT JOIN customer_list l ON l.id = c.id`,
  numbered: `SELECT l.row, c.customer_no,
      (SELECT group_concat(value, ';') FROM contact_point
        WHERE customer_id ${its} AND deleted = 0 AND kind IN ('phone', 'mobile')) AS numbers
    FROM customer_list l JOIN customer c ON c.id = l.id WHERE l.id IN (SELECT value FROM json_each(?))`,
  counted: `SELECT c.id, c.cadence_days, ${figures(its)} FROM customer c
    WHERE c.deleted = 0 AND c.id IN (SELECT value FROM json_each(?))`,
});
/** A customer's rows: by its own id, or by those of records that were merged into it as well. */
const AS_OWN = readBy('= c.id');
const AS_MERGED = readBy(meaning('c.id'));

interface Figures {
  lastContact: number | null;
  /** JSON: average deposits, and closing loans, of the last month that has a balance. */
  sums: string;
}

/** Average deposits, and what is outstanding in loans. */
const sumsOf = (row: Figures): [deposits: number, loans: number] => {
  const [deposits, loans] = JSON.parse(row.sums) as [number | null, number | null];
  return [deposits ?? 0, loans ?? 0];
};

type Worded = Pick<
  Customer,
  | 'id'
  | 'scope'
  | 'deleted'
  | 'kind'
  | 'name_en'
  | 'short_name'
  | 'short_name_en'
  | 'customer_no'
  | 'tier'
  | 'lifecycle'
  | 'stage'
  | 'cadence_days'
  | 'next_step_due'
> & { name: string | null; tags: string | null; row: number | null } & Figures;

/**
 * Lists, or takes off, whole customers: their order, their facets and their words. The words are written last, all
 * together: FTS5 gathers them in memory, and writes them out whenever another statement of the transaction needs a
 * savepoint, which between every two customers makes the first build six times as long.
 */
function writeRows(db: Reader, ids: readonly string[], read: Read): void {
  const found = allOf<Worded>(db, read.worded, ids);
  const living = found.filter((customer) => customer.deleted === 0);
  const books = bookNumbers(db, living);
  const words = living.map((customer) => writeOrder(db, customer, books.get(customer.scope)!));
  const put = statement(
    db,
    'REPLACE INTO customer_list_fts (rowid, name, other, pinyin, initials, tags, book) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  for (const row of words) put.run(...row);
  const here = new Set(living.map((customer) => customer.id));
  takeOff(
    db,
    ids.filter((id) => !here.has(id)),
  );
}

/** Puts a customer into the order; returns what the text index is to hold of it. */
function writeOrder(db: Reader, c: Worded, book: number): (string | number)[] {
  const name = c.name ?? '';
  const syllables = syllablesOf(name, c.kind === 'person');
  const [deposits, loans] = sumsOf(c);
  const last = c.lastContact;
  const cells = {
    id: c.id, facets: facetsOf(c), book, key: sortKey(syllables), tier: tierRank(c.tier), deposits, loans, last,
    overdue: overdueFrom(last, c.cadence_days), due: c.next_step_due,
  }; // prettier-ignore
  const row = c.row ?? Number(statement(db, INSERT).run(cells).lastInsertRowid);
  if (c.row !== null) statement(db, UPDATE).run(cells);

  const own = pinyinTokens(name, syllables);
  // A short name is as a rule a part of the name, and found with it.
  const short = c.short_name !== null && !name.includes(c.short_name) ? c.short_name : '';
  const other = pinyinTokens(short, syllablesOf(short, false));
  // A number of digits is found by its digits.
  const number = c.customer_no !== null && /\D/.test(c.customer_no) ? c.customer_no : null;
  return [
    row, indexed(name), indexed(c.short_name, c.name_en, c.short_name_en, number), `${own.full} ${other.full}`,
    `${own.initials} ${other.initials}`, indexed(c.tags), `b${book}`,
  ]; // prettier-ignore
}

const INSERT = `INSERT INTO customer_list (id, facets, book, sort_key, tier, deposits, loans, last_contact, overdue_from, next_due)
  VALUES (:id, :facets, :book, :key, :tier, :deposits, :loans, :last, :overdue, :due)`;
/** Writes nothing where nothing differs: an update that changes no value would still go through seven indexes. */
const UPDATE = `UPDATE customer_list SET facets = :facets, book = :book, sort_key = :key, tier = :tier, deposits = :deposits,
    loans = :loans, last_contact = :last, overdue_from = :overdue, next_due = :due
  WHERE id = :id AND (facets, book, sort_key, tier, deposits, loans, last_contact, overdue_from, next_due)
    IS NOT (:facets, :book, :key, :tier, :deposits, :loans, :last, :overdue, :due)`;

function takeOff(db: Reader, ids: readonly string[]): void {
  for (const id of ids) {
    const row = statement(db, 'DELETE FROM customer_list WHERE id = ? RETURNING row').pluck().get(id);
    if (row === undefined) continue;
    statement(db, 'DELETE FROM customer_list_fts WHERE rowid = ?').run(row);
    statement(db, 'DELETE FROM customer_list_digits WHERE row = ?').run(row);
  }
}

/** Every number a customer can be found by: telephone numbers and the bank's own. */
function writeDigits(db: Reader, ids: readonly string[], read: Read): void {
  const rows = allOf<{ row: number; customer_no: string | null; numbers: string | null }>(
    db,
    read.numbered,
    ids,
  );
  const put = statement(db, 'REPLACE INTO customer_list_digits (row, digits) VALUES (?, ?)');
  const drop = statement(db, 'DELETE FROM customer_list_digits WHERE row = ?');
  for (const { row, customer_no, numbers } of rows) {
    const found = [...(numbers?.split(';') ?? []), customer_no ?? '']
      .map(digitsOf)
      .filter((digits) => digits !== '');
    if (found.length === 0) drop.run(row);
    else put.run(row, found.join(' '));
  }
}

/** Brings contact and balances up to date without touching the words. */
function writeFigures(db: Reader, ids: readonly string[], read: Read): void {
  const rows = allOf<{ id: string; cadence_days: number | null } & Figures>(db, read.counted, ids);
  // Most rows of a first load change nothing here, and an update costs three indexes.
  const write = statement(
    db,
    `UPDATE customer_list SET deposits = :deposits, loans = :loans, last_contact = :last, overdue_from = :overdue
    WHERE id = :id AND (deposits, loans, last_contact, overdue_from) IS NOT (:deposits, :loans, :last, :overdue)`,
  );
  for (const row of rows) {
    const [deposits, loans] = sumsOf(row);
    const overdue = overdueFrom(row.lastContact, row.cadence_days);
    write.run({ deposits, loans, last: row.lastContact, overdue, id: row.id });
  }
}

/** Scope → book by a small number: an index entry carries two bytes instead of an id. */
function bookNumbers(db: Reader, customers: readonly { scope: string }[]): Map<string, number> {
  const numbers = new Map<string, number>();
  for (const { scope } of customers) {
    if (numbers.has(scope)) continue;
    const id = scope.slice(scope.indexOf(':') + 1);
    const known = one<{ no: number }>(db, 'SELECT no FROM customer_list_book WHERE book_id = ?', id);
    const made = () =>
      Number(statement(db, 'INSERT INTO customer_list_book (book_id) VALUES (?)').run(id).lastInsertRowid);
    numbers.set(scope, known?.no ?? made());
  }
  return numbers;
}

/** A random stamp, not a counter: a counter of a transaction that was rolled back would come again. */
function stamp(db: Reader): void {
  statement(db, 'REPLACE INTO customer_list_state (key, stamp) VALUES (1, random() / 1024)').run();
}
