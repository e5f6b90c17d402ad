import { answersKey, firstPerMeeting } from '../../../src-shared/domain/calendar/instance-answer.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Row } from '../../../src-shared/schema/tables.ts';
import type { Reader } from '../access.ts';
import { allOf } from './statement.ts';

/** What people said of single meetings of these series, in their own rows and in the organisers' copies of them. */
export const instanceAnswersOf = (db: Reader, series: readonly Id[]): Row<'instance_answer'>[] =>
  series.length === 0 ? [] : allOf(db, OF_SERIES, series);

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
