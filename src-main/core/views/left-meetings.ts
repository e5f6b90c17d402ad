import {
  attendeesOf,
  colleaguesByIds,
  customerLinksOf,
  partiesByIds,
  resourceLinksOf,
  roomsByIds,
} from '../../../db/client/queries/attendance.ts';
import { membersOfBook } from '../../../db/client/queries/book.ts';
import { rootsAheadIn } from '../../../db/client/queries/calendar.ts';
import { occupiedByUids } from '../../../db/client/queries/occupancy.ts';
import { calendarsLeft } from '../../../db/client/queries/person.ts';
import type { InboxLeft } from '../../../src-shared/contract/inbox.ts';
import { dateAt } from '../../../src-shared/domain/calendar/zone.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import { parseScope, type Scope } from '../../../src-shared/sync/scope.ts';
import type { QueryContext } from '../engine/context.ts';
import { nameOf } from './conflict-views.ts';
import { marksOf, toInstances } from './instances.ts';

interface Left {
  readonly left: InboxLeft[];
  /** How many more go along with a book of theirs, once that is handed over. */
  readonly leftWithBooks: number;
}

/**
 * Meetings to come of people who have left, in calendars that the reader winds up, where somebody waits: a colleague who has
 * not declined, a customer, a room. What the person had planned alone ends with them, and what is about customers of a book
 * that is still theirs goes on with the book.
 */
export function leftMeetings(context: QueryContext, zone: string): Left {
  const { db, grants, now } = context;
  const left = calendarsLeft(db);
  const scopes = [...left.keys()].filter((scope) => grants.get(scope) === 'write');
  const events = rootsAheadIn(db, scopes, dateAt(now, zone));
  if (events.length === 0) return { left: [], leftWithBooks: 0 };
  const roots = events.map((event) => event.id);
  const next = Map.groupBy(occupiedByUids(db, roots, now), (one) => one.uid);
  const attendees = Map.groupBy(attendeesOf(db, roots), (one) => one.event_id);
  const customers = Map.groupBy(customerLinksOf(db, roots), (one) => one.event_id);
  const resources = Map.groupBy(resourceLinksOf(db, roots), (one) => one.event_id);
  let leftWithBooks = 0;
  const isOwners = ownersOfBooks(context);
  const here = new Set(
    colleaguesByIds(
      db,
      events.map((event) => event.organiser_id),
    ).flatMap((one) => (one.left_on === null ? [one.id] : [])),
  );
  const waiting = events.flatMap((event) => {
    const { id } = event;
    const organiser = left.get(event.scope);
    const shown = next.get(id)?.[0];
    // Passed on to a colleague, it waits for the server to bring it there.
    if (!organiser || !shown || here.has(event.organiser_id)) return [];
    const people = (attendees.get(id) ?? [])
      .filter((one) => one.answer !== 'declined')
      .flatMap((one) => one.person_id ?? []);
    const item = {
      event,
      organiser,
      shown,
      guests: colleaguesByIds(db, people).filter((one) => one.left_on === null),
      customers: partiesByIds(
        db,
        (customers.get(id) ?? []).map((one) => one.customer_id),
      ),
      resources: roomsByIds(
        db,
        (resources.get(id) ?? []).filter((one) => one.status !== 'refused').map((one) => one.resource_id),
      ),
    };
    if (item.customers.some((one) => isOwners(one.scope, organiser.id))) {
      leftWithBooks += 1;
      return [];
    }
    return item.guests.length + item.customers.length + item.resources.length > 0 ? [item] : [];
  });
  waiting.sort((a, b) => a.shown.start - b.shown.start);
  const instances = toInstances(
    context,
    waiting.map((one) => one.shown),
    zone,
    marksOf([]),
  );
  const shown = waiting.flatMap(({ event, organiser, ...who }, at) => {
    const instance = instances[at];
    return instance
      ? [
          {
            instance,
            organiser: nameOf(organiser),
            leftOn: organiser.left_on ?? '',
            guests: who.guests.map(nameOf),
            customers: who.customers.map(nameOf),
            resources: who.resources.map(nameOf),
            rrule: event.rrule,
          },
        ]
      : [];
  });
  return { left: shown, leftWithBooks };
}

/** Whether a book is somebody's own. */
function ownersOfBooks({ db }: QueryContext): (scope: Scope, person: Id) => boolean {
  const owners = new Map<Scope, Set<Id>>();
  return (scope, person) => {
    const known =
      owners.get(scope) ??
      new Set(
        membersOfBook(db, parseScope(scope)?.id ?? '')
          .filter(({ role }) => role === 'owner')
          .map((one) => one.person_id),
      );
    owners.set(scope, known);
    return known.has(person);
  };
}
