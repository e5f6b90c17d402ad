import { DAY } from '../../../src-shared/domain/calendar/civil.ts';
import type { EpochMs } from '../../../src-shared/kernel/brand.ts';
import type { EventKind } from '../../../src-shared/domain/calendar/tables.ts';
import type { Window } from '../../../src-shared/domain/calendar/recurrence.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Reader } from '../access.ts';
import { allOf, statement } from './statement.ts';
import { compareTexts } from '../../../src-shared/kernel/compare-texts.ts';

/** What says who is taken when: whatever asks for that is asked again after any of them changed. */
export const TAKING = [
  'event',
  'attendee',
  'event_resource',
  'event_customer',
  'invitation',
  'instance_answer',
] as const;

/**
 * That somebody, or a room, is taken for a while. Own events, colleagues' events and invitations are expanded into the
 * table `occupancy`; busy blocks arrive expanded and are read where they lie. Where this laptop holds the event itself,
 * its busy blocks are passed over; where it holds an invitation, those of the same instance and subject are.
 */
export interface Occupied {
  readonly source: 'event' | 'invitation' | 'busy';
  /** The row it was read from. */
  readonly source_id: Id;
  readonly subject_kind: 'person' | 'resource';
  readonly subject_id: Id;
  /** What copies of one event share: the series' id, or the event's own. */
  readonly uid: Id;
  readonly event_id: Id;
  /** Original wall start of the instance; empty for a single event. */
  readonly recurrence_id: string;
  readonly start: EpochMs;
  readonly end: EpochMs;
  /** The dates of an all-day event, end exclusive. */
  readonly start_day: string | null;
  readonly end_day: string | null;
  readonly status: 'busy' | 'tentative' | 'out_of_office' | 'free';
  readonly required: 0 | 1;
  /** 1 where a clash of it belongs in this laptop's list. */
  readonly listed: 0 | 1;
  /** 1 where it is free because the server gave this room to somebody else: it is asked for and not had. */
  readonly refused: 0 | 1;
  readonly kind: EventKind | null;
  readonly place: string | null;
  /** Where it is: `lat;lon`, or roughly `~lat;lon`. */
  readonly geo: string | null;
  readonly travel_min: number | null;
  readonly buffer_min: number | null;
}

/** What is longer than a day is found through an index of its own, so that the other search may look at a day only. */
const LONG = 'o."end" - o.start > 86400000';

const OWN = `o.source, o.source_id, o.subject_kind, o.subject_id, o.uid, o.event_id, o.recurrence_id, o.start, o."end",
  o.start_day, o.end_day, o.status, o.required, o.listed, o.refused, o.kind,
  o.place, o.geo, o.travel_min, o.buffer_min`;

const BUSY = `'busy' AS source, o.id AS source_id, o.subject_kind, o.subject_id, o.uid, o.event_id, o.recurrence_id, o.start,
  o."end", NULL AS start_day, NULL AS end_day, o.status, o.required, 0 AS listed, 0 AS refused, NULL AS kind,
  NULL AS place, NULL AS geo, NULL AS travel_min, NULL AS buffer_min`;

/** A busy block that this laptop knows nothing better for. `occupiedIn` says the same for many at once, beside SQL. */
const NOT_KNOWN_BETTER = `o.deleted = 0
  AND NOT EXISTS (SELECT 1 FROM event WHERE event.id IN (o.uid, o.event_id))
  AND NOT EXISTS (SELECT 1 FROM occupancy AS own
    WHERE own.uid = o.uid AND own.recurrence_id = o.recurrence_id AND own.subject_id = o.subject_id)`;

/** Touches the span: half-open, and what has no length counts where it starts. */
const TOUCHES = `o.start < span."to" AND (o."end" > span."from" OR o.start >= span."from")`;
/** Begins in the span or on the day before it, found by the index on (subject, start). */
const NEAR = `o.start >= span."from" - 86400000 AND ${TOUCHES}`;
/** Began earlier, found by the index on what is long. */
const FAR = `o.start < span."from" - 86400000 AND o."end" > span."from" AND ${LONG}`;

const SPANS = `WITH span(id, "from", "to") AS (SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(@spans))`;

const OWN_IN_SPANS = `${SPANS}
  SELECT ${OWN} FROM span CROSS JOIN occupancy AS o ON o.subject_id = span.id WHERE ${NEAR}
  UNION ALL SELECT ${OWN} FROM span CROSS JOIN occupancy AS o ON o.subject_id = span.id WHERE ${FAR}`;

const BLOCK =
  'o.id AS source_id, o.subject_kind, o.subject_id, o.uid, o.event_id, o.recurrence_id, o.start, o."end", o.status, o.required';
