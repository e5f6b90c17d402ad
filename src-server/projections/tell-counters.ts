import { counterOf, type Counter } from '../../src-shared/domain/calendar/counter.ts';
import type { Id } from '../../src-shared/kernel/ids.ts';
import type { Row } from '../../src-shared/schema/tables.ts';
import { parseScope, type Scope } from '../../src-shared/sync/scope.ts';
import type { Arrivals } from './arrivals.ts';
import type { Family } from './family.ts';
import { timeText, who, type Named, type NoticeBook } from './notice-book.ts';
import type { Places } from './places.ts';

/** A proposed time, of what and between whom. */
export interface Told {
  readonly counter: Counter;
  readonly event: Pick<Row<'event'>, 'id' | 'title' | 'title_en'>;
  readonly organiserId: Id;
  readonly personId: Id;
  readonly people: ReadonlyMap<Id, Named>;
}

/** Another time is news to the organiser, and leads to the row on which it is answered. */
export function tellProposed(
  notices: NoticeBook,
  { counter, event, organiserId, personId, people }: Told,
  row: { table: 'attendee' | 'proposal'; id: Id; scope: Scope },
): void {
  notices.add({
    personId: organiserId,
    kind: 'countered',
    table: row.table,
    rowId: row.id,
    params: {
      ...who(people.get(personId)),
      person_id: personId,
      title: event.title,
      title_en: event.title_en,
      time: timeText(counter.start),
      was: counter.was === null ? null : timeText(counter.was),
    },
    delegates: parseScope(row.scope)?.family === 'calendar',
    key: [row.id, counter.at],
  });
}

/** What became of it. That somebody else's time was taken is told by the move itself. */
export function tellReply(
  notices: NoticeBook,
  { counter, event, organiserId, personId, people }: Told,
  rowId: Id,
): void {
  if (counter.reply === null || counter.reply === 'other') return;
  notices.add({
    personId,
    kind: 'counter_answered',
    table: 'event',
    rowId: event.id,
    params: {
      ...who(people.get(organiserId)),
      person_id: organiserId,
      title: event.title,
      title_en: event.title_en,
      time: timeText(counter.start),
      counter: counter.reply,
      word: counter.word,
    },
    key: [rowId, counter.at, counter.reply],
  });
}

/** Tells attendees what became of the times they proposed on their invitations. */
export function tellCounters(
  families: readonly Family[],
  arrivals: Arrivals,
  places: Places,
  notices: NoticeBook,
  by: Id,
): void {
  const events = new Map(
    families.flatMap((family) => family.events.map((event) => [event.id, { event, family }] as const)),
  );
  for (const { before, now } of arrivals.attendees.values()) {
    const counter = now && counterOf(now);
    const found = now && events.get(now.event_id);
    if (!counter || !found || now.person_id === null || now.person_id === by) continue;
    if (before && before.counter_reply_to === now.counter_reply_to && before.counter_reply === counter.reply)
      continue;
    const { event, family } = found;
    const { organiserId } = family;
    tellReply(
      notices,
      { counter, event, organiserId, personId: now.person_id, people: places.people },
      now.id,
    );
  }
}
