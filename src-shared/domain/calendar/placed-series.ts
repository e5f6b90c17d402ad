import type { WallTime } from '../../kernel/brand.ts';
import { formatAs, parseWall, wallBetween } from './civil.ts';
import { followsMove } from './follows-move.ts';
import { isSeries, moveSlot, resizeSlot, type Slot } from './slot.ts';
import { wallIn } from './zone.ts';

export type Rule = Pick<Slot, 'rrule' | 'rdate' | 'exdate'>;

/** Where an edit puts what was touched, on the wall of `zone`; `rule` where a form set one (null: no longer a series). */
export interface Put {
  readonly start: WallTime;
  readonly end: WallTime;
  readonly zone: string;
  readonly rule?: Rule;
}

/** The instance of a series that was touched. */
export interface Touched {
  readonly recurrenceId: WallTime;
  /** When it is now. */
  readonly slot: Slot;
  /** It was changed on its own before. */
  readonly isApart: boolean;
}

/** One event's slot after the edit. */
export function placed(slot: Slot, to: Put | null): Slot {
  if (!to) return slot;
  const moved = resizeSlot(moveSlot(slot, to.start, to.zone), to.end);
  return withRule(moved, to.rule, slot);
}

/**
 * A series' slot after one of its instances went to where the edit has it. Where it is no series any more, what was looked
 * at is what is left.
 */
export function placedSeries(series: Slot, touched: Touched | null, to: Put | null): Slot {
  if (!to) return series;
  if (to.rule && !isSeries(to.rule)) return { ...placed(series, to), exdate: null };
  const allDay = to.start.length === 10 ? 1 : 0;
  const instance = touched?.slot ?? series;
  // On the wall that the rule is written for: with another zone the rule's own clock is what the form showed.
  const shown = wallIn(series.zone, instance.start, instance.zone);
  // A gap of the clock shows it later than its rule has it: moved, it lands where it was put, and the rule goes there.
  const isShifted = touched !== null && !touched.isApart && to.start !== shown;
  const was = isShifted ? touched.recurrenceId : shown;
  const start = formatAs(parseWall(series.start) + wallBetween(was, to.start), allDay);
  const moved = moveSlot(series, start, to.zone);
  const end = formatAs(parseWall(start) + wallBetween(to.start, to.end), allDay);
  return withRule({ ...moved, end }, to.rule, series);
}

/**
 * Whether a rule does not go where its meetings are put: moved, it would make the old ones beside the new. `named`: the
 * meetings that have a name of their own, by their original starts.
 */
export function staysBehind(before: Slot, after: Slot, to: Put | null, named: readonly WallTime[]): boolean {
  // A rule that was set anew is as it was set.
  if (!to || (to.rule && to.rule.rrule !== before.rrule)) return false;
  return !followsMove(before, after, named);
}

/** What a form left of the rule, the added and the excluded dates as it was goes where the series goes. */
const withRule = (moved: Slot, rule: Rule | undefined, was: Rule): Slot => ({
  ...moved,
  ...(rule && otherwise(rule, was, moved)),
});

/** A rule as it was set; what of it is as it `was` gives way to what is `left`. */
export const otherwise = (rule: Rule, was: Rule, left: Rule): Rule => ({
  rrule: rule.rrule === was.rrule ? left.rrule : rule.rrule,
  rdate: rule.rdate === was.rdate ? left.rdate : rule.rdate,
  exdate: rule.exdate === was.exdate ? left.exdate : rule.exdate,
});
