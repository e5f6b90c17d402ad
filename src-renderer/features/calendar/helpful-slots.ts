import type { ConflictView } from '../../../src-shared/contract/conflict-view.ts';
import type { FreeSlot } from '../../../src-shared/domain/calendar/free-slots.ts';
import type { EpochMs } from '../../../src-shared/kernel/brand.ts';

type TravelConflict = Pick<ConflictView, 'travel' | 'a' | 'b'>;

/**
 * The slots that would settle the conflicts of an event: not the time it has now, and not one from which the way to
 * or from the other event of a travel conflict is still too long.
 */
export function helpfulSlots(
  slots: readonly FreeSlot[],
  own: { event_id: string; start: EpochMs },
  conflicts: readonly TravelConflict[],
): FreeSlot[] {
  const ways = conflicts.flatMap(({ travel, a, b }) => {
    const other = a.event_id === own.event_id ? b : a;
    return travel === null || other === null ? [] : [{ other, needed: travel.needed * 60_000 }];
  });
  return slots.filter(
    (slot) =>
      slot.start !== own.start &&
      ways.every(({ other, needed }) => slot.end + needed <= other.start || slot.start - needed >= other.end),
  );
}

/**
 * The free slots that the grid draws, each with its key: those of whatever is asked, for it has the keys. The ones of the
 * event that is open have nothing to say about several, about a copy, or beside a form.
 */
export function slotsInGrid(of: {
  /** Of an event that is being moved, once it has been checked. */
  readonly moved: readonly FreeSlot[] | undefined;
  /** Several, or a series, are to be moved or copied. */
  readonly isAsked: boolean;
  readonly isWriting: boolean;
  readonly isListed: boolean;
  readonly opened: readonly FreeSlot[] | undefined;
}): readonly FreeSlot[] {
  if (of.moved !== undefined) return of.moved;
  return of.isAsked || of.isWriting || of.isListed ? [] : (of.opened ?? []);
}
