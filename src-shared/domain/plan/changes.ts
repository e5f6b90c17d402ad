import type { DateText, EpochMs } from '../../kernel/brand.ts';
import type { Id } from '../../kernel/ids.ts';

/** What of a customer counts as its state (R59). */
export const STATE_COLUMNS = ['stage', 'lifecycle', 'rating'] as const;
export type StateColumn = (typeof STATE_COLUMNS)[number];

/** A column of a customer that somebody wrote, with what stood there before; `from` is undefined where nobody knows. */
export interface StateEdit {
  readonly customer_id: Id;
  readonly what: StateColumn;
  readonly from: string | null | undefined;
  readonly to: string | null;
  readonly at: EpochMs;
}

export interface StateChange {
  readonly customer_id: Id;
  readonly what: StateColumn;
  /** Null where this laptop does not know it: then it is only known since when it is so. */
  readonly from: string | null;
  readonly to: string;
  readonly on: EpochMs;
}

/** A customer whose row says since which day it is in its stage. */
export interface StageSince {
  readonly customer_id: Id;
  readonly stage: string;
  readonly since: DateText;
  /** Noon or any other moment of that day, to sort by. */
  readonly at: EpochMs;
}

/**
 * Which customers changed state within a span: from the first to the last of what was written in it, so that what was
 * changed and changed back tells nothing. Where the edits themselves are not here, the row's own `stage_since` still
 * tells that the stage is new, though not what it was.
 */
export function stateChanges(edits: readonly StateEdit[], stages: readonly StageSince[]): StateChange[] {
  const found: StateChange[] = [];
  const groups = Map.groupBy(
    edits.toSorted((a, b) => a.at - b.at),
    ({ customer_id, what }) => `${customer_id} ${what}`,
  );
  for (const group of groups.values()) {
    const [first, last] = [group[0]!, group.at(-1)!];
    if (last.to === null || first.from === last.to) continue;
    found.push({
      customer_id: last.customer_id,
      what: last.what,
      from: first.from ?? null,
      to: last.to,
      on: last.at,
    });
  }
  for (const { customer_id, stage, at } of stages)
    if (!groups.has(`${customer_id} stage`))
      found.push({ customer_id, what: 'stage', from: null, to: stage, on: at });
  return found.sort((a, b) => a.on - b.on || (a.customer_id < b.customer_id ? -1 : 1));
}
