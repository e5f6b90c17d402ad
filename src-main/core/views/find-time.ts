import { locatedAt } from '../../../db/client/derived/clashes.ts';
import {
  colleaguesByIds,
  roomsByIds,
  roomsInUnits,
  units,
  type ColleagueRow,
  type RoomRow,
} from '../../../db/client/queries/attendance.ts';
import { eventById } from '../../../db/client/queries/calendar.ts';
import { takenIn } from '../../../db/client/queries/occupancy.ts';
import { geosOf } from '../../../db/client/queries/place.ts';
import type { AsOf } from '../../../src-shared/contract/calendar.ts';
import type { QueryInput } from '../../../src-shared/contract/contract.ts';
import type { FindTimeResult } from '../../../src-shared/contract/planning.ts';
import { findTimes, type Invitee, type RoomOption } from '../../../src-shared/domain/calendar/find-time.ts';
import type { BusyInterval } from '../../../src-shared/domain/calendar/slot-grid.ts';
import { DAY } from '../../../src-shared/domain/calendar/civil.ts';
import type { Located } from '../../../src-shared/domain/calendar/travel.ts';
import { dayStart, instantToWall } from '../../../src-shared/domain/calendar/zone.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import { branchOf } from '../../../src-shared/sync/scope.ts';
import type { QueryContext, View } from '../engine/context.ts';
import { asOfSubjects, oldestOfOthers } from './as-of.ts';
import { busyAround, TIME_OF_OTHERS } from './free-time.ts';
import { unitsBelow } from './open-conflicts.ts';
import { dayKinds, hoursOf } from './work-days.ts';

/** A search of this many days reads two months of sixty people and still answers while one waits. */
const MOST_DAYS = 62;

type Asked = QueryInput<'calendar.findTime'>;

/** Times for a meeting of many: everybody's taken times once, then a pure function over them. */
export const findTime: View<'calendar.findTime'> = {
  reads: TIME_OF_OTHERS,
  run(context, asked) {
    const from = dayStart(asked.from, asked.zone);
    const to = Math.min(dayStart(asked.to, asked.zone), from + MOST_DAYS * DAY);
    const people = peopleOf(context, asked);
    const { lists: rooms, largestRoom } = roomLists(context, asked);
    const all = [...new Map(rooms.flat().map((room) => [room.id, room])).values()];
    const asOf = asOfSubjects(context, people, all);
    const busy = busyOf(context, asked, [...people, ...all], from, to);
    const answers = findTimes({
      people: people.map((one) => inviteeOf(context, asked, one, busy, asOf)),
      rooms: rooms.map((list) => list.map((room) => roomOption(room, busy))),
      durationMin: asked.duration_min,
      from,
      to,
      now: context.now,
      zone: asked.zone,
      ...(asked.near === null ? {} : { near: asked.near }),
      ...(asked.hours === null
        ? {}
        : { dayHours: [minutesOf(asked.hours.from), minutesOf(asked.hours.to)] as const }),
      count: asked.count,
      dayKindOf: dayKinds(context),
    });
    return {
      answers: answers.map((one) => ({
        ...one,
        startWall: instantToWall(one.start, asked.zone),
        endWall: instantToWall(one.end, asked.zone),
      })),
      people: people.map((one) => personShown(context, asked, one, asOf)),
      rooms: all.map(({ id, kind, name, name_en, seats }) => ({
        id,
        kind,
        name,
        name_en,
        seats,
        asOf: asOf.get(id) ?? NEVER,
      })),
      largestRoom,
      asOf: oldestOfOthers(context, asOf),
    };
  },
};

const NEVER: AsOf = { at: null, stale: true };

/** Whoever asks first: their zone makes the grid of starts. */
function peopleOf({ db, me }: QueryContext, asked: Asked): ColleagueRow[] {
  const people = colleaguesByIds(
    db,
    asked.people.map((one) => one.person_id),
  );
  return people.sort((a, b) => Number(b.id === me.id) - Number(a.id === me.id));
}

/** One list for each room or car that is needed; where any room does, the smallest that is large enough comes first. */
function roomLists(
  context: QueryContext,
  { resources, room }: Asked,
): { lists: RoomRow[][]; largestRoom: number | null } {
  const { db, me } = context;
  const named = new Map(roomsByIds(db, resources).map((one) => [one.id, one]));
  const lists = resources.flatMap((id) => {
    const its = named.get(id);
    return its ? [[its]] : [];
  });
  if (room === null) return { lists, largestRoom: null };
  const branch = branchOf(me.unit_id, new Map(units(db).map((unit) => [unit.id, unit])));
  const any = roomsInUnits(db, unitsBelow(context, branch ?? me.unit_id))
    .filter((one) => one.kind === 'room' && !named.has(one.id))
    .sort((a, b) => a.seats - b.seats);
  const large = any.filter((one) => one.seats >= room.seats);
  return { lists: [...lists, large], largestRoom: large.length > 0 ? null : (any.at(-1)?.seats ?? 0) };
}

function busyOf(
  context: QueryContext,
  asked: Asked,
  subjects: readonly { readonly id: Id }[],
  from: number,
  to: number,
): ReadonlyMap<Id, readonly BusyInterval[]> {
  const spans = subjects.map(({ id }) => ({
    subject: id,
    from: Math.max(from, context.now) - DAY,
    to: to + DAY,
  }));
  const event = asked.except === null ? undefined : eventById(context.db, asked.except);
  const uid = event?.series_id ?? asked.except ?? '';
  return busyAround(context, takenIn(context.db, spans, uid), whereOf(context, asked, event?.geo ?? null));
}

function whereOf({ db }: QueryContext, asked: Asked, own: string | null): Located {
  const { kind, place, resources, customers, travel_min, buffer_min } = asked;
  const links = { rooms: resources, customers: kind === 'visit' ? customers : [] };
  const geo = own ?? (kind === 'call' ? null : (geosOf(db, [links])[0] ?? null));
  return locatedAt({ kind, place, geo, travel_min, buffer_min });
}

const roleOf = (asked: Asked, id: Id): 'required' | 'optional' =>
  asked.people.some((one) => one.person_id === id && one.role === 'required') ? 'required' : 'optional';

function inviteeOf(
  { me }: QueryContext,
  asked: Asked,
  one: ColleagueRow,
  busy: ReadonlyMap<Id, readonly BusyInterval[]>,
  asOf: ReadonlyMap<Id, AsOf>,
): Invitee {
  const age = asOf.get(one.id) ?? NEVER;
  return {
    id: one.id,
    required: roleOf(asked, one.id) === 'required',
    ...hoursOf(one),
    busy: busy.get(one.id) ?? [],
    ...(age.stale && one.id !== me.id ? { staleSince: age.at } : {}),
  };
}

const roomOption = (
  { id, seats, capacity }: RoomRow,
  busy: ReadonlyMap<Id, readonly BusyInterval[]>,
): RoomOption => ({ id, seats, capacity: capacity ?? 1, busy: busy.get(id) ?? [] });

const personShown = (
  { me }: QueryContext,
  asked: Asked,
  { id, name, name_en, title, title_en }: ColleagueRow,
  asOf: ReadonlyMap<Id, AsOf>,
): FindTimeResult['people'][number] => ({
  id,
  name,
  name_en,
  title,
  title_en,
  role: roleOf(asked, id),
  me: id === me.id,
  asOf: asOf.get(id) ?? NEVER,
});

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
