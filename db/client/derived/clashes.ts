import { findConflicts, type Conflict } from '../../../src-shared/domain/calendar/conflict.ts';
import type { Occupancy } from '../../../src-shared/domain/calendar/occupancy.ts';
import type { Occupied } from '../queries/occupancy.ts';

/** A conflict with the rows it was found in. */
export interface Clash {
  readonly conflict: Conflict;
  readonly a: Occupied;
  readonly b: Occupied;
}

/**
 * Minutes to allow between two places of which one is unknown. The same on every laptop, because what is a conflict may
 * not depend on a person's settings; those fill in the form.
 */
export const UNKNOWN_PLACE_MIN = 15;

/** Conflicts among rows; the parties come back as rows. */
export function clashesAmong(rows: readonly Occupied[]): Clash[] {
  const byParty = new Map<string, Occupied>();
  for (const row of rows) byParty.set(partyKey(row.event_id, row.recurrence_id, row.subject_id), row);
  const found: Clash[] = [];
  for (const conflict of findConflicts(rows.map(asOccupancy), { defaultBufferMin: UNKNOWN_PLACE_MIN })) {
    const a = byParty.get(partyKey(conflict.a.eventId, conflict.a.recurrenceId, conflict.subject.id));
    const b =
      conflict.b && byParty.get(partyKey(conflict.b.eventId, conflict.b.recurrenceId, conflict.subject.id));
    if (a && b) found.push({ conflict, a, b });
  }
  return found;
}

const partyKey = (event: string, recurrence: string, subject: string): string =>
  `${event} ${recurrence} ${subject}`;

export function asOccupancy(row: Occupied): Occupancy {
  const place = placeOf(row);
  return {
    eventId: row.event_id,
    uid: row.uid,
    recurrenceId: row.recurrence_id,
    subject: { kind: row.subject_kind, id: row.subject_id },
    start: row.start,
    end: row.end,
    status: row.status,
    required: row.required === 1,
    ...(row.travel_min === null ? {} : { travelMin: row.travel_min }),
    ...(row.buffer_min === null ? {} : { bufferMin: row.buffer_min }),
    ...(place === undefined ? {} : { place }),
  };
}

/** A visit is somewhere, even where nobody said where; anything else is nowhere until somebody says. */
function placeOf(row: Occupied): string | null | undefined {
  if (row.kind === 'visit') return row.place;
  return row.kind === 'call' || row.place === null ? undefined : row.place;
}
