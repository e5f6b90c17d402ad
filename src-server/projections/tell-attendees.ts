import type { EpochMs } from '../../src-shared/kernel/brand.ts';
import { wallList } from '../../src-shared/domain/calendar/slot.ts';
import type { Value } from '../../src-shared/schema/column.ts';
import type { Id } from '../../src-shared/kernel/ids.ts';
import type { Row } from '../../src-shared/schema/tables.ts';
import { parseScope } from '../../src-shared/sync/scope.ts';
import { isMove, type Arrivals, type Change } from './arrivals.ts';
import { timeText, who, type NoticeBook } from './notice-book.ts';
import type { Places } from './places.ts';
import type { InvitationChange } from './write-projections.ts';

const DAY = 86_400_000;

/** What attendees should know of what happened to events they were asked to. What is over is nobody's news. */
export function tellAttendees(
  { standing, withdrawn }: { standing: readonly InvitationChange[]; withdrawn: readonly Row<'invitation'>[] },
  arrivals: Arrivals,
  places: Places,
  notices: NoticeBook,
  commit: { now: EpochMs; personId: Id; stamp: number },
): void {
  const today = new Date(commit.now - DAY).toISOString().slice(0, 10);
  const isOver = (row: { rrule: string | null; end: string }): boolean =>
    row.rrule === null && row.end.slice(0, 10) < today;
  const taken = takenUp(arrivals);
  const tell = (
    kind: 'invited' | 'event_moved' | 'event_cancelled' | 'event_changed',
    to: Id,
    from: Id,
    event: Pick<Row<'event'>, 'id' | 'title' | 'title_en'> & { privacy?: Row<'event'>['privacy'] },
    time: string,
    more: Readonly<Record<string, Value>> = {},
  ): void => {
    if (to === commit.personId) return;
    const params = {
      ...who(places.people.get(from)),
      person_id: from,
      title: event.title,
      title_en: event.title_en,
      time: timeText(time),
      ...more,
    };
    notices.add({
      personId: to,
      kind,
      table: 'event',
      rowId: event.id,
      params,
      // What is private lies where no delegate reads.
      delegates: event.privacy === 'normal',
      key: [event.id, time, commit.stamp],
    });
  };

  for (const { family, event, attendee, personId, isNew } of standing) {
    if (isOver(event) || attendee.answer === 'declined') continue;
    const change = arrivals.events.get(event.id);
    if (isNew) {
      const kind = kindOfNew(
        event,
        attendee,
        standing.some((one) => one.event.id === event.series_id && one.personId === personId),
      );
      if (kind === null || event.status === 'cancelled') continue;
      const isMoved = kind === 'event_moved';
      if (isMoved && taken.has(`${event.series_id}/${personId}`)) continue;
      tell(kind, personId, family.organiserId, event, event.start, isMoved ? wasAt(event.recurrence_id) : {});
      continue;
    }
    if (!change?.before) continue;
    if (event.status === 'cancelled') {
      if (change.before.status !== 'cancelled')
        tell('event_cancelled', personId, family.organiserId, event, event.start);
    } else if (isMove(change)) {
      if (taken.has(`${event.id}/${personId}`)) continue;
      tell('event_moved', personId, family.organiserId, event, event.start, wasAt(change.before.start));
    } else if (change.before.title !== event.title || change.before.place !== event.place)
      tell('event_changed', personId, family.organiserId, event, event.start, {
        ...(change.before.title === event.title ? {} : { old: change.before.title }),
        ...(change.before.place === event.place ? {} : { place: event.place ?? '' }),
      });
    else
      for (const time of dropped(change)) tell('event_cancelled', personId, family.organiserId, event, time);
  }
  for (const row of withdrawn) {
    const change = arrivals.events.get(row.event_id);
    if (!change || change.now || isOver(row) || row.answer === 'declined') continue;
    tell(
      'event_cancelled',
      row.person_id,
      row.organiser_id,
      { ...row, id: row.event_id, privacy: privacyOf(row) },
      row.start,
    );
  }
}

const privacyOf = ({ scope }: Row<'invitation'>): Row<'event'>['privacy'] =>
  parseScope(scope)?.family === 'person' ? 'private' : 'normal';

const wasAt = (start: string | null): Readonly<Record<string, Value>> =>
  start === null ? {} : { was: timeText(start) };

/** Whose proposal has just been taken, as `event/person`: they hear of that, and not of a move beside it. */
function takenUp(arrivals: Arrivals): Set<string> {
  const taken = new Set<string>();
  for (const { before, now } of [...arrivals.attendees.values(), ...arrivals.proposals.values()])
    if (now && now.counter_reply === 'accepted' && before?.counter_reply_to !== now.counter_reply_to)
      taken.add(`${now.event_id}/${now.person_id}`);
  return taken;
}

/**
 * A new invitation to an instance of a series that the person was asked to already is a move, or no news at all; one
 * that comes with an answer is the second half of a series that was cut.
 */
function kindOfNew(
  event: Row<'event'>,
  attendee: Row<'attendee'>,
  knowsSeries: boolean,
): 'invited' | 'event_moved' | null {
  if (knowsSeries) return event.start === event.recurrence_id ? null : 'event_moved';
  return attendee.answer === 'needs_action' || attendee.answer === 'tentative' ? 'invited' : null;
}

/** Instances that were taken out of a series. */
function dropped(change: Change<'event'>): string[] {
  const before = new Set(wallList(change.before?.exdate ?? null));
  return wallList(change.now?.exdate ?? null).filter((wall) => !before.has(wall));
}
