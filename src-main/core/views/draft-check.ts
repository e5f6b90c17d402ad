import { clashesAmong, type OccupiedClash } from '../../../db/client/derived/clashes.ts';
import { spansAround } from '../../../db/client/derived/schedule-conflict.ts';
import type { Occupied, Span } from '../../../db/client/queries/occupancy.ts';
import { occupiedNow } from '../../../db/client/queries/taken-now.ts';
import { isTight, type FreeSlot } from '../../../src-shared/domain/calendar/free-slots.ts';
import { slotSpan, slotTaken, type Slot } from '../../../src-shared/domain/calendar/slot.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { QueryContext } from '../engine/context.ts';

/** What is to be saved: when, as which event, and whom it would take at whatever slot. */
export interface Checked {
  readonly slot: Slot;
  readonly uid: Id;
  readonly rowsAt: (slot: Slot) => Occupied[];
}

/** What rows that are to be saved clash with; for a form as for the slots that are offered. */
export function clashesOf(
  context: QueryContext,
  wanted: readonly Occupied[],
  others: readonly Occupied[],
): OccupiedClash[] {
  const uids = new Set(wanted.map((row) => row.uid));
  return clashesAmong(context.db, [...wanted, ...others], context.settings.defaultBuffer).filter(
    ({ a, b }) => uids.has(a.uid) || uids.has(b.uid),
  );
}

/**
 * The last word on a free slot, wherever one is offered: whether the check of the form would say nothing, were it taken,
 * but what the slot tells of itself.
 */
export const standsCheck =
  (context: QueryContext, { slot, uid, rowsAt }: Checked): ((free: FreeSlot) => boolean) =>
  (free) => {
    const moved = slotTaken(slot, free);
    // The later of a repeated hour has no wall of its own: whoever takes it would get the first.
    const { start: from, end: to } = slotSpan(moved);
    if (from !== free.start || to !== free.end) return false;
    const rows = rowsAt(moved);
    return suits(free, clashesOf(context, rows, takenBeside(context, uid, spansAround(rows))));
  };

/** Who is taken when by anything but the event itself. */
export const takenBeside = ({ db }: QueryContext, uid: Id, spans: readonly Span[]): Occupied[] =>
  occupiedNow(db, spans).filter((row) => row.uid !== uid);

/** Of what was read for more than one purpose, what touches these spans. */
export function within(rows: readonly Occupied[], spans: readonly Span[]): Occupied[] {
  const bySubject = Map.groupBy(spans, (span) => span.subject);
  return rows.filter((row) =>
    bySubject
      .get(row.subject_id)
      ?.some(({ from, to }) => row.start < to && (row.end > from || row.start >= from)),
  );
}

/** Whether a slot has no clash but those that it tells of: somebody optional who is missing, a way that is tight. */
const suits = (slot: FreeSlot, clashes: readonly OccupiedClash[]): boolean =>
  clashes.every(
    ({ conflict: { severity, kind } }) =>
      severity === 'soft' && (kind === 'travel' ? isTight(slot) : !slot.allFree),
  );
