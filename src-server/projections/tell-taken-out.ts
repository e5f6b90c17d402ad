import { wallList } from '../../src-shared/domain/calendar/slot.ts';
import type { Id } from '../../src-shared/kernel/ids.ts';
import { rowOf, type WriteSet } from '../push/write-set.ts';
import type { Arrivals } from './arrivals.ts';
import type { Family } from './family.ts';
import { timeText, who, type NoticeBook } from './notice-book.ts';

/**
 * A meeting that one took out of a series while another put it elsewhere stays out: nobody has written over anybody, so no
 * record says it. Whoever put it elsewhere is told who took it out, whichever of the two came first.
 */
export async function tellTakenOut(
  set: WriteSet,
  families: readonly Family[],
  { events }: Arrivals,
  notices: NoticeBook,
  by: Id,
): Promise<void> {
  for (const family of families) {
    const series = family.events.find((event) => event.series_id === null);
    const out = wallList(series?.exdate ?? null);
    if (!series || out.length === 0) continue;
    const was = wallList((events.get(series.id)?.before ?? series).exdate);
    for (const event of family.events) {
      const at = event.recurrence_id;
      if (event.series_id === null || at === null || !out.includes(at)) continue;
      const isMovedNow = events.get(event.id)?.before === null;
      if (isMovedNow !== was.includes(at)) continue;
      const [mover, taker] = isMovedNow
        ? [by, await lastBy(set, series.id, 'exdate')]
        : [await lastBy(set, event.id, 'start'), by];
      if (mover === null || taker === null || mover === taker) continue;
      const [person] = await set.tx.rows.read('person', [taker]);
      notices.add({
        personId: mover,
        kind: 'event_cancelled',
        table: 'event',
        rowId: series.id,
        params: {
          ...who(person && rowOf('person', person)),
          person_id: taker,
          title: series.title,
          title_en: series.title_en,
          time: timeText(at),
          which: 'one',
        },
        key: [event.id, at, 'out'],
      });
    }
  }
}

/** Who last wrote a column of an event. */
async function lastBy(set: WriteSet, id: Id, column: string): Promise<Id | null> {
  const entries = await set.tx.log.history([id]);
  const last = entries.find(
    (entry) => entry.person_id !== null && Object.hasOwn(JSON.parse(entry.cells) as object, column),
  );
  return last?.person_id ?? null;
}
