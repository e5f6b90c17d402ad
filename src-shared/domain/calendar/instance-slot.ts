import { DAY } from './civil.ts';
import { expand } from './recurrence.ts';
import type { Slot } from './slot.ts';
import { wallToInstant } from './zone.ts';

/** When a series meets at one of its original starts, by its rule; null where it does not. */
export function instanceSlot(series: Slot, recurrenceId: string): Slot | null {
  const near = wallToInstant(recurrenceId, series.zone);
  if (Number.isNaN(near)) return null;
  const around = expand({ slot: series }, { from: near - 2 * DAY, to: near + 2 * DAY });
  const found = around.ok ? around.value.find((one) => one.recurrenceId === recurrenceId) : undefined;
  return found ? { ...series, start: found.startWall, end: found.endWall } : null;
}
