import { DAY, formatAs, parseWall } from '../../src-shared/domain/calendar/civil.ts';
import { expand, type Instance } from '../../src-shared/domain/calendar/recurrence.ts';
import { isSeries, wallLength, wallList } from '../../src-shared/domain/calendar/slot.ts';
import type { EpochMs } from '../../src-shared/kernel/brand.ts';
import type { Row } from '../../src-shared/schema/tables.ts';
import type { Arrivals, Change } from './arrivals.ts';
import { slotOf } from '../../src-shared/domain/calendar/slot-of.ts';

/** How far ahead the meetings of a series are looked at to say what became of it. */
const AHEAD = 400 * DAY;
/** What the later half of a series that was cut says of the first: its UID (`new-series.ts`). */
const SIBLING = /^RELATED-TO;RELTYPE=SIBLING:(.*)$/m;

type Event = Row<'event'>;

/** What became of a series whose meetings that stay are where they were; times on its own wall. */
export type SeriesNews =
  /** It ends earlier: the first meeting that is no longer. */
  | { readonly what: 'cut'; readonly from: string }
  /** It repeats otherwise: the next meeting that there is. */
  | { readonly what: 'rule'; readonly next: string };

/** Null where the meetings to come are the same as before. */
export function seriesNews({ before, now }: Change<'event'>, at: EpochMs): SeriesNews | null {
  if (!before || !now || !isSeries(before)) return null;
  if (before.rrule === now.rrule && before.rdate === now.rdate) return null;
  const rule = (next: string | undefined): SeriesNews => ({ what: 'rule', next: next ?? now.start });
  const [was, is] = [upcoming({ ...before, exdate: null }, at), upcoming({ ...now, exdate: null }, at)];
  if (!was || !is) return rule(undefined);
  const left = new Set(is.map((one) => one.recurrenceId));
  const had = new Set(was.map((one) => one.recurrenceId));
  const gone = was.filter((one) => !left.has(one.recurrenceId));
  if (is.some((one) => !had.has(one.recurrenceId))) return rule(is[0]?.startWall);
  const [first] = gone;
  if (!first) return null;
  const isCut = is.every((one) => one.start < first.start);
  return isCut ? { what: 'cut', from: first.startWall } : rule(is[0]?.startWall);
}

/** The last day of what takes place once or on days that were named; null where a rule goes on. */
export function lastDay(row: Event | Row<'invitation'>): string | null {
  if (row.rrule !== null) return null;
  const slot = slotOf(row);
  const added = wallList(row.rdate).map((entry) => {
    const [first = '', last] = entry.split('/');
    return last ?? formatAs(parseWall(first) + wallLength(slot), 1);
  });
  return [row.end, ...added].map((wall) => wall.slice(0, 10)).reduce((a, b) => (a > b ? a : b));
}

/** When the next meeting is: what a person would name to say which series is meant. */
export const nextStart = (event: Event, at: EpochMs): string =>
  (isSeries(event) ? upcoming(event, at)?.[0]?.startWall : undefined) ?? event.start;

/** The series that this one was cut off from in the same commit. */
export function headOf(tail: Event, events: Arrivals['events']): Change<'event'> | undefined {
  return [...events.values()].find(({ before, now }) => before && now && isLaterHalfOf(tail, before));
}

/** Whether a series says of itself that it was cut off from another. */
export function isLaterHalfOf(tail: Event, head: Event): boolean {
  const sibling = SIBLING.exec(tail.ics ?? '')?.[1];
  return sibling !== undefined && (head.uid === sibling || sibling.startsWith(`${head.id}@`));
}

/** Null where the rule costs too much to follow. */
function upcoming(event: Event, at: EpochMs): Instance[] | null {
  const found = expand({ slot: slotOf(event) }, { from: at, to: at + AHEAD });
  return found.ok ? found.value : null;
}
