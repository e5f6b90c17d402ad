import { keptWindow } from '../../src-shared/domain/calendar/kept-window.ts';
import { commonPart, overfull, overlaps } from '../../src-shared/domain/calendar/sweep.ts';
import type { EpochMs } from '../../src-shared/kernel/brand.ts';
import type { Id } from '../../src-shared/kernel/ids.ts';
import type { Row } from '../../src-shared/schema/tables.ts';
import { parseScope } from '../../src-shared/sync/scope.ts';
import type { WriteSet } from '../push/write-set.ts';
import { isOutOfReach, roomsBeyond, seriesInRooms, takingRoom, type Span } from './beyond-window.ts';
import type { Family } from './family.ts';
import type { News } from './news.ts';
import { timeText, who, type NoticeBook } from './notice-book.ts';
import { occupiedBy, reachOf, type Occupied } from './occupied.ts';
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
 *
 * A single event is looked at whatever its date; a series within the window, and beyond it against the single events that
 * have its room. Where two series meet beyond the window, the one that is looked at later when the window gets there is
 * told, and keeps its room: it was promised for all the meetings before.
 */
export async function decide(
  set: WriteSet,
  families: readonly Family[],
  { isUndecided, isNews }: News,
  places: Places,
  notices: NoticeBook,
  now: EpochMs,
): Promise<Family[]> {
  const window = { from: now, to: keptWindow(now).to };
  const asking = families.map((family) => {
    const open = withRooms(family, (link, event) => (isUndecided(link, event) ? 'requested' : link.status));
    const times = occupiedBy(open, places.zones, reachOf(family, window)).filter((one) => one.end > now);
    const news = times.filter((one) => isNews(family, one));
    // What of these families stands already was there first, in whatever order they are looked at.
    const standing = times.filter((one) => !isNews(family, one));
    return { family, open, news, standing: standing.map((one) => takenBy(open, one)) };
  });
  const own = new Set(families.map((family) => family.uid));
  const news = asking.flatMap((one) => one.news);
  const beyond = asking.flatMap((one) => roomsBeyond(one.open, isUndecided, window.to));
  const taken = [
    ...(await takenByOthers(set, [...news.map(spanOf), ...beyond], own)),
    ...asking.flatMap((one) => one.standing),
  ];
  // Series that have a room, which no block tells of beyond the window.
  const series = (await seriesInRooms(set, news, { own, window })).concat(
    families.map((family) =>
      withRooms(family, (link, event) => (isUndecided(link, event) ? 'refused' : link.status)),
    ),
  );
  const decided: Family[] = [];
  for (const { family, open, news } of asking) {
    const rooms = new Set(roomsBeyond(open, isUndecided, window.to).map((one) => one.subject));
    const far = taken
      .filter((one) => rooms.has(one.subjectId) && one.end > window.to)
      .flatMap((one) => takingRoom(open, one.subjectId, one, places.zones))
      .filter((one) => one.end > window.to && isNews(family, one));
    const clashes = [...news, ...far].flatMap((one) => {
      const isFar = one.subjectKind === 'resource' && one.end > window.to;
      const repeated = isFar
        ? series.flatMap((other) =>
            takingRoom(other, one.subjectId, one, places.zones).map((time) => takenBy(other, time)),
          )
        : [];
      const others = [...taken, ...repeated].filter(
        (t) => t.subjectId === one.subjectId && t.uid !== family.uid && overlaps(t, one),
      );
      const capacity =
        one.subjectKind === 'resource' ? (places.resources.get(one.subjectId)?.capacity ?? 1) : 1;
      const with_ = firstInTheWay(one, others, capacity);
      return with_ ? [{ one, with_ }] : [];
    });
    const inRooms = clashes.filter(({ one }) => one.subjectKind === 'resource');
    const people = clashes.filter(({ one }) => one.subjectKind === 'person');
    const answered = settleRooms(set, family, { isUndecided, inRooms, to: window.to }, places, notices);
    const settled = settlePeople(set, answered, people, places, notices);
    decided.push(settled);
    series.push(settled);
    for (const one of occupiedBy(settled, places.zones, reachOf(settled, window)))
      if (isNews(family, one)) taken.push(takenBy(settled, one));
  }
  return decided;
}

const spanOf = (one: Occupied): Span => ({ subject: one.subjectId, start: one.start, end: one.end });

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

async function takenByOthers(set: WriteSet, wanted: readonly Span[], own: ReadonlySet<Id>): Promise<Taken[]> {
  if (wanted.length === 0) return [];
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
  { isUndecided, inRooms, to }: { isUndecided: News['isUndecided']; inRooms: readonly Clash[]; to: EpochMs },
  places: Places,
  notices: NoticeBook,
): Family {
  return withRooms(family, (link, event) => {
    if (event.status === 'cancelled') return link.status;
    const clash = inRooms.find(({ one }) => one.eventId === event.id && one.subjectId === link.resource_id);
    const isOpen = isUndecided(link, event);
    if (clash && (isOpen || link.status === 'confirmed')) tellRefusal(family, event, clash, places, notices);
    if (!isOpen) return link.status;
    const status = clash ? 'refused' : isOutOfReach(family, event, to) ? 'requested' : 'confirmed';
    set.write('event_resource', link.id, link.scope, { status });
    return status;
  });
}

function tellRefusal(
  family: Family,
  event: Row<'event'>,
  { one }: Clash,
  places: Places,
  notices: NoticeBook,
): void {
  const room = places.resources.get(one.subjectId);
  const meeting = event.series_id === null && one.recurrenceId !== '' ? one.recurrenceId : null;
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
      time: timeText(meeting ?? event.start),
      ...(meeting === null ? {} : { recurrence_id: meeting }),
    },
    key: [event.id, one.subjectId, one.start],
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
