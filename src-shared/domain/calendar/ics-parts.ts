import { DAY, formatAs, formatWall, parseWall } from './civil.ts';
import type { IcsEvent } from './ics.ts';
import { expandIcs, recurrenceIdIn } from './ics-expand.ts';
import { ITEM_LIMITS } from './ics-item.ts';
import { isFirstOf } from './first-of.ts';
import { expand, splitSeries } from './recurrence.ts';
import { isSeries, joinWalls, moveSlot, wallLength, wallList, type Slot } from './slot.ts';
import { instantOf, wallIn, wallOf } from './zone.ts';

/**
 * What a series of a file becomes on the desk. The desk knows no RANGE=THISANDFUTURE and no zone without a name: a change of
 * this and all later instances begins a series of its own, as it does where it is made on the desk, and a series that counts
 * by a zone of its file alone becomes a list of its instants.
 */
export interface Part {
  readonly event: IcsEvent;
  readonly slot: Slot;
  /** The instance in the file's own words from which on it counts; null for the first part. */
  readonly from: string | null;
  /** What the file calls an instance, as this part calls it. */
  readonly idOf: (id: string) => string;
  /** Its rule cannot be kept, so its dates are listed: for `LISTED` at most, and as many as fit. */
  readonly listed: boolean;
}

/** An override of this and all later instances: whom it says it of, and where it is instead. */
export interface Future {
  readonly event: IcsEvent;
  readonly id: string;
  readonly own: Slot;
}

const LISTED = 3653 * DAY;
/** How far a moved rule is compared with what it should make. */
const COMPARED = 1_100 * DAY;

/** The parts of a series, in order; `whole` is its slot and `futures` are sorted by their instance. */
export function partsOf(master: IcsEvent, whole: Slot, futures: readonly Future[]): Part[] {
  const parts: Part[] = [];
  let rest = whole;
  let now: Future | null = null;
  for (const future of futures) {
    if (!isFirstOf(rest, future.id)) {
      const { head, tail } = splitSeries(rest, future.id);
      parts.push(partOf(master, head, now, parts.length === 0));
      rest = tail;
    }
    rest = withInstance(rest, future.id);
    now = future;
  }
  parts.push(partOf(master, rest, now, parts.length === 0));
  return parts;
}

function partOf(master: IcsEvent, slot: Slot, future: Future | null, first: boolean): Part {
  if (future === null) return { event: master, slot, from: null, idOf: (id) => id, listed: false };
  const { event, id, own } = future;
  const timed = slot.allDay === 0 && own.allDay === 0;
  const start = parseWall(timed ? wallIn(slot.zone, own.start, own.zone) : own.start);
  const shift = start - parseWall(id);
  const idOf = (wall: string): string => formatAs(parseWall(wall) + shift, own.allDay);
  const from = first ? null : id;
  // From here on all are as long as this one, also those that had a length of their own.
  const plain = { ...slot, rdate: joinWalls(wallList(slot.rdate).map((entry) => entry.split('/')[0] ?? '')) };
  const toStart = idOf(slot.start);
  const end = formatAs(parseWall(toStart) + wallLength(own), own.allDay);
  const moved = { ...moveSlot(plain, toStart), end };
  const wanted = idsOf(plain, COMPARED)?.map(idOf);
  if (wanted === undefined || wanted.join() === idsOf(moved, COMPARED)?.join())
    return { event, slot: moved, from, idOf, listed: false };
  // The last Friday a day later is not the last Saturday: no rule says it.
  const all = idsOf(plain, LISTED)?.map(idOf) ?? wanted;
  const length = wallLength(moved);
  const walls = all.map((wall) => ({ start: wall, end: formatAs(parseWall(wall) + length, own.allDay) }));
  return { event, slot: listedSlot(moved, walls) ?? moved, from, idOf, listed: true };
}

