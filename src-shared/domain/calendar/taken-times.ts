import type { EpochMs } from '../../kernel/brand.ts';
import { DAY, wallBetween } from './civil.ts';
import { expand, touches, type Instance, type Series, type Window } from './recurrence.ts';
import { wallLength, wallList, type Slot } from './slot.ts';

/** A meeting that is repeated lasts no longer (`slotProblem`): dozens would lie on each other, and each pair of them clashes. */
export const LONGEST_REPEATED = 31 * DAY;

/** So many meetings of one series on one day stand as they are; of more, the day is one stretch. */
export const MEETINGS_A_DAY = 12;

/**
 * When a series takes somebody's time in a window, by start: each meeting, and of a day (UTC) with more than
 * `MEETINGS_A_DAY` of them one stretch from the first to the last, under the name of the first. It can only warn too
 * much, and a rule of every ten minutes is 450 rows for each person and not 65,000, which every desk that holds the
 * calendar would work on for a minute. What a window shows is the cut of what a larger one shows, as long as no meeting lasts
 * longer than `LONGEST_REPEATED`.
 */
export function takenTimes(series: Series, window: Window): Instance[] {
  // What still runs when the window ends is ended by the next meeting, which may be as far away as it is long.
  const reach = Math.min(LONGEST_REPEATED, longestOf(series.slot));
  const to = (Math.ceil((window.to + reach) / DAY) + 1) * DAY;
  const inDays = (from: EpochMs): Instance[] => everyTime(series, { ...window, from, to });
  const start = Math.floor(window.from / DAY) * DAY;
  let times = inDays(start);
  // Of a day that began before, only what is still on is here, and whether that day is one stretch the rest of it says.
  const first = times.find((one) => isOfRule(one) && one.allDay === 0)?.start ?? start;
  if (first < start) times = inDays(Math.floor(first / DAY) * DAY);
  return stretched(times).filter((one) => touches(one, window));
}

/** The longest meeting of a series, those of its RDATE that have a length of their own among them. */
const longestOf = (slot: Slot): number =>
  Math.max(
    wallLength(slot),
    ...wallList(slot.rdate).map((entry) => {
      const [start = '', end] = entry.split('/');
      return end === undefined ? 0 : wallBetween(start, end);
    }),
  );

/**
 * As `takenTimes`, but each meeting by itself however many there are. A rule that costs too much to follow, or that
 * nobody can read, still has the meeting that somebody set.
 */
export function everyTime(series: Series, window: Window): Instance[] {
  const whole = expand(series, window);
  const found = whole.ok
    ? whole
    : expand({ ...series, slot: { ...series.slot, rrule: null, rdate: null } }, window);
  return found.ok ? takenOnce(found.value, window.from) : [];
}

/**
 * What a series takes, it takes once: an instance that runs into the next one ends where that begins. The time taken is
 * the same; without it a daily meeting whose end has a mistyped year clashes a year long with each day of a year, and
 * every desk that holds the calendar works on that for minutes. Overrides, which may take other people or nobody, stay
 * as they are. `instances` are all that touch a window from `from` on; those that would end before it are left out.
 */
export function takenOnce(instances: readonly Instance[], from: EpochMs): Instance[] {
  const own = instances.filter(isOfRule);
  const inOrder = own.toSorted((a, b) => a.start - b.start);
  const next = new Map(inOrder.map((one, at) => [one, inOrder[at + 1]]));
  return instances.flatMap((one) => {
    const after = next.get(one);
    if (!after || after.start <= one.start || after.start >= one.end) return [one];
    return after.start < from ? [] : [{ ...one, end: after.start, endWall: after.startWall }];
  });
}

/** Whole days of instances, by start: those of a day with too many are one. */
function stretched(instances: readonly Instance[]): Instance[] {
  const days = Map.groupBy(instances.filter(isOfRule), dayOf);
  const times = instances.flatMap((one) => {
    const day = isOfRule(one) ? days.get(dayOf(one))! : [];
    if (day.length <= MEETINGS_A_DAY) return [one];
    if (one !== day[0]) return [];
    const last = day.reduce((a, b) => (b.end > a.end ? b : a));
    return [{ ...one, end: last.end, endWall: last.endWall }];
  });
  return times;
}

const isOfRule = (one: Instance): boolean => one.override === undefined;
const dayOf = (one: Instance): number => Math.floor(one.start / DAY);
