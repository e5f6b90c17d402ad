import type { DateText, EpochMs } from '../../kernel/brand.ts';
import { MINUTE } from './civil.ts';
import { hoursJudge, type HoursJudgement } from './hours-judge.ts';
import { aligned, bestApart, paddedTimes, Pointer, takenTimes } from './slot-grid.ts';
import type { BusyInterval } from './slot-grid.ts';
import { merged } from './sweep.ts';
import type { DayKindOf, WorkingHours } from './working-hours.ts';
import { zoneOrUtc } from './zone.ts';

export interface FreeSubject extends WorkingHours {
  readonly id: string;
  readonly required: boolean;
  /** How many events it takes at once. Default 1. */
  readonly capacity?: number;
  /** A room or a car: its hours count only where nobody comes. */
  readonly isThing?: boolean;
}

export interface FreeSlotQuery {
  /** By subject id. */
  readonly busy: ReadonlyMap<string, readonly BusyInterval[]>;
  readonly subjects: readonly FreeSubject[];
  readonly durationMin: number;
  /** The wish: answers are ranked by their distance to it. */
  readonly near: EpochMs;
  readonly now: EpochMs;
  readonly from: EpochMs;
  readonly to: EpochMs;
  /** Starts lie on multiples of this on the wall of the first subject's zone. Default 30. */
  readonly stepMin?: number;
  /** Default 3. */
  readonly count?: number;
  readonly dayKindOf: DayKindOf;
  /** The last word on a slot, which the best are asked for first. It may cost more than the grid does: few are asked for it. */
  readonly accepts?: (slot: FreeSlot) => boolean;
}

/** So many slots are put to `accepts` before what was found until then is all. */
const MOST_ASKED = 16;

/** Why a slot stands where it does in the ranking. */
export type FreeSlotReason =
  | { readonly type: 'AllFree' }
  | { readonly type: 'OptionalBusy'; readonly id: string }
  | { readonly type: 'TravelTight'; readonly id: string }
  | { readonly type: 'OutsideHours'; readonly id: string }
  | { readonly type: 'NotAWorkingDay'; readonly date: DateText }
  | { readonly type: 'FromWish'; readonly minutes: number };

export interface FreeSlot {
  readonly start: EpochMs;
  readonly end: EpochMs;
  /** Everybody, the optional too. */
  readonly allFree: boolean;
  readonly missingOptional: readonly string[];
  readonly outsideHours: boolean;
  readonly reasons: readonly FreeSlotReason[];
}

/** Somebody would have to be in two places with too little time between them. */
export const isTight = (slot: FreeSlot): boolean => slot.reasons.some((one) => one.type === 'TravelTight');

/**
 * The slots at which all required subjects are free, best first: time enough for the way, then hours and working days (as
 * `findTimes` weighs them), then fewest optional missing, then nearest to the wish, then earlier. Never in the past. They do not overlap each other
 * while there is a choice. One pass over the grid of starts with one pointer into each list of taken times, so the cost
 * does not depend on how the answer lies.
 */
export function nearestFreeSlots(query: FreeSlotQuery): FreeSlot[] {
  const { subjects, now, near, to, stepMin = 30, count = 3 } = query;
  const length = query.durationMin * MINUTE;
  const step = stepMin * MINUTE;
  const first = subjects[0];
  if (first === undefined || step <= 0) return [];
  const zone = zoneOrUtc(first.zone);
  const busyOf = ({ id }: FreeSubject): readonly BusyInterval[] => query.busy.get(id) ?? [];
  const taken = subjects.map((s) => ({ ...s, times: takenTimes(busyOf(s), s.capacity) }));
  const required = new Pointer(merged(taken.filter((s) => s.required).flatMap((s) => s.times)));
  const optional = taken.filter((s) => !s.required).map((s) => ({ id: s.id, busy: new Pointer(s.times) }));
  const ways = subjects
    .filter((s) => busyOf(s).some((one) => (one.leadMin ?? 0) + (one.tailMin ?? 0) > 0))
    .map((s) => ({ id: s.id, kept: new Pointer(paddedTimes(busyOf(s))) }));
  const people = subjects.filter(({ isThing }) => isThing !== true);
  const hours = hoursJudge(people.length > 0 ? people : subjects, query.dayKindOf);

  const found: Candidate[] = [];
  for (let start = aligned(Math.max(query.from, now), zone, step); start + length <= to; start += step) {
    // An offset that is no multiple of the step (or a change of the clock) moves the grid.
    start = aligned(start, zone, step);
    const end = start + length;
    if (end > to) break;
    if (required.busyIn(start, end)) continue;
    const missing = idsWhere(optional, (o) => o.busy.busyIn(start, end));
    const tight = idsWhere(ways, (w) => w.kept.busyIn(start, end) && !missing.includes(w.id));
    found.push({
      start,
      end,
      missing,
      tight,
      hours: hours(start, end),
      distance: Math.abs(start - near),
    });
  }
  let asked = 0;
  const willDo = (one: Candidate): boolean => {
    if (query.accepts === undefined) return true;
    asked += 1;
    return asked <= MOST_ASKED && query.accepts(slotOf(one));
  };
  return bestApart(found, rank, count, willDo).map((candidate) => slotOf(candidate));
}

const NOBODY: readonly string[] = [];

/** Mostly nobody, so no list is made for it. */
function idsWhere<T extends { readonly id: string }>(
  list: readonly T[],
  isOne: (one: T) => boolean,
): readonly string[] {
  let ids: string[] | null = null;
  for (const one of list) if (isOne(one)) (ids ??= []).push(one.id);
  return ids ?? NOBODY;
}

interface Candidate {
  readonly start: EpochMs;
  readonly end: EpochMs;
  readonly missing: readonly string[];
  /** Ids of subjects who would not be there, or at their next event, in time. */
  readonly tight: readonly string[];
  readonly hours: HoursJudgement;
  readonly distance: number;
}

const rank = (a: Candidate, b: Candidate): number =>
  Math.min(a.tight.length, 1) - Math.min(b.tight.length, 1) ||
  a.hours.weight - b.hours.weight ||
  a.missing.length - b.missing.length ||
  a.distance - b.distance ||
  a.start - b.start;

function slotOf(c: Candidate): FreeSlot {
  const { dayOff, outside, weight } = c.hours;
  return {
    start: c.start,
    end: c.end,
    allFree: c.missing.length === 0,
    missingOptional: c.missing,
    outsideHours: weight > 0,
    reasons: [
      ...(c.missing.length === 0 ? [{ type: 'AllFree' } as const] : []),
      ...c.missing.map((id) => ({ type: 'OptionalBusy', id }) as const),
      ...c.tight.map((id) => ({ type: 'TravelTight', id }) as const),
      ...(dayOff === null ? [] : [{ type: 'NotAWorkingDay', date: dayOff } as const]),
      ...outside.map((id) => ({ type: 'OutsideHours', id }) as const),
      { type: 'FromWish', minutes: Math.round(c.distance / MINUTE) },
    ],
  };
}
