import { isId, type Id } from '../../kernel/ids.ts';
import { stableHash } from '../../kernel/stable-hash.ts';

/**
 * The id of the task that comes after one that recurs, and of the step below it that comes after a step: a function of
 * the one that was done and nothing else, so that two laptops that complete it while neither sees the other make one row.
 * Of a UUID the first half stays (its version becomes 8, RFC 9562 §5.8): steps are shown by their ids, in the order in
 * which they were written down.
 */
export function successorId(of: Id): Id {
  const hex = stableHash(`successor ${of}`);
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  const half = `${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  return isId(of)
    ? `${of.slice(0, 14)}8${of.slice(15, 19)}${half}`
    : `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${half}`;
}
