import type { EpochMs } from '../kernel/brand.ts';

/**
 * A hybrid logical clock (Kulkarni et al. 2014) packed into one safe integer:
 * (milliseconds since 2020-01-01T00:00:00Z) × 4096 + counter.
 *
 * Invariants
 * - a stamp made on a device is larger than every stamp that the device has made or seen;
 * - 2^53 / 4096 ms reaches to 2089; a clock before 2020 counts as 2020, so a flat battery cannot make it negative, and one
 *   beyond counts as the last moment after which there is room for more stamps than anybody makes.
 */
export type Stamp = number;

/** Who wrote it when. The device number breaks ties, so that two stamps are never equal unless they are the same write. */
export type Mark = readonly [clock: Stamp, device: number];

const EPOCH = Date.UTC(2020, 0, 1);
const COUNTS = 4096;
/** How far ahead of the server's time a stamp may be before the server sets it back. */
export const MAX_AHEAD_MS = 5 * 60_000;

/** Where a clock stops that is set beyond what stamps reach; what follows is still a safe integer. */
const LATEST: Stamp = Number.MAX_SAFE_INTEGER - 2 ** 40;

export const stampAt = (ms: EpochMs): Stamp => Math.min(LATEST, Math.max(0, Math.trunc(ms) - EPOCH) * COUNTS);
export const stampTime = (stamp: Stamp): EpochMs => Math.floor(stamp / COUNTS) + EPOCH;

/** The next stamp of a device that has seen `last` and whose clock shows `now`. */
export const tick = (last: Stamp, now: EpochMs): Stamp => Math.max(stampAt(now), last + 1);

/** The server's rule for clocks that run ahead: the stamp itself, or the latest one that is believable. */
export const clamp = (stamp: Stamp, serverNow: EpochMs): Stamp =>
  Math.min(stamp, stampAt(serverNow + MAX_AHEAD_MS));

/** Total order of marks: negative where `a` is older. */
export const compareMarks = (a: Mark, b: Mark): number => a[0] - b[0] || a[1] - b[1];

export const sameMark = (a: Mark, b: Mark): boolean => a[0] === b[0] && a[1] === b[1];
