import type { WallTime } from '../../kernel/brand.ts';
import { DAY, dayOfWall, formatAs, formatDay, formatWall, parseWall } from './civil.ts';
import { basic, parseRule, withParts } from './rule.ts';
import type { Rule } from './rule.ts';
import { walk } from './rule-walk.ts';
import type { Slot } from './slot.ts';
import { joinWalls, wallLength, wallList } from './slot.ts';
import { untilWall } from './until.ts';
import { instantOf, zoneOrUtc } from './zone.ts';

/**
 * Cuts a series in two for an edit of "this and following": `head` ends just before the instance, `tail` begins with
 * it. Together they have the instances of the whole: a COUNT is shared out, RDATE and EXDATE go to their side.
 */
export function splitSeries(slot: Slot, atRecurrenceId: WallTime): { head: Slot; tail: Slot } {
  const at = parseWall(atRecurrenceId);
  const start = formatAs(at, slot.allDay);
  const before = (entry: string): boolean => parseWall(entry.split('/')[0] ?? '') < at;
  const rdates = wallList(slot.rdate);
  const exdates = wallList(slot.exdate);
  const sides = slot.rrule === null ? null : splitRule(slot, slot.rrule, at);
  return {
    head: {
      ...slot,
      rrule: sides?.head ?? null,
      rdate: joinWalls(rdates.filter(before)),
      exdate: joinWalls(exdates.filter((entry) => before(entry) || sameDay(entry, at))),
    },
    tail: {
      ...slot,
      start,
      end: formatAs(at + wallLength(slot), slot.allDay),
      rrule: sides?.tail ?? null,
      rdate: joinWalls(rdates.filter((entry) => !before(entry) && entry !== start)),
      exdate: joinWalls(exdates.filter((entry) => !before(entry))),
    },
  };
}

/** A bare date may take out an instance of the head that lies earlier on the day of the cut. */
const sameDay = (entry: string, at: number): boolean =>
  entry.length === 10 && dayOfWall(parseWall(entry)) === dayOfWall(at) && at !== dayOfWall(at) * DAY;

function splitRule(slot: Slot, rrule: string, at: number): { head: string; tail: string | null } {
  const result = parseRule(rrule);
  if (!result.ok) return { head: rrule, tail: rrule };
  const rule = result.value;
  const start = parseWall(slot.start);
  // RFC 5545 wants UNTIL in UTC where the start has a zone, and other calendars insist on it.
  const last =
    slot.allDay === 1
      ? formatDay(dayOfWall(at) - 1)
      : `${formatWall(instantOf(zoneOrUtc(slot.zone), at) - 1000)}Z`;
  if (rule.count === null) {
    return { head: withParts(rrule, { UNTIL: basic(last) }), tail: rrule };
  }
  const made = occurrencesBefore(slot, rule, start, at);
  const left = rule.count - made;
  return {
    head: withParts(rrule, made > 0 ? { COUNT: String(made) } : { COUNT: null, UNTIL: basic(last) }),
    tail: left > 0 ? withParts(rrule, { COUNT: String(left) }) : null,
  };
}

function occurrencesBefore(slot: Slot, rule: Rule, start: number, at: number): number {
  let made = 0;
  const until = untilWall(rule, zoneOrUtc(slot.zone), slot.allDay);
  // The instance exists, so the rule was expanded up to it within the limit already; ten times that is a backstop.
  walk({ rule, start, from: start, to: at, until }, { left: 1_000_000 }, () => {
    made += 1;
    return true;
  });
  return made;
}

/** The series without one instance. */
export const excludeInstance = (slot: Slot, recurrenceId: WallTime): Slot => ({
  ...slot,
  exdate: joinWalls([...new Set([...wallList(slot.exdate), recurrenceId])].sort()),
  rdate: joinWalls(wallList(slot.rdate).filter((entry) => entry.split('/')[0] !== recurrenceId)),
});