/** Also an instance that the rule does not make was moved, and all later ones with it. */
const withInstance = (tail: Slot, id: string): Slot =>
  tail.start === id || wallList(tail.rdate).some((entry) => entry.startsWith(id))
    ? tail
    : { ...tail, rdate: joinWalls([id, ...wallList(tail.rdate)]) };

/** What the instances are called for so long from the start; undefined where that is too much. */
function idsOf(slot: Slot, span: number): string[] | undefined {
  const first = [slot.start, ...wallList(slot.rdate)].map((entry) => parseWall(entry.slice(0, 16)));
  const from = Math.min(...first);
  const found = expand({ slot }, { from: from - 2 * DAY, to: from + span });
  return found.ok ? found.value.map((one) => one.recurrenceId || slot.start) : undefined;
}

/**
 * The parts of a series that counts by a zone without a name, in UTC: instances follow its clock, so no rule in UTC makes
 * them. `whole` is its slot in UTC, without its rule. Null where there are none, or too many to look at.
 */
export function partsInUtc(
  master: IcsEvent,
  whole: Slot,
  futures: readonly Pick<Future, 'event' | 'own'>[],
): Part[] | null {
  const series = isSeries(master.slot) || master.moreRules.length > 0;
  const instant = (wall: number): string => formatWall(instantOf(master.zone, wall)).slice(0, 16);
  if (!series) {
    const idOf = (id: string): string => instant(parseWall(id));
    return [{ event: master, slot: whole, from: null, idOf, listed: false }];
  }
  const from = instantOf(master.zone, parseWall(master.slot.start)) - 2 * DAY;
  const found = expandIcs(
    { master, overrides: futures.map(({ event }) => event) },
    { from, to: from + LISTED },
  );
  if (!found.ok) return null;
  const parts: Part[] = [];
  const byEvent = Map.groupBy(found.value, ({ event }) => event);
  for (const { event, own } of [{ event: master, own: whole }, ...futures]) {
    const walls = (byEvent.get(event) ?? []).map((one) => ({
      start: formatWall(one.start).slice(0, 16),
      end: formatWall(one.end).slice(0, 16),
    }));
    const slot = listedSlot({ ...own, zone: 'UTC', allDay: 0 }, walls);
    if (slot === null) continue;
    const id = recurrenceIdIn(master, event).slice(0, 16);
    const begins = wallOf(master.zone, instantOf(event.zone, parseWall(event.slot.start)));
    const shift = event === master ? 0 : begins - parseWall(id);
    parts.push({
      event: { ...event, moreRules: [] },
      slot,
      from: parts.length === 0 ? null : id,
      idOf: (wall) => instant(parseWall(wall) + shift),
      listed: true,
    });
  }
  return parts.length === 0 ? null : parts;
}

/** A list has no exclusions of its own, but an instance that was changed and then excluded stays excluded. */
export function excludedFrom(
  part: Part,
  master: IcsEvent,
  changed: readonly { readonly id: string }[],
): Part {
  const walls = wallList(master.slot.exdate).map((wall) => wall.slice(0, 16));
  const gone = changed.filter(({ id }) => walls.some((wall) => id.startsWith(wall)));
  return part.listed && gone.length > 0
    ? { ...part, slot: { ...part.slot, exdate: joinWalls(gone.map(({ id }) => part.idOf(id))) } }
    : part;
}

/** A slot that happens at these times, as many as fit; null where there are none. */
function listedSlot(slot: Slot, walls: readonly { start: string; end: string }[]): Slot | null {
  const [first] = walls;
  if (first === undefined) return null;
  const length = parseWall(first.end) - parseWall(first.start);
  let left: number = ITEM_LIMITS.dates;
  const entries: string[] = [];
  // The first stays in the list: a series of one is still a series, and its instance is called the same.
  for (const { start, end } of walls) {
    const entry = parseWall(end) - parseWall(start) === length ? start : `${start}/${end}`;
    left -= entry.length + 1;
    if (left < 0) break;
    entries.push(entry);
  }
  return { ...slot, ...first, rrule: null, rdate: joinWalls(entries), exdate: null };
}
