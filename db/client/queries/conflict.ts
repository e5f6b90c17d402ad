import type { Conflict } from '../../../src-shared/domain/calendar/conflict.ts';
import { seriesConflictId } from '../../../src-shared/domain/calendar/conflict-shape.ts';
import { matterOf } from '../../../src-shared/domain/calendar/matter.ts';
import { isStillAbout } from '../../../src-shared/domain/calendar/decision-span.ts';
import type { EpochMs } from '../../../src-shared/kernel/brand.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Row } from '../../../src-shared/schema/tables.ts';
import type { Reader } from '../access.ts';
import { allOf, statement } from './statement.ts';

/** A derived conflict as it is kept, one row for each person or room. */
export interface ConflictRow {
  readonly id: string;
  readonly kind: Conflict['kind'];
  readonly severity: Conflict['severity'];
  readonly subject_kind: Conflict['subject']['kind'];
  readonly subject_id: Id;
  readonly start: EpochMs;
  readonly end: EpochMs;
  readonly minutes: number;
  readonly required: 0 | 1;
  /** When this laptop first knew of it. */
  readonly found_at: EpochMs;
  readonly a_uid: Id;
  readonly a_source_id: Id;
  readonly a_event_id: Id;
  readonly a_recurrence_id: string;
  readonly a_start: EpochMs;
  readonly a_end: EpochMs;
  /** Empty, as the rest of `b` is, where nothing is known to be in the way of a room. */
  readonly b_uid: Id;
  readonly b_source_id: Id;
  readonly b_event_id: Id;
  readonly b_recurrence_id: string;
  readonly b_start: EpochMs;
  readonly b_end: EpochMs;
}

const COLUMNS = `id, kind, severity, subject_kind, subject_id, start, "end", minutes, required, found_at, a_uid, a_source_id,
  a_event_id, a_recurrence_id, a_start, a_end, b_uid, b_source_id, b_event_id, b_recurrence_id, b_start, b_end`;

export function addConflicts(db: Reader, rows: readonly ConflictRow[]): void {
  if (rows.length === 0) return;
  const add = statement<[ConflictRow], never>(
    db,
    `INSERT INTO schedule_conflict (${COLUMNS})
      VALUES (@id, @kind, @severity, @subject_kind, @subject_id, @start, @end, @minutes, @required, @found_at, @a_uid,
        @a_source_id, @a_event_id, @a_recurrence_id, @a_start, @a_end, @b_uid, @b_source_id, @b_event_id, @b_recurrence_id, @b_start, @b_end)
      ON CONFLICT (id) DO NOTHING`,
  );
  for (const row of rows) add.run(row);
}

/** Drops what was found between these events (by uid) or in these rows, and returns it; drops whatever is over too. */
export function forgetConflicts(
  db: Reader,
  uids: readonly Id[],
  sources: readonly Id[],
  before: EpochMs,
): ConflictRow[] {
  const dropped = [
    ...allOf<ConflictRow>(db, FORGET.aUid, uids),
    ...allOf<ConflictRow>(db, FORGET.bUid, uids),
    ...allOf<ConflictRow>(db, FORGET.aSource, sources),
    ...allOf<ConflictRow>(db, FORGET.bSource, sources),
  ];
  statement<[{ before: number }], never>(
    db,
    'DELETE FROM schedule_conflict WHERE start < @before AND "end" <= @before AND b_end <= @before',
  ).run({ before });
  return dropped;
}

/** Of each later meeting of a clash: for whom it is, and how many clashes it has with what began before it. */
export const clashesOfLater = (db: Reader, uids: readonly Id[]): LaterMeeting[] =>
  allOf<LaterMeeting>(
    db,
    `SELECT subject_id, b_event_id, b_recurrence_id, count(*) AS told FROM schedule_conflict
      WHERE b_uid IN (SELECT value FROM json_each(?)) GROUP BY subject_id, b_event_id, b_recurrence_id`,
    uids,
  );

