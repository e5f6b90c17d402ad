/**
 * A lead passes a meeting of somebody who has left on to a colleague by naming them as its organiser, where it still lies: nobody
 * writes in another's calendar. In the same commit the server brings it there with all that belongs to it. Any other word that
 * somebody organises what lies in another's calendar is taken back: people would be asked to it in their name.
 */
import { mayPassOnTo } from '../../src-shared/domain/calendar/pass-on.ts';
import { isSeries } from '../../src-shared/domain/calendar/slot.ts';
import type { Id } from '../../src-shared/kernel/ids.ts';
import type { Row } from '../../src-shared/schema/tables.ts';
import { parseScope, scopeOf, type Grants } from '../../src-shared/sync/scope.ts';
import { NoticeBook, timeText, who } from '../projections/notice-book.ts';
import { nextStart } from '../projections/series-news.ts';
import { rowOf, type WriteSet } from './write-set.ts';

export async function passOn(set: WriteSet, by: { id: Id; grants: Grants }, now: number): Promise<void> {
  const named = newlyNamed(set);
  if (named.length === 0) return;
  await set.load('person', [by.id, ...named.flatMap(({ owner, event }) => [owner, event.organiser_id])]);
  const person = (id: Id): Row<'person'> | null => {
    const row = set.row('person', id);
    return row?.deleted === 0 ? rowOf('person', row) : null;
  };
  const lead = person(by.id);
  const notices = new NoticeBook();
  for (const { owner, event } of named) {
    const [leaver, heir] = [person(owner), person(event.organiser_id)];
    const isLeft = leaver !== null && leaver.left_on !== null && isPassed(event);
    if (!isLeft || !heir || !mayPassOnTo(heir, { id: by.id, role: lead?.role ?? null, grants: by.grants })) {
      set.write('event', event.id, event.scope, { organiser_id: owner });
      continue;
    }
    await give(set, event, heir.id);
    const time = nextStart(event, now);
    notices.add({
      personId: heir.id,
      kind: 'event_changed',
      table: 'event',
      rowId: event.id,
      params: {
        ...who(lead ?? undefined),
        person_id: by.id,
        title: event.title,
        title_en: event.title_en,
        time: timeText(time),
        passed: 1,
        other: leaver.name,
        other_en: leaver.name_en,
        ...(isSeries(event) ? { which: 'all' } : {}),
      },
      delegates: true,
      key: [event.id, time, set.stamp],
    });
  }
  await notices.write(set, now, by.id);
}

/** What lies in somebody's calendar, private or not, and of which this commit says that another organises it. */
const newlyNamed = (set: WriteSet): { owner: Id; event: Row<'event'> }[] =>
  set.touched('event').flatMap(({ before, now }) => {
    if (now?.deleted !== 0) return [];
    const event = rowOf('event', now);
    const isSame = before?.scope === event.scope && before.cells['organiser_id'] === event.organiser_id;
    const at = parseScope(event.scope);
    const isOwned = at?.family === 'calendar' || at?.family === 'person';
    return !isSame && isOwned && at.id !== event.organiser_id ? [{ owner: at.id, event }] : [];
  });

/** A meeting or series, with all that replaces single ones of it. */
const isPassed = ({ scope, series_id }: Row<'event'>): boolean =>
  series_id === null && parseScope(scope)?.family === 'calendar';

/** The meeting with its moved instances; what hangs on them follows. Who goes on with it is no guest of it. */
async function give(set: WriteSet, root: Row<'event'>, heir: Id): Promise<void> {
  const ids = await set.tx.calendar.familyIds([root.id]);
  await set.load('event', ids);
  await set.load('attendee', await set.tx.calendar.idsByEvent('attendee', ids));
  const family = set
    .held('event')
    .filter((one) => (one.series_id ?? one.id) === root.id && one.scope === root.scope && one.deleted === 0);
  const events = new Set(family.map(({ id }) => id));
  for (const { id, event_id, person_id } of set.held('attendee'))
    if (person_id === heir && events.has(event_id)) set.remove('attendee', id);
  for (const id of events) {
    set.write('event', id, root.scope, { organiser_id: heir });
    set.rehome('event', id, scopeOf('calendar', heir));
  }
}
