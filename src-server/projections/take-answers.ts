import { counterCells, counterOf } from '../../src-shared/domain/calendar/counter.ts';
import type { EpochMs } from '../../src-shared/kernel/brand.ts';
import type { Id } from '../../src-shared/kernel/ids.ts';
import type { Row } from '../../src-shared/schema/tables.ts';
import { parseScope } from '../../src-shared/sync/scope.ts';
import { rowOf, type WriteSet } from '../push/write-set.ts';
import type { Arrivals } from './arrivals.ts';
import { byThen } from './by-then.ts';
import { deputy, who, type NoticeBook, type Named } from './notice-book.ts';
import { tellProposed } from './tell-counters.ts';

/**
 * Carries what attendees wrote on their invitations back into the organiser's calendar: answers, and other times that
 * they propose. The organiser is told; so is the attendee, where a delegate spoke for them.
 */
export async function takeAnswers(
  set: WriteSet,
  arrivals: Arrivals,
  notices: NoticeBook,
  { now: here, personId: by }: { readonly now: EpochMs; readonly personId: Id },
): Promise<void> {
  const answered = arrivals.answers.flatMap(({ before, now }) => (before && now ? [{ before, now }] : []));
  if (answered.length === 0) return;
  const events = answered.map(({ now }) => now.event_id);
  await set.load('attendee', await set.tx.calendar.idsByEvent('attendee', events));
  await set.load('event', events);
  const people = await set.tx.rows.read('person', [by, ...answered.map(({ now }) => now.person_id)]);
  const names = new Map(people.map((person) => [person.id, rowOf('person', person)]));
  const attendees = set.held('attendee');
  for (const { before, now } of answered) {
    const event = set.row('event', now.event_id);
    const organiser = event ? parseScope(event.scope)?.id : undefined;
    if (!event || organiser === undefined) continue;
    const isNew = before.answer !== now.answer || before.answer_note !== now.answer_note;
    for (const attendee of attendees) {
      if (attendee.event_id !== now.event_id || attendee.person_id !== now.person_id) continue;
      if (attendee.deleted === 1 || parseScope(attendee.scope)?.id !== organiser) continue;
      set.write('attendee', attendee.id, attendee.scope, {
        answer: now.answer,
        answer_note: now.answer_note,
        seen_at: byThen(now.seen_at, here),
        ...(isNew ? { answered_by: by === now.person_id ? null : by } : {}),
        ...counterCells(now),
      });
      tellCounter(attendee, { before, now, organiser }, names, notices, by);
    }
    if (!isNew || now.answer === 'needs_action') continue;
    const params = {
      title: now.title,
      title_en: now.title_en,
      answer: now.answer,
      ...(now.answer_note === null ? {} : { word: now.answer_note }),
    };
    notices.add({
      personId: organiser,
      kind: 'answered',
      table: 'event',
      rowId: event.id,
      params: {
        ...who(names.get(now.person_id)),
        ...deputy(names.get(by), by, [now.person_id, organiser]),
        person_id: now.person_id,
        ...params,
      },
      key: [event.id, now.person_id, set.stamp],
    });
    if (by === now.person_id || by === organiser) continue;
    notices.add({
      personId: now.person_id,
      kind: 'answered_for',
      table: 'event',
      rowId: event.id,
      params: { ...who(names.get(by)), person_id: by, ...params },
      key: [event.id, set.stamp],
    });
  }
}

/** Another time is news; taken back, it is none: it is no longer in the inbox. */
function tellCounter(
  attendee: Row<'attendee'>,
  { before, now, organiser }: { before: Row<'invitation'>; now: Row<'invitation'>; organiser: Id },
  names: ReadonlyMap<Id, Named>,
  notices: NoticeBook,
  by: Id,
): void {
  const counter = counterOf(now);
  if (!counter || counter.at === before.counter_at || organiser === by) return;
  const event = { id: now.event_id, title: now.title, title_en: now.title_en };
  tellProposed(
    notices,
    { counter, event, organiserId: organiser, personId: now.person_id, people: names },
    { table: 'attendee', id: attendee.id, scope: attendee.scope },
  );
}
