import type { EpochMs } from './brand.ts';

/** The outside world as arguments: every program makes one of these at its composition root. */
export interface World {
  /** Milliseconds since the epoch, from the machine's clock. */
  now(): EpochMs;
  /** A random float in [0, 1). */
  random(): number;
}
