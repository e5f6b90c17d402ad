import type { EpochMs } from '../../../src-shared/kernel/brand.ts';
import { DAY, formatDay } from '../../../src-shared/domain/calendar/civil.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { TableName } from '../../../src-shared/schema/tables.ts';
import type { Reader } from '../access.ts';
import { statement } from './statement.ts';
import { meant } from './alias.ts';

/** The room's own place, else its house's. */
const OF_ROOMS = `(SELECT coalesce(r.geo, u.geo) FROM json_each(link.rooms) AS l
    JOIN resource AS r ON r.id = l.value AND r.kind = 'room' AND r.deleted = 0
    LEFT JOIN org_unit AS u ON u.id = r.unit_id AND u.deleted = 0
   WHERE coalesce(r.geo, u.geo) IS NOT NULL ORDER BY l.key LIMIT 1)`;
/** The customer's own place, else roughly (~) the centre of the district. */
const OF_CUSTOMERS = `(SELECT coalesce(c.geo, '~' || d.geo) FROM json_each(link.customers) AS l
    JOIN customer AS c ON c.id = l.value AND c.deleted = 0
    LEFT JOIN district AS d ON d.name = c.region AND d.deleted = 0
   WHERE coalesce(c.geo, d.geo) IS NOT NULL ORDER BY l.key LIMIT 1)`;

/** What says where an event is when it does not say so itself: its rooms, and for a visit its customers. */
export interface PlaceLinks {
  readonly rooms: readonly Id[];
  readonly customers: readonly Id[];
}

/** Where each of these is, `lat;lon` or roughly `~lat;lon`, in their order; null where nothing tells. */
export function geosOf(db: Reader, links: readonly PlaceLinks[]): (string | null)[] {
  if (links.every((one) => one.rooms.length + one.customers.length === 0)) return links.map(() => null);
  return statement<[string], string | null>(
    db,
    `WITH link(at, rooms, customers) AS (SELECT key, value ->> 'rooms', value ->> 'customers' FROM json_each(?))
     SELECT coalesce(${OF_ROOMS}, ${OF_CUSTOMERS}) AS geo FROM link ORDER BY at`,
  )
    .pluck()
    .all(JSON.stringify(links));
}

const BY_TABLE = {
  customer: `SELECT l.event_id FROM event_customer AS l WHERE ${meant('l.customer_id')} IN (SELECT ${meant('value')} FROM json_each(@ids)) AND l.deleted = 0`,
  resource: `SELECT l.event_id FROM event_resource AS l WHERE l.resource_id IN (SELECT value FROM json_each(@ids)) AND l.deleted = 0`,
  org_unit: `SELECT l.event_id FROM resource AS r JOIN event_resource AS l ON l.resource_id = r.id AND l.deleted = 0
    WHERE r.unit_id IN (SELECT value FROM json_each(@ids))`,
  district: `SELECT l.event_id FROM event_customer AS l JOIN customer AS c ON c.id = ${meant('l.customer_id')}
    WHERE l.deleted = 0 AND c.region IN (SELECT name FROM district WHERE id IN (SELECT value FROM json_each(@ids)))`,
} as const satisfies Partial<Record<TableName, string>>;

export const PLACE_TABLES = ['customer', 'resource', 'org_unit', 'district'] as const;

const placedBy = (table: (typeof PLACE_TABLES)[number]): string =>
  `SELECT DISTINCT coalesce(e.series_id, e.id) FROM (${BY_TABLE[table]}) AS l JOIN event AS e ON e.id = l.event_id
    WHERE e.deleted = 0 AND e.geo IS NULL AND (e."end" >= @today OR e.rrule IS NOT NULL OR e.rdate IS NOT NULL)`;
const PLACED_BY = {
  customer: placedBy('customer'),
  resource: placedBy('resource'),
  org_unit: placedBy('org_unit'),
  district: placedBy('district'),
};

/** The uids of events to come (series among them) whose place may follow from these rows. */
export function uidsPlacedBy(
  db: Reader,
  table: (typeof PLACE_TABLES)[number],
  ids: readonly Id[],
  now: EpochMs,
): Id[] {
  const parameters = { ids: JSON.stringify(ids), today: formatDay(Math.floor(now / DAY) - 1) };
  return statement<[typeof parameters], Id>(db, PLACED_BY[table]).pluck().all(parameters);
}
