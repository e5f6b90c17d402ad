import { parseScope } from '../../src-shared/sync/scope.ts';
import { rowOf, type WriteSet } from '../push/write-set.ts';
import type { Arrivals } from './arrivals.ts';
import { who, type NoticeBook } from './notice-book.ts';

/** Carries what attendees wrote on their invitations back into the organiser's calendar, and tells the organiser. */
export async function takeAnswers(set: WriteSet, arrivals: Arrivals, notices: NoticeBook): Promise<void> {
  const answered = arrivals.answers.flatMap(({ before, now }) => (before && now ? [{ before, now }] : []));
  if (answered.length === 0) return;
  await set.load(
    'attendee',
    await set.tx.calendar.idsByEvent(
      'attendee',
      answered.map(({ now }) => now.event_id),
    ),
  );
  await set.load(
    'event',
    answered.map(({ now }) => now.event_id),
  );
  const people = await set.tx.rows.read(
    'person',
    answered.map(({ now }) => now.person_id),
  );
  const names = new Map(people.map((person) => [person.id, rowOf('person', person)]));
  const attendees = set.held('attendee');
  for (const { before, now } of answered) {
    const event = set.row('event', now.event_id);
    if (!event) continue;
    for (const attendee of attendees) {
      if (attendee.event_id !== now.event_id || attendee.person_id !== now.person_id) continue;
      if (attendee.deleted === 1 || parseScope(attendee.scope)?.id !== parseScope(event.scope)?.id) continue;
      set.write('attendee', attendee.id, attendee.scope, { answer: now.answer, seen_at: now.seen_at });
    }
    const organiser = parseScope(event.scope)?.id;
    if (before.answer === now.answer || now.answer === 'needs_action' || organiser === undefined) continue;
    notices.add({
      personId: organiser,
      kind: 'answered',
      table: 'event',
      rowId: event.id,
      params: {
        ...who(names.get(now.person_id)),
        person_id: now.person_id,
        title: now.title,
        title_en: now.title_en,
        answer: now.answer,
      },
      key: [event.id, now.person_id, set.stamp],
    });
  }
}
