import type { Occupancy } from './occupancy.ts';

export interface TravelOptions {
  /** Minutes between two places, from coordinates or a district matrix; null where it does not know. */
  travelBetween?(from: string, to: string): number | null;
  /** Minutes to allow where a place is unknown. Default 0: no warning is made up from nothing. */
  readonly defaultBufferMin?: number;
}

/** What must lie between two events of one person, in minutes. */
export interface TravelNeed {
  /** An upper bound for all pairs of the list. */
  most(): number;
  between(earlier: Occupancy, later: Occupancy): number;
}

export function travelNeed(group: readonly Occupancy[], options: TravelOptions): TravelNeed {
  const unknown = options.defaultBufferMin ?? 0;
  const between = (earlier: Occupancy, later: Occupancy): number =>
    travel(earlier, later) + Math.max(earlier.bufferMin ?? 0, later.bufferMin ?? 0);

  /** Known distance first, then what the later event's owner wrote down, then the default for an unknown place. */
  function travel(earlier: Occupancy, later: Occupancy): number {
    const [from, to] = [earlier.place, later.place];
    const known = typeof from === 'string' && typeof to === 'string';
    if (known && from === to) return 0;
    const measured = known ? (options.travelBetween?.(from, to) ?? null) : null;
    if (measured !== null) return measured;
    if (later.travelMin !== undefined) return later.travelMin;
    return from === undefined || to === undefined ? 0 : unknown;
  }

  return { most: () => bound(group, options, unknown), between };
}

function bound(group: readonly Occupancy[], options: TravelOptions, unknown: number): number {
  let own = 0;
  let buffer = 0;
  const places = new Set<string>();
  for (const { travelMin = 0, bufferMin = 0, place } of group) {
    own = Math.max(own, travelMin);
    buffer = Math.max(buffer, bufferMin);
    if (typeof place === 'string') places.add(place);
  }
  return Math.max(own, unknown, farthest(places, options)) + buffer;
}

function farthest(places: ReadonlySet<string>, options: TravelOptions): number {
  if (options.travelBetween === undefined) return 0;
  let most = 0;
  for (const from of places)
    for (const to of places) if (from !== to) most = Math.max(most, options.travelBetween(from, to) ?? 0);
  return most;
}
