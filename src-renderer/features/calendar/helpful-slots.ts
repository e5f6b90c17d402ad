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