export type LaterMeeting = Pick<ConflictRow, 'subject_id' | 'b_event_id' | 'b_recurrence_id'> & {
  readonly told: number;
};

/** Drops what was found for a person or room, and returns it. */
export const forgetConflictsOfSubject = (db: Reader, subject: Id): ConflictRow[] =>
  statement<[Id], ConflictRow>(
    db,
    `DELETE FROM schedule_conflict WHERE subject_id = ? RETURNING ${COLUMNS}`,
  ).all(subject);

/** Drops the meetings of two managers at one customer group that these events (by uid) are part of, and returns them. */
export const forgetCollisions = (db: Reader, uids: readonly Id[]): ConflictRow[] =>
  uids.length === 0
    ? []
    : [
        ...allOf<ConflictRow>(db, forgetBy('a_uid', COLLISION), uids),
        ...allOf<ConflictRow>(db, forgetBy('b_uid', COLLISION), uids),
      ];

export function forgetAllConflicts(db: Reader): void {
  statement<[], never>(db, 'DELETE FROM schedule_conflict').run();
  statement<[], never>(db, 'DELETE FROM schedule_conflict_settled').run();
}

/** Drops what is known now, and says since when it was; what was settled stays. */
export const forgetOpenConflicts = (db: Reader): Map<string, EpochMs> =>
  new Map(
    statement<[], { id: string; found_at: EpochMs }>(
      db,
      'DELETE FROM schedule_conflict RETURNING id, found_at',
    )
      .all()
      .map((row) => [row.id, row.found_at]),
  );

const forgetBy = (column: string, only = 'true'): string =>
  `DELETE FROM schedule_conflict WHERE ${column} IN (SELECT value FROM json_each(?)) AND ${only} RETURNING ${COLUMNS}`;
const COLLISION = "kind = 'customer'";
const FORGET = {
  aUid: forgetBy('a_uid'),
  bUid: forgetBy('b_uid'),
  aSource: forgetBy('a_source_id'),
  bSource: forgetBy('b_source_id'),
};

/** A clash that ended because somebody moved or called off one of the two. */
export interface SettledRow {
  readonly id: string;
  /** The same for everybody whom the two meetings concerned. */
  readonly pair: string;
  readonly a_event_id: Id;
  readonly b_event_id: Id;
  readonly start: EpochMs;
  readonly at: EpochMs;
}

const SETTLED_KEPT_MS = 7 * 86_400_000;

/**
 * Remembers those of `rows`, the clashes that `touched` events had before, whose two meetings clash no more as settled at `now`; a pair that clashes again is open. The
 * pair counts, not the id: an instance that becomes an override has another id and may clash as before.
 */
export function settleConflicts(
  db: Reader,
  touched: readonly Id[],
  rows: readonly ConflictRow[],
  now: EpochMs,
): void {
  const uids = new Set([...touched, ...rows.flatMap((row) => [row.a_uid, row.b_uid])]);
  const open = new Set(conflictsOfUids(db, [...uids]).map(pairOf));
  const drop = statement<[string], never>(db, 'DELETE FROM schedule_conflict_settled WHERE pair = ?');
  for (const pair of open) drop.run(pair);
  const ended = rows.filter((row) => !open.has(pairOf(row)));
  if (ended.length === 0) return;
  statement<[number], never>(db, 'DELETE FROM schedule_conflict_settled WHERE at < ?').run(
    now - SETTLED_KEPT_MS,
  );
  const add = statement<[SettledRow], never>(
    db,
    `INSERT INTO schedule_conflict_settled (id, pair, a_event_id, b_event_id, start, at)
      VALUES (@id, @pair, @a_event_id, @b_event_id, @start, @at) ON CONFLICT (id) DO UPDATE SET at = excluded.at`,
  );
  for (const row of ended) {
    const { id, a_event_id, b_event_id, start } = row;
    add.run({ id, pair: pairOf(row), a_event_id, b_event_id, start, at: now });
  }
}

