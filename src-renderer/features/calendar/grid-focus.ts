import type { CalendarInstance } from '../../../src-shared/contract/calendar.ts';
import type { DateText } from '../../../src-shared/kernel/brand.ts';
import { bannerOn, isBanner, minutesOf, onDay } from './geometry.ts';

export type Direction = 'up' | 'down' | 'left' | 'right';

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

/** The way a key points; undefined where it is no arrow. */
export const arrowOf = (key: string): Direction | undefined => ARROWS[key];

const isOn = (one: CalendarInstance, date: DateText): boolean =>
  isBanner(one) ? bannerOn(one, date) : onDay(one, date) !== null;

/** Where of a day an event begins, for going from one day to the next at the same height. */
const heightOn = (one: CalendarInstance, date: DateText): number =>
  isBanner(one) ? -1 : one.startWall.slice(0, 10) < date ? 0 : minutesOf(one.startWall);

const inOrder = (instances: readonly CalendarInstance[], date: DateText): CalendarInstance[] =>
  instances
    .filter((one) => isOn(one, date))
    .sort((a, b) => heightOn(a, date) - heightOn(b, date) || a.start - b.start || (a.key < b.key ? -1 : 1));

/**
 * The event that an arrow leads to: the one before or after on the same day, or on the next day that has any the one
 * whose beginning is nearest. Null at the edge.
 */
export function eventTowards(
  instances: readonly CalendarInstance[],
  days: readonly DateText[],
  current: CalendarInstance,
  direction: Direction,
): CalendarInstance | null {
  const at = days.findIndex((date) => isOn(current, date));
  if (at === -1) return null;
  const date = days[at]!;
  if (direction === 'up' || direction === 'down') {
    const its = inOrder(instances, date);
    const index = its.findIndex((one) => one.key === current.key);
    return its[index + (direction === 'down' ? 1 : -1)] ?? null;
  }
  const height = heightOn(current, date);
  const ahead = direction === 'right' ? days.slice(at + 1) : days.slice(0, at).reverse();
  for (const day of ahead) {
    const its = inOrder(instances, day).filter((one) => one.key !== current.key);
    const [nearest] = its.sort(
      (a, b) => Math.abs(heightOn(a, day) - height) - Math.abs(heightOn(b, day) - height),
    );
    if (nearest) return nearest;
  }
  return null;
}

/** Everything from one event to another in time, both included: what Shift and a press choose. */
export function keysBetween(instances: readonly CalendarInstance[], a: string, b: string): string[] {
  const order = instances
    .toSorted((x, y) => x.start - y.start || (x.key < y.key ? -1 : 1))
    .map((one) => one.key);
  const [i, j] = [order.indexOf(a), order.indexOf(b)];
  if (i === -1 || j === -1) return [b];
  return order.slice(Math.min(i, j), Math.max(i, j) + 1);
}
