import type { Row } from '../../../src-shared/schema/tables.ts';
import type { EpochMs } from '../../../src-shared/kernel/brand.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Scope } from '../../../src-shared/sync/scope.ts';
import type { Sql } from '../store.ts';

export interface Subscription {
  readonly person_id: Id;
  readonly token_hash: string;
  readonly created_at: EpochMs;
  readonly read_at: EpochMs | null;
}

/** The one address of a person; null where there is none. */
export async function subscriptionOf(sql: Sql, personId: Id): Promise<Subscription | null> {
  const [found] = await sql.query<Subscription>(
    'SELECT person_id, token_hash, created_at, read_at FROM "subscription" WHERE person_id = $1',
    [personId],
  );
  return found ?? null;
}

/** Whose address it is. Of somebody who has left the bank there is none any more. */
export async function subscriptionByToken(sql: Sql, tokenHash: string): Promise<Subscription | null> {
  const [found] = await sql.query<Subscription>(
    `SELECT s.person_id, s.token_hash, s.created_at, s.read_at FROM "subscription" s
     JOIN "person" p ON p.id = s.person_id AND p.scope = 'bank'
     WHERE s.token_hash = $1 AND p.deleted = 0 AND p.left_on IS NULL`,
    [tokenHash],
  );
  return found ?? null;
}

/** A new address; the one before is none any more. */
export async function saveSubscription(
  sql: Sql,
  { personId, tokenHash, now }: { personId: Id; tokenHash: string; now: EpochMs },
): Promise<void> {
  await sql.query(
    `INSERT INTO "subscription" (person_id, token_hash, created_at, read_at) VALUES ($1, $2, $3, NULL)
     ON CONFLICT (person_id) DO UPDATE SET token_hash = $2, created_at = $3, read_at = NULL`,
    [personId, tokenHash, now],
  );
}

/** True where there was one. */
export async function endSubscription(sql: Sql, personId: Id): Promise<boolean> {
  const rows = await sql.query('DELETE FROM "subscription" WHERE person_id = $1 RETURNING person_id', [
    personId,
  ]);
  return rows.length > 0;
}

/** Notes that it was read, but not every time: programs ask every few minutes. */
export async function noteRead(sql: Sql, personId: Id, now: EpochMs, every: number): Promise<void> {
  await sql.query(
    'UPDATE "subscription" SET read_at = $2 WHERE person_id = $1 AND (read_at IS NULL OR read_at < $2::bigint - $3::bigint)',
    [personId, now, every],
  );
}

/** When something was last written in one of the scopes; null where nothing is known to have been. */
export async function lastWritten(sql: Sql, scopes: readonly Scope[]): Promise<EpochMs | null> {
  const [found] = await sql.query<{ at: EpochMs | null }>(
    `SELECT max(l.at) AS at FROM "scope_head" h JOIN "sync_log" l ON l.scope = h.scope AND l.seq = h.seq
     WHERE h.scope = ANY($1::text[])`,
    [scopes],
  );
  return found?.at ?? null;
}

/** An event or an invitation as a subscriber may read it; what hides the private is in the statement. */
export interface SubscribedEvent extends Pick<
  Row<'event'>,
  | 'id'
  | 'all_day'
  | 'start'
  | 'end'
  | 'zone'
  | 'rrule'
  | 'rdate'
  | 'exdate'
  | 'kind'
  | 'status'
  | 'transparency'
  | 'uid'
  | 'series_id'
  | 'recurrence_id'
> {
  /** The row itself: what pages go on from. */
  readonly key: Id;
  readonly private: boolean;
  readonly title: string | null;
  readonly title_en: string | null;
  readonly description: string | null;
  readonly place: string | null;
  /** The stamp of the newest change. */
  readonly stamp: number;
  /** Of the series that it belongs to; null where that is not in this calendar. */
  readonly series_uid: string | null;
  readonly series_zone: string | null;
  readonly series_here: Id | null;
  readonly declined: boolean;
  /** One meeting of a series, by its original start, that was answered otherwise than the series. */
  readonly one: string | null;
}

/** The newest stamp of a row: marks of units are told apart only where they differ from the row's. */
const STAMP = `greatest(r._clock, (SELECT max((u.value->>0)::bigint) FROM jsonb_each(coalesce(r._units, '{}')::jsonb) u))`;

/** Words of what is private do not leave the database. */
const open = (column: string, secret: string): string =>
  `CASE WHEN ${secret} THEN NULL ELSE r.${column} END AS ${column}`;

const PRIVATE_EVENT = `(r.privacy = 'private' OR starts_with(r.scope, 'person:'))`;
const PRIVATE_INVITATION = `starts_with(r.scope, 'person:')`;
const words = (secret: string): string =>
  ['title', 'title_en', 'description', 'place'].map((column) => open(column, secret)).join(', ');
