import { DAY } from '../../../src-shared/domain/calendar/civil.ts';
import { MOST_AT_ONCE } from '../../../src-shared/domain/calendar/conflict.ts';
import { keptWindow } from '../../../src-shared/domain/calendar/kept-window.ts';
import type { EpochMs } from '../../../src-shared/kernel/brand.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Window } from '../../../src-shared/domain/calendar/recurrence.ts';
import type { Derivation, Reader, Touched } from '../access.ts';
import { poolsAmong } from '../queries/attendance.ts';
import {
  addConflicts,
  clashesOfLater,
  forgetAllConflicts,
  forgetCollisions,
  forgetOpenConflicts,
  forgetConflicts,
  forgetConflictsOfSubject,
  LASTING_CONFLICT,
  LONG_CONFLICT,
  readConflictsUntil,
  settleConflicts,
  writeConflictsUntil,
  type ConflictRow,
  type LaterMeeting,
} from '../queries/conflict.ts';
import {
  TAKING,
  blocksOf,
  listedSubjects,
  occupiedByUids,
  occupiedIn,
  readWindow,
  refusedAmong,
  type Occupied,
  type Span,
} from '../queries/occupancy.ts';
import { allUids } from '../queries/calendar.ts';
import { PLACE_TABLES } from '../queries/place.ts';
import { uidsRegroupedBy } from '../queries/visit.ts';
import { clashesAmong, refusedIn, type OccupiedClash } from './clashes.ts';
import { conflictRow } from './conflict-row.ts';
import { customerClashesOf } from './customer-clashes.ts';
import { placedUids, touchedUids } from './occupancy.ts';

/**
 * Every clash from today on that concerns this laptop: of its person, of whoever takes part in its events, of the rooms
 * they ask for, and, where a lead holds the calendars of a team, of the team. Same rows, same conflicts, same ids, on
 * every laptop; nothing of it is synced.
 *
 * A clash is a matter of two meetings and one subject, so a change can only make or end clashes of the events it
 * touched: those are looked for again around their own times, and no others.
 */
