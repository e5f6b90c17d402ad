import type { EpochMs } from '../../src-shared/kernel/brand.ts';

/** When something was seen by the clock of a laptop, which may run ahead: never later than the server has heard of it. */
export const byThen = (at: EpochMs | null, heard: EpochMs): EpochMs | null =>
  at === null ? null : Math.min(at, heard);
