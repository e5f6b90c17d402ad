import type { EpochMs } from '../../kernel/brand.ts';
import type { Conflict } from './conflict-shape.ts';

/**
 * Whether a decision is still about a clash: about an overlap that lies within the one of then, about a way that is too
 * short at the same time. Meetings that were moved since may clash anew, and longer. A decision without a time is about
 * every meeting of its series.
 */
export function isStillAbout(
  about: { readonly about_start: EpochMs | null; readonly about_end: EpochMs | null },
  clash: { readonly kind: Conflict['kind']; readonly start: EpochMs; readonly end: EpochMs },
): boolean {
  const { about_start: from, about_end: to } = about;
  if (from === null || to === null) return true;
  const overlaps = clash.kind !== 'travel' && clash.kind !== 'customer';
  return overlaps ? clash.start >= from && clash.end <= to : clash.start <= to && clash.end >= from;
}
