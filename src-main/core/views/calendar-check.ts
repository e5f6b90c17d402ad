import { attendeesOf, colleaguesByIds, roomsByIds } from '../../../db/client/queries/attendance.ts';
import { eventById } from '../../../db/client/queries/calendar.ts';
import { asTaken, type Occupied, type Span } from '../../../db/client/queries/occupancy.ts';
import { occupiedNow } from '../../../db/client/queries/taken-now.ts';
import { customerClashes } from '../../../db/client/derived/customer-clashes.ts';
import { geosOf } from '../../../db/client/queries/place.ts';
import type { ConflictRow } from '../../../db/client/queries/conflict.ts';
import { asOccupancy, clashesAmong, locatedAt } from '../../../db/client/derived/clashes.ts';
import { occupancyRows, type Taken } from '../../../db/client/derived/occupancy-rows.ts';
import { conflictRow } from '../../../db/client/derived/conflict-row.ts';
import { spansAround } from '../../../db/client/derived/schedule-conflict.ts';
import type { ConflictView, Draft } from '../../../src-shared/contract/calendar.ts';
import { DAY } from '../../../src-shared/domain/calendar/civil.ts';
import { workingHoursConflicts } from '../../../src-shared/domain/calendar/working-hours.ts';
import { slotError, slotMinutes, type Slot } from '../../../src-shared/domain/calendar/slot.ts';
import { wallToInstant } from '../../../src-shared/domain/calendar/zone.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { QueryContext, View } from '../engine/context.ts';
import { asOfSubjects, oldestOfOthers } from './as-of.ts';
import { toConflictViews, type DraftEvent } from './conflict-views.ts';
import { freeSlots, spansNear, TIME_OF_OTHERS, type Concerned } from './free-time.ts';
import { dayKinds, hoursOf } from './work-days.ts';

/** The id under which a draft that was never saved takes part in conflicts. */
const NEW_EVENT = 'draft';

/**
 * What saving a draft would lead to, from what this laptop holds and nothing else: everybody's time around the draft in
 * a fixed number of statements, then pure functions.
 */
export const calendarCheck: View<'calendar.check'> = {
  reads: [...TIME_OF_OTHERS, 'relation'],
  run(context, draft) {
    const concerned = concernedBy(context, draft);
    const asOf = asOfSubjects(context, concerned.people, concerned.rooms);
    const age = oldestOfOthers(context, asOf);
    const { all_day: allDay, ...times } = draft.slot;
    const slot: Slot = { ...times, allDay };
    // A form is checked while it is typed: times that make no sense yet clash with nothing.
    if (slotError(slot)) return { conflicts: [], slots: [], asOf: age };
    const geo = geoOf(context, draft);
    const wanted = candidateRows(context, draft, { slot, geo }, concerned);
    const start = wallToInstant(slot.start, slot.zone);
    const uid = uidOf(context, draft);
    const around = spansAround(wanted);
    const near = allDay === 1 ? [] : spansNear(context, concerned, start);
    const known = occupiedNow(context.db, [...around, ...near]).filter((row) => row.uid !== uid);
    const event: DraftEvent = {
      id: draft.id ?? NEW_EVENT,
      kind: draft.kind,
      organiser_id: organiserOf(context, draft),
    };
    return {
      conflicts: conflictsOf(context, draft, event, wanted, within(known, around), concerned),
      slots:
        allDay === 1
          ? []
          : freeSlots(
              context,
              concerned,
              { uid, start, durationMin: slotMinutes(slot), at: locatedAt({ ...draft, geo }) },
              known.flatMap(asTaken),
            ),
      asOf: age,
    };
  },
};

/** Of what was read for more than one purpose, what touches these spans. */
function within(rows: readonly Occupied[], spans: readonly Span[]): Occupied[] {
  const bySubject = Map.groupBy(spans, (span) => span.subject);
  return rows.filter((row) =>
    bySubject
      .get(row.subject_id)
      ?.some(({ from, to }) => row.start < to && (row.end > from || row.start >= from)),
  );
}

function conflictsOf(
  context: QueryContext,
  draft: Draft,
  event: DraftEvent,
  wanted: readonly Occupied[],
  others: readonly Occupied[],
  concerned: Concerned,
): ConflictView[] {
  const uids = new Set(wanted.map((row) => row.uid));
  const clashes = clashesAmong(context.db, [...wanted, ...others], context.settings.defaultBuffer).filter(
    ({ a, b }) => uids.has(a.uid) || uids.has(b.uid),
  );
  const hours = new Map(concerned.people.map((one) => [one.id, hoursOf(one)]));
  const outside = workingHoursConflicts(wanted.map(asOccupancy), (id) => hours.get(id), dayKinds(context));
  const rows = clashes.map((clash) => conflictRow(clash, context.now));
  return toConflictViews(context, [...rows, ...collisionsOf(context, draft, event, wanted)], {
    event,
    hours: outside,
  });
}

