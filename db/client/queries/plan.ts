import type { ContactLog, Customer } from '../../../src-shared/domain/customer/tables.ts';
import { STATE_COLUMNS, type StateEdit } from '../../../src-shared/domain/plan/changes.ts';
import type { PlanParty } from '../../../src-shared/contract/plan.ts';
import type { DateText, EpochMs, WallTime } from '../../../src-shared/kernel/brand.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import { stampAt, stampTime } from '../../../src-shared/sync/clock.ts';
import { scopeOf, type Scope } from '../../../src-shared/sync/scope.ts';
import type { Reader } from '../access.ts';
import { meant } from './alias.ts';
import { all, allOf, one } from './statement.ts';

/** What the plans of a day, week and month are made of, beside calendar and tasks. */
interface Span {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** The books that somebody works on. */
export const bookScopesOf = (db: Reader, person: Id): Scope[] =>
  all<{ book_id: Id }>(
    db,
    'SELECT DISTINCT book_id FROM book_member WHERE person_id = ? AND deleted = 0',
    person,
  ).map(({ book_id }) => scopeOf('book', book_id));

const PARTY = 'c.id, c.name, c.name_en, c.short_name, c.short_name_en, c.tier, c.rating, c.stage';

/** Customers by id, those that this laptop does not hold left out. */
export const planParties = (db: Reader, ids: Iterable<Id>): Map<Id, PlanParty> =>
  new Map(
    allOf<PlanParty>(
      db,
      `SELECT ${PARTY} FROM customer AS c WHERE c.id IN (SELECT value FROM json_each(?)) AND c.deleted = 0`,
      [...new Set(ids)],
    ).map((row) => [row.id, row]),
  );

type Logged = Pick<ContactLog, 'channel' | 'at' | 'summary' | 'summary_en' | 'outcome' | 'event_id'> & {
  readonly customer_id: Id;
};

/** A look into the log for each customer costs as much as reading thirty lines of it. */
const LOOKED_UP_MAX = 1_000;

const LINE = 'x.channel, x.at, x.summary, x.summary_en, x.outcome, x.event_id';
const IN_SPAN =
  'x.at >= :from AND x.at < :to AND x.person_id = :person AND x.deleted = 0 ORDER BY x.at, x.id';
const LOGGED = `SELECT ${meant('x.customer_id')} AS customer_id, ${LINE} FROM contact_log AS x WHERE ${IN_SPAN}`;
const LOGGED_OF_FEW = `SELECT w.id AS customer_id, ${LINE}
  FROM (SELECT id, id AS was FROM customer_list WHERE last_contact >= :from
    UNION ALL SELECT survivor, id FROM _alias) AS w
  CROSS JOIN contact_log AS x ON x.customer_id = w.was WHERE ${IN_SPAN}`;

/**
 * What somebody logged within a span, in order. The log is found by customer alone: where few were in contact since, they
 * are asked one by one, and else all of it is read.
 */
export function loggedBy(db: Reader, person: Id, { from, to }: Span): Logged[] {
  const few = one<{ count: number }>(
    db,
    'SELECT count(*) AS count FROM (SELECT 1 FROM customer_list WHERE last_contact >= ? LIMIT ?)',
    from,
    LOOKED_UP_MAX,
  );
  return all(db, (few?.count ?? 0) < LOOKED_UP_MAX ? LOGGED_OF_FEW : LOGGED, { person, from, to });
}

/** Rows of a select about customers of `:books`; of no books there are none, and nothing is looked through. */
const allOfBooks = <T>(
  db: Reader,
  books: readonly Scope[],
  sql: string,
  more: Readonly<Record<string, string | number>>,
): T[] => (books.length === 0 ? [] : all<T>(db, sql, { ...more, books: JSON.stringify(books) }));

/** Every write of a state column of these books' customers within a span that this laptop knows: those that came, and its own. */
export function stateEdits(db: Reader, books: readonly Scope[], { from, to }: Span): StateEdit[] {
  const edits = allOfBooks<{ customer_id: Id; clock: number; before: string; cells: string }>(
    db,
    books,
    `WITH edit AS (SELECT row_id, clock, before, cells FROM _history
        WHERE tbl = 'customer' AND clock >= :from AND clock < :to AND before IS NOT NULL
      UNION SELECT row_id, clock, before, cells FROM _outbox
        WHERE tbl = 'customer' AND clock >= :from AND clock < :to AND before IS NOT NULL),
    named AS (SELECT ${meant('row_id')} AS customer_id, clock, before, cells FROM edit
      WHERE cells LIKE '%"stage"%' OR cells LIKE '%"lifecycle"%' OR cells LIKE '%"rating"%')
    SELECT n.* FROM named AS n JOIN customer AS c ON c.id = n.customer_id
      WHERE c.scope IN (SELECT value FROM json_each(:books)) ORDER BY n.clock`,
    { from: stampAt(from), to: stampAt(to) },
  );
  return edits.flatMap(({ customer_id, clock, before, cells }) => {
    const [was, is] = [before, cells].map((text) => JSON.parse(text) as Partial<Customer>) as [
      Partial<Customer>,
      Partial<Customer>,
    ];
    return STATE_COLUMNS.flatMap((what): StateEdit[] =>
      is[what] === undefined
        ? []
        : [{ customer_id, what, from: was[what], to: is[what] ?? null, at: stampTime(clock) }],
    );
  });
}

/** What the bank's systems told somebody of ratings within a span. */
export const ratingsTold = (db: Reader, person: Id, { from, to }: Span): StateEdit[] =>
  all<{ customer_id: Id; at: EpochMs; params: string }>(
    db,
    `SELECT ${meant('row_id')} AS customer_id, at, params FROM notice
      WHERE person_id = :person AND kind = 'rating_changed' AND row_id IS NOT NULL AND at >= :from AND at < :to
        AND deleted = 0 ORDER BY at, id`,
    { person, from, to },
  ).map(({ customer_id, at, params }) => {
    const told = JSON.parse(params) as { from?: string; to?: string };
    return { customer_id, what: 'rating', from: told.from, to: told.to ?? null, at };
  });

/** Customers of these books who are in their stage since one of these days. */
export const stagesSince = (
  db: Reader,
  books: readonly Scope[],
  from: DateText,
  to: DateText,
): { customer_id: Id; stage: string; since: DateText }[] =>
  allOfBooks(
    db,
    books,
    `SELECT id AS customer_id, stage, stage_since AS since FROM customer
      WHERE stage_since >= :from AND stage_since <= :to AND deleted = 0
        AND scope IN (SELECT value FROM json_each(:books)) ORDER BY stage_since, id`,
    { from, to },
  );

export interface CadenceRow {
  readonly customer_id: Id;
  readonly overdue_from: EpochMs;
  readonly last_contact: EpochMs | null;
}

const BOOK_IDS = 'SELECT substr(value, 6) FROM json_each(:books)';

/** Customers of these books whose cadence runs out within a span, the longest waiting first. */
export const cadenceEnds = (db: Reader, books: readonly Scope[], { from, to }: Span): CadenceRow[] =>
  allOfBooks(
    db,
    books,
    `SELECT l.id AS customer_id, l.overdue_from, l.last_contact FROM customer_list AS l
        JOIN customer_list_book AS b ON b.no = l.book
      WHERE l.overdue_from >= :from AND l.overdue_from < :to AND b.book_id IN (${BOOK_IDS})
      ORDER BY l.overdue_from, l.id`,
    { from, to },
  );

/** What somebody has ahead with each customer, the next of it. */
export const nextMeetings = (db: Reader, person: Id, from: EpochMs): Map<Id, EpochMs> =>
  new Map(
    all<{ customer_id: Id; start: EpochMs }>(
      db,
      `SELECT ${meant('x.customer_id')} AS customer_id, min(o.start) AS start FROM occupancy AS o
          JOIN event AS e ON e.id = o.event_id AND e.deleted = 0 AND e.status <> 'cancelled'
            AND e.kind IN ('visit', 'call', 'meeting', 'seminar')
          JOIN event_customer AS x ON x.event_id = e.id AND x.deleted = 0
        WHERE o.subject_id = :person AND o.start >= :from GROUP BY 1`,
      { person, from },
    ).map((row) => [row.customer_id, row.start]),
  );

/** How many customers of these books have a rating that begins with each letter. */
export const ratingLetters = (db: Reader, books: readonly Scope[]): Map<string, number> =>
  new Map(
    allOfBooks<{ letter: string; count: number }>(
      db,
      books,
      `SELECT upper(substr(rating, 1, 1)) AS letter, count(*) AS count FROM customer
        WHERE rating IS NOT NULL AND deleted = 0 AND scope IN (SELECT value FROM json_each(:books)) GROUP BY 1`,
      {},
    ).map((row) => [row.letter, row.count]),
  );

/** What was said of events, and the tasks that they are for, by event. */
export const wordsOnEvents = (
  db: Reader,
  events: readonly Id[],
): Map<Id, { note: string | null; task_id: Id | null }> =>
  new Map(
    allOf<{ id: Id; note: string | null; task_id: Id | null }>(
      db,
      `SELECT id, outcome_note AS note, task_id FROM event
        WHERE id IN (SELECT value FROM json_each(?)) AND (outcome_note IS NOT NULL OR task_id IS NOT NULL)`,
      events,
    ).map((row) => [row.id, row]),
  );

export interface MovedRow {
  readonly id: Id;
  readonly was: WallTime;
}

/**
 * Somebody's events that stood near a day on their own clock and stand elsewhere now: instances of a series that were put
 * elsewhere, and single events whose move this laptop made or received. `days` are the day and its neighbours: a wall of
 * another zone may lie on either.
 */
export const movedFrom = (
  db: Reader,
  person: Id,
  days: readonly [DateText, DateText, DateText],
): MovedRow[] => {
  const [before, day, after] = days;
  return all(
    db,
    `SELECT id, recurrence_id AS was FROM event
      WHERE series_id IS NOT NULL AND recurrence_id >= :before AND recurrence_id < :end AND organiser_id = :person
        AND start <> recurrence_id AND deleted = 0
    UNION SELECT e.id, edit.was FROM (
        SELECT row_id, json_extract(before, '$.start') AS was FROM _history WHERE tbl = 'event' AND ${STOOD}
        UNION SELECT row_id, json_extract(before, '$.start') FROM _outbox WHERE tbl = 'event' AND ${STOOD}
      ) AS edit JOIN event AS e ON e.id = edit.row_id AND e.deleted = 0 AND e.organiser_id = :person
        AND e.rrule IS NULL AND e.start <> edit.was`,
    {
      person,
      before,
      end: `${after}U`,
      likeBefore: `%"start":"${before}%`,
      likeDay: `%"start":"${day}%`,
      likeAfter: `%"start":"${after}%`,
    },
  );
};

const STOOD = '(before LIKE :likeBefore OR before LIKE :likeDay OR before LIKE :likeAfter)';

/** On whose clock events are, and what one is asked to. */
export const zonesOf = (db: Reader, events: readonly Id[]): Map<Id, string> =>
  new Map(
    allOf<{ id: Id; zone: string }>(
      db,
      `WITH wanted AS (SELECT value AS id FROM json_each(?))
       SELECT i.event_id AS id, i.zone FROM invitation AS i JOIN wanted AS w ON w.id = i.event_id WHERE i.deleted = 0
       UNION SELECT e.id, e.zone FROM event AS e JOIN wanted AS w ON w.id = e.id`,
      events,
    ).map((row) => [row.id, row.zone]),
  );
