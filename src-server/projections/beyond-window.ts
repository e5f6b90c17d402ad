/** Rooms beyond the window of busy blocks: there single events have blocks, and series have none. */
import { effectiveStatus } from '../../src-shared/domain/calendar/occupancy.ts';
import { isSeries } from '../../src-shared/domain/calendar/slot.ts';
import { occupiedUntil, type Interval } from '../../src-shared/domain/calendar/sweep.ts';
import { wallToInstant } from '../../src-shared/domain/calendar/zone.ts';
import type { EpochMs } from '../../src-shared/kernel/brand.ts';
import type { Id } from '../../src-shared/kernel/ids.ts';
import type { Row } from '../../src-shared/schema/tables.ts';
import { rowOf, type WriteSet } from '../push/write-set.ts';
import { familiesOf, type Family } from './family.ts';
import type { News } from './news.ts';
import { EVER, isSingle, occupiedBy, type Occupied } from './occupied.ts';

/** A stretch of somebody's time, or of a room's. */
export interface Span extends Interval {
  readonly subject: Id;
}

/** Of a series: all the time beyond the window of the rooms that it asks for. */
export const roomsBeyond = (family: Family, isUndecided: News['isUndecided'], to: EpochMs): Span[] =>
  family.events
    .filter(isSeries)
    .flatMap((event) =>
      (family.resources.get(event.id) ?? [])
        .filter((link) => isUndecided(link, event))
        .map((link) => ({ subject: link.resource_id, start: to, end: EVER })),
    );

/** When a family takes a room during some time. */
export const takingRoom = (
  family: Family,
  room: Id,
  time: Interval,
  zones: ReadonlyMap<Id, string>,
): Occupied[] =>
  isSingle(family) || ![...family.resources.values()].flat().some((link) => link.resource_id === room)
    ? []
    : occupiedBy(family, zones, { from: time.start, to: occupiedUntil(time) }).filter(
        (one) => one.subjectId === room,
      );

/**
 * The series of others that have a room for which somebody asks beyond the window. They are found by their blocks within it:
 * one that has none there was not given the room yet.
 */
export async function seriesInRooms(
  set: WriteSet,
  news: readonly Occupied[],
  { own, window }: { own: ReadonlySet<Id>; window: { from: EpochMs; to: EpochMs } },
): Promise<Family[]> {
  const far = news.filter((one) => one.subjectKind === 'resource' && one.end > window.to);
  const rooms = new Set(far.map((one) => one.subjectId));
  if (rooms.size === 0) return [];
  const blocks = await set.tx.calendar.overlappingBlocks(
    [...rooms].map((subject) => ({ subject, start: window.from, end: window.to })),
  );
  const uids = [...new Set(blocks.map((block) => block.uid))].filter((uid) => !own.has(uid));
  const ids = await set.tx.calendar.familyIds(uids);
  const [events, links] = await Promise.all([
    set.tx.rows.read('event', ids),
    set.tx.calendar.idsByEvent('event_resource', ids).then((its) => set.tx.rows.read('event_resource', its)),
  ]);
  const live = events.filter((row) => row.deleted === 0).map((row) => rowOf('event', row));
  return familiesOf(
    live,
    [],
    links.map((row) => rowOf('event_resource', row)),
  ).filter((family) => !isSingle(family));
}

/** Whether an event, a series or one meeting of it, takes no time before the window has come to it. */
export const isOutOfReach = (family: Family, event: Row<'event'>, to: EpochMs): boolean =>
  !isSingle(family) &&
  effectiveStatus({ ...event, allDay: event.all_day }, null) !== 'free' &&
  wallToInstant(event.start, event.zone) >= to;
