import type { EpochMs } from '../../kernel/brand.ts';
import { overfull, overlaps, type Interval } from './sweep.ts';

/** A room or car that could be taken instead. */
export interface Offered {
  readonly id: string;
  readonly seats: number;
  /** How many bookings it takes at once. */
  readonly capacity: number;
}

/** When something has it, and what. */
export type Taken = Interval & { readonly uid: string };

/** A room, and the starts of the meetings for which it is not free. */
export interface RoomChoice<R> {
  readonly room: R;
  readonly missing: readonly EpochMs[];
}

/**
 * Rooms for all meetings of one series, the best first: those that are free for every one of them, of these the smallest that
 * takes everybody; then those too small, the largest first. A room that is free for some says for which it is not; one that is
 * free for none is no choice.
 */
export function roomsForAll<R extends Offered>(
  meetings: readonly Interval[],
  rooms: readonly R[],
  takenOf: (room: R) => readonly Taken[],
  seats: number,
): RoomChoice<R>[] {
  const fits = (room: R): number => Number(room.seats >= seats);
  const nearer = (a: R, b: R): number => (fits(a) === 1 ? a.seats - b.seats : b.seats - a.seats);
  return rooms
    .map((room) => {
      const taken = takenOf(room);
      return {
        room,
        missing: meetings.filter((one) => !isFree(room, taken, one)).map(({ start }) => start),
      };
    })
    .filter(({ missing }) => missing.length < meetings.length)
    .sort(
      (a, b) =>
        Number(a.missing.length > 0) - Number(b.missing.length > 0) ||
        fits(b.room) - fits(a.room) ||
        a.missing.length - b.missing.length ||
        nearer(a.room, b.room) ||
        (a.room.id < b.room.id ? -1 : 1),
    );
}

function isFree({ capacity }: Offered, taken: readonly Taken[], meeting: Interval): boolean {
  const during = taken.filter((one) => overlaps(one, meeting));
  return during.length < capacity || (capacity > 1 && overfull(during, capacity - 1).length === 0);
}