/** Colleagues who go to the same customers, or their groups, within the days of the reader's setting. */
function collisionsOf(
  context: QueryContext,
  draft: Draft,
  event: DraftEvent,
  wanted: readonly Occupied[],
): ConflictRow[] {
  const own = wanted.filter((row) => row.subject_id === event.organiser_id && row.status !== 'free');
  if (draft.customers.length === 0 || own.length === 0) return [];
  const uids = new Set(own.map((row) => row.uid));
  const visits = own.flatMap(({ source_id, event_id, uid, recurrence_id, start, end }) =>
    draft.customers.map((customer_id) => ({
      source_id,
      event_id,
      uid,
      recurrence_id,
      start,
      end,
      customer_id,
      person_id: event.organiser_id,
    })),
  );
  return customerClashes(
    context.db,
    {
      customers: draft.customers,
      visits,
      days: context.settings.collisionDays,
      from: Math.min(...own.map((row) => row.start)),
      to: Math.max(...own.map((row) => row.end)),
    },
    (uid) => uids.has(uid),
    () => context.now,
  );
}

function concernedBy(context: QueryContext, draft: Draft): Concerned {
  const people = new Set([
    organiserOf(context, draft),
    ...draft.attendees.flatMap((one) => one.person_id ?? []),
  ]);
  const optional = draft.attendees
    .filter((one) => one.role === 'optional')
    .flatMap((one) => one.person_id ?? []);
  return {
    people: colleaguesByIds(context.db, [...people]),
    rooms: roomsByIds(context.db, draft.resources),
    optional: new Set(optional),
  };
}

const organiserOf = ({ db, me }: QueryContext, draft: Draft): Id =>
  (draft.id === null ? undefined : eventById(db, draft.id)?.organiser_id) ?? me.id;

function uidOf({ db }: QueryContext, draft: Draft): Id {
  const event = draft.id === null ? undefined : eventById(db, draft.id);
  return event?.series_id ?? event?.id ?? NEW_EVENT;
}

/** Where the draft will be: as its event says, else where its room or its customer is. */
function geoOf({ db }: QueryContext, draft: Draft): string | null {
  const own = draft.id === null ? null : (eventById(db, draft.id)?.geo ?? null);
  if (own !== null || draft.kind === 'call') return own;
  const customers = draft.kind === 'visit' ? draft.customers : [];
  return geosOf(db, [{ rooms: draft.resources, customers }])[0] ?? null;
}

/** The draft as rows of occupancy, as they will be once it is saved. */
function candidateRows(
  context: QueryContext,
  draft: Draft,
  { slot, geo }: { slot: Slot; geo: string | null },
  concerned: Concerned,
): Occupied[] {
  const organiser = organiserOf(context, draft);
  const answers = new Map(
    (draft.id === null ? [] : attendeesOf(context.db, [draft.id])).map((one) => [one.person_id, one.answer]),
  );
  const takes = [
    ...concerned.people.map((one): Taken => ({
      kind: 'person',
      id: one.id,
      zone: one.zone,
      required: concerned.optional.has(one.id) ? 0 : 1,
      answer: one.id === organiser ? null : (answers.get(one.id) ?? 'needs_action'),
      listed: 1,
    })),
    ...concerned.rooms.map((one): Taken => ({
      kind: 'resource',
      id: one.id,
      zone: null,
      required: 1,
      answer: 'needs_action',
      listed: 1,
    })),
  ];
  const from = wallToInstant(slot.start, slot.zone) - DAY;
  const event_id = draft.id ?? NEW_EVENT;
  const { kind, status, transparency, place, travel_min, buffer_min } = draft;
  const whole = { kind, status, transparency, place, geo, travel_min, buffer_min, slot, takes };
  const rows = occupancyRows(
    [{ ...whole, source: 'event', source_id: event_id, event_id, series_id: null, recurrence_id: null }],
    { from, to: from + 366 * DAY },
  );
  const uid = uidOf(context, draft);
  return rows.map((row) => ({
    ...row,
    uid,
    recurrence_id: slot.rrule === null ? (draft.recurrence_id ?? '') : row.recurrence_id,
  }));
}