const pairOf = (row: ConflictRow): string =>
  [`${row.a_uid} ${row.a_recurrence_id}`, `${row.b_uid} ${row.b_recurrence_id}`].sort().join('|');

/**
 * Clashes that ended since a moment, one for each pair of meetings, newest first. Those of an event that was made and taken
 * back again are not among them, nor those that are open again: nobody settled anything.
 */
export function settledSince(db: Reader, since: EpochMs): SettledRow[] {
  return statement<[number], SettledRow>(
    db,
    `SELECT min(id) AS id, pair, a_event_id, b_event_id, min(start) AS start, max(at) AS at FROM schedule_conflict_settled
      WHERE at >= ? AND NOT EXISTS (
        SELECT 1 FROM _flag WHERE kind = 'event_taken_back' AND id IN (a_event_id, b_event_id))
        AND NOT EXISTS (SELECT 1 FROM schedule_conflict AS open WHERE open.id = schedule_conflict_settled.id)
      GROUP BY pair ORDER BY at DESC, 1`,
  ).all(since);
}

/** Up to when conflicts were looked for. */
export const readConflictsUntil = (db: Reader): EpochMs | undefined =>
  statement<[], { until: number }>(db, 'SELECT "end" AS until FROM schedule_conflict_until').get()?.until;

export function writeConflictsUntil(db: Reader, until: EpochMs): void {
  statement<[], never>(db, 'DELETE FROM schedule_conflict_until').run();
  statement<[number], never>(db, 'INSERT INTO schedule_conflict_until ("end") VALUES (?)').run(until);
}

/** What is known from a moment on, by time. */
export function conflictsFrom(db: Reader, from: EpochMs): ConflictRow[] {
  return statement<[number, number], ConflictRow>(
    db,
    `SELECT ${COLUMNS} FROM schedule_conflict WHERE "end" > ? OR start >= ? ORDER BY start, id`,
  ).all(from, from);
}

export function conflictById(db: Reader, id: string): ConflictRow | undefined {
  return statement<[string], ConflictRow>(db, `SELECT ${COLUMNS} FROM schedule_conflict WHERE id = ?`).get(
    id,
  );
}

/** The same two meetings clashing for others too, this one among them. */
export function conflictsOfPair(db: Reader, one: ConflictRow): ConflictRow[] {
  return statement<[ConflictRow], ConflictRow>(
    db,
    `SELECT ${COLUMNS} FROM schedule_conflict
      WHERE a_uid = @a_uid AND a_recurrence_id = @a_recurrence_id AND b_uid = @b_uid AND b_recurrence_id = @b_recurrence_id
        AND (kind = @kind OR (kind IN ('person', 'resource') AND @kind IN ('person', 'resource')))
      ORDER BY id`,
  ).all(one);
}

/** Conflicts of any instance of these events. */
export function conflictsOfUids(db: Reader, uids: readonly Id[]): ConflictRow[] {
  if (uids.length === 0) return [];
  const list = JSON.stringify(uids);
  return statement<[string, string], ConflictRow>(db, OF_UIDS).all(list, list);
}

const OF_UIDS = `SELECT ${COLUMNS} FROM schedule_conflict WHERE a_uid IN (SELECT value FROM json_each(?))
  UNION SELECT ${COLUMNS} FROM schedule_conflict WHERE b_uid IN (SELECT value FROM json_each(?)) ORDER BY start, id`;

/** What is longer than a day is found through an index of its own, so that the other search looks at a day only. */
export const LONG_CONFLICT = 'max("end", b_end) - start > 86400000';
/** What lasts longer than a month, two long leaves, has an index of its own again: it is on in every window until its end. */
export const LASTING_CONFLICT = 'max("end", b_end) - start > 2678400000';
const MONTH_MS = 31 * 86_400_000;
const DAY_MS = 86_400_000;

