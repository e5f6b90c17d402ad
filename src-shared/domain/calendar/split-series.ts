import type { WallTime } from '../../kernel/brand.ts';
import { DAY, dayOfWall, formatAs, formatDay, formatWall, parseWall } from './civil.ts';
import type { WallMs } from './civil.ts';
import { basic, parseRule, withParts } from './rule.ts';
import type { Rule } from './rule.ts';
import { walk } from './rule-walk.ts';
import type { Slot } from './slot.ts';
import { joinWalls, wallLength, wallList } from './slot.ts';
import { untilWall } from './until.ts';
import { instantOf, zoneOrUtc } from './zone.ts';

/**
 * Cuts a series in two for an edit of "this and following": `head` ends just before the instance, `tail` begins with
 * it. Together they have the instances of the whole: a COUNT is shared out, RDATE and EXDATE go to their side. An
 * instance that only RDATE made stays an RDATE of the tail, which then starts with the next one of the rule. Not for
 * the first instance of a series: that edit means all of it.
 */
export function splitSeries(slot: Slot, atRecurrenceId: WallTime): { head: Slot; tail: Slot } {
  const at = parseWall(atRecurrenceId);
  const before = (entry: string): boolean => parseWall(entry.split('/')[0] ?? '') < at;
  const rdates = wallList(slot.rdate);
  const exdates = wallList(slot.exdate);
  const sides = splitRule(slot, at);
  const start = formatAs(sides.start, slot.allDay);
  return {
    head: {
      ...slot,
      rrule: sides.head,
      rdate: joinWalls(rdates.filter(before)),
      exdate: joinWalls(exdates.filter((entry) => before(entry) || sameDay(entry, at))),
    },
    tail: {
      ...slot,
      start,
      end: formatAs(sides.start + wallLength(slot), slot.allDay),
      rrule: sides.tail,
      rdate: joinWalls(rdates.filter((entry) => !before(entry) && entry !== start)),
      exdate: joinWalls(exdates.filter((entry) => !before(entry) || sameDay(entry, at))),
    },
  };
}

/** A bare date takes out whatever lies on it, on both sides of a cut at noon. */
const sameDay = (entry: string, at: WallMs): boolean =>
  entry.length === 10 && dayOfWall(parseWall(entry)) === dayOfWall(at) && at !== dayOfWall(at) * DAY;

interface Sides {
  readonly head: string | null;
  readonly tail: string | null;
  /** Where the tail starts: at the cut, or with the first instance of the rule after it. */
  readonly start: WallMs;
}

/** The instance exists, so the rule was expanded up to it within the limit already; this is a backstop. */
const STEPS = 1_000_000;

function splitRule(slot: Slot, at: WallMs): Sides {
  const result = slot.rrule === null ? null : parseRule(slot.rrule);
  if (slot.rrule === null || result === null || !result.ok)
    return { head: slot.rrule, tail: slot.rrule, start: at };
  const rule = result.value;
  const { made, next } = occurrencesAround(slot, rule, at);
  // RFC 5545 wants UNTIL in UTC where the start has a zone, and other calendars insist on it.
  const last =
    slot.allDay === 1
      ? formatDay(dayOfWall(at) - 1)
      : `${formatWall(instantOf(zoneOrUtc(slot.zone), at) - 1000)}Z`;
  const head = withParts(
    slot.rrule,
    rule.count !== null && made > 0 ? { COUNT: String(made) } : { COUNT: null, UNTIL: basic(last) },
  );
  if (next === null) return { head, tail: null, start: at };
  const tail = rule.count === null ? slot.rrule : withParts(slot.rrule, { COUNT: String(rule.count - made) });
  return { head, tail, start: next };
}

/** How many instances the rule makes before the cut, and the first it makes from there on. */
function occurrencesAround(slot: Slot, rule: Rule, at: WallMs): { made: number; next: WallMs | null } {
  const start = parseWall(slot.start);
  const until = untilWall(rule, zoneOrUtc(slot.zone), slot.allDay);
  let made = 0;
  let next: WallMs | null = null;
  const from = rule.count === null ? at : start;
  walk({ rule, start, from, to: Infinity, until }, { left: STEPS }, (wall) => {
    if (wall >= at) next = wall;
    else made += 1;
    return next === null;
  });
  return { made, next };
}

/** The series without one instance. */
export const excludeInstance = (slot: Slot, recurrenceId: WallTime): Slot => ({
  ...slot,
  exdate: joinWalls([...new Set([...wallList(slot.exdate), recurrenceId])].sort()),
  rdate: joinWalls(wallList(slot.rdate).filter((entry) => entry.split('/')[0] !== recurrenceId)),
});
