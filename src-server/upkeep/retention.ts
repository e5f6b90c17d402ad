const DAY = 86_400_000;

/** For how long a scope's log goes back, and a tombstone stays: a laptop that is older begins anew from a snapshot. */
export const KEPT_MS = 180 * DAY;

/**
 * For how long the log answers what a field held before. A laptop that may still push without a snapshot started from
 * values that stood at most `KEPT_MS` ago; whatever replaced such a value later than `KEPT_MS` after it carries the old
 * value along (`priorOf` in `commit-log.ts`), and whatever did earlier is younger than this.
 */
export const HISTORY_MS = 2 * KEPT_MS;
