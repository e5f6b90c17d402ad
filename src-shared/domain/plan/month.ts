import type { DateText, EpochMs, WallTime } from '../../kernel/brand.ts';
import { daysInMonth, formatDay, parseWall, weekdayOf, DAY } from '../calendar/civil.ts';
import { isHeld, isPlanned, minutesOf, PLAN_KINDS, type Planned, type PlanKind } from './event.ts';

/** Days of one week that lie in a month, both included. */
export interface MonthWeek {
  readonly from: DateText;
  readonly to: DateText;
}

/** The weeks of a month `YYYY-MM`, Monday to Sunday, the first and the last cut to the month. */
export function weeksOf(month: string): MonthWeek[] {
  const first = Math.floor(parseWall(`${month}-01`) / DAY);
  const last = first + daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5, 7))) - 1;
  const weeks: MonthWeek[] = [];
  for (let from = first; from <= last;) {
    const to = Math.min(last, from + 6 - weekdayOf(from));
    weeks.push({ from: formatDay(from), to: formatDay(to) });
    from = to + 1;
  }
  return weeks;
}

/** Plan against actual of some events: how many, and how long. */
export interface Tally {
  readonly planned: number;
  readonly held: number;
  readonly plannedMin: number;
  readonly heldMin: number;
}

/** A figure, and the events that it counts: those planned. */
export interface Cell<T> extends Tally {
  readonly events: readonly T[];
}

export interface MonthTable<T> {
  readonly weeks: readonly MonthWeek[];
  readonly rows: readonly {
    readonly kind: PlanKind;
    /** One for each week. */
    readonly cells: readonly Cell<T>[];
    readonly total: Cell<T>;
  }[];
  /** All kinds of each week. */
  readonly totals: readonly Cell<T>[];
  readonly total: Cell<T>;
}

/**
 * A month by kind and week. An event counts once, on the day on which it begins on its reader's wall; what is not
 * planned (`isPlanned`), or begins in another month, is not in the table.
 */
export function monthTable<T extends Planned & { readonly startWall: WallTime }>(
  month: string,
  events: readonly T[],
  now: EpochMs,
): MonthTable<T> {
  const weeks = weeksOf(month);
  const counted = events.filter((one) => one.startWall.startsWith(`${month}-`) && isPlanned(one));
  const cell = (some: readonly T[]): Cell<T> => cellOf(some, now);
  const within = (some: readonly T[], { from, to }: MonthWeek): T[] =>
    some.filter(({ startWall }) => startWall.slice(0, 10) >= from && startWall.slice(0, 10) <= to);
  return {
    weeks,
    rows: PLAN_KINDS.map((kind) => {
      const ofKind = counted.filter((one) => one.kind === kind);
      return { kind, cells: weeks.map((week) => cell(within(ofKind, week))), total: cell(ofKind) };
    }),
    totals: weeks.map((week) => cell(within(counted, week))),
    total: cell(counted),
  };
}

function cellOf<T extends Planned>(events: readonly T[], now: EpochMs): Cell<T> {
  const held = events.filter((one) => isHeld(one, now));
  const minutes = (some: readonly T[]): number => some.reduce((sum, one) => sum + minutesOf(one), 0);
  return {
    events,
    planned: events.length,
    held: held.length,
    plannedMin: minutes(events),
    heldMin: minutes(held),
  };
}
