import { commonPart, overfull, overlaps } from '../../src-shared/domain/calendar/sweep.ts';
import type { EpochMs } from '../../src-shared/kernel/brand.ts';
import type { Id } from '../../src-shared/kernel/ids.ts';
import type { Row } from '../../src-shared/schema/tables.ts';
import { parseScope } from '../../src-shared/sync/scope.ts';
import type { WriteSet } from '../push/write-set.ts';
import { isArrival, type Arrivals } from './arrivals.ts';
import type { Family } from './family.ts';
import { timeText, who, type NoticeBook } from './notice-book.ts';
import { occupiedBy, windowAt, type Occupied } from './occupied.ts';
import type { Places } from './places.ts';

/** Somebody's time that is taken by an event of another series. */
interface Taken {
  readonly subjectId: Id;
  readonly eventId: Id;
  readonly uid: Id;
  readonly organiserId: Id;
  readonly title: string;
  readonly title_en: string | null;
  readonly start: EpochMs;
  readonly end: EpochMs;
}

/**
 * Who came first. What arrives at the server is held against what is there: a room that is taken is refused, and a
 * person who is taken takes part "tentatively". Nothing is deleted, and everybody concerned is told. Returns the
 * families with these decisions in them.
 */
export async function decideArrivals(
  set: WriteSet,
  families: readonly Family[],
  arrivals: Arrivals,
  places: Places,
  notices: NoticeBook,
  now: EpochMs,
): Promise<Family[]> {
  const window = { from: now, to: windowAt(now).to };
  const asking = families.map((family) => {
    const open = withRooms(family, (one) => (isUndecided(arrivals, one) ? 'requested' : one.status));
    const news = occupiedBy(open, places.zones, window).filter(
      (one) => one.end > now && isNews(arrivals, family, one),
    );
    return { family, news };
  });
  const own = new Set(families.map((family) => family.uid));
  const taken = await takenByOthers(
    set,
    asking.flatMap((one) => one.news),
    own,
  );
  const decided: Family[] = [];
  for (const { family, news } of asking) {
    const clashes = news.flatMap((one) => {
      const others = taken.filter(
        (t) => t.subjectId === one.subjectId && t.uid !== family.uid && overlaps(t, one),
      );
      const capacity =
        one.subjectKind === 'resource' ? (places.resources.get(one.subjectId)?.capacity ?? 1) : 1;
      const with_ = firstInTheWay(one, others, capacity);
      return with_ ? [{ one, with_ }] : [];
    });
    const rooms = clashes.filter(({ one }) => one.subjectKind === 'resource');
    const people = clashes.filter(({ one }) => one.subjectKind === 'person');
    const settled = settlePeople(
      set,
      settleRooms(set, family, arrivals, rooms, places, notices),
      people,
      places,
      notices,
    );
    decided.push(settled);
    taken.push(...occupiedBy(settled, places.zones, window).map((one) => takenBy(settled, one)));
  }
  return decided;
}

/**
 * What stands in the way of one more: for a person or a room anything at all; for a pool of n something that is on while
 * n others are. Bookings one after the other take one of the pool, not one each.
 */
function firstInTheWay(one: Occupied, others: readonly Taken[], capacity: number): Taken | undefined {
  if (capacity === 1 || others.length < capacity) return capacity === 1 ? others[0] : undefined;
  const full = overfull(
    others.map((other) => ({ ...other, ...commonPart(other, one) })),
    capacity - 1,
  );
  return others.find((other) => full.some((stretch) => overlaps(stretch, other)));
}

function takenBy(family: Family, one: Occupied): Taken {
  const event = family.events.find((row) => row.id === one.eventId);
  return {
    subjectId: one.subjectId,
    eventId: one.eventId,
    uid: family.uid,
    organiserId: family.organiserId,
    title: event?.title ?? '',
    title_en: event?.title_en ?? null,
    start: one.start,
    end: one.end,
  };
}

/** A room's word is the server's: whatever a laptop wrote is a request, and at another time it is a new one. */
function isUndecided(arrivals: Arrivals, link: Row<'event_resource'>): boolean {
  return (
    link.status === 'requested' ||
    arrivals.rooms.has(link.id) ||
    isArrival(arrivals.events.get(link.event_id))
  );
}

/** Whether an occupation is new to the server: the event is at a new time, or this person or room is new to it. */
function isNews(arrivals: Arrivals, family: Family, one: Occupied): boolean {
  if (one.subjectKind === 'resource') {
    const links = family.resources.get(one.eventId) ?? [];
    return links.some((link) => link.resource_id === one.subjectId && isUndecided(arrivals, link));
  }
  if (isArrival(arrivals.events.get(one.eventId))) return true;
  const attendee = (family.attendees.get(one.eventId) ?? []).find((row) => row.person_id === one.subjectId);
  const change = attendee && arrivals.attendees.get(attendee.id);
  return change !== undefined && change.before === null && change.now !== null;
}