export const scheduleConflict: Derivation = {
  name: 'schedule_conflict',
  version: 8,
  drops: [
    'DROP TABLE IF EXISTS schedule_conflict',
    'DROP TABLE IF EXISTS schedule_conflict_settled',
    'DROP TABLE IF EXISTS schedule_conflict_until',
  ],
  schema: [
    `CREATE TABLE schedule_conflict (
      id TEXT PRIMARY KEY NOT NULL,
      kind TEXT NOT NULL,
      severity TEXT NOT NULL,
      subject_kind TEXT NOT NULL,
      subject_id TEXT NOT NULL,
      start INTEGER NOT NULL,
      "end" INTEGER NOT NULL,
      minutes INTEGER NOT NULL,
      required INTEGER NOT NULL,
      found_at INTEGER NOT NULL,
      a_uid TEXT NOT NULL,
      a_source_id TEXT NOT NULL,
      a_event_id TEXT NOT NULL,
      a_recurrence_id TEXT NOT NULL,
      a_start INTEGER NOT NULL,
      a_end INTEGER NOT NULL,
      b_uid TEXT NOT NULL,
      b_source_id TEXT NOT NULL,
      b_event_id TEXT NOT NULL,
      b_recurrence_id TEXT NOT NULL,
      b_start INTEGER NOT NULL,
      b_end INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`,
    'CREATE INDEX schedule_conflict_a ON schedule_conflict (a_uid)',
    'CREATE INDEX schedule_conflict_b ON schedule_conflict (b_uid)',
    'CREATE INDEX schedule_conflict_a_source ON schedule_conflict (a_source_id)',
    'CREATE INDEX schedule_conflict_b_source ON schedule_conflict (b_source_id)',
    'CREATE INDEX schedule_conflict_start ON schedule_conflict (start)',
    `CREATE INDEX schedule_conflict_long ON schedule_conflict (start) WHERE ${LONG_CONFLICT}`,
    `CREATE INDEX schedule_conflict_lasting ON schedule_conflict (start) WHERE ${LASTING_CONFLICT}`,
    `CREATE TABLE schedule_conflict_settled (
      id TEXT PRIMARY KEY NOT NULL,
      pair TEXT NOT NULL,
      a_event_id TEXT NOT NULL,
      b_event_id TEXT NOT NULL,
      start INTEGER NOT NULL,
      at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`,
    'CREATE TABLE schedule_conflict_until ("end" INTEGER PRIMARY KEY NOT NULL) STRICT',
  ],
  sources: [...TAKING, 'person', 'busy_block', 'relation', ...PLACE_TABLES],
  refresh(db, touched, now) {
    const uids = [...new Set([...touchedUids(db, touched), ...placedUids(db, touched, now)])];
    const blocks = [...(touched.get('busy_block') ?? [])];
    const gone = [...(touched.get('event') ?? []), ...(touched.get('invitation') ?? []), ...blocks];
    const today = startOfToday(now);
    const before = forgetConflicts(db, uids, gone, today);
    rollForward(db, now);
    const regrouped = uidsRegroupedBy(
      db,
      [...(touched.get('relation') ?? [])],
      [...(touched.get('customer') ?? [])],
    );
    const collisions = forgetCollisions(db, regrouped);
    const known = new Map([...before, ...collisions].map((row) => [row.id, row.found_at]));
    // A meeting that changed may be known here by blocks of others as well: what they clash with was dropped with it.
    const dropped = before.flatMap((row) => [row.a_source_id, row.b_source_id]);
    const changed = [
      ...occupiedByUids(db, uids, today),
      ...blocksOf(db, [...blocks, ...dropped], uids, today),
    ];
    const foundAt = (id: string): EpochMs => known.get(id) ?? now;
    const crowded = crowdedBefore(db, before);
    const window = { from: today, to: keptWindow(now).to };
    for (const subject of findAgain(db, changed, window, foundAt)) crowded.add(subject);
    findAllAgain(db, [...crowded, ...pooled(db, touched, [...before, ...changed])], window, foundAt);
    addConflicts(db, customerClashesOf(db, [...new Set([...uids, ...regrouped])], today, foundAt));
    settleConflicts(
      db,
      [...new Set(changed.map((row) => row.uid))],
      before.filter((row) => row.b_end > now),
      now,
    );
  },
  roll: rollForward,
  rebuild(db, now) {
    forgetAllConflicts(db);
    findAll(db, now, () => now);
  },
};

function findAll(db: Reader, now: EpochMs, foundAt: FoundAt): void {
  const from = startOfToday(now);
  const { to } = keptWindow(now);
  writeConflictsUntil(db, to);
  for (const subject of listedSubjects(db, from))
    keep(db, allAmong(db, occupiedIn(db, [{ subject, from, to }])), foundAt);
  addConflicts(db, customerClashesOf(db, allUids(db), from, foundAt));
}

/** Clashes, and rooms that were refused. */
const allAmong = (db: Reader, rows: readonly Occupied[]): OccupiedClash[] => [
  ...clashesAmong(db, rows),
  ...refusedIn(rows),
];

/** Looks for clashes of what changed with whatever is around it. Returns who has more at once than is told (`crowdedIn`). */
function findAgain(db: Reader, changed: readonly Occupied[], window: Window, foundAt: FoundAt): Set<Id> {
  if (changed.length === 0) return new Set();
  const uids = new Set(changed.map((row) => row.uid));
  // No further than where everything is looked at: what is found may not depend on how it came.
  const spans = spansAround(changed).map(({ subject, from, to }) => ({
    subject,
    from: Math.max(from, window.from),
    to: Math.min(to, window.to),
  }));
  const around = allAmong(
    db,
    occupiedIn(
      db,
      spans.filter(({ from, to }) => from < to),
    ),
  );
  keep(db, around, foundAt, ({ a, b }) => uids.has(a.uid) || uids.has(b?.uid ?? ''));
  return crowdedIn(
    around.flatMap(({ a, b }) =>
      b === null
        ? []
        : [
            {
              subject_id: a.subject_id,
              b_event_id: b.event_id,
              b_recurrence_id: b.recurrence_id,
              told: 1,
            },
          ],
    ),
  );
}

