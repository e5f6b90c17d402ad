declare const brand: unique symbol;

/** A type that must not be mixed with another of the same shape: `Brand<string, 'PersonId'>`. */
export type Brand<T, B extends string> = T & { readonly [brand]: B };

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = number;

/** A calendar date, `YYYY-MM-DD`. */
export type DateText = string;

/** A wall-clock time without zone, `YYYY-MM-DDTHH:mm` (or a `DateText` for all-day). */
export type WallTime = string;

/** An amount in the smallest unit of its currency (fen, cent). Always an integer. */
export type Minor = number;
