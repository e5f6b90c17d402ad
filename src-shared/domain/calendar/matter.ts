import type { Conflict } from './conflict-shape.ts';

/** What of a conflict says to which matter it belongs. */
interface Concerning {
  readonly id: string;
  readonly kind: Conflict['kind'];
  readonly subjectId: string;
  /** The uids of its two meetings; the second is empty where nothing is known to be in the way. */
  readonly uids: readonly [string, string];
  /** One of several between the same two. */
  readonly series: boolean;
}

/**
 * What a person settles at once is one matter: every meeting of a series without the same room, whatever has that; every clash
 * of the same two series, of one sort. A person and a room for whom the same two clash are one matter. All else is by itself.
 */
export function matterOf({ id, kind, subjectId, uids, series }: Concerning): string {
  if (kind === 'refused') return `refused ${uids[0]} ${subjectId}`;
  return series ? `${kind === 'resource' ? 'person' : kind} ${uids.toSorted().join(' ')}` : id;
}

/** Conflicts of one matter together, each matter where its first stands. */
export const byMatter = <T extends { readonly matter: string }>(conflicts: readonly T[]): T[][] => [
  ...Map.groupBy(conflicts, (one) => one.matter).values(),
];

/** How many meetings they are: a room may be missing for one because of two others. */
export const meetingsIn = (
  conflicts: readonly { readonly a: { readonly event_id: string; readonly recurrence_id: string | null } }[],
): number => new Set(conflicts.map(({ a }) => `${a.event_id} ${a.recurrence_id}`)).size;
