import type { Conflict } from '../../../src-shared/domain/calendar/conflict.ts';
import type { EpochMs } from '../../../src-shared/kernel/brand.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { ConflictRow } from '../queries/conflict.ts';
import type { Occupied } from '../queries/occupancy.ts';

/** One of the two meetings, with the row that told of it. */
export type Side = Pick<Occupied, 'uid' | 'source_id' | 'event_id' | 'recurrence_id' | 'start' | 'end'>;

/** A conflict of two meetings, with the rows it was found in. */
export interface Clash {
  readonly conflict: Conflict;
  readonly a: Side;
  /** Null where nothing here is known to be in the way. */
  readonly b: Side | null;
}

const NOBODY = '' as Id;

/** A clash as it is kept. */
export const conflictRow = ({ conflict, a, b }: Clash, foundAt: EpochMs): ConflictRow => ({
  id: conflict.id,
  kind: conflict.kind,
  severity: conflict.severity,
  subject_kind: conflict.subject.kind,
  subject_id: conflict.subject.id as Id,
  start: conflict.overlap.start,
  end: conflict.overlap.end,
  minutes: conflict.minutes,
  required: conflict.required ? 1 : 0,
  found_at: foundAt,
  a_uid: a.uid,
  a_source_id: a.source_id,
  a_event_id: a.event_id,
  a_recurrence_id: a.recurrence_id,
  a_start: a.start,
  a_end: a.end,
  b_uid: b?.uid ?? NOBODY,
  b_source_id: b?.source_id ?? NOBODY,
  b_event_id: b?.event_id ?? NOBODY,
  b_recurrence_id: b?.recurrence_id ?? '',
  b_start: b?.start ?? a.start,
  b_end: b?.end ?? a.end,
});
