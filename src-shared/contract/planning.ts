import { z } from 'zod';
import type { FoundTime } from '../domain/calendar/find-time.ts';
import type { DayKind, HolidayName } from '../domain/calendar/holidays.ts';
import type { Role } from '../domain/organisation/tables.ts';
import type { Id } from '../kernel/ids.ts';
import type { AsOf, CalendarInstance } from './calendar.ts';
import { command, query } from './define.ts';
import { dateInput, eventFieldsInput, idInput, zoneInput } from './shapes.ts';

const hourInput = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** When people can meet: finding a time, days off, working hours. */
export const planningCommands = {
  /** A day that is worked or not worked otherwise than the calendar says; a second word on one date replaces the first. */
  'calendarDay.put': command<{ id: Id }>()(
    z.strictObject({
      /** Everybody's, or the own branch's alone. */
      for: z.enum(['bank', 'branch']),
      date: dateInput,
      kind: z.enum(['holiday', 'working']),
      name: z.string().trim().max(200).nullable(),
      name_en: z.string().trim().max(200).nullable(),
    }),
  ),
  'calendarDay.remove': command()(z.strictObject({ id: idInput })),
  /** The days of one holiday, taken back together. */
  'calendarDay.removeSeveral': command()(z.strictObject({ ids: z.array(idInput).min(1).max(400) })),
  /** A year's list at once, taken back as one step; `changed` counts the dates of which something else was said before. */
  'calendarDay.import': command<{ changed: number }>()(
    z.strictObject({
      for: z.enum(['bank', 'branch']),
      days: z
        .array(
          z.strictObject({
            date: dateInput,
            kind: z.enum(['holiday', 'working']),
            name: z.string().trim().max(200).nullable(),
          }),
        )
        .min(1)
        .max(400),
    }),
  ),
  /** What the reader is good at, which they write of themselves; null: nothing is said. */
  'person.setSkills': command()(z.strictObject({ skills: z.string().trim().max(400).nullable() })),
  /** Somebody's hours; `week` as `working-week.ts` writes it, null where every working day is the same. */
  'person.setHours': command()(
    z.strictObject({
      id: idInput,
      start: hourInput,
      end: hourInput,
      week: z.string().max(200).nullable(),
    }),
  ),
};

export const findTimeInput = z.strictObject({
  people: z
    .array(z.strictObject({ person_id: idInput, role: z.enum(['required', 'optional']) }))
    .min(1)
    .max(60),
  /** Rooms and cars that are needed, each of them. */
  resources: z.array(idInput).max(20),
  /** Any room of the own branch with at least so many seats; null: none is needed. */
  room: z.strictObject({ seats: z.number().int().min(1).max(10_000) }).nullable(),
  duration_min: z
    .number()
    .int()
    .min(5)
    .max(24 * 60),
  /** Days in which to look, `to` exclusive, on the wall of `zone`; at most 62 of them. */
  from: dateInput,
  to: dateInput,
  zone: zoneInput,
  /** Between which hours it may be; null: any, and outside working hours comes last. */
  hours: z.strictObject({ from: hourInput, to: hourInput }).nullable(),
  /** The wish, epoch milliseconds; null: the sooner the better. */
  near: z.number().int().nullable(),
  /** What the way depends on. */
  kind: eventFieldsInput.shape.kind,
  place: eventFieldsInput.shape.place,
  customers: eventFieldsInput.shape.customers,
  buffer_min: eventFieldsInput.shape.buffer_min,
  travel_min: eventFieldsInput.shape.travel_min,
  /** The event that is to be moved: its own times do not stand in its way. */
  except: idInput.nullable(),
  count: z.number().int().min(1).max(50),
});

/** An answer of find a time; ids are those of `people` and `rooms` beside it. */
export interface TimeAnswer extends FoundTime {
  /** On the wall of the zone that was asked for. */
  startWall: string;
  endWall: string;
}

export interface FindTimeResult {
  /** Best first. */
  answers: TimeAnswer[];
  people: {
    id: Id;
    name: string;
    name_en: string | null;
    title: string | null;
    title_en: string | null;
    role: 'required' | 'optional';
    me: boolean;
    asOf: AsOf;
  }[];
  /** Every room that was looked at. */
  rooms: { id: Id; kind: 'room' | 'car'; name: string; name_en: string | null; seats: number; asOf: AsOf }[];
  /**
   * Seats of the largest room, where any room would do and none is as large as it should be; 0 where no room is known,
   * null where one is large enough or none is needed.
   */
  largestRoom: number | null;
  /** The oldest of what the answers rest on. */
  asOf: AsOf;
}

/** A date that is not an ordinary weekday or weekend. */
export interface SpecialDay {
  date: string;
  kind: Extract<DayKind, 'holiday' | 'worked'>;
  /** Key of a public holiday's name in the catalogues. */
  holiday: HolidayName | null;
  /** What the bank or branch called it. */
  name: string | null;
  name_en: string | null;
  /** The row that says so, where it is not the public calendar; `editable` by the reader. */
  id: Id | null;
  for: 'bank' | 'branch' | null;
  editable: boolean;
}

export const planningQueries = {
  /** Times for a meeting of many, ranked and with reasons, from local data alone. */
  'calendar.findTime': query<FindTimeResult>()(findTimeInput),
  /** Who is taken at a slot: cheap enough to be asked at every move of the pointer. */
  'calendar.taken': query<
    { subject_id: Id; start: number; end: number; status: 'busy' | 'tentative' | 'out_of_office' }[]
  >()(
    z.strictObject({
      /** People, rooms and cars. */
      subjects: z.array(idInput).max(100),
      start: z.number().int(),
      end: z.number().int(),
      /** The event that is moved; its own times do not count. */
      except: idInput.nullable(),
    }),
  ),
  /** Days off and worked weekends in `from` ≤ day < `to`: public ones and those of bank and branch. */
  'calendar.specialDays': query<SpecialDay[]>()(z.strictObject({ from: dateInput, to: dateInput })),
  /** Working hours of the people of the own branch, for whoever administers them. */
  'org.hours': query<
    {
      id: Id;
      name: string;
      name_en: string | null;
      role: Role;
      start: string;
      end: string;
      week: string | null;
      editable: boolean;
    }[]
  >()(z.strictObject({})),
  /** For whom the reader may decide days off. */
  'calendar.mayDecide': query<{ bank: boolean; branch: boolean }>()(z.strictObject({})),
  /** The reader's own leave that is not over, within a year, soonest first. */
  'calendar.leave': query<CalendarInstance[]>()(z.strictObject({ zone: zoneInput })),
};
