import type { DateText, EpochMs } from '../../kernel/brand.ts';
import { DAY, MINUTE } from './civil.ts';
import type { FreeSubject } from './free-slots.ts';
import { hoursJudge } from './hours-judge.ts';
import { aligned, bestApart, paddedTimes, Pointer, takenTimes } from './slot-grid.ts';
import type { BusyInterval } from './slot-grid.ts';
import type { DayKindOf } from './working-hours.ts';
import { wallOf, zoneOrUtc } from './zone.ts';
import type { Zone } from './zone.ts';

/** Somebody who should come, with what takes their time. */
export interface Invitee extends FreeSubject {
  readonly busy: readonly BusyInterval[];
  /** Server time of what is known of them, where it is older than it should be. */
  readonly staleSince?: EpochMs | null;
}

/** A room that will do. */
export interface RoomOption {
  readonly id: string;
  readonly seats: number;
  readonly capacity?: number;
  readonly busy: readonly BusyInterval[];
}

export interface FindTimeQuery {
  /** The first one's zone makes the grid of starts. */
  readonly people: readonly Invitee[];
  /** One list for each room that is needed: a list of one is that room, of several any of them, best first. */
  readonly rooms: readonly (readonly RoomOption[])[];
  readonly durationMin: number;
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly now: EpochMs;
  /** The wish; left out: the sooner the better. */
  readonly near?: EpochMs;
  /** Minutes after midnight between which it may be, on the wall of `zone`. */
  readonly dayHours?: readonly [from: number, to: number];
  /** Whose wall those minutes and the answers are read on; left out: that of the first one. */
  readonly zone?: string;
  readonly stepMin?: number;
  /** Default 10. */
  readonly count?: number;
  readonly dayKindOf: DayKindOf;
}

/** Why an answer stands where it does; the same order in every answer, what weighs most first. */
export type TimeReason =
  | { readonly type: 'AllFree' }
  | { readonly type: 'RequiredBusy'; readonly id: string; readonly away: boolean }
  | { readonly type: 'NoRoom' }
  | { readonly type: 'TravelTight'; readonly id: string }
  | { readonly type: 'NotAWorkingDay'; readonly date: DateText }
  | { readonly type: 'OutsideHours'; readonly id: string }
  | { readonly type: 'Tentative'; readonly id: string; readonly required: boolean }
  | { readonly type: 'OptionalBusy'; readonly id: string; readonly away: boolean }
  | { readonly type: 'Stale'; readonly id: string; readonly at: EpochMs | null };

export interface FoundTime {
  readonly start: EpochMs;
  readonly end: EpochMs;
  /** `free`: nothing against it · `possible`: worth asking · `conflict`: somebody who is required, or the room, cannot. */
  readonly grade: 'free' | 'possible' | 'conflict';
  /** The room taken from each list, null where none is free. */
  readonly rooms: readonly (string | null)[];
  readonly reasons: readonly TimeReason[];
}

/**
 * Times for a meeting of many, best first: nobody who is required missing, then a room, then time for the way, then
 * hours and working days, then who is only tentative, who may be missing, and whose data is old; of equals the nearest
 * to the wish. What does not suit everybody is an answer too, with the reason said, so that there always is one to
 * discuss; answers do not overlap while there is a choice.
 */
export function findTimes(query: FindTimeQuery): FoundTime[] {
  const first = query.people[0];
  const step = (query.stepMin ?? 30) * MINUTE;
  const length = query.durationMin * MINUTE;
  if (first === undefined || step <= 0 || length <= 0) return [];
  const zone = zoneOrUtc(first.zone);
  const wall = query.zone === undefined ? zone : zoneOrUtc(query.zone);
  const judge = judgeOf(query);
  const found: Judged[] = [];
  for (
    let start = aligned(Math.max(query.from, query.now), zone, step);
    start + length <= query.to;
    start = aligned(start + step, zone, step)
  )
    if (withinDay(start, length, wall, query.dayHours)) found.push(judge(start, start + length));
  return bestApart(found, byWeight, query.count ?? 10).map(({ weight: _weight, ...time }) => time);
}

