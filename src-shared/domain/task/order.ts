import type { Id } from '../../kernel/ids.ts';
import { keysBetween } from '../../kernel/keys-between.ts';
import type { Task } from './tables.ts';
import { byUrgency } from './view.ts';

/**
 * The order that somebody gives their tasks by hand: within a lane of the board, and within my day. What was put somewhere
 * stands first, as it was put; the rest follows by urgency. A place is a text of the one task (`keysBetween`), merged on
 * its own, so that laptops which order offline agree afterwards: each task stands where it was put last.
 */
type Ordered = Parameters<typeof byUrgency>[0] & Pick<Task, 'done_at' | 'board_rank' | 'day_rank'>;

/** Within a lane. What is done stands by when it was done, the last first. */
export const byBoard = (a: Ordered, b: Ordered): number =>
  a.status === 'done' && b.status === 'done'
    ? (b.done_at ?? 0) - (a.done_at ?? 0) || byUrgency(a, b)
    : byPlace(a, b, 'board_rank');

export const byDay = (a: Ordered, b: Ordered): number => byPlace(a, b, 'day_rank');

/** Two laptops may give two tasks the same place: then the older one is first, everywhere. */
function byPlace(a: Ordered, b: Ordered, rank: 'board_rank' | 'day_rank'): number {
  const [one, other] = [a[rank], b[rank]];
  if (one === null || other === null || (a.status === 'done') !== (b.status === 'done'))
    return (
      Number(a.status === 'done') - Number(b.status === 'done') ||
      Number(one === null) - Number(other === null) ||
      byUrgency(a, b)
    );
  return one < other ? -1 : one > other ? 1 : a.id < b.id ? -1 : 1;
}

export interface Placed {
  readonly id: Id;
  readonly rank: string | null;
}

/** Longer than this, a place says too much of its history: all are given new ones. The column takes 60. */
const LONGEST = 48;

/**
 * The places to write so that the tasks stand as in `order`, where all but the `moved` ones stood in that order before.
 * As few as possible: the moved ones, those above them that had no place yet, and those that share a place.
 */
export function placesFor(order: readonly Placed[], moved: ReadonlySet<Id>): Map<Id, string> {
  const last = order.findLastIndex(({ id }) => moved.has(id));
  const places = new Map<Id, string>();
  let low: string | null = null;
  let waiting: Id[] = [];
  const settle = (upper: string | null): void => {
    for (const [at, key] of keysBetween(low, upper, waiting.length).entries()) places.set(waiting[at]!, key);
    waiting = [];
  };
  for (const [at, { id, rank }] of order.entries()) {
    if (at > last && rank === null) break;
    if (!moved.has(id) && rank !== null && (low === null || rank > low)) {
      settle(rank);
      low = rank;
      if (at > last) break;
    } else waiting.push(id);
  }
  settle(null);
  if ([...places.values()].every((key) => key.length <= LONGEST)) return places;
  const ranked = order.filter(({ rank }, at) => at <= last || rank !== null);
  const keys = keysBetween(null, null, ranked.length);
  return new Map(ranked.map(({ id }, at) => [id, keys[at]!]));
}

/** `ids` taken out of an order and put after one of the others (null: first), in the order in which they stood. */
export function putAfter<T extends { readonly id: Id }>(
  order: readonly T[],
  ids: ReadonlySet<Id>,
  after: Id | null,
): T[] {
  const rest = order.filter(({ id }) => !ids.has(id));
  // Put after itself, or after one that goes along: where the nearest one above it stays.
  const above = after === null ? [] : order.slice(0, order.findIndex(({ id }) => id === after) + 1);
  const at = above.filter(({ id }) => !ids.has(id)).length;
  return [...rest.slice(0, at), ...order.filter(({ id }) => ids.has(id)), ...rest.slice(at)];
}