/**
 * Whose meetings are so many at once that not every pair is told. There one that comes or goes changes which of the others
 * are, so that everything of such a subject is looked for again.
 */
function crowdedIn(later: readonly LaterMeeting[]): Set<Id> {
  const told = new Map<string, number>();
  const crowded = new Set<Id>();
  for (const one of later) {
    const key = `${one.subject_id} ${one.b_event_id} ${one.b_recurrence_id}`;
    const count = (told.get(key) ?? 0) + one.told;
    told.set(key, count);
    if (count >= MOST_AT_ONCE) crowded.add(one.subject_id);
  }
  return crowded;
}

/** Who was crowded while `dropped` was still in the list. */
const crowdedBefore = (db: Reader, dropped: readonly ConflictRow[]): Set<Id> =>
  crowdedIn([
    ...clashesOfLater(db, [...new Set(dropped.map((row) => row.b_uid))]),
    ...dropped.map((row) => ({ ...row, told: 1 })),
  ]);

/**
 * What takes several events at once is too full or not by all of them together: one that goes may end the clash of two
 * others. So everything of such a resource is looked for again, and of a room that was refused: what has it may have changed.
 */
function pooled(
  db: Reader,
  touched: Touched,
  rows: readonly Pick<ConflictRow, 'subject_kind' | 'subject_id'>[],
): Id[] {
  const resources = rows.filter((row) => row.subject_kind === 'resource').map((row) => row.subject_id);
  return [
    ...poolsAmong(db, [...new Set(resources)]).keys(),
    ...refusedAmong(db, resources),
    // How many it takes may be what has changed.
    ...(touched.get('resource') ?? []),
  ];
}

/** Everything of these people and resources. */
function findAllAgain(db: Reader, subjects: readonly Id[], { from, to }: Window, foundAt: FoundAt): void {
  for (const subject of new Set(subjects)) {
    const known = new Map(forgetConflictsOfSubject(db, subject).map((row) => [row.id, row.found_at]));
    keep(db, allAmong(db, occupiedIn(db, [{ subject, from, to }])), (id) => known.get(id) ?? foundAt(id));
  }
}

/** A day of slack, so that what is today somewhere on earth is still in the list. */
const startOfToday = (now: EpochMs): EpochMs => Math.floor(now / DAY) * DAY - DAY;

/** The days that came into the window of `occupancy` since the last look, for everybody; all of it where the window went back. */
function rollForward(db: Reader, now: EpochMs): void {
  const to = readWindow(db)?.to;
  const known = readConflictsUntil(db);
  if (to === undefined || known === undefined || known === to) return;
  if (known > to) {
    // The clock had run ahead: what changed meanwhile was looked at from a day that has not come yet.
    const before = forgetOpenConflicts(db);
    findAll(db, now, (id) => before.get(id) ?? now);
    return;
  }
  for (const subject of listedSubjects(db, known - DAY)) {
    keep(db, allAmong(db, occupiedIn(db, [{ subject, from: known - DAY, to }])), () => now);
  }
  addConflicts(
    db,
    customerClashesOf(db, allUids(db), known - DAY, () => now),
  );
  writeConflictsUntil(db, to);
}

/** The subjects' times to look at. No way takes more than a day (`travelNeed`). */
export const spansAround = (rows: readonly Occupied[]): Span[] =>
  rows.map((row) => ({ subject: row.subject_id, from: row.start - DAY, to: row.end + DAY }));

/** Two strangers' clash is not this laptop's business: one side must be an event it keeps a list of. */
function keep(
  db: Reader,
  clashes: readonly OccupiedClash[],
  foundAt: FoundAt,
  concerns: (clash: OccupiedClash) => boolean = () => true,
): void {
  const listed = clashes.filter(
    (clash) => (clash.a.listed === 1 || clash.b?.listed === 1) && concerns(clash),
  );
  addConflicts(
    db,
    listed.map((clash) => conflictRow(clash, foundAt(clash.conflict.id))),
  );
}

type FoundAt = (id: string) => EpochMs;
