import { locatedAt } from '../../../db/client/derived/clashes.ts';
import type { ColleagueRow, RoomRow } from '../../../db/client/queries/attendance.ts';
import { TAKING, type Span, type TakenTime } from '../../../db/client/queries/occupancy.ts';
import { takenNow } from '../../../db/client/queries/taken-now.ts';
import { DAY, MINUTE } from '../../../src-shared/domain/calendar/civil.ts';
import {
  isTight,
  nearestFreeSlots,
  type FreeSlot,
  type FreeSubject,
} from '../../../src-shared/domain/calendar/free-slots.ts';
import { takenTimes, type BusyInterval } from '../../../src-shared/domain/calendar/slot-grid.ts';
import { travelNeed, type Located } from '../../../src-shared/domain/calendar/travel.ts';
import type { EpochMs } from '../../../src-shared/kernel/brand.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { QueryContext } from '../engine/context.ts';
import { dayKinds, hoursOf } from './work-days.ts';

/** How far before and after the wish free slots are looked for, one after the other. */
const NEAR: Reach = { back: 1.5 * DAY, ahead: 1.5 * DAY };
const WEEK: Reach = { back: 3 * DAY, ahead: 3.5 * DAY };
const FAR: Reach = { back: 3 * DAY, ahead: 11 * DAY };
const SAME_DAY: Reach = { back: DAY / 2, ahead: DAY / 2 };
/** A week in which the clock goes on an hour is as long as one. */
const WEEK_MS = 6.9 * DAY;
const SLOTS = 3;

interface Reach {
  readonly back: number;
  readonly ahead: number;
}

/** What free time and clashes of several people are read from. */
export const TIME_OF_OTHERS = [
  ...TAKING,
  'busy_block',
  'person',
  'resource',
  'customer',
  'district',
  'org_unit',
  'calendar_day',
  'settings',
  'sync',
] as const;

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
  /** When else it happens: a slot must be free then, too, as far from each of them. Empty where it happens once. */
  readonly again?: readonly EpochMs[];
  /** Whether a slot stands the check of what would be saved: the last word on it. */
  readonly accepts?: (slot: FreeSlot) => boolean;
}

/** Of a series, how many occurrences a slot is tried for. */
export const TRIED = 12;

/**
 * The three nearest slots at which all concerned are free and can be there in time, the event's own times not counted.
 * Most wishes are met within a day and a half, or in the same week where they fall on a day off; the time further away is
 * looked at only where it could change the answer. `near` is what takes their time in `spansNear`, where that was read.
 */
export function freeSlots(
  context: QueryContext,
  concerned: Concerned,
  wish: Wish,
  near?: readonly TakenTime[],
): FreeSlot[] {
  // What happens again within the week cannot go to another day: its last one would land on the weekend.
  if ((wish.again ?? []).some((other) => other - wish.start < WEEK_MS))
    return slotsWithin(context, concerned, wish, SAME_DAY).filter(
      (slot) => slot.allFree && !slot.outsideHours,
    );
  for (const reach of [NEAR, WEEK]) {
    const known = reach === NEAR ? near : undefined;
    const slots = slotsWithin(context, concerned, wish, reach, known);
    if (slots.filter((slot) => isSure(slot, wish, reach)).length === SLOTS) return slots;
  }
  return slotsWithin(context, concerned, wish, FAR);
}

/** What lies further away than `reach` can neither be better nor nearer. */
function isSure(slot: FreeSlot, { start, durationMin }: Wish, { back, ahead }: Reach): boolean {
  const distance = Math.abs(slot.start - start);
  const good = slot.allFree && !slot.outsideHours && !isTight(slot);
  return good && distance <= ahead - durationMin * MINUTE && (back === FAR.back || distance <= back);
}

/** The time that `freeSlots` looks at first, for whoever reads other times of the same people anyway. */
export const spansNear = (context: QueryContext, concerned: Concerned, start: EpochMs): Span[] =>
  spansOf(context, [...concerned.people, ...concerned.rooms], start, NEAR);