/** Conflicts that touch [from, to). */
export function conflictsBetween(db: Reader, from: EpochMs, to: EpochMs): ConflictRow[] {
  const span = { from, to, near: from - DAY_MS, far: from - MONTH_MS };
  return statement<[typeof span], ConflictRow>(db, BETWEEN).all(span);
}

const BETWEEN = `SELECT ${COLUMNS} FROM schedule_conflict
    WHERE start >= @near AND start < @to AND ("end" >= @from OR b_end > @from)
  UNION ALL SELECT ${COLUMNS} FROM schedule_conflict
    WHERE start >= @far AND start < @near AND ${LONG_CONFLICT} AND ("end" >= @from OR b_end > @from)
  UNION ALL SELECT ${COLUMNS} FROM schedule_conflict
    WHERE start < @far AND ${LASTING_CONFLICT} AND ("end" >= @from OR b_end > @from)
  ORDER BY start, id`;

export type DecisionRow = Pick<
  Row<'conflict_decision'>,
  'id' | 'scope' | 'conflict_id' | 'decision' | 'reason' | 'person_id' | 'at' | 'about_start' | 'about_end'
>;

const DECISION = 'id, scope, conflict_id, decision, reason, person_id, at, about_start, about_end';

export function decisionsOn(db: Reader, conflicts: readonly string[]): DecisionRow[] {
  return statement<[string], DecisionRow>(
    db,
    `SELECT ${DECISION} FROM conflict_decision
      WHERE conflict_id IN (SELECT value FROM json_each(?)) AND deleted = 0 ORDER BY at, id`,
  ).all(JSON.stringify(conflicts));
}

/** A decision on a kept conflict, whether it was about this one or about the whole series. */
export type Decided = DecisionRow & { readonly series: boolean };

/** Whether it is one of several between the same two events. */
export const isOfSeries = (row: ConflictRow): boolean =>
  row.a_recurrence_id !== '' || row.b_recurrence_id !== '';

export const seriesIdOf = (row: ConflictRow): string =>
  seriesConflictId(row.kind, [row.a_uid, row.b_uid], {
    kind: row.subject_kind,
    id: row.subject_id,
  } as Conflict['subject']);

/** The decisions that hold on these conflicts, by conflict and in the order of time. */
export function decisionsOf(db: Reader, rows: readonly ConflictRow[]): Map<string, Decided[]> {
  const series = new Map(rows.filter(isOfSeries).map((row) => [row.id, seriesIdOf(row)]));
  const made = Map.groupBy(
    decisionsOn(db, [...rows.map((row) => row.id), ...new Set(series.values())]),
    (one) => one.conflict_id,
  );
  const found = new Map<string, Decided[]>();
  if (made.size === 0) return found;
  for (const row of rows) {
    const { id } = row;
    const own = (made.get(id) ?? [])
      .filter((one) => isStillAbout(one, row))
      .map((one) => ({ ...one, series: false }));
    const all = (made.get(series.get(id) ?? '') ?? []).map((one) => ({ ...one, series: true }));
    if (own.length + all.length > 0)
      found.set(
        id,
        [...own, ...all].sort((a, b) => a.at - b.at),
      );
  }
  return found;
}

export const matterOfRow = (row: ConflictRow): string =>
  matterOf({
    id: row.id,
    kind: row.kind,
    subjectId: row.subject_id,
    uids: [row.a_uid, row.b_uid],
    series: isOfSeries(row),
  });

/** Every conflict that is settled along with this one (`matterOf`), by time. */
export const conflictsOfMatter = (db: Reader, one: ConflictRow): ConflictRow[] =>
  conflictsOfUids(db, [one.a_uid]).filter((row) => matterOfRow(row) === matterOfRow(one));

/** A person's decisions since a moment, newest first. */
export function decisionsSince(db: Reader, person: Id, since: EpochMs): DecisionRow[] {
  return statement<[Id, number], DecisionRow>(
    db,
    `SELECT ${DECISION} FROM conflict_decision WHERE person_id = ? AND at >= ? AND deleted = 0 ORDER BY at DESC, id`,
  ).all(person, since);
}
