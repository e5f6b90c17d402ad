import { parseWall } from '../../../src-shared/domain/calendar/civil.ts';
import {
  answersKey,
  firstPerMeeting,
  shiftedStart,
} from '../../../src-shared/domain/calendar/instance-answer.ts';
import type { WallTime } from '../../../src-shared/kernel/brand.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Row } from '../../../src-shared/schema/tables.ts';
import type { Reader } from '../access.ts';
import { DECIDED } from '../local/outbox.ts';
import { allOf } from './statement.ts';

/**
 * What people said of single meetings of these series, in their own rows and in the organisers' copies of them. Copies go
 * along with their series at the server; until it has answered, those of a series that was moved here stand where they will.
 */
export function instanceAnswersOf(db: Reader, series: readonly Id[]): Row<'instance_answer'>[] {
  if (series.length === 0) return [];
  const rows = allOf<Row<'instance_answer'>>(db, OF_SERIES, series);
  const copied = [...new Set(rows.flatMap((row) => (row.copy_of === null ? [] : [row.event_id])))];
  if (copied.length === 0) return rows;
  const moves = new Map(allOf<WaitingMove>(db, WAITING_MOVES, copied).map((one) => [one.id, one]));
  return rows.map((row) => {
    const move = row.copy_of === null ? undefined : moves.get(row.event_id);
    if (!move) return row;
    const shift = parseWall(move.start) - parseWall(move.was);
    return { ...row, recurrence_id: shiftedStart(row.recurrence_id, shift, move.all_day) };
  });
}

interface WaitingMove {
  readonly id: Id;
  readonly was: WallTime;
  readonly start: WallTime;
  readonly all_day: 0 | 1;
}

/** Series whose start was changed here and not sent: as the server knows it, and as it is. */
const WAITING_MOVES = `SELECT e.id, json_extract(o.before, '$.start') AS was, e.start, e.all_day
  FROM json_each(?) AS wanted JOIN event AS e ON e.id = wanted.value AND (e.rrule IS NOT NULL OR e.rdate IS NOT NULL)
  JOIN _outbox AS o ON o.id = (SELECT min(id) FROM _outbox WHERE row_id = e.id AND tbl = 'event'
    AND state <> ${DECIDED} AND kind = 'update' AND json_extract(before, '$.start') IS NOT NULL)
  WHERE json_extract(o.before, '$.start') <> e.start`;

const OF_SERIES = `SELECT id, scope, deleted, event_id, person_id, recurrence_id, answer, answer_note, answered_by, copy_of
  FROM instance_answer WHERE event_id IN (SELECT value FROM json_each(?)) AND deleted = 0 ORDER BY recurrence_id, id`;

/** The series that rows of answers belong to, deleted ones included: what to look at again after a change. */
export const seriesOfAnswers = (db: Reader, ids: readonly Id[]): Id[] =>
  allOf<{ event_id: Id }>(
    db,
    'SELECT DISTINCT event_id FROM instance_answer WHERE id IN (SELECT value FROM json_each(?))',
    ids,
  ).map((row) => row.event_id);

export type SingleAnswer = Pick<
  Row<'instance_answer'>,
  'recurrence_id' | 'answer' | 'answer_note' | 'answered_by'
>;

/** What was said of single meetings of these series, each once, by `answersKey`. */
export function singlesOf(db: Reader, series: readonly Id[]): Map<string, SingleAnswer[]> {
  const said = firstPerMeeting(instanceAnswersOf(db, series)).filter((one) => one.answer !== 'needs_action');
  return Map.groupBy(said, (one) => answersKey(one.event_id, one.person_id));
}

/** What one person said of one meeting alone. */
export const singleAt = (
  singles: ReadonlyMap<string, readonly SingleAnswer[]>,
  series: Id,
  person: Id | null,
  recurrenceId: string | null,
): SingleAnswer | undefined =>
  person === null
    ? undefined
    : singles.get(answersKey(series, person))?.find((one) => one.recurrence_id === recurrenceId);
