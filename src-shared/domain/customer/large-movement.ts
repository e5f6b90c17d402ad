import type { Minor } from '../../kernel/brand.ts';

/** How many bookings make a habit, and how far above it a booking is worth a line of its own. */
const HABIT_MIN = 8;
const FACTOR = 4;

/**
 * From which amount on a booking is large for a customer: four times the median of its last bookings. The median,
 * because one large booking must not hide the next. Null while there are too few bookings to tell.
 */
export function largeFrom(amounts: readonly Minor[]): Minor | null {
  if (amounts.length < HABIT_MIN) return null;
  const sorted = [...amounts].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return Math.ceil(median * FACTOR);
}