const BLOCKS_IN_SPANS = `${SPANS}
  SELECT ${BLOCK} FROM span CROSS JOIN busy_block AS o ON o.subject_id = span.id WHERE o.deleted = 0 AND ${NEAR}
  UNION ALL SELECT ${BLOCK} FROM span CROSS JOIN busy_block AS o ON o.subject_id = span.id WHERE o.deleted = 0 AND ${FAR}`;

type Block = Pick<
  Occupied,
  | 'source_id'
  | 'subject_kind'
  | 'subject_id'
  | 'uid'
  | 'event_id'
  | 'recurrence_id'
  | 'start'
  | 'end'
  | 'status'
  | 'required'
>;

/** A stretch of time of one subject, half-open. */
export interface Span {
  readonly subject: Id;
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/**
 * Everything that takes a subject in one of its spans, free ones included, each once, by start. Blocks that something
 * better is known for are sorted out here and not by SQL: one look-up for all of them is a third of the cost, and this
 * runs while somebody types.
 */
export function occupiedIn(db: Reader, stretches: readonly Span[]): Occupied[] {
  const spans = JSON.stringify(joined(stretches));
  const rows = new Map<string, Occupied>();
  for (const row of statement<[{ spans: string }], Occupied>(db, OWN_IN_SPANS).all({ spans }))
    rows.set(instanceKey(row), row);
  const blocks = statement<[{ spans: string }], Block>(db, BLOCKS_IN_SPANS).all({ spans });
  const held = heldEvents(db, blocks);
  const told = toldElsewhere(db, blocks);
  for (const block of blocks) {
    const key = instanceKey(block);
    if (!held.has(block.uid) && !held.has(block.event_id) && !told.has(key))
      rows.set(key, { ...block, ...NOTHING_MORE });
  }
  return [...rows.values()].sort(byStart);
}

export const byStart = (a: Occupied, b: Occupied): number =>
  a.start - b.start ||
  a.end - b.end ||
  compareTexts(a.event_id, b.event_id) ||
  compareTexts(a.subject_id, b.subject_id);

const NOTHING_MORE = {
  source: 'busy',
  start_day: null,
  end_day: null,
  listed: 0,
  refused: 0,
  kind: null,
  place: null,
  geo: null,
  travel_min: null,
  buffer_min: null,
} as const;

const instanceKey = (row: Pick<Occupied, 'uid' | 'recurrence_id' | 'subject_id'>): string =>
  `${row.uid} ${row.recurrence_id} ${row.subject_id}`;

/** Which of the blocks' events this laptop holds itself, those that were removed here among them. */
function heldEvents(db: Reader, blocks: readonly Block[]): Set<Id> {
  if (blocks.length === 0) return new Set();
  const ids = new Set<Id>();
  for (const block of blocks) ids.add(block.uid).add(block.event_id);
  const rows = statement<[string], { id: Id }>(
    db,
    'SELECT id FROM event WHERE id IN (SELECT value FROM json_each(?))',
  );
  return new Set(rows.all(JSON.stringify([...ids])).map((row) => row.id));
}

/** Which of the blocks this laptop has an own row for, wherever in time: an invitation that has moved leaves its old block behind. */
function toldElsewhere(db: Reader, blocks: readonly Block[]): Set<string> {
  if (blocks.length === 0) return new Set();
  const keys = blocks.map((one) => [one.uid, one.recurrence_id, one.subject_id]);
  const found = statement<[string], string>(
    db,
    `SELECT own.uid || ' ' || own.recurrence_id || ' ' || own.subject_id FROM json_each(?) AS block
       JOIN occupancy AS own ON own.uid = block.value ->> 0 AND own.recurrence_id = block.value ->> 1
        AND own.subject_id = block.value ->> 2`,
  );
  return new Set(found.pluck().all(JSON.stringify(keys)));
}

/** Spans as the statements take them, those of one subject that meet made one: no row is found twice. */
export function joined(spans: readonly Span[]): [Id, EpochMs, EpochMs][] {
  const list: [Id, EpochMs, EpochMs][] = [];
  for (const [subject, its] of Map.groupBy(spans, (span) => span.subject)) {
    let open: [Id, EpochMs, EpochMs] | undefined;
    for (const { from, to } of its.sort((a, b) => a.from - b.from)) {
      // A day more, because what began the day before a span is found with it.
      if (open && from - DAY <= open[2]) open[2] = Math.max(open[2], to);
      else list.push((open = [subject, from, to]));
    }
  }
  return list;
}

/** When somebody or something is taken: what free time is counted from. */
export interface TakenTime {
  readonly subject: Id;
  readonly start: EpochMs;
  readonly end: EpochMs;
  readonly status: 'busy' | 'tentative' | 'out_of_office';
  readonly uid: Id;
  readonly isResource: boolean;
  /** Where it is and what to keep free around it; null where nothing of that is known, as of a busy block. */
  readonly detail: Pick<Occupied, 'kind' | 'place' | 'geo' | 'travel_min' | 'buffer_min'> | null;
}

const TAKEN = `o.subject_id, o.start, o."end", o.status, o.uid, o.subject_kind = 'resource'`;
/** What is neither a visit nor anywhere takes no way, so that nothing more need be read of it. */
const WAY = `CASE WHEN o.kind = 'visit' OR o.place IS NOT NULL OR o.geo IS NOT NULL OR o.buffer_min > 0 OR o.travel_min > 0
    THEN json_array(o.kind, o.place, o.geo, o.travel_min, o.buffer_min) END`;
const TAKEN_IN_SPANS = `${SPANS}
  SELECT ${TAKEN}, ${WAY} FROM span CROSS JOIN occupancy AS o ON o.subject_id = span.id
    WHERE o.status <> 'free' AND o.uid <> @uid AND ${NEAR}
  UNION ALL SELECT ${TAKEN}, ${WAY} FROM span CROSS JOIN occupancy AS o ON o.subject_id = span.id
    WHERE o.status <> 'free' AND o.uid <> @uid AND ${FAR}
  UNION ALL SELECT ${TAKEN}, NULL FROM span CROSS JOIN busy_block AS o ON o.subject_id = span.id
    WHERE o.uid <> @uid AND ${NEAR} AND ${NOT_KNOWN_BETTER}
  UNION ALL SELECT ${TAKEN}, NULL FROM span CROSS JOIN busy_block AS o ON o.subject_id = span.id
    WHERE o.uid <> @uid AND ${FAR} AND ${NOT_KNOWN_BETTER}`;

type TakenCells = [Id, number, number, TakenTime['status'], Id, 0 | 1, string | null];
type WayCells = [Occupied['kind'], string | null, string | null, number | null, number | null];

/**
 * The taken times in spans of different subjects, except by the event `uid`. Plain arrays, because weeks of a whole team are read while somebody
 * types.
 */
export function takenIn(db: Reader, stretches: readonly Span[], uid: Id): TakenTime[] {
  const parameters = { spans: JSON.stringify(stretches.map((one) => [one.subject, one.from, one.to])), uid };
  const rows = statement<[typeof parameters], TakenCells>(db, TAKEN_IN_SPANS).raw(true).all(parameters);
  return rows.map(([subject, start, end, status, its, isResource, way]) => ({
    subject,
    start,
    end,
    status,
    uid: its,
    isResource: isResource === 1,
    detail: way === null ? null : detailOf(JSON.parse(way) as WayCells),
  }));
}

/** A row as a taken time; nothing where it is only looked at. */
export const asTaken = (row: Occupied): TakenTime[] =>
  row.status === 'free'
    ? []
    : [
        {
          subject: row.subject_id,
          start: row.start,
          end: row.end,
          status: row.status,
          uid: row.uid,
          isResource: row.subject_kind === 'resource',
          detail: row.source === 'busy' ? null : row,
        },
      ];

const detailOf = ([kind, place, geo, travel_min, buffer_min]: WayCells): TakenTime['detail'] => ({
  kind,
  place,
  geo,
  travel_min,
  buffer_min,
});

export const occupiedBetween = (
  db: Reader,
  subjects: readonly Id[],
  from: EpochMs,
  to: EpochMs,
): Occupied[] =>
  occupiedIn(
    db,
    subjects.map((subject) => ({ subject, from, to })),
  );

/** Every occupation by the events with these uids, whoever is taken, from a moment on. */
export function occupiedByUids(db: Reader, uids: readonly Id[], from: EpochMs): Occupied[] {
  if (uids.length === 0) return [];
  const parameters = { uids: JSON.stringify(uids), from };
  return statement<[typeof parameters], Occupied>(db, BY_UIDS).all(parameters);
}

const BY_UIDS = `SELECT ${OWN} FROM occupancy AS o
  WHERE o.uid IN (SELECT value FROM json_each(@uids)) AND (o."end" > @from OR o.start >= @from)
  ORDER BY o.start, o."end", o.event_id, o.subject_id`;

/**
 * Busy blocks of these ids or of these events, from a moment on, that nothing better is known for and whose subject has
 * clashes to keep.
 */
export function blocksOf(db: Reader, ids: readonly Id[], events: readonly Id[], from: EpochMs): Occupied[] {
  if (ids.length + events.length === 0) return [];
  const parameters = { ids: JSON.stringify(ids), events: JSON.stringify(events), from };
  return statement<[typeof parameters], Occupied>(db, BLOCKS_OF).all(parameters);
}

const BLOCKS_OF = `SELECT ${BUSY} FROM busy_block AS o
  WHERE o.id IN (SELECT value FROM json_each(@ids)
    UNION SELECT b.id FROM json_each(@events) AS e CROSS JOIN busy_block AS b ON b.event_id = e.value)
  AND (o."end" > @from OR o.start >= @from) AND ${NOT_KNOWN_BETTER}
  AND EXISTS (SELECT 1 FROM occupancy AS l WHERE l.subject_id = o.subject_id AND l.listed = 1)`;

/** Everybody, and every room, whose clashes this laptop keeps. */
export function listedSubjects(db: Reader, from: EpochMs): Id[] {
  return statement<[number], { subject_id: Id }>(
    db,
    'SELECT DISTINCT subject_id FROM occupancy WHERE listed = 1 AND "end" >= ?',
  )
    .all(from)
    .map((row) => row.subject_id);
}

/** Those of these rooms that somebody asked for here and did not get. */
export function refusedAmong(db: Reader, resources: readonly Id[]): Id[] {
  if (resources.length === 0) return [];
  const rows = allOf<{ subject_id: Id }>(
    db,
    'SELECT DISTINCT subject_id FROM occupancy WHERE refused = 1 AND subject_id IN (SELECT value FROM json_each(?))',
    resources,
  );
  return rows.map((row) => row.subject_id);
}

/** Adds rows; the first description of a subject at an instance stays. */
export function addOccupied(db: Reader, rows: readonly Occupied[]): void {
  if (rows.length === 0) return;
  const add = statement<[Occupied], never>(
    db,
    `INSERT INTO occupancy (uid, recurrence_id, subject_id, subject_kind, source, source_id, event_id, start, "end", start_day,
        end_day, status, required, listed, refused, kind, place, geo, travel_min, buffer_min)
      VALUES (@uid, @recurrence_id, @subject_id, @subject_kind, @source, @source_id, @event_id, @start, @end, @start_day,
        @end_day, @status, @required, @listed, @refused, @kind, @place, @geo, @travel_min, @buffer_min)
      ON CONFLICT (uid, recurrence_id, subject_id) DO UPDATE SET "end" = excluded."end", end_day = excluded.end_day
        WHERE source_id = excluded.source_id AND excluded."end" < occupancy."end"`,
  );
  for (const row of rows) add.run(row);
}

export function forgetOccupied(db: Reader, uids: readonly Id[]): void {
  if (uids.length === 0) return;
  statement<[string], never>(db, 'DELETE FROM occupancy WHERE uid IN (SELECT value FROM json_each(?))').run(
    JSON.stringify(uids),
  );
}

export function forgetAllOccupied(db: Reader): void {
  statement<[], never>(db, 'DELETE FROM occupancy').run();
}

export function forgetOccupiedBefore(db: Reader, at: EpochMs): void {
  statement<[number, number], never>(db, 'DELETE FROM occupancy WHERE start < ? AND "end" <= ?').run(at, at);
}

/** The uids that rows were read from, though those rows may be gone. */
export function uidsOfSources(db: Reader, sources: readonly Id[]): Id[] {
  const rows = allOf<{ uid: Id }>(
    db,
    'SELECT DISTINCT uid FROM occupancy WHERE source_id IN (SELECT value FROM json_each(?))',
    sources,
  );
  return rows.map((row) => row.uid);
}

/** All-day events, which are at another time for somebody whose zone is another one now. */
export function allDayUidsOf(db: Reader, people: readonly Id[]): Id[] {
  const rows = allOf<{ uid: Id }>(
    db,
    `SELECT DISTINCT uid FROM occupancy WHERE start_day IS NOT NULL
      AND subject_id IN (SELECT value FROM json_each(?))`,
    people,
  );
  return rows.map((row) => row.uid);
}

/** What `occupancy` covers now. */
export function readWindow(db: Reader): Window | undefined {
  return statement<[], { from: number; to: number }>(
    db,
    'SELECT start AS "from", "end" AS "to" FROM occupancy_window',
  ).get();
}

export function writeWindow(db: Reader, window: Window): void {
  statement<[], never>(db, 'DELETE FROM occupancy_window').run();
  statement<[number, number], never>(db, 'INSERT INTO occupancy_window (start, "end") VALUES (?, ?)').run(
    window.from,
    window.to,
  );
}
