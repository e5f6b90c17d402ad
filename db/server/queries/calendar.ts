import type { EpochMs } from '../../../src-shared/kernel/brand.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Scope } from '../../../src-shared/sync/scope.ts';
import type { Sql } from '../store.ts';
import type { Holder } from './grants.ts';

/** What projections look up. Deleted rows are among the answers: what follows from them must go too. */

const idsOf = (rows: readonly { id: Id }[]): Id[] => rows.map((row) => row.id);

/** The series of events, by event; a single event and a series are their own. */
export async function rootsOf(sql: Sql, events: readonly Id[]): Promise<Id[]> {
  if (events.length === 0) return [];
  const rows = await sql.query<{ id: Id }>(
    'SELECT DISTINCT coalesce(series_id, id) AS id FROM "event" WHERE id = ANY($1::text[])',
    [events],
  );
  return idsOf(rows);
}

/** A series with its overrides. */
export async function familyIds(sql: Sql, roots: readonly Id[]): Promise<Id[]> {
  return idsOf(
    await sql.query<{ id: Id }>(
      `SELECT id FROM "event" WHERE id = ANY($1::text[])
       UNION SELECT id FROM "event" WHERE series_id = ANY($1::text[])`,
      [roots],
    ),
  );
}

/** Series in these scopes that say of themselves that they were cut off from another (`RELATED-TO`, RFC 5545 §3.8.4.5). */
export const siblingIds = async (sql: Sql, scopes: readonly Scope[]): Promise<Id[]> =>
  idsOf(
    await sql.query<{ id: Id }>(
      `SELECT id FROM "event" WHERE scope = ANY($1::text[]) AND deleted = 0 AND ics LIKE '%RELTYPE=SIBLING:%' ORDER BY id`,
      [scopes],
    ),
  );

const BY_EVENT = {
  attendee: 'SELECT id FROM "attendee" WHERE event_id = ANY($1::text[])',
  event_resource: 'SELECT id FROM "event_resource" WHERE event_id = ANY($1::text[])',
  event_customer: 'SELECT id FROM "event_customer" WHERE event_id = ANY($1::text[])',
  invitation: 'SELECT id FROM "invitation" WHERE event_id = ANY($1::text[])',
  proposal: 'SELECT id FROM "proposal" WHERE event_id = ANY($1::text[])',
  instance_answer: 'SELECT id FROM "instance_answer" WHERE event_id = ANY($1::text[])',
} as const;

export const idsByEvent = async (
  sql: Sql,
  table: keyof typeof BY_EVENT,
  events: readonly Id[],
): Promise<Id[]> => idsOf(await sql.query<{ id: Id }>(BY_EVENT[table], [events]));

/** Whoever may write in these people's calendars for them. */
export const writingDelegates = (
  sql: Sql,
  owners: readonly Id[],
): Promise<readonly { owner_id: Id; person_id: Id }[]> =>
  sql.query<{ owner_id: Id; person_id: Id }>(
    `SELECT substr(scope, 8) AS owner_id, person_id FROM "delegate"
      WHERE scope = ANY($1::text[]) AND may = 'write' AND deleted = 0`,
    [owners.map((owner) => `person:${owner}`)],
  );

export const blockIds = async (sql: Sql, uids: readonly Id[]): Promise<Id[]> =>
  idsOf(await sql.query<{ id: Id }>('SELECT id FROM "busy_block" WHERE uid = ANY($1::text[])', [uids]));

export interface ProjectedPerson {
  readonly id: Id;
  readonly unit_id: Id;
  readonly zone: string;
  readonly name: string;
  readonly name_en: string | null;
}

/** People, locked: two commits that touch one person's time decide one after the other who came first. */
export const lockPeople = (sql: Sql, ids: readonly Id[]): Promise<ProjectedPerson[]> =>
  sql.query<ProjectedPerson>(
    `SELECT id, unit_id, zone, name, name_en FROM "person" WHERE id = ANY($1::text[]) ORDER BY id FOR NO KEY UPDATE`,
    [ids],
  );

export interface ProjectedResource {
  readonly id: Id;
  readonly unit_id: Id;
  /** How many bookings it takes at once; null: one. */
  readonly capacity: number | null;
  readonly name: string;
  readonly name_en: string | null;
}

/** Rooms and cars, locked for the same reason. */
export const lockResources = (sql: Sql, ids: readonly Id[]): Promise<ProjectedResource[]> =>
  sql.query<ProjectedResource>(
    `SELECT id, unit_id, capacity, name, name_en FROM "resource" WHERE id = ANY($1::text[]) ORDER BY id FOR NO KEY UPDATE`,
    [ids],
  );

export const readUnits = (sql: Sql): Promise<{ id: Id; kind: string; parent_id: Id | null }[]> =>
  sql.query(`SELECT id, kind, parent_id FROM "org_unit" WHERE scope = 'bank' AND deleted = 0`);

/** A block of somebody's time. */
export interface Block {
  readonly subject_id: Id;
  readonly event_id: Id;
  readonly uid: Id;
  readonly start: EpochMs;
  readonly end: EpochMs;
  readonly status: string;
}

