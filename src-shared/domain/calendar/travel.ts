import type { Occupancy } from './occupancy.ts';
import { longestTravel, travelMinutes } from './travel-time.ts';

export interface TravelOptions {
  /** Minutes to allow where a place is unknown. Default 0: no warning is made up from nothing. */
  readonly defaultBufferMin?: number;
}

/** Where an event is and what is to be kept free around it: the part of an occupancy that travel depends on. */
export type Located = Pick<Occupancy, 'place' | 'position' | 'travelMin' | 'bufferMin'>;

/** What must lie between two events of one person, in minutes, whichever of them comes first; a day at most. */
export interface TravelNeed {
  /** An upper bound for all pairs of the list. */
  most(): number;
  between(one: Located, other: Located): number;
}

/** Way and buffer together: whoever looks a day around a meeting has looked at all that it can be too near to. */
const MOST_NEEDED = 24 * 60;

export function travelNeed(group: readonly Located[], options: TravelOptions): TravelNeed {
  const unknown = options.defaultBufferMin ?? 0;
  return {
    most: () => Math.min(MOST_NEEDED, bound(group, unknown)),
    between: (one, other) =>
      Math.min(MOST_NEEDED, travel(one, other, unknown) + Math.max(one.bufferMin ?? 0, other.bufferMin ?? 0)),
  };
}

/**
 * Two points on the map first, then what the owners wrote down, then what little the districts say, then the default for a
 * place that nobody knows. The same there as back: an event after another asks for as much as one before it.
 */
function travel(one: Located, other: Located, unknown: number): number {
  const [from, to] = [one.place, other.place];
  const longer = Math.max(one.travelMin ?? 0, other.travelMin ?? 0);
  // Somebody who does not have to go anywhere needs no time for it, but to where the other is, or back, as was written.
  if (from === undefined || to === undefined) return longer;
  if (from !== null && from === to) return 0;
  const points = one.position && other.position ? ([one.position, other.position] as const) : null;
  const exact = points !== null && !points[0].rough && !points[1].rough;
  if (points !== null && exact) return travelMinutes(...points);
  // Zero at one end alone tells of an event to which nobody travels, and not of the way on from there.
  const isSaid = longer > 0 || (one.travelMin !== undefined && other.travelMin !== undefined);
  if (isSaid) return longer;
  // Two addresses in one district are not one house.
  return points === null ? unknown : Math.max(unknown, travelMinutes(...points));
}

function bound(group: readonly Located[], unknown: number): number {
  let own = 0;
  let buffer = 0;
  for (const { travelMin = 0, bufferMin = 0 } of group) {
    own = Math.max(own, travelMin);
    buffer = Math.max(buffer, bufferMin);
  }
  const way = longestTravel(group.flatMap((one) => one.position ?? []));
  return Math.max(own, unknown, way) + buffer;
}