function withinDay(start: EpochMs, length: number, zone: Zone, hours: FindTimeQuery['dayHours']): boolean {
  if (hours === undefined) return true;
  const wall = (((wallOf(zone, start) % DAY) + DAY) % DAY) / MINUTE;
  return wall >= hours[0] && wall + length / MINUTE <= hours[1];
}

interface Judged extends FoundTime {
  /** Compared number by number, less is better. */
  readonly weight: readonly number[];
}

function byWeight(a: Judged, b: Judged): number {
  for (let at = 0; at < a.weight.length; at += 1)
    if (a.weight[at] !== b.weight[at]) return a.weight[at]! - b.weight[at]!;
  return a.start - b.start;
}

type StateAt = (start: EpochMs, end: EpochMs) => 'free' | 'tight' | 'tentative' | 'busy' | 'away';

/** Starts only grow, so each list of times is walked once. */
function judgeOf(query: FindTimeQuery): (start: EpochMs, end: EpochMs) => Judged {
  const people = query.people.map((one) => ({ one, stateAt: stateOf(one) }));
  const rooms = query.rooms.map((list) =>
    list.map(({ id, busy, capacity }) => ({ id, taken: new Pointer(takenTimes(busy, capacity)) })),
  );
  const hours = hoursJudge(query.people, query.dayKindOf);
  const stale = query.people.flatMap(({ id, staleSince }): TimeReason[] =>
    staleSince === undefined ? [] : [{ type: 'Stale', id, at: staleSince }],
  );
  const near = query.near ?? Math.max(query.from, query.now);
  return (start, end) => {
    const missing: TimeReason[] = [];
    const tight: TimeReason[] = [];
    const unsure: TimeReason[] = [];
    const optional: TimeReason[] = [];
    for (const { one, stateAt } of people) {
      const { id, required } = one;
      const state = stateAt(start, end);
      if (state === 'tight') tight.push({ type: 'TravelTight', id });
      else if (state === 'tentative') unsure.push({ type: 'Tentative', id, required });
      else if (state !== 'free' && required)
        missing.push({ type: 'RequiredBusy', id, away: state === 'away' });
      else if (state !== 'free') optional.push({ type: 'OptionalBusy', id, away: state === 'away' });
    }
    const chosen = rooms.map((list) => roomFor(list, start, end));
    const noRoom: TimeReason[] = chosen.includes(null) ? [{ type: 'NoRoom' }] : [];
    const { dayOff, outside, weight } = hours(start, end);
    const against = [
      ...missing,
      ...noRoom,
      ...tight,
      ...(dayOff === null ? [] : [{ type: 'NotAWorkingDay', date: dayOff } as const]),
      ...outside.map((id): TimeReason => ({ type: 'OutsideHours', id })),
      ...unsure,
      ...optional,
    ];
    const grade = missing.length + noRoom.length > 0 ? 'conflict' : against.length > 0 ? 'possible' : 'free';
    return {
      start,
      end,
      grade,
      rooms: chosen,
      reasons: [...(against.length === 0 ? [{ type: 'AllFree' } as const] : against), ...stale],
      weight: [
        missing.length,
        noRoom.length,
        tight.length,
        weight,
        unsure.filter((one) => one.type === 'Tentative' && one.required).length,
        unsure.length + optional.length,
        Math.abs(start - near),
      ],
    };
  };
}

function stateOf({ busy }: Invitee): StateAt {
  const of = (status: BusyInterval['status']): Pointer =>
    new Pointer(takenTimes(busy.filter((one) => (one.status ?? 'busy') === status)));
  const [away, firm, unsure] = [of('out_of_office'), of('busy'), of('tentative')];
  const kept = new Pointer(paddedTimes(busy));
  return (start, end) => {
    // Every pointer moves along, whichever decides.
    const [isAway, isBusy, isUnsure, isKept] = [away, firm, unsure, kept].map((one) =>
      one.busyIn(start, end),
    );
    if (isAway) return 'away';
    if (isBusy) return 'busy';
    if (isUnsure) return 'tentative';
    return isKept ? 'tight' : 'free';
  };
}

function roomFor(
  list: readonly { readonly id: string; readonly taken: Pointer }[],
  start: EpochMs,
  end: EpochMs,
): string | null {
  return list.find((room) => !room.taken.busyIn(start, end))?.id ?? null;
}
