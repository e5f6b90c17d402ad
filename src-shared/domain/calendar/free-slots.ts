import type { DateText, EpochMs } from '../../kernel/brand.ts';
import { DAY, MINUTE } from './civil.ts';
import { merged } from './sweep.ts';
import type { Interval } from './sweep.ts';
import { workingClock } from './working-hours.ts';
import type { WorkingHours } from './working-hours.ts';
import { dateAt, wallOf, zoneOrUtc } from './zone.ts';

export interface FreeSubject extends WorkingHours {
  readonly id: string;
  readonly required: boolean;
}

/** What takes a subject's time; `free` entries may be in the list and are ignored. */
export interface BusyInterval extends Interval {
  readonly status?: 'busy' | 'tentative' | 'out_of_office' | 'free';
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
  isWorkingDay(date: DateText): boolean;
}

/** Why a slot stands where it does in the ranking. */
export type FreeSlotReason =
  | { readonly type: 'AllFree' }
  | { readonly type: 'OptionalBusy'; readonly id: string }
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

/**
 * The slots at which all required subjects are free, best first: within everybody's hours, then fewest optional
 * missing, then nearest to the wish, then earlier. Never in the past. They do not overlap each other while there is a
 * choice, because 15:30 and 16:00 are one proposal, not two. One pass over the grid of starts with one
 * pointer into each subject's merged busy time, so the cost does not depend on how the answer lies.
 */
export function nearestFreeSlots(query: FreeSlotQuery): FreeSlot[] {
  const { subjects, now, near, to, stepMin = 30, count = 3 } = query;
  const length = query.durationMin * MINUTE;
  const step = stepMin * MINUTE;
  const first = subjects[0];
  if (first === undefined || step <= 0) return [];
  const zone = zoneOrUtc(first.zone);
  const busyOf = (subject: FreeSubject): Pointer => new Pointer(takenBy(query, subject));
  const required = new Pointer(merged(subjects.filter((s) => s.required).flatMap((s) => takenBy(query, s))));
  const optional = subjects.filter((s) => !s.required).map((s) => ({ id: s.id, busy: busyOf(s) }));
  const hours = hoursIndex(subjects, query.isWorkingDay);

  const found: Candidate[] = [];
  for (let start = aligned(Math.max(query.from, now), zone, step); start + length <= to; start += step) {
    // An offset that is no multiple of the step (or a change of the clock) moves the grid.
    start = aligned(start, zone, step);
    const end = start + length;
    if (end > to) break;
    if (required.busyIn(start, end)) continue;
    const missing = optional.filter((o) => o.busy.busyIn(start, end)).map((o) => o.id);
    const outside = hours(start, end);
    found.push({ start, end, missing, outside, distance: Math.abs(start - near) });
  }
  return bestOf(found, count).map((candidate) => slotOf(candidate, query, first.zone));
}

const takenBy = ({ busy }: FreeSlotQuery, { id }: FreeSubject): Interval[] =>
  merged((busy.get(id) ?? []).filter((item) => item.status !== 'free'));

interface Candidate {
  readonly start: EpochMs;
  readonly end: EpochMs;
  readonly missing: readonly string[];
  /** Ids of subjects for whom part of it is outside working hours. */
  readonly outside: readonly string[];
  readonly distance: number;
}

const rank = (a: Candidate, b: Candidate): number =>
  Math.min(a.outside.length, 1) - Math.min(b.outside.length, 1) ||
  a.missing.length - b.missing.length ||
  a.distance - b.distance ||
  a.start - b.start;

/** The best that do not overlap a better one; the rest fills up where there are too few. */
function bestOf(found: Candidate[], count: number): Candidate[] {
  found.sort(rank);
  const chosen: Candidate[] = [];
  for (const one of found) {
    if (chosen.length === count) return chosen;
    if (!chosen.some((better) => one.start < better.end && better.start < one.end)) chosen.push(one);
  }
  const rest = found.filter((one) => !chosen.includes(one)).slice(0, count - chosen.length);
  return [...chosen, ...rest].sort(rank);
}

function slotOf(c: Candidate, query: FreeSlotQuery, zone: string): FreeSlot {
  const date = dateAt(c.start, zone);
  return {
    start: c.start,
    end: c.end,
    allFree: c.missing.length === 0,
    missingOptional: c.missing,
    outsideHours: c.outside.length > 0,
    reasons: [
      ...(c.missing.length === 0 ? [{ type: 'AllFree' } as const] : []),
      ...c.missing.map((id) => ({ type: 'OptionalBusy', id }) as const),
      ...(query.isWorkingDay(date)
        ? c.outside.map((id) => ({ type: 'OutsideHours', id }) as const)
        : [{ type: 'NotAWorkingDay', date } as const]),
      { type: 'FromWish', minutes: Math.round(c.distance / MINUTE) },
    ],
  };
}

/** Walks a merged list alongside starts that only grow. */
class Pointer {
  private at = 0;
  private readonly list: readonly Interval[];

  constructor(list: readonly Interval[]) {
    this.list = list;
  }

  busyIn(start: EpochMs, end: EpochMs): boolean {
    while (this.at < this.list.length && this.list[this.at]!.end <= start) this.at += 1;
    const next = this.list[this.at];
    return next !== undefined && next.start < end;
  }
}

/** The first instant at or after `from` whose wall time is a multiple of the step. */
function aligned(from: EpochMs, zone: ReturnType<typeof zoneOrUtc>, step: number): EpochMs {
  const wall = wallOf(zone, from);
  const sinceMidnight = ((wall % DAY) + DAY) % DAY;
  const rest = sinceMidnight % step;
  return rest === 0 ? from : from + (step - rest);
}

/** Whose working hours an interval leaves. People with the same hours are judged once. */
function hoursIndex(
  subjects: readonly FreeSubject[],
  isWorkingDay: (date: DateText) => boolean,
): (start: EpochMs, end: EpochMs) => string[] {
  const groups = [...Map.groupBy(subjects, (s) => `${s.workStart} ${s.workEnd} ${s.zone}`).values()].map(
    (group) => ({ ids: group.map((s) => s.id), inside: workingClock(group[0]!, isWorkingDay) }),
  );
  return (start, end) => groups.flatMap(({ ids, inside }) => (inside(start, end) < end - start ? ids : []));
}
