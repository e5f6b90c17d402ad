import type { PersonName } from '../../../src-shared/contract/calendar.ts';
import type { CustomerPage } from '../../../src-shared/contract/customer.ts';
import type {
  ContactPoint,
  Customer,
  CustomerTag,
  Relation,
} from '../../../src-shared/domain/customer/tables.ts';
import type { Book } from '../../../src-shared/domain/organisation/tables.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { TableName } from '../../../src-shared/schema/tables.ts';
import type { Reader } from '../access.ts';
import { all, one, statement } from './statement.ts';
import { meaning, meant } from './alias.ts';

/** One customer and what hangs on it. Every function takes living rows only. */

export const customerById = (db: Reader, id: Id): Customer | undefined =>
  one(
    db,
    `SELECT id, scope, deleted, kind, coalesce(name, '') AS name, name_en, short_name, short_name_en, customer_no, tier,
      lifecycle, stage, stage_since, industry, industry_en, region, region_en, address, occupation, gender, birth_date,
      employees, opened_on, rating, rating_before, hobbies, source, need_amount, need_currency, next_step, next_step_due,
      cadence_days, remark
    FROM customer WHERE id = ? AND deleted = 0`,
    id,
  );

export const bookById = (db: Reader, id: Id): Pick<Book, 'id' | 'name' | 'name_en'> | undefined =>
  one(db, 'SELECT id, name, name_en FROM book WHERE id = ? AND deleted = 0', id);

/** Who looks after a book, its owners first. */
export const managersOfBook = (db: Reader, bookId: Id): (PersonName & { role: 'owner' | 'member' })[] =>
  all(
    db,
    `SELECT p.id, p.name, p.name_en, m.role FROM book_member m JOIN person p ON p.id = m.person_id
    WHERE m.book_id = ? AND m.deleted = 0 AND p.deleted = 0 ORDER BY m.role = 'owner' DESC, m.id`,
    bookId,
  );

export const tagsOf = (db: Reader, customerId: Id): Pick<CustomerTag, 'id' | 'tag'>[] =>
  all(
    db,
    `SELECT min(id) AS id, tag FROM customer_tag WHERE customer_id ${meaning('?')} AND deleted = 0 GROUP BY tag ORDER BY min(id)`,
    customerId,
  );

/** Every row of a tag; two laptops may have tagged the same customer. */
export const tagRows = (db: Reader, customerId: Id, tag: string): Id[] =>
  statement(db, `SELECT id FROM customer_tag WHERE customer_id ${meaning('?')} AND tag = ? AND deleted = 0`)
    .pluck()
    .all(customerId, tag) as Id[];

export const contactPointsOf = (
  db: Reader,
  customerId: Id,
): Pick<ContactPoint, 'id' | 'kind' | 'value' | 'label' | 'preferred'>[] =>
  all(
    db,
    `SELECT id, kind, value, label, preferred FROM contact_point WHERE customer_id ${meaning('?')} AND deleted = 0
    ORDER BY preferred DESC, id`,
    customerId,
  );

type RelationLine = CustomerPage['relations'][number];
type RelationRow = Pick<Relation, 'id' | 'kind' | 'share' | 'remark'> & {
  direction: 'out' | 'in';
  other_id: Id;
  other_kind: Customer['kind'] | null;
  other_name: string | null;
  other_name_en: string | null;
  other_short: string | null;
  deposits: number | null;
  loans: number | null;
};

/** Relations both ways. The other side may be in a book that this laptop does not hold: then only its id is known. */
export function relationsOf(db: Reader, customerId: Id): RelationLine[] {
  const side = (direction: 'out' | 'in', self: string, other: string): string =>
    `SELECT r.id, r.kind, r.share, r.remark, '${direction}' AS direction, ${meant(`r.${other}`)} AS other_id, c.kind AS other_kind,
      c.name AS other_name, c.name_en AS other_name_en, c.short_name AS other_short, l.deposits, l.loans
    FROM relation r LEFT JOIN customer c ON c.id = ${meant(`r.${other}`)} AND c.deleted = 0
      LEFT JOIN customer_list l ON l.id = c.id
    WHERE r.${self} ${meaning('?')} AND r.deleted = 0`;
  const rows = all<RelationRow>(
    db,
    `${side('out', 'from_id', 'to_id')} UNION ALL ${side('in', 'to_id', 'from_id')} ORDER BY 1`,
    customerId,
    customerId,
  );
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    share: row.share,
    remark: row.remark,
    direction: row.direction,
    other: {
      id: row.other_id,
      kind: row.other_kind,
      name: row.other_name,
      name_en: row.other_name_en,
      short_name: row.other_short,
      deposits: row.deposits ?? 0,
      loans: row.loans ?? 0,
    },
  }));
}

/** The last two years, oldest first. */
export const balancesOf = (db: Reader, customerId: Id): CustomerPage['balances'] =>
  all(
    db,
    `SELECT month, kind, average, closing FROM balance_month
    WHERE customer_id ${meaning('?')} AND deleted = 0 AND month > (SELECT strftime('%Y-%m', max(month) || '-01', '-24 months')
      FROM balance_month WHERE customer_id ${meaning('?')} AND deleted = 0)
    ORDER BY month, kind`,
    customerId,
    customerId,
  );

