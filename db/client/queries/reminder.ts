import type { EpochMs } from '../../../src-shared/kernel/brand.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Reader } from '../access.ts';
import { flagsKeptFrom } from '../local/flags.ts';
import { all, allOf, statement } from './statement.ts';
import { AWAY, NOT_AWAY } from './task.ts';

export interface DueReminder {
  readonly id: string;
  readonly event_id: Id | null;
  readonly task_id: Id | null;
  readonly title: string;
  readonly title_en: string | null;
  /** When to remind. */
  readonly due: EpochMs;
  /** When it begins, or a task is due. */
  readonly at: EpochMs;
  readonly place: string | null;
}

/** Missed for longer than this, a reminder is history. */
const FORGET_MS = 14 * 86_400_000;

/** A clock that is put right by less than this was right. */
export const CLOCK_SLACK_MS = 3_600_000;

/**
 * What should be on screen at `now`, soonest first: due, not put away, and not put off until later. What was told in what is
 * still to come was told by a wrong clock, and so was whatever was decided about it.
 */
export function dueReminders(db: Reader, now: EpochMs): DueReminder[] {
  return statement<[{ now: number; from: number; wrong: number }], DueReminder>(
    db,
    `WITH RECURSIVE ${AWAY}
    SELECT r.id, r.event_id, r.task_id, coalesce(e.title, i.title, t.title, a.title) AS title, coalesce(e.title_en, i.title_en) AS title_en,
        r.due, r.at, coalesce(e.place, i.place) AS place
       FROM reminder AS r
       LEFT JOIN event AS e ON e.id = r.source_id AND e.deleted = 0
       LEFT JOIN invitation AS i ON i.id = r.source_id AND i.deleted = 0
       LEFT JOIN task AS t ON t.id = r.source_id AND t.deleted = 0
       LEFT JOIN assignment AS a ON a.id = r.source_id AND a.deleted = 0
       LEFT JOIN "_flag" AS away ON away.kind = 'reminder_dismissed' AND away.id = r.id
       LEFT JOIN "_flag" AS later ON later.kind = 'reminder_snoozed' AND later.id = r.id
       LEFT JOIN "_flag" AS told ON told.kind = 'reminder_fired' AND told.id = r.id
      WHERE r.due <= @now AND r.due > @from
        AND (told.at > @wrong OR (away.id IS NULL AND (later.id IS NULL OR later.at <= @now)))
        AND coalesce(e.title, i.title, t.title, a.title) IS NOT NULL AND ${HERE}
      ORDER BY r.at, r.id`,
  ).all({
    now,
    from: Math.max(now - FORGET_MS, flagsKeptFrom(db.sqlite)),
    wrong: now + CLOCK_SLACK_MS,
  });
}

/** The steps of a task go with it: who has it is reminded of them. A step says nothing when the task above it goes or comes. */
const HERE = `(r.task_id IS NULL OR r.task_id NOT IN (SELECT id FROM away))`;

/** When what is reminded of begins. */
export const startsOfReminders = (
  db: Reader,
  ids: readonly string[],
): { readonly id: string; readonly at: EpochMs }[] =>
  allOf(db, 'SELECT id, at FROM reminder WHERE id IN (SELECT value FROM json_each(?))', ids);

/** When what is still to come on a list of its own falls due, the soonest first: those that were put off at their new time. */
export function comingReminders(db: Reader, now: EpochMs, until: EpochMs, most: number): EpochMs[] {
  return statement<[{ now: number; until: number; most: number }], { at: number }>(
    db,
    `WITH RECURSIVE ${AWAY}
     SELECT at FROM (
       SELECT due AS at FROM reminder AS r WHERE due > @now AND due <= @until AND ${HERE}
       UNION ALL SELECT f.at FROM "_flag" AS f JOIN reminder AS r ON r.id = f.id
         WHERE f.kind = 'reminder_snoozed' AND f.at > @now AND f.at <= @until AND r.due <= @now AND ${HERE})
     ORDER BY at LIMIT @most`,
  )
    .all({ now, until, most })
    .map((row) => row.at);
}

