/**
 * Where the meetings of a commit are, for those who are asked. Their laptops hold neither the organiser's rooms nor, perhaps,
 * the customer, and yet have to reckon the way.
 *
 * What may be shown: a room's place is no secret. A customer's exact place goes to whoever holds the customer; to the
 * others its district, or the place to a hundredth of a degree (about a kilometre): the way is as good as right, and
 * neither a name nor a house follows from it. Whatever the organiser wrote as the event's own place is theirs to tell.
 * Who gains or loses the customer gains or loses the exact place with it: `push/follow-rights.ts`.
 */
import { parsePosition } from '../../src-shared/domain/calendar/travel-time.ts';
import type { Id } from '../../src-shared/kernel/ids.ts';
import type { Row, TableName } from '../../src-shared/schema/tables.ts';
import { parseScope, type Scope } from '../../src-shared/sync/scope.ts';
import { rowOf, type WriteSet } from '../push/write-set.ts';
import type { Family } from './family.ts';
import { asked } from './projected-rows.ts';

export type Whereabouts = (event: Id, person: Id) => string | null;

interface Place {
  /** For everybody; null where only the readers of `scope` may know it exactly. */
  readonly rough: string | null;
  readonly exact: string | null;
  readonly scope: Scope | null;
}

export async function whereaboutsOf(set: WriteSet, families: readonly Family[]): Promise<Whereabouts> {
  const unsaid = families.flatMap((family) =>
    family.events.flatMap((event) => {
      const people = asked(family, event).map((one) => one.person_id);
      const isSaid = event.geo !== null || event.kind === 'call' || event.status === 'cancelled';
      return isSaid || people.length === 0 ? [] : [{ family, event, people }];
    }),
  );
  if (unsaid.length === 0) return () => null;
  const places = await placesOfRooms(set, unsaid);
  const visits = unsaid.filter(({ event }) => event.kind === 'visit' && !places.has(event.id));
  for (const [event, place] of await placesOfCustomers(set, visits)) places.set(event, place);
  const held = await heldBy(set, [...places], new Map(unsaid.map((one) => [one.event.id, one.people])));
  return (event, person) => {
    const place = places.get(event);
    if (!place) return null;
    return place.scope === null || held.has(`${person} ${place.scope}`) ? place.exact : place.rough;
  };
}

interface Unsaid {
  readonly family: Family;
  readonly event: Row<'event'>;
}

/** The first room's own place, else its house's. */
async function placesOfRooms(set: WriteSet, unsaid: readonly Unsaid[]): Promise<Map<Id, Place>> {
  const asks = unsaid.map(({ family, event }) => ({
    event: event.id,
    rooms: (family.resources.get(event.id) ?? [])
      .filter((link) => link.status !== 'refused')
      .map((link) => link.resource_id)
      .sort(),
  }));
  const rooms = await current(
    set,
    'resource',
    asks.flatMap((one) => one.rooms),
  );
  const units = await current(
    set,
    'org_unit',
    [...rooms.values()].map((room) => room.unit_id),
  );
  const places = new Map<Id, Place>();
  for (const { event, rooms: wanted } of asks)
    for (const id of wanted) {
      const room = rooms.get(id);
      const exact = room?.kind === 'room' ? (room.geo ?? units.get(room.unit_id)?.geo ?? null) : null;
      if (exact !== null && !places.has(event)) places.set(event, { exact, rough: exact, scope: null });
    }
  return places;
}

/** The first customer's that has one. */
async function placesOfCustomers(set: WriteSet, visits: readonly Unsaid[]): Promise<Map<Id, Place>> {
  const places = new Map<Id, Place>();
  if (visits.length === 0) return places;
  const events = new Map(visits.map(({ event }) => [event.id, event]));
  await set.load('event_customer', await set.tx.calendar.idsByEvent('event_customer', [...events.keys()]));
  const links = set
    .held('event_customer')
    .filter((link) => link.deleted === 0 && events.has(link.event_id))
    .filter((link) => parseScope(link.scope)?.id === parseScope(events.get(link.event_id)!.scope)?.id)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const customers = await customersMeant(
    set,
    links.map((link) => link.customer_id),
  );
  const regions = [...customers.values()].flatMap((one) => one.region ?? []);
  const districts = await set.tx.rows.readBy('district', 'name', [...new Set(regions)]);
  const centres = new Map(
    districts
      .filter((row) => row.deleted === 0)
      .map((row) => rowOf('district', row))
      .map((district) => [district.name, district.geo]),
  );
  for (const link of links) {
    const customer = customers.get(link.customer_id);
    if (!customer || customer.deleted === 1 || places.has(link.event_id)) continue;
    const centre = centres.get(customer.region ?? '') ?? null;
    const rough = centre !== null ? `~${centre}` : roughly(customer.geo);
    if (rough === null) continue;
    places.set(link.event_id, { rough, exact: customer.geo ?? rough, scope: customer.scope });
  }
  return places;
}

/** To a hundredth of a degree. */
function roughly(geo: string | null): string | null {
  const position = parsePosition(geo);
  return position && `~${position.lat.toFixed(2)};${position.lon.toFixed(2)}`;
}

/** A merge names the customer that lives; it may have been merged in its turn. */
const MERGED_AT_MOST = 8;

async function customersMeant(set: WriteSet, ids: readonly Id[]): Promise<Map<Id, Row<'customer'>>> {
  const found = await current(set, 'customer', ids);
  for (let turn = 0; turn < MERGED_AT_MOST; turn += 1) {
    const merged = [...found].flatMap(([id, { deleted, merged_into }]) =>
      deleted === 1 && merged_into !== null ? [{ id, into: merged_into }] : [],
    );
    if (merged.length === 0) break;
    const heirs = await current(
      set,
      'customer',
      merged.map((one) => one.into),
    );
    for (const { id, into } of merged) {
      const heir = heirs.get(into);
      if (heir) found.set(id, heir);
      else found.delete(id);
    }
  }
  return found;
}

/** Which of the people hold the customers, as `person scope`. */
async function heldBy(
  set: WriteSet,
  places: readonly (readonly [Id, Place])[],
  people: ReadonlyMap<Id, readonly Id[]>,
): Promise<Set<string>> {
  const customers = places.flatMap(([event, { scope }]) => (scope === null ? [] : [{ event, scope }]));
  const holders = await set.tx.grants.holders(
    customers.flatMap(({ event }) => people.get(event) ?? []),
    customers.map(({ scope }) => scope),
  );
  return new Set(holders.map(({ person_id, scope }) => `${person_id} ${scope}`));
}

/** Rows as this commit leaves them, without locking what it does not write. */
async function current<N extends TableName>(
  set: WriteSet,
  table: N,
  ids: readonly Id[],
): Promise<Map<Id, Row<N>>> {
  if (ids.length === 0) return new Map();
  const rows = new Map(
    (await set.tx.rows.read(table, [...new Set(ids)])).map((row) => [row.id, rowOf(table, row)]),
  );
  for (const { now } of set.touched(table)) if (now && rows.has(now.id)) rows.set(now.id, rowOf(table, now));
  return rows;
}
