/**
 * Texts between other texts, for an order that is changed by writing one row: a key is the digits of a fraction in base 62,
 * compared by code units. It never ends in the digit 0, so that there is always one below it.
 */
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** So many keys in ascending order between two (null: no bound), spread evenly so that they stay short. */
export function keysBetween(lower: string | null, upper: string | null, count: number): string[] {
  if (count === 0) return [];
  const middle = keyBetween(lower ?? '', upper);
  const below = Math.floor((count - 1) / 2);
  return [...keysBetween(lower, middle, below), middle, ...keysBetween(middle, upper, count - 1 - below)];
}

/** `lower` must be less than `upper`. */
function keyBetween(lower: string, upper: string | null): string {
  if (upper !== null && lower >= upper) throw new RangeError('no key between');
  let key = '';
  let bound = upper;
  for (let at = 0; ; at += 1) {
    const low = digitAt(lower, at);
    const high = bound === null ? DIGITS.length : digitAt(bound, at);
    if (high - low > 1) return key + DIGITS[(low + high) >> 1]!;
    key += DIGITS[low]!;
    // One apart: whatever follows the lower digit is below the upper one.
    if (high > low) bound = null;
  }
}

const digitAt = (key: string, at: number): number => (at < key.length ? DIGITS.indexOf(key[at]!) : 0);
