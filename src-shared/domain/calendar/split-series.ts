import type { WallTime } from '../../kernel/brand.ts';
import { DAY, dayOfWall, formatAs, formatDay, formatWall, parseWall } from './civil.ts';
import type { WallMs } from './civil.ts';
import { basic, parseRule, withParts } from './rule.ts';
import type { Rule } from './rule.ts';
import { walk } from './rule-walk.ts';
import type { Slot } from './slot.ts';
import { isSeries, joinWalls, wallLength, wallList } from './slot.ts';
import { untilWall } from './until.ts';
import { instantOf, wallOf, zoneOrUtc } from './zone.ts';

/**
 * Cuts a series in two for an edit of "this and following": `head` ends just before the instance, `tail` begins with
 * it. Together they have the instances of the whole, by the same names, and both are series, be it of one: a COUNT is
 * shared out, RDATE and EXDATE go to their side. An instance that only RDATE made stays an RDATE of the tail, which
 * starts with the next one of the rule where there is one. Not for the first instance of a series (`isFirstOf`): that
 * edit means all of it.
 */
export function splitSeries(slot: Slot, atRecurrenceId: WallTime): { head: Slot; tail: Slot } {
  const at = parseWall(atRecurrenceId);
  const rdates = wallList(slot.rdate);
  const exdates = wallList(slot.exdate);
  if (at <= parseWall(slot.start)) return splitBeforeStart(slot, at);
  const before = (entry: string): boolean => wallOfDate(slot, entry) < at;
  const sides = splitRule(slot, at);
  const start = formatAs(sides.start, slot.allDay);
  const later = rdates.filter((entry) => !before(entry)).map((entry) => withTime(slot, entry));
  return {
    head: asSeries({
      ...slot,
      rrule: sides.head,
      rdate: joinWalls(rdates.filter(before)),
      exdate: joinWalls(exdates.filter((entry) => excludesBefore(entry, at) || sameDay(entry, at))),
    }),
    tail: asSeries({
      ...slot,
      start,
      end: formatAs(sides.start + wallLength(slot), slot.allDay),
      rrule: sides.tail,
      rdate: joinWalls(later.filter((entry) => entry !== start)),
      exdate: joinWalls(exdates.filter((entry) => !excludesBefore(entry, at) || sameDay(entry, at))),
    }),
  };
}

/** A series of one is still a series: its instance is called the same, and what replaces it stays where it is. */
const asSeries = (slot: Slot): Slot => (isSeries(slot) ? slot : { ...slot, rdate: slot.start });

/** A bare date begins at the time of the start: beside another start it says so itself. */
function withTime(slot: Slot, entry: string): string {
  const [first, ...rest] = entry.split('/');
  return slot.allDay === 1 || first?.length !== 10
    ? entry
    : [formatWall(wallOfDate(slot, entry)), ...rest].join('/');
}

/** Only RDATE makes what lies before the start: the start and its rule belong to the tail, whole. */
function splitBeforeStart(slot: Slot, at: WallMs): { head: Slot; tail: Slot } {
  const rdates = wallList(slot.rdate);
  const exdates = wallList(slot.exdate);
  const earlier = rdates.filter((entry) => wallOfDate(slot, entry) < at);
  const first = Math.min(...earlier.map((entry) => wallOfDate(slot, entry)));
  return {
    head: {
      ...slot,
      start: formatAs(first, slot.allDay),
      end: formatAs(first + wallLength(slot), slot.allDay),
      rrule: null,
      // The first stays in the list, as in `asSeries`.
      rdate: joinWalls(earlier),
      exdate: joinWalls(exdates.filter((entry) => excludesBefore(entry, at) || sameDay(entry, at))),
    },
    tail: {
      ...slot,
      rdate: joinWalls(rdates.filter((entry) => !earlier.includes(entry))),
      exdate: joinWalls(exdates.filter((entry) => !excludesBefore(entry, at) || sameDay(entry, at))),
    },
  };
}

/** When an entry of RDATE begins: a bare date does at the time of the start. */
export function wallOfDate(slot: Slot, entry: string): WallMs {
  const [first = ''] = entry.split('/');
  const wall = parseWall(first);
  if (first.length !== 10 || slot.allDay === 1) return wall;
  const start = parseWall(slot.start);
  return wall + start - dayOfWall(start) * DAY;
}

const excludesBefore = (entry: string, at: WallMs): boolean => parseWall(entry.split('/')[0] ?? '') < at;

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
  // Only RDATE makes what lies after the end of the rule: with a later end the rule would make more.
  if (untilWall(rule, zoneOrUtc(slot.zone), slot.allDay) < at)
    return { head: slot.rrule, tail: null, start: at };
  // Of a time that the clocks leave out no UNTIL in UTC can tell the end: read on the wall it lies after the gap.
  const counted = rule.count !== null || isLeftOut(slot, at);
  const { made, next } = occurrencesAround(slot, rule, at, counted);
  // RFC 5545 wants UNTIL in UTC where the start has a zone, and other calendars insist on it.
  const last =
    slot.allDay === 1
      ? formatDay(dayOfWall(at) - 1)
      : `${formatWall(instantOf(zoneOrUtc(slot.zone), at) - 1000)}Z`;
  const head = withParts(
    slot.rrule,
    counted && made > 0 ? { COUNT: String(made), UNTIL: null } : { COUNT: null, UNTIL: basic(last) },
  );
  if (next === null) return { head, tail: null, start: at };
  const tail = rule.count === null ? slot.rrule : withParts(slot.rrule, { COUNT: String(rule.count - made) });
  return { head, tail, start: next };
}

/** Whether the clocks are put forward over it: it happens later than its name says. */
function isLeftOut({ zone, allDay }: Slot, at: WallMs): boolean {
  const here = zoneOrUtc(zone);
  return allDay === 0 && wallOf(here, instantOf(here, at)) !== at;
}

/** How many instances the rule makes before the cut (where they are counted), and the first it makes from there on. */
function occurrencesAround(
  slot: Slot,
  rule: Rule,
  at: WallMs,
  counted: boolean,
): { made: number; next: WallMs | null } {
  const start = parseWall(slot.start);
  const until = untilWall(rule, zoneOrUtc(slot.zone), slot.allDay);
  let made = 0;
  let next: WallMs | null = null;
  const from = counted ? start : at;
  walk({ rule, start, from, to: Infinity, until }, { left: STEPS }, (wall) => {
    if (wall >= at) next = wall;
    else made += 1;
    return next === null;
  });
  return { made, next };
}

/** The series without one instance. An RDATE stays where it is: EXDATE wins, and without it the instance is back. */
export const excludeInstance = (slot: Slot, recurrenceId: WallTime): Slot => ({
  ...slot,
  exdate: joinWalls([...new Set([...wallList(slot.exdate), recurrenceId])].sort()),
});
