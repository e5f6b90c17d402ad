import type { EpochMs } from '../../src-shared/kernel/brand.ts';
import { isSeries, wallLength, wallList } from '../../src-shared/domain/calendar/slot.ts';
import type { Value } from '../../src-shared/schema/column.ts';
import type { Id } from '../../src-shared/kernel/ids.ts';
import type { Row } from '../../src-shared/schema/tables.ts';
import { parseScope } from '../../src-shared/sync/scope.ts';
import { isMove, type Arrivals, type Change } from './arrivals.ts';
import { InvitationScene, type Invitations } from './invitation-scene.ts';
import { timeText, who, type NoticeBook } from './notice-book.ts';
import { slotOf } from '../../src-shared/domain/calendar/slot-of.ts';
import type { Places } from './places.ts';
import { headOf, lastDay, nextStart } from './series-news.ts';
import type { InvitationChange } from './write-projections.ts';

const DAY = 86_400_000;

interface Told {
  readonly kind: 'invited' | 'event_moved' | 'event_cancelled' | 'event_changed';
  readonly to: Id;
  readonly from: Id;
  readonly event: Pick<Row<'event'>, 'id' | 'title' | 'title_en'> & { privacy?: Row<'event'>['privacy'] };
  readonly time: string;
  readonly more?: Readonly<Record<string, Value>>;
}
interface Commit {
  readonly now: EpochMs;
  readonly personId: Id;
  readonly stamp: number;
}

