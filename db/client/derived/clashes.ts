import { findConflicts, type Party } from '../../../src-shared/domain/calendar/conflict.ts';
import type { Occupancy } from '../../../src-shared/domain/calendar/occupancy.ts';
import type { Located } from '../../../src-shared/domain/calendar/travel.ts';
import { refusedRooms } from '../../../src-shared/domain/calendar/refused-room.ts';
import { parsePosition } from '../../../src-shared/domain/calendar/travel-time.ts';
import type { Reader } from '../access.ts';
import { poolsAmong } from '../queries/attendance.ts';
import type { Occupied } from '../queries/occupancy.ts';
import type { Clash } from './conflict-row.ts';

/** A clash of two occupations of one person or room. */
export interface OccupiedClash extends Clash {
  readonly a: Occupied;
  readonly b: Occupied | null;
}

/**
 * Minutes to allow between two places of which one is unknown, in the list that is kept. The same on every laptop, because
 * what is a conflict may not depend on a person's settings; whoever checks a draft is asked for their own.
 */
const UNKNOWN_PLACE_MIN = 15;

/** Conflicts among rows; the parties come back as rows. */
export function clashesAmong(
  db: Reader,
  rows: readonly Occupied[],
  defaultBufferMin = UNKNOWN_PLACE_MIN,
): (OccupiedClash & { readonly b: Occupied })[] {
  const byParty = new Map<string, Occupied>();
  const resources = new Set<string>();
  for (const row of rows) {
    byParty.set(partyKey(row.event_id, row.recurrence_id, row.subject_id), row);
    if (row.subject_kind === 'resource') resources.add(row.subject_id);
  }
  const pools = poolsAmong(db, [...resources]);
  const found: (OccupiedClash & { readonly b: Occupied })[] = [];
  for (const conflict of findConflicts(rows.map(asOccupancy), {
    defaultBufferMin,
    capacityOf: (id) => pools.get(id),
  })) {
    const a = byParty.get(partyKey(conflict.a.eventId, conflict.a.recurrenceId, conflict.subject.id));
    const b =
      conflict.b && byParty.get(partyKey(conflict.b.eventId, conflict.b.recurrenceId, conflict.subject.id));
    if (a && b) found.push({ conflict, a, b });
  }
  return found;
}

/** Rooms among `rows` that were asked for and not had, with what has them. */
export function refusedIn(rows: readonly Occupied[]): OccupiedClash[] {
  const refused = rows.filter((row) => row.refused === 1);
  if (refused.length === 0) return [];
  const byParty = new Map(
    rows.map((row) => [partyKey(row.event_id, row.recurrence_id, row.subject_id), row]),
  );
  return refusedRooms(refused.map(asOccupancy), rows.map(asOccupancy)).flatMap((conflict) => {
    const rowOf = (one: Party): Occupied | undefined =>
      byParty.get(partyKey(one.eventId, one.recurrenceId, conflict.subject.id));
    const a = rowOf(conflict.a);
    return a ? [{ conflict, a, b: (conflict.b && rowOf(conflict.b)) ?? null }] : [];
  });
}

const partyKey = (event: string, recurrence: string, subject: string): string =>
  `${event} ${recurrence} ${subject}`;

export const asOccupancy = (row: Occupied): Occupancy => ({
  eventId: row.event_id,
  uid: row.uid,
  recurrenceId: row.recurrence_id,
  subject: { kind: row.subject_kind, id: row.subject_id },
  start: row.start,
  end: row.end,
  status: row.status,
  required: row.required === 1,
  ...locatedAt(row),
});

/** Where a row is and what it wants kept free, as travel is reckoned from it. */
export function locatedAt(
  row: Pick<Occupied, 'kind' | 'place' | 'geo' | 'travel_min' | 'buffer_min'>,
): Located {
  const place = placeOf(row);
  const position = place === undefined ? null : parsePosition(row.geo);
  return {
    ...(row.travel_min === null ? {} : { travelMin: row.travel_min }),
    ...(row.buffer_min === null ? {} : { bufferMin: row.buffer_min }),
    ...(place === undefined ? {} : { place }),
    ...(position === null ? {} : { position }),
  };
}

/** A visit is somewhere, even where nobody said where; anything else is nowhere until somebody says. */
function placeOf(row: Pick<Occupied, 'kind' | 'place' | 'geo'>): string | null | undefined {
  if (row.kind === 'call') return undefined;
  return row.kind === 'visit' || row.geo !== null ? row.place : (row.place ?? undefined);
}
