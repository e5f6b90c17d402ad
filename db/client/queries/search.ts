import type { SearchHit } from '../../../src-shared/contract/desk.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import { scopeOf } from '../../../src-shared/sync/scope.ts';
import type { Reader } from '../access.ts';
import { marksOf } from '../derived/search-marks.ts';
import type { Searched } from '../derived/search-index.ts';
import {
  fold,
  matchAll,
  matchFromStart,
  parseSearch,
  type MatchColumns,
  type Search,
} from '../derived/search-text.ts';
import { CUSTOMER_COLUMNS, rowsMatching, rowsOfDigits } from './customer-text.ts';
import { all, statement } from './statement.ts';

/** Columns of `search_index_fts`. */
const DOC_COLUMNS: MatchColumns = { words: 'title body', pinyin: 'pinyin initials' };
const DOC_TITLE: MatchColumns = { words: 'title', pinyin: 'pinyin' };
const CUSTOMER_NAME: MatchColumns = { words: 'name other', pinyin: 'pinyin initials' };

/** Exact, beginning, anywhere: how well a hit fits. Own customers come before others that fit as well. */
type Fit = 0 | 1 | 2;
interface Ranked {
  readonly hit: SearchHit;
  readonly fit: Fit;
  readonly own: boolean;
}

const KINDS: readonly SearchHit['table'][] = ['customer', 'person', 'event', 'task', 'note'];
/** Of the places on the list, how many other things than customers may claim. */
const OTHERS_SHARE = 0.4;

/** The best hits among everything on this laptop. Every step stops at `limit`, so a common character costs no more. */
export function searchAll(db: Reader, me: Id, text: string, limit: number): SearchHit[] {
  const search = parseSearch(text);
  if (!search) return [];
  const others = docHits(db, me, text, search, limit);
  const customers = customerHits(db, me, text, search, limit);
  const room = Math.max(limit - customers.length, Math.min(others.length, Math.floor(limit * OTHERS_SHARE)));
  const chosen = [...customers.slice(0, limit - Math.min(room, others.length)), ...others.slice(0, room)];
  return chosen.sort(byFit).map((one) => one.hit);
}

const byFit = (a: Ranked, b: Ranked): number =>
  a.fit - b.fit || Number(b.own) - Number(a.own) || KINDS.indexOf(a.hit.table) - KINDS.indexOf(b.hit.table);

function customerHits(db: Reader, me: Id, text: string, search: Search, limit: number): Ranked[] {
  const anywhere = matchAll(search, CUSTOMER_COLUMNS);
  const beginning = matchFromStart(search, CUSTOMER_COLUMNS, CUSTOMER_NAME);
  const own = ownBooks(db, me);
  const steps: (() => number[])[] = [() => rowsNamed(db, text.trim(), limit)];
  if (search.number !== null) steps.push(() => rowsOfDigits(db, search.number!, limit));
  for (const expression of [beginning, anywhere]) {
    if (own !== null) steps.push(() => rowsMatching(db, `(${own}) AND (${expression})`, limit));
    steps.push(() => rowsMatching(db, expression, limit));
  }
  const rows = new Set<number>();
  for (const step of steps) {
    if (rows.size >= limit) break;
    for (const row of step()) rows.add(row);
  }
  return customersOf(db, me, [...rows].slice(0, limit)).map((customer) =>
    rankedCustomer(customer, text, search),
  );
}

/** The books in which this person is a member, as an FTS5 expression; null without one. */
function ownBooks(db: Reader, me: Id): string | null {
  const numbers = statement(
    db,
    `SELECT k.no FROM book_member m JOIN customer_list_book k ON k.book_id = m.book_id
    WHERE m.person_id = ? AND m.deleted = 0`,
  )
    .pluck()
    .all(me) as number[];
  return numbers.length === 0 ? null : `{book} : (${numbers.map((no) => `"b${no}"`).join(' OR ')})`;
}

