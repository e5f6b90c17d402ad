import { isId, type Id } from './ids.ts';
import { stableHash } from './stable-hash.ts';

/**
 * The id of a row that follows from another: a function of what it is and nothing else, so that two laptops that make it
 * while neither sees the other make one row. Of a UUID the first half stays (its version becomes 8, RFC 9562 §5.8), so
 * that such rows are in the order of those that they follow from.
 */
export function derivedId(of: Id, what: string): Id {
  const hex = stableHash(what);
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  const half = `${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  return isId(of)
    ? `${of.slice(0, 14)}8${of.slice(15, 19)}${half}`
    : `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${half}`;
}
