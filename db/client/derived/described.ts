import {
  answersKey,
  singleAnswers,
  type SingleAnswers,
} from '../../../src-shared/domain/calendar/instance-answer.ts';
import { ROOM_ANSWER, type Answered } from '../../../src-shared/domain/calendar/occupancy.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Row } from '../../../src-shared/schema/tables.ts';
import type { Reader } from '../access.ts';
import {
  attendeesOf,
  colleaguesByIds,
  customerLinksOf,
  resourceLinksOf,
  type ResourceLinkRow,
} from '../queries/attendance.ts';
import { eventsOfUids, invitationsOfUids, type EventRow } from '../queries/calendar.ts';
import { instanceAnswersOf } from '../queries/instance-answer.ts';
import { geosOf } from '../queries/place.ts';
import type { Described, Taken } from './occupancy-rows.ts';
import { slotOf } from '../../../src-shared/domain/calendar/slot-of.ts';

type Zones = ReadonlyMap<Id, string>;
/** By `answersKey`. */
type Singles = ReadonlyMap<string, SingleAnswers>;

/**
 * What this laptop knows of the events with these uids, by uid, each as sets of descriptions that go together. Where it
 * holds the event itself, that says everything; where it only holds invitations, each person's set says when the
 * person and the organiser are taken.
 */
export function describe(db: Reader, uids: readonly Id[]): Map<Id, Described[][]> {
  const events = eventsOfUids(db, uids);
  const invitations = invitationsOfUids(db, uids);
  const zones = zonesOf(db, events, invitations);
  const singles = singleAnswers(instanceAnswersOf(db, uids));
  const sets = new Map<Id, Described[][]>();
  for (const [uid, described] of byKey(
    ofEvents(db, events, invitations, zones, singles),
    (one) => one.series_id ?? one.event_id,
  )) {
    sets.set(uid, [described]);
  }
  const perPerson = byKey(invitations, (one) => `${one.series_id ?? one.event_id}/${one.person_id}`);
  for (const rows of perPerson.values()) {
    const uid = rows[0]!.series_id ?? rows[0]!.event_id;
    const known = sets.get(uid) ?? [];
    if (known[0]?.[0]?.source === 'event') continue;
    sets.set(uid, [...known, rows.map((row) => ofInvitation(row, zones, singles))]);
  }
  return sets;
}

function ofEvents(
  db: Reader,
  events: readonly EventRow[],
  invitations: readonly Row<'invitation'>[],
  zones: Zones,
  singles: Singles,
): Described[] {
  const ids = events.map((event) => event.id);
  const attendees = byKey(attendeesOf(db, ids), (one) => one.event_id);
  const rooms = byKey(resourceLinksOf(db, ids), (one) => one.event_id);
  const geos = placesOf(db, events, rooms);
  // The attendee's own copy is newer than what came back to the organiser.
  const answers = new Map(invitations.map((one) => [`${one.event_id}/${one.person_id}`, one.answer]));
  return events.map((event, at) => {
    const takes: Taken[] = [taken('person', event.organiser_id, 1, null, zones)];
    for (const one of attendees.get(event.id) ?? []) {
      if (one.person_id === null || one.person_id === event.organiser_id) continue;
      const answer = answers.get(`${event.id}/${one.person_id}`) ?? one.answer;
      takes.push({
        ...taken('person', one.person_id, one.role === 'required' ? 1 : 0, answer, zones),
        ...singleOf(singles, event.id, one.person_id),
      });
    }
    for (const one of rooms.get(event.id) ?? [])
      takes.push(taken('resource', one.resource_id, 1, ROOM_ANSWER[one.status], zones));
    const geo = event.geo ?? geos[at] ?? null;
    return { ...common(event), geo, source: 'event', source_id: event.id, event_id: event.id, takes };
  });
}

/** A visit is where its customer is, unless it has a room; a call is nowhere. */
function placesOf(
  db: Reader,
  events: readonly EventRow[],
  rooms: ReadonlyMap<Id, readonly ResourceLinkRow[]>,
): (string | null)[] {
  const visits = events.filter((event) => event.kind === 'visit').map((event) => event.id);
  const customers = byKey(customerLinksOf(db, visits), (one) => one.event_id);
  return geosOf(
    db,
    events.map(({ id, kind }) => ({
      rooms:
        kind === 'call'
          ? []
          : (rooms.get(id) ?? []).filter((one) => one.status !== 'refused').map((one) => one.resource_id),
      customers: (customers.get(id) ?? []).map((one) => one.customer_id),
    })),
  );
}

/** What was said of single meetings, of a series; an override has an answer of its own. */
function singleOf(singles: Singles, series: Id, person: Id): Pick<Taken, 'single'> {
  const single = singles.get(answersKey(series, person));
  return single ? { single } : {};
}

function ofInvitation(row: Row<'invitation'>, zones: Zones, singles: Singles): Described {
  const takes: Taken[] = [
    {
      ...taken('person', row.person_id, row.role === 'required' ? 1 : 0, row.answer, zones),
      ...singleOf(singles, row.event_id, row.person_id),
    },
  ];
  if (row.organiser_id !== row.person_id)
    takes.push({ ...taken('person', row.organiser_id, 1, null, zones), listed: 0 });
  // What the event does not say of its place, the server has looked up.
  const geo = row.geo ?? row.whereabouts;
  return { ...common(row), geo, source: 'invitation', source_id: row.id, event_id: row.event_id, takes };
}

const common = (
  row: EventRow | Row<'invitation'>,
): Omit<Described, 'source' | 'source_id' | 'event_id' | 'takes'> => ({
  series_id: row.series_id,
  recurrence_id: row.recurrence_id,
  slot: slotOf(row),
  kind: row.kind,
  status: row.status,
  transparency: row.transparency,
  place: row.place,
  geo: row.geo,
  travel_min: row.travel_min,
  buffer_min: row.buffer_min,
});

const taken = (kind: Taken['kind'], id: Id, required: 0 | 1, answer: Answered, zones: Zones): Taken => ({
  kind,
  id,
  required,
  answer,
  listed: 1,
  zone: zones.get(id) ?? null,
});

/** Zones matter to all-day events alone; asking for nobody else keeps the common case to no query. */
function zonesOf(db: Reader, events: readonly EventRow[], invitations: readonly Row<'invitation'>[]): Zones {
  const days = events.filter((event) => event.all_day === 1);
  const asked = invitations.filter((row) => row.all_day === 1);
  if (days.length + asked.length === 0) return new Map();
  const people = new Set([
    ...days.map((event) => event.organiser_id),
    ...asked.flatMap((row) => [row.person_id, row.organiser_id]),
    ...attendeesOf(
      db,
      days.map((event) => event.id),
    ).flatMap((row) => row.person_id ?? []),
  ]);
  return new Map(colleaguesByIds(db, [...people]).map((person) => [person.id, person.zone]));
}

function byKey<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
