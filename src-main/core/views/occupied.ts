import { describe } from '../../../db/client/derived/described.ts';
import { occupancyRows } from '../../../db/client/derived/occupancy-rows.ts';
import type { Reader } from '../../../db/client/access.ts';
import { uidsTouching } from '../../../db/client/queries/calendar.ts';
import { occupiedBetween, readWindow, type Occupied } from '../../../db/client/queries/occupancy.ts';
import type { EpochMs } from '../../../src-shared/kernel/brand.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';

/**
 * What takes these subjects in [from, to). Inside the window that is kept expanded this is one statement; a look at
 * three years ago or ahead expands what it needs on the spot.
 */
export function occupiedFor(db: Reader, subjects: readonly Id[], from: EpochMs, to: EpochMs): Occupied[] {
  const kept = occupiedBetween(db, subjects, from, to);
  const window = readWindow(db);
  if (window && window.from <= from && to <= window.to) return kept;
  const wanted = new Set(subjects);
  const rows = new Map(kept.map((row) => [keyOf(row), row]));
  for (const sets of describe(db, uidsTouching(db, from, to)).values()) {
    for (const row of sets.flatMap((set) => occupancyRows(set, { from, to }))) {
      const known = rows.get(keyOf(row));
      if (wanted.has(row.subject_id) && (!known || known.source === 'busy')) rows.set(keyOf(row), row);
    }
  }
  return [...rows.values()].sort(
    (a, b) => a.start - b.start || a.end - b.end || (keyOf(a) < keyOf(b) ? -1 : 1),
  );
}

const keyOf = (row: Occupied): string => `${row.subject_id} ${row.uid} ${row.recurrence_id}`;