const OVERLAPPING = `
  SELECT b.subject_id, b.event_id, b.uid, b.start, b."end", b.status
  FROM unnest($1::text[], $2::bigint[], $3::bigint[]) AS want(subject, "from", "to")
  JOIN "busy_block" AS b ON b.subject_id = want.subject
    AND b.start < greatest(want."to", want."from" + 1) AND greatest(b."end", b.start + 1) > want."from"`;

/** Blocks that overlap one of the stretches of time, each once; a moment, there or here, takes the instant (`occupiedUntil`). */
export const overlappingBlocks = (
  sql: Sql,
  wanted: readonly { subject: Id; start: EpochMs; end: EpochMs }[],
): Promise<Block[]> =>
  sql.query<Block>(
    `${OVERLAPPING} AND b.start >= want."from" - 86400000
     UNION ${OVERLAPPING} AND b.start < want."from" - 86400000 AND b."end" - b.start > 86400000`,
    [wanted.map((one) => one.subject), wanted.map((one) => one.start), wanted.map((one) => one.end)],
  );

/** Title and calendar of events that something clashes with. */
export const eventTitles = (
  sql: Sql,
  ids: readonly Id[],
): Promise<{ id: Id; scope: Scope; title: string; title_en: string | null }[]> =>
  sql.query('SELECT id, scope, title, title_en FROM "event" WHERE id = ANY($1::text[])', [ids]);

/** Series of everything that takes these people's time: after they changed team. */
export async function rootsOfPeople(sql: Sql, people: readonly Id[]): Promise<Id[]> {
  const scopes = people.flatMap((id) => [`calendar:${id}`, `person:${id}`]);
  return idsOf(
    await sql.query<{ id: Id }>(
      `SELECT coalesce(series_id, id) AS id FROM "event" WHERE scope = ANY($1::text[]) AND deleted = 0
       UNION SELECT coalesce(series_id, event_id) FROM "invitation" WHERE scope = ANY($1::text[]) AND deleted = 0`,
      [scopes],
    ),
  );
}

/** Series whose blocks may change when the window moves on: repeated ones, and those that begin in the new days. */
export async function rootsToRoll(sql: Sql, from: string, to: string): Promise<Id[]> {
  return idsOf(
    await sql.query<{ id: Id }>(
      `SELECT DISTINCT coalesce(series_id, id) AS id FROM "event"
       WHERE deleted = 0 AND (rrule IS NOT NULL OR rdate IS NOT NULL OR (start >= $1 AND start <= $2)) ORDER BY 1`,
      [from, to],
    ),
  );
}

/** Every series, in order, after one. */
export async function rootsAfter(sql: Sql, after: Id, limit: number): Promise<Id[]> {
  return idsOf(
    await sql.query<{ id: Id }>(
      `SELECT id FROM "event" WHERE id > $1 AND series_id IS NULL AND deleted = 0 ORDER BY id LIMIT $2`,
      [after, limit],
    ),
  );
}

/** Blocks that ended before a moment. */
export const endedBlockIds = async (sql: Sql, before: EpochMs, limit: number): Promise<Id[]> =>
  idsOf(
    await sql.query<{ id: Id }>('SELECT id FROM "busy_block" WHERE "end" < $1 ORDER BY id LIMIT $2', [
      before,
      limit,
    ]),
  );

export const membersOfBooks = (sql: Sql, books: readonly Id[]): Promise<{ book_id: Id; person_id: Id }[]> =>
  sql.query(`SELECT book_id, person_id FROM "book_member" WHERE book_id = ANY($1::text[]) AND deleted = 0`, [
    books,
  ]);

/** Private events that lie in calendars, where leads may read them: what an older version or a feed put there. */
export const privateInCalendars = async (sql: Sql, limit: number): Promise<Id[]> =>
  idsOf(
    await sql.query<{ id: Id }>(
      `SELECT id FROM "event" WHERE privacy = 'private' AND starts_with(scope, 'calendar:') ORDER BY id LIMIT $1`,
      [limit],
    ),
  );

/**
 * Series of the visits that people are asked to, where the customer lies in a scope that they see, or saw until now. A
 * customer that was merged is found by whoever it was merged into; so each of those counts, wherever it lies.
 */
export const visitsShown = async (sql: Sql, shown: readonly Holder[]): Promise<Id[]> =>
  shown.length === 0
    ? []
    : idsOf(
        await sql.query<{ id: Id }>(
          `SELECT DISTINCT coalesce(i.series_id, i.event_id) AS id
           FROM unnest($1::text[], $2::text[]) AS shown(person_id, scope)
           JOIN "invitation" AS i ON i.scope IN ('calendar:' || shown.person_id, 'person:' || shown.person_id)
             AND i.deleted = 0 AND i.kind = 'visit' AND i.geo IS NULL
           JOIN "event_customer" AS l ON l.event_id = i.event_id AND l.deleted = 0
           JOIN "customer" AS c ON c.id = l.customer_id AND (c.scope = shown.scope OR c.merged_into IS NOT NULL)`,
          [shown.map((one) => one.person_id), shown.map((one) => one.scope)],
        ),
      );
