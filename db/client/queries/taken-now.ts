import type { Database } from 'better-sqlite3';
import { TakenIndex } from '../../../src-shared/domain/calendar/taken-index.ts';
import type { EpochMs } from '../../../src-shared/kernel/brand.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Reader } from '../access.ts';
import {
  asTaken,
  byStart,
  joined,
  occupiedIn,
  takenIn,
  type Occupied,
  type Span,
  type TakenTime,
} from './occupancy.ts';
import { statement } from './statement.ts';

interface Kept {
  readonly index: TakenIndex<Occupied>;
  /** Of `occupancy_stamp` when it was read. */
  readonly stamp: number;
  /** The state of the database in which that was still so. */
  state: string;
}

type Taking = Occupied & { readonly status: TakenTime['status'] };
const isTaking = (one: Occupied): one is Taking => one.status !== 'free';

/**
 * Who is taken at a slot, asked at every move of a pointer: ten people through the encrypted file cost 300 µs, because
 * every seek passes through pages that belong to others. So each person's times are kept in memory as they are asked for,
 * and read again once something of that person has changed: `occupancy_stamp` counts that (by triggers), and is
 * looked at only after a commit of whatever connection.
 */
export function takenAt(
  db: Reader,
  subjects: readonly Id[],
  slot: { start: EpochMs; end: EpochMs },
  except: Id | null = null,
): Taking[] {
  const known = indexesOf(db.sqlite);
  refresh(db, known, subjects, true);
  const found: Taking[] = [];
  for (const subject of subjects)
    known.get(subject)?.index.overlapping(slot.start, slot.end, (one) => {
      if (one.uid !== except && isTaking(one)) found.push(one);
    });
  return found;
}

/**
 * The same as `occupiedIn`, from memory for those whose times are kept there. The others are not read for it: a year of
 * ten strangers would be waited for, days of them are not.
 */
export function occupiedNow(db: Reader, stretches: readonly Span[]): Occupied[] {
  const { warm, cold } = sorted(db, stretches);
  if (warm.length === 0) return occupiedIn(db, cold);
  const found = new Set(cold.length === 0 ? [] : occupiedIn(db, cold));
  visit(db, warm, (one) => found.add(one));
  return [...found].sort(byStart);
}

/** The same as `takenIn`, from memory for those whose times are kept there. */
export function takenNow(db: Reader, stretches: readonly Span[], except: Id): TakenTime[] {
  const { warm, cold } = sorted(db, stretches);
  const found = cold.length === 0 ? [] : takenIn(db, cold, except);
  visit(db, warm, (one) => {
    if (one.uid !== except) found.push(...asTaken(one));
  });
  return found;
}

function sorted(db: Reader, stretches: readonly Span[]): { warm: Span[]; cold: Span[] } {
  const known = indexesOf(db.sqlite);
  refresh(db, known, [...new Set(stretches.map((span) => span.subject))], false);
  const { true: warm = [], false: cold = [] } = Object.groupBy(stretches, ({ subject }) =>
    known.has(subject) ? 'true' : 'false',
  );
  return { warm, cold };
}

function visit(db: Reader, spans: readonly Span[], work: (one: Occupied) => void): void {
  const known = indexesOf(db.sqlite);
  for (const [subject, from, to] of joined(spans)) known.get(subject)?.index.overlapping(from, to, work);
}

const INDEXES = new WeakMap<Database, Map<Id, Kept>>();

function indexesOf(sqlite: Database): Map<Id, Kept> {
  let known = INDEXES.get(sqlite);
  if (!known) INDEXES.set(sqlite, (known = new Map()));
  return known;
}

/** Everybody of a large branch for a year; beyond that whoever was asked for first is forgotten. */
const MOST_SUBJECTS = 500;

/** Brings what is kept of these up to date; `read` says whether to read what is not kept, or no longer so. */
function refresh(db: Reader, known: Map<Id, Kept>, subjects: readonly Id[], read: boolean): void {
  const state = stateOf(db);
  const doubtful = subjects.filter((id) => known.get(id)?.state !== state && (read || known.has(id)));
  if (doubtful.length === 0) return;
  const stamps = stampsOf(db, doubtful);
  for (const id of doubtful) {
    const stamp = stamps.get(id) ?? 0;
    const kept = known.get(id);
    if (kept?.stamp === stamp) kept.state = state;
    else known.set(id, { index: new TakenIndex(timesOf(db, id)), stamp, state });
  }
  for (const id of known.keys()) {
    if (known.size <= MOST_SUBJECTS) break;
    if (!subjects.includes(id)) known.delete(id);
  }
}

const EVER = 8_640_000_000_000_000;
const timesOf = (db: Reader, subject: Id): Occupied[] => occupiedIn(db, [{ subject, from: -EVER, to: EVER }]);

/** Differs after every commit of another connection, and after every row that this one has written. */
function stateOf(db: Reader): string {
  const others = statement<[], number>(db, 'PRAGMA data_version').pluck().get();
  const own = statement<[], number>(db, 'SELECT total_changes()').pluck().get();
  return `${others} ${own}`;
}

function stampsOf(db: Reader, subjects: readonly Id[]): Map<Id, number> {
  const rows = statement<[string], [Id, number]>(
    db,
    'SELECT subject_id, n FROM occupancy_stamp WHERE subject_id IN (SELECT value FROM json_each(?))',
  )
    .raw(true)
    .all(JSON.stringify(subjects));
  return new Map(rows);
}

/** Counts a change of whoever has a block of these events: it may be hidden by the event itself now, or be seen again. */
export function stampBlocksOf(db: Reader, uids: readonly Id[]): void {
  if (uids.length === 0) return;
  const list = JSON.stringify(uids);
  for (const sql of STAMP_BLOCKS) statement<[string], never>(db, sql).run(list);
}

const STAMP_BLOCKS = ['uid', 'event_id'].map(
  (column) => `INSERT INTO occupancy_stamp (subject_id, n)
     SELECT DISTINCT subject_id, 1 FROM busy_block WHERE ${column} IN (SELECT value FROM json_each(?))
   ON CONFLICT (subject_id) DO UPDATE SET n = n + 1`,
);

const COUNT = (row: 'old' | 'new'): string =>
  `INSERT INTO occupancy_stamp (subject_id, n) VALUES (${row}.subject_id, 1)
     ON CONFLICT (subject_id) DO UPDATE SET n = n + 1;`;
const on = (table: 'occupancy' | 'busy_block', what: 'INSERT' | 'UPDATE' | 'DELETE'): string => {
  const body =
    what === 'INSERT' ? COUNT('new') : what === 'DELETE' ? COUNT('old') : COUNT('old') + COUNT('new');
  return `CREATE TRIGGER occupancy_stamp_${table}_${what.toLowerCase()} AFTER ${what} ON ${table} BEGIN ${body} END`;
};
const EACH = (['occupancy', 'busy_block'] as const).flatMap((table) =>
  (['INSERT', 'UPDATE', 'DELETE'] as const).map((what) => [table, what] as const),
);

export const STAMP_SCHEMA: readonly string[] = [
  'CREATE TABLE occupancy_stamp (subject_id TEXT PRIMARY KEY NOT NULL, n INTEGER NOT NULL) STRICT, WITHOUT ROWID',
  ...EACH.map(([table, what]) => on(table, what)),
];

export const STAMP_DROPS: readonly string[] = [
  ...EACH.map(([table, what]) => `DROP TRIGGER IF EXISTS occupancy_stamp_${table}_${what.toLowerCase()}`),
  'DROP TABLE IF EXISTS occupancy_stamp',
];
