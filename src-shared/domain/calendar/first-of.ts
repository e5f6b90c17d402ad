import type { WallTime } from '../../kernel/brand.ts';
import { DAY, parseWall } from './civil.ts';
import { expand } from './recurrence.ts';
import type { Slot } from './slot.ts';
import { wallToInstant } from './zone.ts';

/**
 * Whether the series has no meeting before this one: RDATE may put one before the start, and EXDATE may have taken out
 * the first ones. From there on is then all of it: cut off, they would leave a series without a meeting behind.
 */
export function isFirstOf(slot: Slot, recurrenceId: WallTime): boolean {
  const at = parseWall(recurrenceId);
  const until = wallToInstant(recurrenceId, slot.zone) + DAY;
  const found = expand({ slot }, { from: -Infinity, to: until, zone: slot.zone });
  return found.ok && found.value.every((one) => parseWall(one.recurrenceId) >= at);
}
