import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Row } from '../../../src-shared/schema/tables.ts';
import type { Reader } from '../access.ts';
import { allOf, statement } from './statement.ts';
import { meaning, meant } from './alias.ts';

/** Who and what an event asks for. Lists of ids go in as one JSON parameter: one statement whatever their length. */
export type AttendeeRow = Pick<
  Row<'attendee'>,
  | 'id'
  | 'event_id'
  | 'person_id'
  | 'customer_id'
  | 'role'
  | 'answer'
  | 'answer_note'
  | 'answered_by'
  | 'delivered_at'
  | 'seen_at'
>;
export type ResourceLinkRow = Pick<Row<'event_resource'>, 'id' | 'event_id' | 'resource_id' | 'status'>;
export type CustomerLinkRow = Pick<Row<'event_customer'>, 'id' | 'event_id' | 'customer_id'>;

export function attendeesOf(db: Reader, events: readonly Id[]): AttendeeRow[] {
  return allOf(
    db,
    `SELECT id, event_id, person_id, ${meant('customer_id')} AS customer_id, role, answer, answer_note, answered_by,
      delivered_at, seen_at FROM attendee
      WHERE event_id IN (SELECT value FROM json_each(?)) AND deleted = 0 ORDER BY id`,
    events,
  );
}

export function resourceLinksOf(db: Reader, events: readonly Id[]): ResourceLinkRow[] {
  return allOf(
    db,
    `SELECT id, event_id, resource_id, status FROM event_resource
      WHERE event_id IN (SELECT value FROM json_each(?)) AND deleted = 0 ORDER BY id`,
    events,
  );
}

export function customerLinksOf(db: Reader, events: readonly Id[]): CustomerLinkRow[] {
  return allOf(
    db,
    `SELECT id, event_id, ${meant('customer_id')} AS customer_id FROM event_customer
      WHERE event_id IN (SELECT value FROM json_each(?)) AND deleted = 0 ORDER BY id`,
    events,
  );
}

/** The events that rows of the link tables belong to, deleted links included: what to look at again after a change. */
export function eventsOfLinks(
  db: Reader,
  table: 'attendee' | 'event_resource' | 'event_customer',
  ids: readonly Id[],
): Id[] {
  return statement<[string], { event_id: Id }>(db, EVENTS_OF_LINKS[table])
    .all(JSON.stringify(ids))
    .map((row) => row.event_id);
}

const EVENTS_OF_LINKS = {
  attendee: 'SELECT DISTINCT event_id FROM attendee WHERE id IN (SELECT value FROM json_each(?))',
  event_resource: 'SELECT DISTINCT event_id FROM event_resource WHERE id IN (SELECT value FROM json_each(?))',
  event_customer: 'SELECT DISTINCT event_id FROM event_customer WHERE id IN (SELECT value FROM json_each(?))',
} as const;

export type ColleagueRow = Pick<
  Row<'person'>,
  | 'id'
  | 'name'
  | 'name_en'
  | 'title'
  | 'title_en'
  | 'role'
  | 'unit_id'
  | 'zone'
  | 'work_start'
  | 'work_end'
  | 'work_week'
  | 'left_on'
>;
export type RoomRow = Pick<
  Row<'resource'>,
  'id' | 'kind' | 'name' | 'name_en' | 'seats' | 'capacity' | 'unit_id'
>;
export type UnitRow = Pick<Row<'org_unit'>, 'id' | 'kind' | 'parent_id' | 'name' | 'name_en'>;
export type PartyRow = Pick<
  Row<'customer'>,
  'id' | 'name' | 'name_en' | 'short_name' | 'short_name_en' | 'tier' | 'lifecycle' | 'scope'
>;

const COLLEAGUE =
  'id, name, name_en, title, title_en, role, unit_id, zone, work_start, work_end, work_week, left_on';
const ROOM = 'id, kind, name, name_en, seats, capacity, unit_id';

export function colleaguesByIds(db: Reader, ids: readonly Id[]): ColleagueRow[] {
  return allOf(
    db,
    `SELECT ${COLLEAGUE} FROM person WHERE id IN (SELECT value FROM json_each(?)) AND deleted = 0`,
    ids,
  );
}

/** The people who work in these units now, in the order of their ids (the order in which they came). */
export function colleaguesInUnits(db: Reader, units: readonly Id[]): ColleagueRow[] {
  return statement<[string], ColleagueRow>(
    db,
    `SELECT ${COLLEAGUE} FROM person
      WHERE unit_id IN (SELECT value FROM json_each(?)) AND left_on IS NULL AND deleted = 0 ORDER BY id`,
  ).all(JSON.stringify(units));
}

export function roomsByIds(db: Reader, ids: readonly Id[]): RoomRow[] {
  return allOf(
    db,
    `SELECT ${ROOM} FROM resource WHERE id IN (SELECT value FROM json_each(?)) AND deleted = 0`,
    ids,
  );
}

/** How many events each of these takes at once, of those that take more than one: a pool of cars, a shared hall. */
export function poolsAmong(db: Reader, resources: readonly Id[]): Map<Id, number> {
  if (resources.length === 0) return new Map();
  const rows = statement<[string], { id: Id; capacity: number }>(
    db,
    'SELECT id, capacity FROM resource WHERE id IN (SELECT value FROM json_each(?)) AND capacity > 1 AND deleted = 0',
  ).all(JSON.stringify(resources));
  return new Map(rows.map((row) => [row.id, row.capacity]));
}

/** Rooms before cars, then by name. */
export function roomsInUnits(db: Reader, units: readonly Id[]): RoomRow[] {
  return statement<[string], RoomRow>(
    db,
    `SELECT ${ROOM} FROM resource
      WHERE unit_id IN (SELECT value FROM json_each(?)) AND deleted = 0 ORDER BY kind DESC, name, id`,
  ).all(JSON.stringify(units));
}

export function units(db: Reader): UnitRow[] {
  return statement<[], UnitRow>(
    db,
    'SELECT id, kind, parent_id, name, name_en FROM org_unit WHERE deleted = 0',
  ).all();
}

/** These units and all that they belong to, up to the head office. */
export function unitsAbove(db: Reader, ids: readonly Id[]): UnitRow[] {
  return allOf(
    db,
    `WITH RECURSIVE above(id) AS (SELECT value FROM json_each(?)
       UNION SELECT org_unit.parent_id FROM org_unit JOIN above USING (id))
     SELECT id, kind, parent_id, name, name_en FROM above JOIN org_unit USING (id) WHERE deleted = 0`,
    ids,
  );
}

/** Customers as a calendar shows them; those of books this laptop does not hold are simply missing. */
export function partiesByIds(db: Reader, ids: readonly Id[]): PartyRow[] {
  return allOf(
    db,
    `SELECT id, name, name_en, short_name, short_name_en, tier, lifecycle, scope FROM customer
      WHERE id IN (SELECT value FROM json_each(?)) AND deleted = 0`,
    ids,
  );
}

/** When each customer was last in contact with the bank. */
export function lastContacts(db: Reader, customers: readonly Id[]): Map<Id, number> {
  const rows = statement<[string], { customer_id: Id; at: number }>(
    db,
    `SELECT j.value AS customer_id, (SELECT max(at) FROM contact_log
        WHERE customer_id ${meaning('j.value')} AND deleted = 0) AS at FROM json_each(?) AS j WHERE at IS NOT NULL`,
  ).all(JSON.stringify(customers));
  return new Map(rows.map((row) => [row.customer_id, row.at]));
}
