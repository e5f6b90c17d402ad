import type { ColleagueRow, RoomRow } from '../../../db/client/queries/attendance.ts';
import { takenIn } from '../../../db/client/queries/occupancy.ts';
import { DAY } from '../../../src-shared/domain/calendar/civil.ts';
import {
  nearestFreeSlots,
  type FreeSlot,
  type FreeSubject,
} from '../../../src-shared/domain/calendar/free-slots.ts';
import { isWorkingDay } from '../../../src-shared/domain/calendar/holidays.ts';
import type { WorkingHours } from '../../../src-shared/domain/calendar/working-hours.ts';
import type { EpochMs } from '../../../src-shared/kernel/brand.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { QueryContext } from '../engine/context.ts';

/** How far around the wish free slots are looked for, at first and at most. */
const NEAR = 1.5 * DAY;
const SEARCH_BACK = 3 * DAY;
const SEARCH_AHEAD = 11 * DAY;

/** Everybody and everything that must be free at once. */
export interface Concerned {
  readonly people: readonly ColleagueRow[];
  readonly rooms: readonly RoomRow[];
  /** Ids of those who may be missing. */
  readonly optional: ReadonlySet<Id>;
}

/**
 * The three nearest slots at which all concerned are free, the event's own times not counted. Most wishes are met within
 * a day and a half; only where they are not is the time further away looked at, so the answer is the same.
 */
export function freeSlots(
  context: QueryContext,
  concerned: Concerned,
  wish: { uid: Id; start: EpochMs; durationMin: number },
): FreeSlot[] {
  const { start } = wish;
  const near = slotsBetween(context, concerned, wish, start - NEAR, start + NEAR);
  const good = near.filter((slot) => slot.allFree && !slot.outsideHours && slot.end <= start + NEAR);
  return good.length >= SLOTS
    ? near
    : slotsBetween(context, concerned, wish, start - SEARCH_BACK, start + SEARCH_AHEAD);
}

const SLOTS = 3;

function slotsBetween(
  context: QueryContext,
  concerned: Concerned,
  wish: { uid: Id; start: EpochMs; durationMin: number },
  from: EpochMs,
  to: EpochMs,
): FreeSlot[] {
  const { db, now, me } = context;
  const first = concerned.people.filter((one) => one.id === me.id);
  const others = concerned.people.filter((one) => one.id !== me.id);
  const subjects: FreeSubject[] = [...first, ...others].map((one) => ({
    id: one.id,
    required: !concerned.optional.has(one.id),
    ...hoursOf(one),
  }));
  // Rooms keep no hours of their own; those of whoever asks do for the ranking.
  for (const room of concerned.rooms) subjects.push({ id: room.id, required: true, ...hoursOf(me) });
  const spans = subjects.map(({ id }) => ({ subject: id, from: Math.max(from, now), to }));
  const busy = Map.groupBy(takenIn(db, spans, wish.uid), (one) => one.subject);
  return nearestFreeSlots({
    busy,
    subjects,
    durationMin: wish.durationMin,
    near: wish.start,
    now,
    from,
    to,
    count: SLOTS,
    isWorkingDay: (date) => isWorkingDay(date),
  });
}

export const hoursOf = (one: Pick<ColleagueRow, 'work_start' | 'work_end' | 'zone'>): WorkingHours => ({
  workStart: one.work_start,
  workEnd: one.work_end,
  zone: one.zone,
});
