import type { EpochMs } from '../../kernel/brand.ts';
import { err, ok } from '../../kernel/result.ts';
import type { Result } from '../../kernel/result.ts';
import type { BusyStatus } from './occupancy.ts';
import { expand } from './recurrence.ts';
import type { ExpandError, Series, Window } from './recurrence.ts';

/** That somebody is taken, and nothing else: what may leave the calendar it comes from. */
export interface BusyTime {
  readonly recurrenceId: string;
  readonly start: EpochMs;
  readonly end: EpochMs;
  readonly status: Exclude<BusyStatus, 'free'>;
}

/** A series whose overrides may take time in another way than the series does. */
export interface BusySeries extends Series {
  readonly status: BusyStatus;
  /** By override id; an override that is not listed has the status of the series. */
  readonly overrideStatus?: ReadonlyMap<string, BusyStatus>;
}

/**
 * The busy blocks of one series in a window. They are expanded where the rule is known, so that the rule of a private
 * event never travels; what is free gives no block at all.
 */
export function busyBlocksOf(
  series: BusySeries,
  window: Window,
  stepLimit?: number,
): Result<BusyTime[], ExpandError> {
  const expanded = expand(series, window, stepLimit);
  if (!expanded.ok) return err(expanded.error);
  const blocks: BusyTime[] = [];
  for (const { recurrenceId, start, end, override } of expanded.value) {
    const own = override === undefined ? undefined : series.overrideStatus?.get(override);
    const status = own ?? series.status;
    if (status !== 'free') blocks.push({ recurrenceId, start, end, status });
  }
  return ok(blocks);
}
