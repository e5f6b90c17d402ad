import type { EpochMs } from '../../kernel/brand.ts';
import type { Subject } from './occupancy.ts';
import { stableHash } from '../../kernel/stable-hash.ts';
import type { Interval } from './sweep.ts';
import { compareTexts } from '../../kernel/compare-texts.ts';

/** One of the two events of a conflict, as a reference. */
export interface Party {
  readonly eventId: string;
  readonly recurrenceId: string;
  readonly start: EpochMs;
  readonly end: EpochMs;
}

/**
 * A conflict is derived and never stored or synced. Its id depends only on (kind, the two instances, subject), so
 * every laptop that knows both events computes the same one, whatever the order in which they arrived.
 */
export interface Conflict {
  /** 32 hex digits. */
  readonly id: string;
  /** `refused`: the room that `a` asked for went to `b`, and `a` has none. */
  readonly kind: 'person' | 'resource' | 'refused' | 'travel' | 'hours' | 'customer';
  readonly severity: 'hard' | 'soft' | 'info';
  readonly subject: Subject | { readonly kind: 'customer'; readonly id: string };
  /** The earlier one (of equals, the smaller id); of `refused` the one without a room. */
  readonly a: Party;
  readonly b: Party | null;
  /** The time both want; for `travel` the gap that is too short. */
  readonly overlap: Interval;
  /** Length of `overlap`; for `travel` the minutes that are missing. */
  readonly minutes: number;
  /** False when somebody's presence is optional in one of the two. */
  readonly required: boolean;
}

export const party = ({ eventId, recurrenceId, start, end }: Party): Party => ({
  eventId,
  recurrenceId,
  start,
  end,
});

/** The same id whichever of the two came first. */
export function conflictId(
  kind: Conflict['kind'],
  a: Pick<Party, 'eventId' | 'recurrenceId'>,
  b: Pick<Party, 'eventId' | 'recurrenceId'> | null,
  subject: Conflict['subject'],
): string {
  const one = `${a.eventId} ${a.recurrenceId}`;
  const other = b === null ? '' : `${b.eventId} ${b.recurrenceId}`;
  const pair = one < other ? `${one}|${other}` : `${other}|${one}`;
  return stableHash(`${kind}|${pair}|${subject.kind} ${subject.id}`);
}

/**
 * What a decision about all instances of two series is kept under: the same on every laptop, also for instances that nobody
 * has come to yet. `kind` as in `conflictId`.
 */
export function seriesConflictId(
  kind: Conflict['kind'],
  uids: readonly [string, string],
  subject: Conflict['subject'],
): string {
  const pair = uids[0] < uids[1] ? `${uids[0]}|${uids[1]}` : `${uids[1]}|${uids[0]}`;
  return stableHash(`series ${kind}|${pair}|${subject.kind} ${subject.id}`);
}

/** By time, then by id: the same list on every laptop. */
export const inOrder = (found: ReadonlyMap<string, Conflict>): Conflict[] =>
  [...found.values()].sort((x, y) => x.overlap.start - y.overlap.start || compareTexts(x.id, y.id));
