import type { Database } from 'better-sqlite3';
import { TakenIndex } from '../../../src-shared/domain/calendar/taken-index.ts';
import type { EpochMs } from '../../../src-shared/kernel/brand.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Reader } from '../access.ts';
import { statement } from './statement.ts';

/** That somebody, or a room, is taken. */
export interface TakenBy {
  readonly subject: Id;
  readonly uid: Id;
  readonly start: EpochMs;
  readonly end: EpochMs;
  readonly status: 'busy' | 'tentative' | 'out_of_office';
}

interface Kept {
  readonly index: TakenIndex<TakenBy>;
  /** Of `occupancy_stamp` when it was read. */
  readonly stamp: number;
  /** The state of the database in which that was still so. */
  state: string;
}

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
): TakenBy[] {
  const known = indexesOf(db.sqlite);
  refresh(db, known, subjects);
  const found: TakenBy[] = [];
  for (const subject of subjects)
    known.get(subject)?.index.overlapping(slot.start, slot.end, (one) => {
      if (one.uid !== except) found.push(one);
    });
  return found;
}

const INDEXES = new WeakMap<Database, Map<Id, Kept>>();

function indexesOf(sqlite: Database): Map<Id, Kept> {
  let known = INDEXES.get(sqlite);
  if (!known) INDEXES.set(sqlite, (known = new Map()));
  return known;
}

/** Everybody of a large branch for a year; beyond that whoever was asked for first is forgotten. */
const MOST_SUBJECTS = 500;

function refresh(db: Reader, known: Map<Id, Kept>, subjects: readonly Id[]): void {
  const state = stateOf(db);
  const doubtful = subjects.filter((id) => known.get(id)?.state !== state);
  if (doubtful.length === 0) return;
  const stamps = stampsOf(db, doubtful);
  for (const id of doubtful) {
    const stamp = stamps.get(id) ?? 0;
    const kept = known.get(id);
    if (kept?.stamp === stamp) kept.state = state;
    else known.set(id, { index: new TakenIndex(takenTimesOf(db, id)), stamp, state });
  }
  for (const id of known.keys()) {
    if (known.size <= MOST_SUBJECTS) break;
    if (!subjects.includes(id)) known.delete(id);
  }
}

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

const OF_SUBJECT = `SELECT uid, start, "end", status FROM occupancy WHERE subject_id = @id AND status <> 'free'
  UNION ALL SELECT o.uid, o.start, o."end", o.status FROM busy_block AS o
   WHERE o.subject_id = @id AND o.deleted = 0
     AND NOT EXISTS (SELECT 1 FROM event WHERE event.id = o.uid)
     AND NOT EXISTS (SELECT 1 FROM event WHERE event.id = o.event_id)
     AND NOT EXISTS (SELECT 1 FROM occupancy AS own
       WHERE own.uid = o.uid AND own.recurrence_id = o.recurrence_id AND own.subject_id = o.subject_id)`;

function takenTimesOf(db: Reader, subject: Id): TakenBy[] {
  const rows = statement<[{ id: Id }], [Id, number, number, TakenBy['status']]>(db, OF_SUBJECT)
    .raw(true)
    .all({ id: subject });
  return rows.map(([uid, start, end, status]) => ({ subject, uid, start, end, status }));
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
