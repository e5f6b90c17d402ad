import { minutesOf } from '../calendar/geometry.ts';

export interface Hours {
  readonly from: number;
  readonly to: number;
}

/** Whole hours around a wish, six of them or as many as it needs; minutes of the day in, hours of the day out. */
export function stripHours(wish: { from: number; to: number }): Hours {
  const first = Math.floor(wish.from / 60);
  const last = Math.ceil(wish.to / 60);
  const spare = Math.max(0, 6 - (last - first));
  const from = Math.max(0, Math.min(first - Math.floor(spare / 2), 24 - Math.max(6, last - first)));
  return { from, to: Math.max(last, from + 6) };
}

/** The part of an appointment that the strip shows, in hours; null where it shows none. */
export function stripSpan(
  instance: { startWall: string; endWall: string },
  date: string,
  hours: Hours,
): { from: number; to: number } | null {
  const begins = instance.startWall.slice(0, 10) < date ? 0 : minutesOf(instance.startWall) / 60;
  const ends = instance.endWall.slice(0, 10) > date ? 24 : minutesOf(instance.endWall) / 60;
  const from = Math.max(begins, hours.from);
  const to = Math.min(ends, hours.to);
  return from < to ? { from, to } : null;
}