const rowsNamed = (db: Reader, text: string, limit: number): number[] =>
  statement(
    db,
    `SELECT l.row FROM customer c JOIN customer_list l ON l.id = c.id
    WHERE (c.name = :text OR c.customer_no = :text) AND c.deleted = 0 LIMIT :limit`,
  )
    .pluck()
    .all({ text, limit }) as number[];

interface FoundCustomer {
  id: Id;
  kind: string;
  name: string;
  name_en: string | null;
  short_name: string | null;
  customer_no: string | null;
  industry: string | null;
  own: 0 | 1;
}

const customersOf = (db: Reader, me: Id, rows: readonly number[]): FoundCustomer[] =>
  all(
    db,
    `SELECT c.id, c.kind, coalesce(c.name, '') AS name, c.name_en, c.short_name, c.customer_no, c.industry,
      EXISTS (SELECT 1 FROM book_member m WHERE m.book_id = substr(c.scope, 6) AND m.person_id = ? AND m.deleted = 0) AS own
    FROM json_each(?) j JOIN customer_list l ON l.row = j.value JOIN customer c ON c.id = l.id ORDER BY j.key`,
    me,
    JSON.stringify(rows),
  );

function rankedCustomer(found: FoundCustomer, text: string, search: Search): Ranked {
  const names = [found.name, found.short_name, found.name_en, found.customer_no];
  return {
    fit: fitOf(names, text),
    own: found.own === 1,
    hit: {
      table: 'customer',
      id: found.id,
      title: found.name,
      title_en: found.name_en,
      detail: found.industry,
      marks: marksOf(found.name, search, found.kind === 'person'),
    },
  };
}

function fitOf(names: readonly (string | null)[], text: string): Fit {
  const wanted = fold(text).trim();
  let fit: Fit = 2;
  for (const name of names) {
    if (name === null) continue;
    const folded = fold(name);
    if (folded === wanted) return 0;
    if (folded.startsWith(wanted)) fit = 1;
  }
  return fit;
}

interface FoundDoc {
  kind: Searched;
  id: Id;
  title: string;
  title_en: string | null;
  detail: string | null;
}

/** The newest first; what a colleague marked private is not found by who may only read the calendar. */
function docHits(db: Reader, me: Id, text: string, search: Search, limit: number): Ranked[] {
  const expressions = [matchFromStart(search, DOC_COLUMNS, DOC_TITLE), matchAll(search, DOC_COLUMNS)];
  const found = new Map<string, FoundDoc>();
  for (const expression of expressions) {
    if (found.size >= limit) break;
    const docs = all<FoundDoc>(
      db,
      `SELECT d.kind, d.id, d.title, d.title_en, d.detail FROM search_index_fts f JOIN search_index d ON d.doc = f.rowid
      WHERE search_index_fts MATCH ? AND (d.private = 0 OR d.scope IN (?, ?)) ORDER BY f.rowid DESC LIMIT ?`,
      expression,
      scopeOf('calendar', me),
      scopeOf('person', me),
      limit,
    );
    for (const doc of docs) found.set(`${doc.kind} ${doc.id}`, doc);
  }
  return [...found.values()]
    .map(({ kind, ...doc }): Ranked => ({
      fit: fitOf([doc.title, doc.title_en], text),
      own: true,
      hit: { table: kind, ...doc, marks: marksOf(doc.title, search, kind === 'person') },
    }))
    .sort(byFit)
    .slice(0, limit);
}

/** Ids of one kind that a text finds, in no order: for lists that have an order of their own. */
export function idsOfText(db: Reader, kind: Searched, text: string): Id[] {
  const search = parseSearch(text);
  if (!search) return [];
  return statement(
    db,
    'SELECT d.id FROM search_index_fts f JOIN search_index d ON d.doc = f.rowid WHERE search_index_fts MATCH ?',
  )
    .pluck()
    .all(`({kind} : "${kind}") AND (${matchAll(search, DOC_COLUMNS)})`) as Id[];
}
