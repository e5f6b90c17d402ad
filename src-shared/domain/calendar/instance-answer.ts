/**
 * Answers to single meetings of a series, beside the answer to the series (PARTSTAT of an ATTENDEE in the instance that a
 * RECURRENCE-ID names, RFC 5545 §3.8.4.4, RFC 5546 §3.2.3). Each stands by itself: a later answer to the whole leaves it.
 */
import { derivedId } from '../../kernel/derived-id.ts';
import type { Id } from '../../kernel/ids.ts';
import { formatAs, parseWall } from './civil.ts';
import type { Answered } from './occupancy.ts';
import type { Answer, InstanceAnswer } from './tables.ts';

/** What somebody said of single meetings of one series, by original start. */
export type SingleAnswers = ReadonlyMap<string, Answer>;

export type InstanceAnswerCells = Pick<
  InstanceAnswer,
  'id' | 'event_id' | 'person_id' | 'recurrence_id' | 'answer' | 'copy_of'
>;

/** The answer that counts for one meeting. Who is not asked, the organiser, has nothing to answer there either. */
export const answerAt = (
  whole: Answered,
  single: SingleAnswers | undefined,
  recurrenceId: string,
): Answered => (whole === null ? null : (single?.get(recurrenceId) ?? whole));

export const answersKey = (series: Id, person: Id): string => `${series} ${person}`;

/**
 * Of rows about the same meeting of the same person: their own before the organiser's copy, which is older, and the first by
 * id. Rows that say nothing of their own are among them, so that they are found again.
 */
export function firstPerMeeting<R extends InstanceAnswerCells>(rows: readonly R[]): R[] {
  const first = new Map<string, R>();
  for (const row of rows) {
    const key = `${answersKey(row.event_id, row.person_id)} ${row.recurrence_id}`;
    const known = first.get(key);
    if (!known || isBefore(row, known)) first.set(key, row);
  }
  return [...first.values()];
}

const isBefore = (a: InstanceAnswerCells, b: InstanceAnswerCells): boolean =>
  a.copy_of === null && b.copy_of !== null
    ? true
    : a.copy_of !== null && b.copy_of === null
      ? false
      : a.id < b.id;

/** Answers by `answersKey`; the meetings of which nothing of their own is said are not in them. */
export function singleAnswers(rows: readonly InstanceAnswerCells[]): Map<string, Map<string, Answer>> {
  const found = new Map<string, Map<string, Answer>>();
  for (const row of firstPerMeeting(rows)) {
    if (row.answer === 'needs_action') continue;
    const key = answersKey(row.event_id, row.person_id);
    const its = found.get(key) ?? new Map<string, Answer>();
    found.set(key, its.set(row.recurrence_id, row.answer));
  }
  return found;
}

/** The same row on whichever laptop it is made: of two answers to one meeting the later stands. */
export const instanceAnswerId = (series: Id, person: Id, recurrenceId: string): Id =>
  derivedId(series, `answer ${series} ${person} ${recurrenceId}`);

/** The original start of a meeting after its series went elsewhere by `shift` wall milliseconds. */
export const shiftedStart = (recurrenceId: string, shift: number, allDay: 0 | 1): string =>
  formatAs(parseWall(recurrenceId) + shift, allDay);
