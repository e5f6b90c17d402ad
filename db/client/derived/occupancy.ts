import { keptWindow } from '../../../src-shared/domain/calendar/kept-window.ts';
import type { Window } from '../../../src-shared/domain/calendar/recurrence.ts';
import type { EpochMs } from '../../../src-shared/kernel/brand.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Derivation, Reader, Touched } from '../access.ts';
import { eventsOfLinks } from '../queries/attendance.ts';
import { allUids, uidsOfEvents, uidsOfInvitations, uidsTouching } from '../queries/calendar.ts';
import { seriesOfAnswers } from '../queries/instance-answer.ts';
import {
  TAKING,
  addOccupied,
  allDayUidsOf,
  forgetAllOccupied,
  forgetOccupied,
  forgetOccupiedBefore,
  readWindow,
  uidsOfSources,
  writeWindow,
} from '../queries/occupancy.ts';
import { PLACE_TABLES, uidsPlacedBy } from '../queries/place.ts';
import { STAMP_DROPS, STAMP_SCHEMA, stampBlocksOf } from '../queries/taken-now.ts';
import { describe } from './described.ts';
import { occupancyRows } from './occupancy-rows.ts';

/**
 * Who is taken when, expanded from the events and invitations of this laptop for a window around today. Busy blocks
 * come expanded from the server and are read where they are (`queries/occupancy.ts`): copying them would double the
 * work of the first sync for nothing.
 *
 * The unit of work is a uid: whatever touches an event, its overrides, its people or rooms expands that event again and
 * no other. When the day changes, the window moves on by the new days alone.
 */
export const occupancy: Derivation = {
  name: 'occupancy',
  version: 6,
  drops: [
    ...STAMP_DROPS,
    'DROP TABLE IF EXISTS occupancy',
    'DROP TABLE IF EXISTS occupancy_window',
    'DROP INDEX IF EXISTS occupancy_long_block',
    'DROP INDEX IF EXISTS occupancy_block_uid',
  ],
  schema: [
    `CREATE TABLE occupancy (
      uid TEXT NOT NULL,
      recurrence_id TEXT NOT NULL,
      subject_id TEXT NOT NULL,
      subject_kind TEXT NOT NULL,
      source TEXT NOT NULL,
      source_id TEXT NOT NULL,
      event_id TEXT NOT NULL,
      start INTEGER NOT NULL,
      "end" INTEGER NOT NULL,
      start_day TEXT,
      end_day TEXT,
      status TEXT NOT NULL,
      required INTEGER NOT NULL,
      listed INTEGER NOT NULL,
      refused INTEGER NOT NULL,
      kind TEXT NOT NULL,
      place TEXT,
      geo TEXT,
      travel_min INTEGER,
      buffer_min INTEGER,
      PRIMARY KEY (uid, recurrence_id, subject_id)
    ) STRICT, WITHOUT ROWID`,
    'CREATE INDEX occupancy_subject ON occupancy (subject_id, start)',
    'CREATE INDEX occupancy_source ON occupancy (source_id)',
    'CREATE INDEX occupancy_start ON occupancy (start)',
    'CREATE INDEX occupancy_long ON occupancy (subject_id, start) WHERE "end" - start > 86400000',
    'CREATE INDEX occupancy_long_block ON busy_block (subject_id, start) WHERE "end" - start > 86400000',
    'CREATE INDEX occupancy_block_uid ON busy_block (uid)',
    'CREATE TABLE occupancy_window (start INTEGER PRIMARY KEY NOT NULL, "end" INTEGER NOT NULL) STRICT',
    ...STAMP_SCHEMA,
  ],
  sources: [...TAKING, 'person', ...PLACE_TABLES],
  refresh(db, touched, now) {
    rollForward(db, now);
    const uids = [...new Set([...touchedUids(db, touched), ...placedUids(db, touched, now)])];
    forgetOccupied(db, uids);
    expandInto(db, uids, keptWindow(now));
    stampBlocksOf(db, uids);
  },
  roll: rollForward,
  rebuild(db, now) {
    const window = keptWindow(now);
    forgetAllOccupied(db);
    writeWindow(db, window);
    const uids = allUids(db);
    for (let at = 0; at < uids.length; at += CHUNK) expandInto(db, uids.slice(at, at + CHUNK), window);
  },
};

/** Uids whose rows are loaded at once: enough to make statements rare, few enough to keep memory flat. */
const CHUNK = 500;
/** The uids of whatever changed, also of rows that are gone from this laptop, and of the days of whoever may be in another zone. */
export function touchedUids(db: Reader, touched: Touched): Id[] {
  const idsOf = (table: 'event' | 'attendee' | 'event_resource' | 'event_customer' | 'invitation'): Id[] => [
    ...(touched.get(table) ?? []),
  ];
  const events = new Set(idsOf('event'));
  for (const table of ['attendee', 'event_resource', 'event_customer'] as const) {
    const ids = idsOf(table);
    if (ids.length > 0) for (const id of eventsOfLinks(db, table, ids)) events.add(id);
  }
  const invitations = idsOf('invitation');
  const people = [...(touched.get('person') ?? [])];
  const answers = [...(touched.get('instance_answer') ?? [])];
  return [
    ...new Set([
      ...uidsOfEvents(db, [...events]),
      ...uidsOfInvitations(db, invitations),
      ...uidsOfSources(db, [...events, ...invitations]),
      // Of an answer that is gone, its series was touched in its place: whoever is asked to it has no such event.
      ...(answers.length > 0 ? [...seriesOfAnswers(db, answers), ...events] : []),
      ...(people.length > 0 ? allDayUidsOf(db, people) : []),
    ]),
  ];
}

/** The uids of what may be somewhere else now, because its customer or its room is. */
export const placedUids = (db: Reader, touched: Touched, now: EpochMs): Id[] =>
  PLACE_TABLES.flatMap((table) => {
    const ids = touched.get(table);
    return ids ? uidsPlacedBy(db, table, [...ids], now) : [];
  });

function expandInto(db: Reader, uids: readonly Id[], window: Window): void {
  for (const sets of describe(db, uids).values()) {
    for (const set of sets) addOccupied(db, occupancyRows(set, window));
  }
}

/** Moves the window on to today: forgets what fell out and expands the days that came in. */
function rollForward(db: Reader, now: EpochMs): void {
  const window = keptWindow(now);
  const known = readWindow(db);
  if (known && known.from === window.from) return;
  if (!known || known.to > window.to || known.to < window.from) {
    forgetAllOccupied(db);
    expandInto(db, allUids(db), window);
  } else {
    forgetOccupiedBefore(db, window.from);
    expandInto(db, uidsTouching(db, known.to, window.to), { from: known.to, to: window.to });
  }
  writeWindow(db, window);
}