/** What attendees should know of what happened to events they were asked to. What is over is nobody's news. */
export function tellAttendees(
  invitations: Invitations,
  arrivals: Arrivals,
  places: Places,
  notices: NoticeBook,
  commit: Commit,
): void {
  const today = new Date(commit.now - DAY).toISOString().slice(0, 10);
  const isOver = (row: Row<'event'> | Row<'invitation'>): boolean => {
    const last = lastDay(row);
    return last !== null && last < today;
  };
  const tell = ({ kind, to, from, event, time, more = {} }: Told): void => {
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
  const taken = takenUp(arrivals);
  const scene = new InvitationScene(invitations, arrivals, commit.now);
  for (const one of invitations.standing) {
    const { event, attendee, personId } = one;
    if (isOver(event)) continue;
    const told = one.isNew ? ofNew(one, scene) : ofStanding(one, scene);
    for (const what of told) {
      const isTaken = taken.has(`${event.id}/${personId}`) || taken.has(`${event.series_id}/${personId}`);
      if (what.kind === 'event_moved' && isTaken) continue;
      if (attendee.answer === 'declined' && !concernsDecliner(what)) continue;
      tell({ ...what, to: personId, from: one.family.organiserId, event });
    }
  }
  for (const row of invitations.withdrawn) {
    if (isOver(row)) continue;
    const told = ofWithdrawn(row, scene);
    if (row.answer === 'declined' && told && !concernsDecliner(told)) continue;
    const event = { ...row, id: row.event_id, privacy: privacyOf(row) };
    if (told) tell({ ...told, to: row.person_id, from: row.organiser_id, event });
  }
}

type News = Pick<Told, 'kind' | 'time' | 'more'>;

/** Who said no to one time may have another to give: that it is another now is all that they hear. */
const concernsDecliner = ({ kind }: News): boolean => kind === 'event_moved';

/** A new invitation: to a new event, to the later half of a series that was cut, or to an instance that was changed. */
function ofNew({ event, attendee, personId }: InvitationChange, scene: InvitationScene): News[] {
  if (event.status === 'cancelled') return [];
  if (scene.knew(event.series_id, personId)) {
    if (event.start === event.recurrence_id) return [];
    return [
      { kind: 'event_moved', time: event.start, more: { ...wasAt(event.recurrence_id), which: 'one' } },
    ];
  }
  const head = headOf(event, scene.events);
  const before = head?.before;
  if (head && before && scene.knew(before.id, personId)) {
    const news = scene.newsOf(head);
    const time = nextStart(event, scene.now);
    const isLonger = wallLength(slotOf(event)) !== wallLength(slotOf(before)) || event.zone !== before.zone;
    if (news?.what === 'cut' && (time !== news.from || isLonger))
      return [{ kind: 'event_moved', time, more: { ...wasAt(news.from), which: 'following' } }];
    const more = renamed(before, event);
    return more ? [{ kind: 'event_changed', time, more: { ...more, which: 'following' } }] : [];
  }
  const isOpen = attendee.answer === 'needs_action' || attendee.answer === 'tentative';
  return isOpen ? [{ kind: 'invited', time: nextStart(event, scene.now) }] : [];
}

/** An invitation that was there before: what its event, or the series, has become. */
function ofStanding({ event, personId }: InvitationChange, scene: InvitationScene): News[] {
  const { now } = scene;
  const change = scene.events.get(event.id);
  if (!change?.before) return [];
  const which = event.series_id !== null ? { which: 'one' } : isSeries(event) ? { which: 'all' } : {};
  if (event.status === 'cancelled')
    return change.before.status === 'cancelled'
      ? []
      : [{ kind: 'event_cancelled', time: nextStart(event, now), more: which }];
  if (isMove(change)) {
    const more = { ...wasAt(nextStart(change.before, now)), ...which };
    return [{ kind: 'event_moved', time: nextStart(event, now), more }];
  }
  const more = renamed(change.before, event);
  if (more) return [{ kind: 'event_changed', time: nextStart(event, now), more: { ...more, ...which } }];
  // Of a series that somebody else goes on with, once.
  if (event.series_id === null && parseScope(change.before.scope)?.id !== parseScope(event.scope)?.id)
    return [{ kind: 'event_changed', time: nextStart(event, now), more: { organiser: 1, ...which } }];
  const news = scene.newsOf(change);
  if (news?.what === 'rule') return [{ kind: 'event_changed', time: news.next, more: { rule: 1 } }];
  if (news?.what === 'cut')
    return scene.goesOn(event.id, personId)
      ? []
      : [{ kind: 'event_cancelled', time: news.from, more: { which: 'following' } }];
  // One that was put elsewhere before is told of at the time that it had.
  const told = scene.wereElsewhere(event.id, personId);
  return dropped(change)
    .filter((time) => !told.has(time))
    .map((time) => ({ kind: 'event_cancelled', time, more: { which: 'one' } }));
}

/** An invitation that is no longer: the meeting is, or the person is not wanted there any more. */
function ofWithdrawn(row: Row<'invitation'>, scene: InvitationScene): News | null {
  // What is said of the series is said of its instances.
  if (scene.isWithdrawn(row.series_id, row.person_id)) return null;
  const which = row.series_id !== null ? { which: 'one' } : isSeries(row) ? { which: 'all' } : {};
  const change = scene.events.get(row.event_id);
  if (change && !change.now) return ofGone(row, change, which, scene);
  // Who goes on with a meeting is no guest of it any more.
  if (change?.now && parseScope(change.now.scope)?.id === row.person_id) return null;
  return scene.isUnasked(row.event_id, row.person_id)
    ? { kind: 'event_cancelled', time: row.start, more: { ...which, unasked: 1 } }
    : null;
}

/** The event is gone: the meeting with it, or one meeting of a series is again as its series has it. */
function ofGone(
  row: Row<'invitation'>,
  { before }: Change<'event'>,
  which: Readonly<Record<string, Value>>,
  scene: InvitationScene,
): News | null {
  const series = scene.standing(row.series_id, row.person_id);
  if (!series || !before) {
    const time = before ? nextStart(before, scene.now) : row.start;
    return { kind: 'event_cancelled', time, more: which };
  }
  const at = row.recurrence_id ?? row.start;
  const ofSeries = scene.events.get(series.event.id);
  const news = ofSeries ? scene.newsOf(ofSeries) : null;
  if (news?.what === 'cut' && news.from <= at) return null;
  if (wallList(series.event.exdate).includes(at))
    return { kind: 'event_cancelled', time: row.start, more: which };
  return row.start === at ? null : { kind: 'event_moved', time: at, more: { ...wasAt(row.start), ...which } };
}

/** What of an event is called otherwise, or where it is now; null where neither changed. */
function renamed(before: Row<'event'>, event: Row<'event'>): Readonly<Record<string, Value>> | null {
  if (before.title === event.title && before.place === event.place) return null;
  return {
    ...(before.title === event.title ? {} : { old: before.title }),
    ...(before.place === event.place ? {} : { place: event.place ?? '' }),
  };
}

const privacyOf = ({ scope }: Row<'invitation'>): Row<'event'>['privacy'] =>
  parseScope(scope)?.family === 'person' ? 'private' : 'normal';

const wasAt = (start: string | null): Readonly<Record<string, Value>> =>
  start === null ? {} : { was: timeText(start) };

/** Whose proposal has just been taken, as `event/person`: they hear of that, and not of a move beside it. */
export function takenUp(arrivals: Arrivals): Set<string> {
  const taken = new Set<string>();
  for (const { before, now } of [...arrivals.attendees.values(), ...arrivals.proposals.values()])
    if (now && now.counter_reply === 'accepted' && before?.counter_reply_to !== now.counter_reply_to)
      taken.add(`${now.event_id}/${now.person_id}`);
  return taken;
}

/** Instances that were taken out of a series. */
function dropped(change: Change<'event'>): string[] {
  const before = new Set(wallList(change.before?.exdate ?? null));
  return wallList(change.now?.exdate ?? null).filter((wall) => !before.has(wall));
}