const SLOT =
  'r.all_day, r.start, r."end", r.zone, r.rrule, r.rdate, r.exdate, r.kind, r.status, r.transparency';

const OWN = `SELECT r.id AS key, r.id, ${SLOT}, r.uid, r.series_id, r.recurrence_id, ${PRIVATE_EVENT} AS private,
    ${words(PRIVATE_EVENT)}, ${STAMP} AS stamp, s.uid AS series_uid, s.zone AS series_zone, s.id AS series_here,
    FALSE AS declined, NULL AS one
  FROM "event" r LEFT JOIN "event" s ON s.id = r.series_id AND s.scope = ANY($1::text[]) AND s.deleted = 0
  WHERE r.scope = ANY($1::text[]) AND r.deleted = 0 AND r.id > $2 ORDER BY r.id LIMIT $3`;

/** What is declined takes no time; a declined instance still has to be said, or its series would show it. */
const ASKED = `SELECT r.id AS key, r.event_id AS id, ${SLOT}, e.uid, r.series_id, r.recurrence_id,
    ${PRIVATE_INVITATION} AS private, ${words(PRIVATE_INVITATION)}, ${STAMP} AS stamp, o.uid AS series_uid,
    s.zone AS series_zone, s.event_id AS series_here, r.answer = 'declined' AS declined,
    NULL AS one
  FROM "invitation" r LEFT JOIN "event" e ON e.id = r.event_id AND e.deleted = 0
    LEFT JOIN "invitation" s ON s.event_id = r.series_id AND s.person_id = r.person_id AND s.deleted = 0
      AND s.answer <> 'declined'
    LEFT JOIN "event" o ON o.id = r.series_id AND o.deleted = 0
  WHERE r.scope = ANY($1::text[]) AND r.deleted = 0 AND (r.answer <> 'declined' OR s.id IS NOT NULL) AND r.id > $2
  ORDER BY r.id LIMIT $3`;

/**
 * Single meetings that were declined of a series that was not, or taken of one that was. What was replaced by an event of its
 * own is told with that.
 */
const ALONE = `SELECT a.id AS key, r.event_id AS id, ${SLOT}, e.uid, r.event_id AS series_id, a.recurrence_id,
    ${PRIVATE_INVITATION} AS private, ${words(PRIVATE_INVITATION)}, greatest(a._clock, ${STAMP}) AS stamp, e.uid AS series_uid,
    r.zone AS series_zone, CASE WHEN r.answer = 'declined' THEN NULL ELSE r.event_id END AS series_here,
    a.answer = 'declined' AS declined, a.recurrence_id AS one
  FROM "instance_answer" a
    JOIN "invitation" r ON r.event_id = a.event_id AND r.person_id = a.person_id AND r.scope = a.scope AND r.deleted = 0
    LEFT JOIN "event" e ON e.id = r.event_id AND e.deleted = 0
  WHERE a.scope = ANY($1::text[]) AND a.deleted = 0 AND a.copy_of IS NULL AND a.answer <> 'needs_action'
    AND (a.answer = 'declined') <> (r.answer = 'declined')
    AND NOT EXISTS (SELECT 1 FROM "invitation" o WHERE o.series_id = a.event_id AND o.recurrence_id = a.recurrence_id
      AND o.person_id = a.person_id AND o.deleted = 0)
    AND a.id > $2 ORDER BY a.id LIMIT $3`;

/** What somebody has in their own calendar and was asked to, page by page: a calendar of ten years is never in memory. */
export async function* subscribedEvents(
  sql: Sql,
  scopes: readonly Scope[],
  page: number,
): AsyncGenerator<readonly SubscribedEvent[]> {
  for (const statement of [OWN, ASKED, ALONE]) {
    for (let after = ''; ;) {
      const rows = await sql.query<SubscribedEvent>(statement, [scopes, after, page]);
      if (rows.length > 0) yield rows;
      if (rows.length < page) break;
      after = rows.at(-1)!.key;
    }
  }
}

/** Zones and years that a file of these scopes speaks of. */
export async function subscribedSpan(
  sql: Sql,
  scopes: readonly Scope[],
): Promise<{ zones: string[]; from: number; to: number } | null> {
  const rows = await sql.query<{ zone: string; from: string; to: string }>(
    `SELECT zone, left(min(start), 4) AS "from", left(max("end"), 4) AS "to" FROM (
       SELECT zone, start, "end" FROM "event" WHERE scope = ANY($1::text[]) AND deleted = 0
       UNION ALL SELECT zone, start, "end" FROM "invitation" WHERE scope = ANY($1::text[]) AND deleted = 0) e
     WHERE zone IS NOT NULL GROUP BY zone ORDER BY zone`,
    [scopes],
  );
  if (rows.length === 0) return null;
  return {
    zones: rows.map(({ zone }) => zone),
    from: Math.min(...rows.map(({ from }) => Number(from))),
    to: Math.max(...rows.map(({ to }) => Number(to))),
  };
}
