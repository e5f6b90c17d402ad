import type { EpochMs } from '../../kernel/brand.ts';
import { DAY } from './civil.ts';
import type { Window } from './recurrence.ts';

const BACK_DAYS = 84;
const AHEAD_DAYS = 366;

/**
 * The days for which series are kept expanded: twelve weeks back to a year ahead, whole days (UTC), so that the server and
 * two laptops of one day agree.
 */
export function keptWindow(now: EpochMs): Window {
  const today = Math.floor(now / DAY) * DAY;
  return { from: today - BACK_DAYS * DAY, to: today + AHEAD_DAYS * DAY };
}
