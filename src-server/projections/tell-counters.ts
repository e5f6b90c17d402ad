import { counterOf } from '../../src-shared/domain/calendar/counter.ts';
import type { Id } from '../../src-shared/kernel/ids.ts';
import type { Arrivals } from './arrivals.ts';
import type { Family } from './family.ts';
import { timeText, who, type NoticeBook } from './notice-book.ts';
import type { Places } from './places.ts';

/**
 * Tells attendees what became of the times they proposed. That somebody else's time was taken is told by the move itself.
 */
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
    if (counter.reply === null || counter.reply === 'other') continue;
    if (before && before.counter_reply_to === now.counter_reply_to && before.counter_reply === counter.reply)
      continue;
    const { event, family } = found;
    notices.add({
      personId: now.person_id,
      kind: 'counter_answered',
      table: 'event',
      rowId: event.id,
      params: {
        ...who(places.people.get(family.organiserId)),
        person_id: family.organiserId,
        title: event.title,
        title_en: event.title_en,
        time: timeText(counter.start),
        counter: counter.reply,
        word: counter.word,
      },
      key: [now.id, counter.at, counter.reply],
    });
  }
}