const spansOf = (
  { now }: QueryContext,
  subjects: readonly { readonly id: Id }[],
  start: EpochMs,
  { back, ahead }: Reach,
): Span[] => {
  const [from, to] = [Math.max(start - back, now), start + ahead];
  return from < to ? subjects.map(({ id }) => ({ subject: id, from, to })) : [];
};

function slotsWithin(
  context: QueryContext,
  concerned: Concerned,
  wish: Wish,
  reach: Reach,
  known?: readonly TakenTime[],
): FreeSlot[] {
  const { db, now, me } = context;
  const first = concerned.people.filter((one) => one.id === me.id);
  const others = concerned.people.filter((one) => one.id !== me.id);
  const subjects: FreeSubject[] = [...first, ...others].map((one) => ({
    id: one.id,
    required: !concerned.optional.has(one.id),
    ...hoursOf(one),
  }));
  // Rooms keep no hours of their own; those of whoever asks do where nobody comes.
  for (const room of concerned.rooms)
    subjects.push({
      id: room.id,
      required: true,
      capacity: room.capacity ?? 1,
      isThing: true,
      ...hoursOf(me),
    });
  const once = known ?? takenNow(db, spansOf(context, subjects, wish.start, reach), wish.uid);
  const taken =
    (wish.again ?? []).length === 0 ? once : [...once, ...takenAgain(context, subjects, wish, reach)];
  return nearestFreeSlots({
    busy: busyAround(context, taken, wish.at),
    subjects,
    durationMin: wish.durationMin,
    near: wish.start,
    now,
    from: wish.start - reach.back,
    to: wish.start + reach.ahead,
    count: SLOTS,
    dayKindOf: dayKinds(context),
    ...(wish.accepts && { accepts: wish.accepts }),
  });
}

/** When somebody is taken; of a pool at another occurrence, when nothing of it is left. */
type Taken = TakenTime & Pick<BusyInterval, 'isWhole'>;

/**
 * What is taken around the other occurrences, told around the first. Of a pool that is when all of it is out: a car of one
 * week and a car of the next are not out at once.
 */
function takenAgain(
  context: QueryContext,
  subjects: readonly FreeSubject[],
  { uid, start, again = [] }: Wish,
  reach: Reach,
): Taken[] {
  const pools = new Map(subjects.flatMap(({ id, capacity = 1 }) => (capacity > 1 ? [[id, capacity]] : [])));
  return again.slice(0, TRIED).flatMap((other) => {
    const by = other - start;
    const spans = spansOf(context, subjects, other, reach);
    const { pooled = [], single = [] } = Object.groupBy(takenNow(context.db, spans, uid), ({ subject }) =>
      pools.has(subject) ? 'pooled' : 'single',
    );
    return [...single, ...allOut(pooled, pools)].map((one) => ({
      ...one,
      start: one.start - by,
      end: one.end - by,
    }));
  });
}

/** The stretches in which all of a pool are out. */
const allOut = (taken: readonly TakenTime[], pools: ReadonlyMap<Id, number>): Taken[] =>
  [...Map.groupBy(taken, ({ subject }) => subject)].flatMap(([subject, its]) =>
    takenTimes(its, pools.get(subject)).map((stretch) => ({ ...its[0]!, ...stretch, isWhole: true })),
  );

/**
 * Taken times by subject, each with the minutes that somebody needs between it and an event at `at`: where it is known
 * where either of them is. An unknown place takes the reader's own default, as the form does.
 */
export function busyAround(
  { settings }: QueryContext,
  taken: readonly Taken[],
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

function withWay(one: Taken, at: Located, need: ReturnType<typeof travelNeed>): BusyInterval {
  if (one.isResource) return one;
  const there = one.detail === null ? NOWHERE : locatedAt(one.detail);
  const [leadMin, tailMin] = [need.between(at, there), need.between(there, at)];
  return leadMin + tailMin === 0 ? one : { ...one, leadMin, tailMin };
}

/** A busy block does not say where somebody is. */
const NOWHERE: Located = {};