/** When `dueReminders` will next say more than at `now`; null where nothing is coming. */
export function nextReminderAt(db: Reader, now: EpochMs): EpochMs | null {
  const row = statement<[{ now: number }], { at: number | null }>(
    db,
    `SELECT min(at) AS at FROM (
       SELECT min(due) AS at FROM reminder WHERE due > @now
       UNION ALL SELECT min(f.at) FROM "_flag" AS f JOIN reminder AS r ON r.id = f.id
         WHERE f.kind = 'reminder_snoozed' AND f.at > @now)`,
  ).get({ now });
  return row?.at ?? null;
}

export interface ReminderRow extends Pick<DueReminder, 'id' | 'event_id' | 'task_id' | 'due' | 'at'> {
  /** The event's uid or the task's id: what is derived again together. */
  readonly uid: Id;
  readonly source_id: Id;
}

export function addReminders(db: Reader, rows: readonly ReminderRow[]): void {
  const add = statement<[ReminderRow], never>(
    db,
    `INSERT INTO reminder (id, uid, source_id, event_id, task_id, due, at)
      VALUES (@id, @uid, @source_id, @event_id, @task_id, @due, @at) ON CONFLICT (id) DO NOTHING`,
  );
  for (const row of rows) add.run(row);
}

export function forgetReminders(db: Reader, uids: readonly Id[], sources: readonly Id[]): void {
  if (uids.length > 0)
    statement<[string], never>(db, 'DELETE FROM reminder WHERE uid IN (SELECT value FROM json_each(?))').run(
      JSON.stringify(uids),
    );
  if (sources.length > 0)
    statement<[string], never>(
      db,
      'DELETE FROM reminder WHERE source_id IN (SELECT value FROM json_each(?))',
    ).run(JSON.stringify(sources));
}

/** What is one's own to do at a time of day: tasks that nobody else has, and those that were taken over. */
const DUE = `SELECT id, due, zone FROM task WHERE status = 'open' AND due IS NOT NULL AND deleted = 0
    AND ${NOT_AWAY}
  UNION ALL SELECT id, due, zone FROM assignment
  WHERE status = 'open' AND answer = 'accepted' AND due IS NOT NULL AND deleted = 0`;

const DUE_BY_IDS = `SELECT id, due, zone FROM (${DUE}) WHERE id IN (SELECT value FROM json_each(?))`;

/** Open tasks of the given ids (null: of all) that are due some time. */
export function openTasks(db: Reader, ids: readonly Id[] | null): { id: Id; due: string; zone: string }[] {
  return ids === null ? all(db, DUE) : allOf(db, DUE_BY_IDS, ids);
}

/** Drops what has not begun yet; what was missed stays until it is put away. */
export function forgetComingReminders(db: Reader, now: EpochMs): void {
  statement<[number], never>(db, 'DELETE FROM reminder WHERE at > ?').run(now);
  statement<[], never>(db, 'DELETE FROM reminder_until').run();
}

/** Drops what was missed so long ago that it is history. */
export function forgetOldReminders(db: Reader, now: EpochMs): void {
  statement<[number], never>(db, 'DELETE FROM reminder WHERE due <= ?').run(now - FORGET_MS);
}

/** Up to when reminders were looked for; undefined before anybody signed in. */
export const readRemindersUntil = (db: Reader): EpochMs | undefined =>
  statement<[], { until: number }>(db, 'SELECT "end" AS until FROM reminder_until').get()?.until;

export function writeRemindersUntil(db: Reader, until: EpochMs): void {
  statement<[], never>(db, 'DELETE FROM reminder_until').run();
  statement<[number], never>(db, 'INSERT INTO reminder_until ("end") VALUES (?)').run(until);
}
