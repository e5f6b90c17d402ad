import { locatedAt } from '../../../db/client/derived/clashes.ts';
import type { ColleagueRow, RoomRow } from '../../../db/client/queries/attendance.ts';
import { takenIn, type TakenTime } from '../../../db/client/queries/occupancy.ts';
import { DAY } from '../../../src-shared/domain/calendar/civil.ts';
import {
  isTight,
  nearestFreeSlots,
  type FreeSlot,
  type FreeSubject,
} from '../../../src-shared/domain/calendar/free-slots.ts';
import type { BusyInterval } from '../../../src-shared/domain/calendar/slot-grid.ts';
import { travelNeed, type Located } from '../../../src-shared/domain/calendar/travel.ts';
import type { EpochMs } from '../../../src-shared/kernel/brand.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { QueryContext } from '../engine/context.ts';
import { dayKinds, hoursOf } from './work-days.ts';

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

/** An event that looks for a time. */
export interface Wish {
  readonly uid: Id;
  readonly start: EpochMs;
  readonly durationMin: number;
  /** Where it will be, and what is to be kept free around it. */
  readonly at: Located;
}

/**
 * The three nearest slots at which all concerned are free and can be there in time, the event's own times not counted.
 * Most wishes are met within a day and a half; only where they are not is the time further away looked at, so the answer
 * is the same.
 */
export function freeSlots(context: QueryContext, concerned: Concerned, wish: Wish): FreeSlot[] {
  const { start } = wish;
  const near = slotsBetween(context, concerned, wish, start - NEAR, start + NEAR);
  const good = near.filter(
    (slot) => slot.allFree && !slot.outsideHours && !isTight(slot) && slot.end <= start + NEAR,
  );
  return good.length >= SLOTS
    ? near
    : slotsBetween(context, concerned, wish, start - SEARCH_BACK, start + SEARCH_AHEAD);
}

const SLOTS = 3;

function slotsBetween(
  context: QueryContext,
  concerned: Concerned,
  wish: Wish,
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
  for (const room of concerned.rooms)
    subjects.push({ id: room.id, required: true, capacity: room.capacity ?? 1, ...hoursOf(me) });
  const spans = subjects.map(({ id }) => ({ subject: id, from: Math.max(from, now), to }));
  return nearestFreeSlots({
    busy: busyAround(context, takenIn(db, spans, wish.uid), wish.at),
    subjects,
    durationMin: wish.durationMin,
    near: wish.start,
    now,
    from,
    to,
    count: SLOTS,
    dayKindOf: dayKinds(context),
  });
}

/**
 * Taken times by subject, each with the minutes that somebody needs between it and an event at `at`: where it is known
 * where either of them is. An unknown place takes the reader's own default, as the form does.
 */
export function busyAround(
  { settings }: QueryContext,
  taken: readonly TakenTime[],
  at: Located,
): Map<Id, BusyInterval[]> {
  const need = travelNeed([], { defaultBufferMin: settings.defaultBuffer });
  const busy = new Map<Id, BusyInterval[]>();
  for (const one of taken) {
    const its = busy.get(one.subject);
    const kept = withWay(one, at, need);
    if (its) its.push(kept);
    else busy.set(one.subject, [kept]);
  }
  return busy;
}

function withWay(one: TakenTime, at: Located, need: ReturnType<typeof travelNeed>): BusyInterval {
  if (one.isResource) return one;
  const there = one.detail === null ? NOWHERE : locatedAt(one.detail);
  const [leadMin, tailMin] = [need.between(at, there), need.between(there, at)];
  return leadMin + tailMin === 0 ? one : { ...one, leadMin, tailMin };
}

/** A busy block does not say where somebody is. */
const NOWHERE: Located = {};
