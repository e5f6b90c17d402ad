import type { Pushed } from '../../db/server/queries/devices.ts';
import type { Change } from '../../src-shared/sync/change.ts';
import { changeMark, MARK_LENGTH } from '../../src-shared/sync/change-mark.ts';

/** What the next push of a device is told apart by, once the changes up to `upTo` are decided. */
export const pushedOf = (changes: readonly Change[], upTo: number): Pushed => ({
  after: (changes[0]?.n ?? 1) - 1,
  marks: changes
    .filter(({ n }) => n <= upTo)
    .map(changeMark)
    .join(''),
});

/**
 * Whether changes that were decided before are those that were decided, and not others of the same numbers: a laptop
 * whose acknowledgement was lost repeats its last push, with more behind it perhaps. What is older than the last push, or
 * differs from it, comes from a copy of the laptop or from one that was set back; taken for a repetition it would be
 * acknowledged and lost.
 */
export function isRepeated(changes: readonly Change[], last: number, pushed: Pushed | null): boolean {
  // A device from before marks were kept.
  if (pushed === null) return true;
  return changes
    .filter(({ n }) => n <= last)
    .every((change) => markOfNumber(pushed, change.n) === changeMark(change));
}

/** The mark that is kept of a number; empty for one that was not in the last push. */
export function markOfNumber({ after, marks }: Pushed, n: number): string {
  const at = (n - after - 1) * MARK_LENGTH;
  return at < 0 ? '' : marks.slice(at, at + MARK_LENGTH);
}