async function takenByOthers(
  set: WriteSet,
  news: readonly Occupied[],
  own: ReadonlySet<Id>,
): Promise<Taken[]> {
  if (news.length === 0) return [];
  const wanted = news.map((one) => ({ subject: one.subjectId, start: one.start, end: one.end }));
  const blocks = (await set.tx.calendar.overlappingBlocks(wanted)).filter((block) => !own.has(block.uid));
  const titles = new Map(
    (await set.tx.calendar.eventTitles([...new Set(blocks.map((block) => block.event_id))])).map((row) => [
      row.id,
      row,
    ]),
  );
  return blocks.map((block) => {
    const event = titles.get(block.event_id);
    return {
      subjectId: block.subject_id,
      eventId: block.event_id,
      uid: block.uid,
      organiserId: parseScope(event?.scope ?? '')?.id ?? '',
      title: event?.title ?? '',
      title_en: event?.title_en ?? null,
      start: block.start,
      end: block.end,
    };
  });
}

interface Clash {
  readonly one: Occupied;
  readonly with_: Taken;
}

function settleRooms(
  set: WriteSet,
  family: Family,
  arrivals: Arrivals,
  clashes: readonly Clash[],
  places: Places,
  notices: NoticeBook,
): Family {
  return withRooms(family, (link, event) => {
    if (!isUndecided(arrivals, link) || event.status === 'cancelled') return link.status;
    const clash = clashes.find(({ one }) => one.eventId === event.id && one.subjectId === link.resource_id);
    const status = clash ? 'refused' : 'confirmed';
    set.write('event_resource', link.id, link.scope, { status });
    const room = places.resources.get(link.resource_id);
    if (clash) {
      notices.add({
        personId: family.organiserId,
        kind: 'room_refused',
        table: 'event',
        rowId: event.id,
        params: {
          room: room?.name ?? '',
          room_en: room?.name_en ?? null,
          title: event.title,
          title_en: event.title_en,
          time: timeText(event.start),
        },
        key: [event.id, link.resource_id, clash.one.start],
      });
    }
    return status;
  });
}

function settlePeople(
  set: WriteSet,
  family: Family,
  clashes: readonly Clash[],
  places: Places,
  notices: NoticeBook,
): Family {
  const answers = new Map<Id, Row<'attendee'>['answer']>();
  for (const clash of clashes) {
    const { one, with_ } = clash;
    const own = one.subjectId === family.organiserId;
    // Two appointments that somebody made for themselves: their own desk shows it at once.
    if (own && with_.organiserId === family.organiserId) continue;
    tellClash(family, clash, places, notices);
    if (own) continue;
    for (const attendee of family.attendees.get(one.eventId) ?? []) {
      if (attendee.person_id !== one.subjectId || !['accepted', 'needs_action'].includes(attendee.answer))
        continue;
      answers.set(attendee.id, 'tentative');
      set.write('attendee', attendee.id, attendee.scope, { answer: 'tentative', seen_at: null });
    }
  }
  if (answers.size === 0) return family;
  const attendees = [...family.attendees].map(
    ([event, list]) => [event, list.map((row) => ({ ...row, ...decidedOf(answers.get(row.id)) }))] as const,
  );
  return { ...family, attendees: new Map(attendees) };
}

const decidedOf = (
  answer: Row<'attendee'>['answer'] | undefined,
): Partial<Pick<Row<'attendee'>, 'answer' | 'seen_at'>> =>
  answer === undefined ? {} : { answer, seen_at: null };

/** Both organisers and the attendee, each with the titles that they may read. */
function tellClash(family: Family, { one, with_ }: Clash, places: Places, notices: NoticeBook): void {
  const event = family.events.find((row) => row.id === one.eventId);
  if (!event) return;
  const mine = {
    id: event.id,
    organiserId: family.organiserId,
    title: event.title,
    title_en: event.title_en,
  };
  const theirs = {
    id: with_.eventId,
    organiserId: with_.organiserId,
    title: with_.title,
    title_en: with_.title_en,
  };
  const person = places.people.get(one.subjectId);
  const pair = [family.uid, with_.uid].sort();
  for (const personId of new Set([family.organiserId, with_.organiserId, one.subjectId])) {
    if (personId === '') continue;
    const [near, far] =
      personId === with_.organiserId && personId !== family.organiserId ? [theirs, mine] : [mine, theirs];
    // A colleague sees that somebody is taken, never by what: their name stands where the title would.
    const readable = personId === one.subjectId || personId === far.organiserId;
    const other = readable
      ? { other: far.title, other_en: far.title_en }
      : { other: person?.name ?? '', other_en: person?.name_en ?? null };
    notices.add({
      personId,
      kind: 'clash',
      table: 'event',
      rowId: near.id,
      params: {
        ...who(person),
        person_id: one.subjectId,
        title: near.title,
        title_en: near.title_en,
        ...other,
        start: one.start,
      },
      key: [...pair, one.subjectId],
    });
  }
}

function withRooms(
  family: Family,
  statusOf: (link: Row<'event_resource'>, event: Row<'event'>) => Row<'event_resource'>['status'],
): Family {
  if (family.resources.size === 0) return family;
  const events = new Map(family.events.map((event) => [event.id, event]));
  const resources = [...family.resources].map(
    ([id, links]) =>
      [id, links.map((link) => ({ ...link, status: statusOf(link, events.get(id)!) }))] as const,
  );
  return { ...family, resources: new Map(resources) };
}
