import { DAY } from './civil.ts';
import { expand, type Override } from './recurrence.ts';
import { parseRule } from './rule.ts';
import type { Slot } from './slot.ts';

/** Later than any slot can be (`slotError`), and earlier. */
const NEVER = { from: Date.UTC(1900) - DAY, to: Date.UTC(2201) };

/**
 * Whether a series has a meeting yet, by its rule and dates or by what replaces one of them. A rule without an end has, and
 * so has what costs too much to follow.
 */
export function hasMeetings(slot: Slot, overrides: readonly Override[]): boolean {
  const rule = slot.rrule === null ? null : parseRule(slot.rrule);
  if (rule?.ok && rule.value.count === null && rule.value.until === null) return true;
  const found = expand({ slot, overrides }, NEVER);
  return !found.ok || found.value.length > 0;
}