/** What the list knows about a customer; zeros before the list has it. */
export const figuresOf = (
  db: Reader,
  customerId: Id,
): { deposits: number; loans: number; lastContactAt: number | null } =>
  one(
    db,
    'SELECT deposits, loans, last_contact AS lastContactAt FROM customer_list WHERE id = ?',
    customerId,
  ) ?? {
    deposits: 0,
    loans: 0,
    lastContactAt: null,
  };

/** Numbers beside the tabs of the page; tasks are those still open. */
export const countsOf = (db: Reader, customerId: Id): CustomerPage['counts'] =>
  one<CustomerPage['counts']>(
    db,
    `SELECT
      (SELECT count(*) FROM contact_log WHERE customer_id ${meaning(':id')} AND deleted = 0) AS contacts,
      (SELECT count(*) FROM task WHERE customer_id ${meaning(':id')} AND deleted = 0 AND status = 'open') AS tasks,
      (SELECT count(*) FROM note WHERE customer_id ${meaning(':id')} AND deleted = 0) AS notes,
      (SELECT count(*) FROM attachment WHERE owner_id ${meaning(':id')} AND deleted = 0) AS attachments,
      (SELECT count(DISTINCT event_id) FROM event_customer WHERE customer_id ${meaning(':id')} AND deleted = 0) AS events,
      (SELECT count(*) FROM movement WHERE customer_id ${meaning(':id')} AND deleted = 0) AS movements`,
    { id: customerId },
  )!;

interface NextEventRow {
  event_id: Id;
  uid: Id;
  recurrence_id: string | null;
  title: string;
  title_en: string | null;
  start: number;
}

/**
 * The next occurrence of an event with this customer; What others than the reader keep private is not
 * told. An override of a series carries its links itself.
 */
export const nextEventOf = (db: Reader, customerId: Id, me: Id, now: number): NextEventRow | undefined =>
  one(
    db,
    `SELECT o.event_id, o.uid, nullif(o.recurrence_id, '') AS recurrence_id, e.title, e.title_en, o.start
    FROM event_customer x JOIN event e ON e.id = x.event_id
      JOIN occupancy o ON o.uid = coalesce(e.series_id, e.id) AND o.event_id = e.id
    WHERE x.customer_id ${meaning('?')} AND x.deleted = 0 AND e.deleted = 0 AND e.status <> 'cancelled'
      AND (e.privacy <> 'private' OR e.organiser_id = ?) AND o.start > ?
    ORDER BY o.start LIMIT 1`,
    customerId,
    me,
    now,
  );

export const allTags = (db: Reader): { tag: string; count: number }[] =>
  all(
    db,
    `SELECT tag, count(DISTINCT ${meant('customer_id')}) AS count FROM customer_tag WHERE deleted = 0 GROUP BY tag
    ORDER BY count DESC, tag`,
  );

/** Every book on this laptop: one's own first, so that it is the one which is offered; then by name. */
export const allBooks = (
  db: Reader,
  me: Id,
): { id: Id; name: string; name_en: string | null; kind: 'personal' | 'joint'; customers: number }[] =>
  all(
    db,
    `SELECT b.id, b.name, b.name_en, b.kind, coalesce(n.customers, 0) AS customers FROM book b
    LEFT JOIN customer_list_book k ON k.book_id = b.id
    LEFT JOIN (SELECT book, count(*) AS customers FROM customer_list GROUP BY book) n ON n.book = k.no
    WHERE b.deleted = 0
    ORDER BY b.kind = 'personal' AND EXISTS (SELECT 1 FROM book_member m
      WHERE m.book_id = b.id AND m.person_id = ? AND m.role = 'owner' AND m.deleted = 0) DESC, b.name, b.id`,
    me,
  );

/** Living rows of a table that belong to a customer: what goes when the customer goes. */
export const idsOfCustomer = (db: Reader, table: keyof typeof OF_CUSTOMER, customerId: Id): Id[] =>
  statement(db, OF_CUSTOMER[table]).pluck().all({ id: customerId }) as Id[];

const OF_CUSTOMER = {
  customer_tag: `SELECT id FROM customer_tag WHERE customer_id ${meaning(':id')} AND deleted = 0`,
  contact_point: `SELECT id FROM contact_point WHERE customer_id ${meaning(':id')} AND deleted = 0`,
  relation: `SELECT id FROM relation WHERE (from_id ${meaning(':id')} OR to_id ${meaning(':id')}) AND deleted = 0`,
  holding: `SELECT id FROM holding WHERE customer_id ${meaning(':id')} AND deleted = 0`,
  attachment: `SELECT id FROM attachment WHERE owner_kind = 'customer' AND owner_id ${meaning(':id')} AND deleted = 0`,
  note: `SELECT id FROM note WHERE customer_id ${meaning(':id')} AND deleted = 0`,
} as const satisfies Partial<Record<TableName, string>>;

/** The link that says the same of the same two customers. */
export const relationBetween = (
  db: Reader,
  relation: Pick<Relation, 'from_id' | 'to_id' | 'kind'>,
): Id | undefined =>
  one<{ id: Id }>(
    db,
    `SELECT id FROM relation WHERE from_id ${meaning('?')} AND to_id ${meaning('?')} AND kind = ? AND deleted = 0 ORDER BY id LIMIT 1`,
    relation.from_id,
    relation.to_id,
    relation.kind,
  )?.id;
