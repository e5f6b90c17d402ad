import type { EpochMs } from '../../../src-shared/kernel/brand.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Reader } from '../access.ts';
import { statement } from './statement.ts';
import { meaning, meant } from './alias.ts';

/** A meeting with a customer, in the time of the manager who holds it. */
export interface VisitRow {
  readonly source_id: Id;
  readonly event_id: Id;
  readonly uid: Id;
  readonly recurrence_id: string;
  /** The organiser. */
  readonly person_id: Id;
  readonly customer_id: Id;
  readonly start: EpochMs;
  readonly end: EpochMs;
}

/** Meetings with any of these customers that begin in [from, to). Only events that this laptop holds itself tell. */
export function visitsTo(db: Reader, customers: readonly Id[], from: EpochMs, to: EpochMs): VisitRow[] {
  const parameters = { customers: JSON.stringify(customers), from, to };
  return statement<[typeof parameters], VisitRow>(
    db,
    `SELECT o.source_id, o.event_id, o.uid, o.recurrence_id, o.subject_id AS person_id, ${meant('l.customer_id')} AS customer_id, o.start, o."end"
       FROM event_customer AS l
       JOIN event AS e ON e.id = l.event_id AND e.deleted = 0 AND e.kind IN ('visit', 'call', 'meeting', 'seminar')
       JOIN occupancy AS o INDEXED BY occupancy_source ON o.source_id = e.id AND o.subject_id = e.organiser_id
      WHERE l.customer_id IN (SELECT value FROM json_each(@customers)
          UNION ALL SELECT a.id FROM json_each(@customers) AS j JOIN _alias AS a ON a.survivor = j.value) AND l.deleted = 0
        AND o.status <> 'free' AND o.start >= @from AND o.start < @to
      ORDER BY o.start, o.event_id, customer_id`,
  ).all(parameters);
}

/** The customers on events with these uids. */
export function customersOfUids(db: Reader, uids: readonly Id[]): Id[] {
  if (uids.length === 0) return [];
  const list = JSON.stringify(uids);
  return statement<[string, string], { customer_id: Id }>(
    db,
    `SELECT ${meant('l.customer_id')} AS customer_id FROM event_customer AS l
      WHERE l.event_id IN (SELECT value FROM json_each(?)) AND l.deleted = 0
     UNION SELECT ${meant('l.customer_id')} FROM event AS e JOIN event_customer AS l ON l.event_id = e.id AND l.deleted = 0
      WHERE e.series_id IN (SELECT value FROM json_each(?)) AND e.deleted = 0`,
  )
    .all(list, list)
    .map((row) => row.customer_id);
}

const ABOVE = `WITH RECURSIVE up(start, at, depth) AS (
    SELECT value, value, 0 FROM json_each(?)
    UNION SELECT up.start, ${meant('r.to_id')}, up.depth + 1 FROM up JOIN relation AS r
      ON r.from_id ${meaning('up.at')} AND r.kind = 'subsidiary' AND r.deleted = 0 WHERE up.depth < 8)
  SELECT start, at FROM up ORDER BY depth DESC, at`;

const MEMBERS = `WITH RECURSIVE down(root, at, depth) AS (
    SELECT value, value, 0 FROM json_each(?)
    UNION SELECT down.root, ${meant('r.from_id')}, down.depth + 1 FROM down JOIN relation AS r
      ON r.to_id ${meaning('down.at')} AND r.kind = 'subsidiary' AND r.deleted = 0 WHERE down.depth < 8)
  SELECT at AS customer, min(root) AS "group" FROM down GROUP BY at`;

/** Each customer's group, told by the company on top, for these customers and everybody else in their groups. */
export function groupsOf(db: Reader, customers: readonly Id[]): Map<Id, Id> {
  const above = statement<[string], { start: Id; at: Id }>(db, ABOVE).all(JSON.stringify(customers));
  // The first line of each customer is the highest company above it.
  const roots = new Map<Id, Id>();
  for (const { start, at } of above) if (!roots.has(start)) roots.set(start, at);
  const members = statement<[string], { customer: Id; group: Id }>(db, MEMBERS).all(
    JSON.stringify([...new Set(roots.values())]),
  );
  return new Map(members.map((row) => [row.customer, row.group]));
}

/**
 * Companies whose group may be another one because of these rows: what was joined or parted, and what was merged. Of a
 * relation that is gone from here nobody knows whose it was, so it may be anybody's.
 */
const REGROUPED = `SELECT r.from_id AS id FROM relation AS r
      WHERE r.kind = 'subsidiary' AND r.id IN (SELECT value FROM json_each(@relations))
    UNION SELECT r.to_id FROM relation AS r
      WHERE r.kind = 'subsidiary' AND r.id IN (SELECT value FROM json_each(@relations))
    UNION SELECT l.customer_id FROM event_customer AS l WHERE EXISTS (SELECT 1 FROM json_each(@relations) AS gone
      WHERE NOT EXISTS (SELECT 1 FROM relation AS r WHERE r.id = gone.value))
    UNION SELECT c.value FROM json_each(@customers) AS c
      WHERE EXISTS (SELECT 1 FROM event_customer AS l WHERE l.customer_id = c.value)
        OR EXISTS (SELECT 1 FROM relation AS r WHERE r.from_id = c.value AND r.kind = 'subsidiary')
        OR EXISTS (SELECT 1 FROM relation AS r WHERE r.to_id = c.value AND r.kind = 'subsidiary')`;

/** With them, whoever is in one group with them, under their own name or that of a company merged into them. */
const UIDS_REGROUPED = `WITH RECURSIVE near(id) AS (
    ${REGROUPED}
    UNION SELECT ${meant('near.id')} FROM near
    UNION SELECT a.id FROM near JOIN _alias AS a ON a.survivor = near.id
    UNION SELECT r.to_id FROM near JOIN relation AS r ON r.from_id = near.id AND r.kind = 'subsidiary' AND r.deleted = 0
    UNION SELECT r.from_id FROM near JOIN relation AS r ON r.to_id = near.id AND r.kind = 'subsidiary' AND r.deleted = 0)
  SELECT DISTINCT coalesce(e.series_id, e.id) FROM near JOIN event_customer AS l ON l.customer_id = near.id
    JOIN event AS e ON e.id = l.event_id WHERE e.deleted = 0`;

/** The uids of meetings with companies whose group may be another one since these rows changed. */
export function uidsRegroupedBy(db: Reader, relations: readonly Id[], customers: readonly Id[]): Id[] {
  if (relations.length + customers.length === 0) return [];
  const parameters = { relations: JSON.stringify(relations), customers: JSON.stringify(customers) };
  return statement<[typeof parameters], Id>(db, UIDS_REGROUPED).pluck().all(parameters);
}
