import { answersKey, firstPerMeeting } from '../../src-shared/domain/calendar/instance-answer.ts';
import type { Id } from '../../src-shared/kernel/ids.ts';
import type { Row } from '../../src-shared/schema/tables.ts';
import { markOf } from '../../src-shared/sync/change.ts';
import type { Stamp } from '../../src-shared/sync/clock.ts';
import { rowOf, type WriteSet } from '../push/write-set.ts';
import { copyIdOf, homeOf, writtenAbout } from './about-meetings.ts';
import type { Arrivals } from './arrivals.ts';
import { isOwnAnswer, type Family } from './family.ts';
import type { NoticeBook } from './notice-book.ts';
import type { Places } from './places.ts';
import { tellAnswers, type AnswerNews } from './tell-answers.ts';
import { takenUp } from './tell-attendees.ts';
import type { InvitationChange } from './write-projections.ts';

type Single = Row<'instance_answer'>;

/** An answer to one meeting that this commit gave, or took back. */
const isNews = (set: WriteSet, row: Single): boolean => {
  const before = set.before('instance_answer', row.id);
  return (
    !before ||
    before.deleted === 1 ||
    before.cells['answer'] !== row.answer ||
    before.cells['answer_note'] !== row.answer_note
  );
};

/** Who gave an answer, other than the attendee: who has just written it, else as the server knew; never as a laptop says. */
function givenBy(set: WriteSet, row: Single, by: Id): Id | null {
  const before = set.before('instance_answer', row.id);
  if (before && !isNews(set, row)) return rowOf('instance_answer', before).answered_by;
  return by === row.person_id ? null : by;
}

/**
 * Settles who said what of single meetings, before anybody's time is counted: who gave an answer; that somebody who is asked
 * again has not answered yet; and that a meeting which was replaced by an event of its own says there what was said of it.
 */
export function settleSingles(set: WriteSet, families: readonly Family[], arrivals: Arrivals, by: Id): void {
  const own = set.held('instance_answer').filter(isOwnAnswer);
  if (own.length === 0) return;
  const asked = askedAgain(set, arrivals);
  // A server that was put back may hear of an answer before it hears again of whom it answers: that one is the later word.
  const isVoid = (row: Single): boolean =>
    (asked.get(answersKey(row.event_id, row.person_id)) ?? 0) >
    markOf(set.row('instance_answer', row.id)!.marks, 'answer')[0];
  for (const row of own) {
    // One that has just come over from another series was said to that.
    const wasHere = set.before('instance_answer', row.id)?.cells['event_id'] === row.event_id;
    if (wasHere && isVoid(row))
      set.write('instance_answer', row.id, row.scope, { answer: 'needs_action', answer_note: null });
    else set.write('instance_answer', row.id, row.scope, { answered_by: givenBy(set, row, by) });
  }
  const said = new Map(
    firstPerMeeting(set.held('instance_answer').filter(isOwnAnswer)).map((row) => [meetingOf(row), row]),
  );
  const taken = takenUp(arrivals);
  for (const family of families) {
    for (const event of family.events) {
      if (event.series_id === null || event.recurrence_id === null) continue;
      for (const attendee of family.attendees.get(event.id) ?? []) {
        const { person_id } = attendee;
        if (person_id === null) continue;
        const meeting = { event_id: event.series_id, person_id, recurrence_id: event.recurrence_id };
        const single = said.get(meetingOf(meeting));
        if (single && single.answer !== 'needs_action')
          agree(set, single, attendee, taken.has(`${event.series_id}/${person_id}`));
      }
    }
  }
}

const meetingOf = (row: Pick<Single, 'event_id' | 'person_id' | 'recurrence_id'>): string =>
  `${answersKey(row.event_id, row.person_id)} ${row.recurrence_id}`;

/** The answer to a meeting and to what replaced it are one: whichever is news is said in both. */
function agree(set: WriteSet, single: Single, attendee: Row<'attendee'>, isTaken: boolean): void {
  const before = set.before('attendee', attendee.id);
  const isNew = !before || before.deleted === 1;
  const { answer, answer_note, answered_by } = single;
  // Whose proposed time was taken comes to it, whatever was said of the time before.
  if (!isTaken && (isNew || isNews(set, single)))
    set.write('attendee', attendee.id, attendee.scope, { answer, answer_note, answered_by });
  else if (
    isNew ||
    before.cells['answer'] !== attendee.answer ||
    before.cells['answer_note'] !== attendee.answer_note
  )
    set.write('instance_answer', single.id, single.scope, {
      answer: attendee.answer,
      answer_note: attendee.answer_note,
      answered_by: attendee.answered_by,
    });
}

/** Who was taken off a series and is asked to it again by a row of its own, and when: what was said before is void. */
function askedAgain(set: WriteSet, arrivals: Arrivals): Map<string, Stamp> {
  const asked = new Map<string, Stamp>();
  const was = new Set(
    set
      .held('attendee')
      .filter((row) => set.before('attendee', row.id)?.deleted === 0)
      .map((row) => `${row.event_id} ${row.person_id}`),
  );
  for (const [id, { now }] of arrivals.attendees) {
    if (!now || now.person_id === null || set.before('attendee', id) !== null) continue;
    const key = answersKey(now.event_id, now.person_id);
    const at = set.row('attendee', id)?.marks.row[0] ?? 0;
    if (!was.has(key)) asked.set(key, Math.max(at, asked.get(key) ?? 0));
  }
  return asked;
}

/**
 * Brings the organiser a copy of each answer to a single meeting, of people who are asked to the series. What somebody wrote
 * in another's name, or as if it were a copy, goes; what somebody said who is no longer asked stays with them and says nothing.
 */
export async function projectSingles(
  set: WriteSet,
  eventIds: readonly Id[],
  standing: readonly InvitationChange[],
  places: Places,
  notices: NoticeBook,
  by: Id,
): Promise<void> {
  const written = await writtenAbout(set, 'instance_answer', { eventIds, standing }, isOwnAnswer);
  if (!written) return;
  const { rows, originals, invitedTo } = written;
  const kept = new Set<Id>(originals.map((row) => row.id));
  const news: AnswerNews[] = [];
  for (const row of originals) {
    const invited = invitedTo(row);
    if (!invited) continue;
    const copyId = copyIdOf('instance_answer', row.id);
    kept.add(copyId);
    const { id: copy_of, event_id, person_id, recurrence_id, answer, answer_note, answered_by } = row;
    const cells = { event_id, person_id, recurrence_id, answer, answer_note, answered_by, copy_of };
    set.write('instance_answer', copyId, invited.event.scope, cells);
    set.write('instance_answer', row.id, homeOf(invited, person_id), {});
    if (isNews(set, row))
      news.push({ row: rowOf('instance_answer', set.row('instance_answer', row.id)!), invited });
  }
  for (const row of rows) if (!kept.has(row.id)) set.remove('instance_answer', row.id);
  tellAnswers(news, places, notices, by, set.stamp);
}
