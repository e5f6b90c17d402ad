import type { Id } from '../../src-shared/kernel/ids.ts';
import type { Row } from '../../src-shared/schema/tables.ts';
import { deputy, timeText, who, type NoticeBook } from './notice-book.ts';
import type { Places } from './places.ts';
import type { InvitationChange } from './write-projections.ts';

/** An answer to a single meeting that a commit has given or taken back. */
export interface AnswerNews {
  readonly row: Row<'instance_answer'>;
  readonly invited: InvitationChange;
}

/** One notice for all meetings of a series that were answered alike at once. */
export function tellAnswers(
  news: readonly AnswerNews[],
  places: Places,
  notices: NoticeBook,
  by: Id,
  stamp: number,
): void {
  const alike = Map.groupBy(news, (one) =>
    JSON.stringify([one.row.event_id, one.row.person_id, answerNow(one), one.row.answer_note]),
  );
  for (const group of alike.values()) {
    const [first] = group.sort((a, b) => (a.row.recurrence_id < b.row.recurrence_id ? -1 : 1));
    if (!first) continue;
    const { event, family } = first.invited;
    const { person_id, answer_note, recurrence_id } = first.row;
    const answer = answerNow(first);
    if (answer === 'needs_action') continue;
    const params = {
      title: event.title,
      title_en: event.title_en,
      answer,
      ...(answer_note === null ? {} : { word: answer_note }),
      ...(group.length === 1 ? { which: 'one' } : {}),
      recurrence_id,
      time: timeText(recurrence_id),
      count: group.length,
    };
    const key = [event.id, person_id, recurrence_id, answer, stamp];
    const about = { table: 'event', rowId: event.id } as const;
    notices.add({
      personId: family.organiserId,
      kind: 'answered',
      ...about,
      params: {
        ...who(places.people.get(person_id)),
        ...deputy(places.people.get(by), by, [person_id, family.organiserId]),
        person_id,
        ...params,
      },
      key,
    });
    if (by === person_id || by === family.organiserId) continue;
    notices.add({
      personId: person_id,
      kind: 'answered_for',
      ...about,
      params: { ...who(places.people.get(by)), person_id: by, ...params },
      key,
    });
  }
}

/** What holds for the meeting: taken back, it is what is said of the series. */
const answerNow = ({ row, invited: { attendee } }: AnswerNews): Row<'attendee'>['answer'] =>
  row.answer === 'needs_action' ? attendee.answer : row.answer;
