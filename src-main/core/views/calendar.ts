import {
  colleaguesByIds,
  colleaguesInUnits,
  roomsInUnits,
  units,
  type UnitRow,
} from '../../../db/client/queries/attendance.ts';
import { clashesAmong } from '../../../db/client/derived/clashes.ts';
import { conflictRow } from '../../../db/client/derived/conflict-row.ts';
import type { Occupied } from '../../../db/client/queries/occupancy.ts';
import { dueReminders } from '../../../db/client/queries/reminder.ts';
import type { calendarQueries, TeamLane } from '../../../src-shared/contract/calendar.ts';
import type { Interval } from '../../../src-shared/domain/calendar/sweep.ts';
import { openingsOn, type WorkingHours } from '../../../src-shared/domain/calendar/working-hours.ts';
import { addDays, dayStart } from '../../../src-shared/domain/calendar/zone.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import { branchOf } from '../../../src-shared/sync/scope.ts';
import type { QueryContext, View, Views } from '../engine/context.ts';
import { asOfSubjects } from './as-of.ts';
import { CALENDAR_READS } from './calendar-reads.ts';
import { calendarCheck } from './calendar-check.ts';
import { calendarScopes } from './calendar-scopes.ts';
import { calendarCheckSeries } from './calendar-check-series.ts';
import { calendarCheckSeveral } from './calendar-check-several.ts';
import { calendarEvent } from './calendar-event.ts';
import { toConflictViews } from './conflict-views.ts';
import { daysOf } from './days-of.ts';
import { marksOf, toInstances } from './instances.ts';
import { occupiedFor } from './occupied.ts';
import { openConflictsBetween, undecided, unitsBelow } from './open-conflicts.ts';
import { dayKinds, hoursOf } from './work-days.ts';

const calendarWindow: View<'calendar.window'> = {
  reads: CALENDAR_READS,
  run(context, { from, to, zone, people }) {
    const [start, end] = [dayStart(from, zone), dayStart(to, zone)];
    const rows = occupiedFor(context.db, people, start, end);
    const order = new Map(people.map((id, index) => [id, index]));
    const shown = onceEach(rows, (row) =>
      row.subject_id === context.me.id ? -1 : (order.get(row.subject_id) ?? 0),
    );
    const marks = marksOf(openConflictsBetween(context, start, end));
    const asOf = asOfSubjects(context, colleaguesByIds(context.db, people), []);
    return { instances: toInstances(context, shown, zone, marks), asOf: Object.fromEntries(asOf) };
  },
};

/** An event of several of the people is drawn once, as of the one who comes first. */
function onceEach(rows: readonly Occupied[], rank: (row: Occupied) => number): Occupied[] {
  const best = new Map<string, Occupied>();
  for (const row of rows) {
    const key = `${row.uid} ${row.recurrence_id}`;
    const known = best.get(key);
    if (!known || rank(row) < rank(known)) best.set(key, row);
  }
  return [...best.values()];
}

const calendarTeam: View<'calendar.team'> = {
  reads: [...CALENDAR_READS, 'org_unit', 'calendar_day'],
  run(context, { from, to, zone, unit_id, people: chosen }) {
    const { db, me } = context;
    const tree = new Map(units(db).map((unit) => [unit.id, unit]));
    const people = chosen
      ? colleaguesByIds(db, chosen)
      : colleaguesInUnits(db, unitsBelow(context, unit_id ?? me.unit_id));
    people.sort((a, b) => Number(b.id === me.id) - Number(a.id === me.id));
    const branch = branchOf(me.unit_id, tree);
    const rooms = branch === null ? [] : roomsInUnits(db, unitsBelow(context, branch));
    const rows = occupiedFor(
      db,
      [...people, ...rooms].map((one) => one.id),
      dayStart(from, zone),
      dayStart(to, zone),
    );
    const shown = new Set(rows.map((row) => row.event_id));
    const conflicts = [
      ...clashesAmong(db, rows).map((clash) => conflictRow(clash, context.now)),
      // The room itself need not be among the lanes.
      ...openConflictsBetween(context, dayStart(from, zone), dayStart(to, zone)).filter(
        (one) => one.kind === 'refused' && shown.has(one.a_event_id),
      ),
    ];
    const instances = toInstances(context, rows, zone, marksOf(undecided(context, conflicts)), true);
    const bySubject = Map.groupBy(instances, (one) => one.subject_id);
    const asOf = asOfSubjects(context, people, rooms);
    const kinds = dayKinds(context);
    const openings = (hours: WorkingHours): TeamLane['openings'] => {
      const found: Interval[] = [];
      for (let date = from; date < to; date = addDays(date, 1)) found.push(...openingsOn(date, hours, kinds));
      return found.map(({ start, end }) => ({ start, end }));
    };
    const lane = (id: Id): Pick<TeamLane, 'subject_id' | 'me' | 'asOf' | 'instances'> => ({
      subject_id: id,
      me: id === me.id,
      asOf: asOf.get(id) ?? { at: null, stale: true },
      instances: bySubject.get(id) ?? [],
    });
    return {
      lanes: [
        ...people.map((one): TeamLane => ({
          subject_kind: 'person',
          name: one.name,
          name_en: one.name_en,
          title: one.title,
          title_en: one.title_en,
          seats: null,
          resource: null,
          unit: nameOfUnit(tree.get(one.unit_id)),
          openings: openings(hoursOf(one)),
          ...lane(one.id),
        })),
        ...rooms.map(({ id, kind, name, name_en, seats }): TeamLane => ({
          subject_kind: 'resource',
          name,
          name_en,
          title: null,
          title_en: null,
          seats,
          resource: kind,
          unit: null,
          openings: null,
          ...lane(id),
        })),
      ],
      conflicts: toConflictViews(context, conflicts),
    };
  },
};

const nameOfUnit = (unit: UnitRow | undefined): TeamLane['unit'] =>
  unit === undefined ? null : { id: unit.id, name: unit.name, name_en: unit.name_en };

const calendarDays: View<'calendar.days'> = {
  reads: CALENDAR_READS,
  run(context, { from, to, zone }) {
    const rows = occupiedFor(context.db, [context.me.id], dayStart(from, zone), dayStart(to, zone));
    const counts = new Map<string, number>();
    for (const instance of toInstances(context, rows, zone, new Map())) {
      if (instance.cancelled || instance.answer === 'declined') continue;
      for (const day of daysOf(instance, { from, to, zone })) counts.set(day, (counts.get(day) ?? 0) + 1);
    }
    return [...counts].map(([date, count]) => ({ date, count })).sort((a, b) => (a.date < b.date ? -1 : 1));
  },
};

const reminderDue: View<'reminder.due'> = {
  reads: ['reminders', 'event', 'invitation', 'task', 'assignment', 'clock'],
  run: (context: QueryContext) => dueReminders(context.db, context.now),
};

export const calendarViews: Views<keyof typeof calendarQueries> = {
  'calendar.window': calendarWindow,
  'calendar.team': calendarTeam,
  'calendar.event': calendarEvent,
  'calendar.check': calendarCheck,
  'calendar.checkSeveral': calendarCheckSeveral,
  'calendar.checkSeries': calendarCheckSeries,
  'calendar.scopes': calendarScopes,
  'calendar.days': calendarDays,
  'reminder.due': reminderDue,
};
