import {
  attendeesOf,
  colleaguesByIds,
  type ColleagueRow,
  customerLinksOf,
  lastContacts,
  partiesByIds,
  resourceLinksOf,
  roomsByIds,
  type AttendeeRow,
} from '../../../db/client/queries/attendance.ts';
import {
  attachmentCount,
  eventById,
  invitationsOfEvents,
  overridesOf,
  type EventRow,
} from '../../../db/client/queries/calendar.ts';
import { ownProposals } from '../../../db/client/queries/counter.ts';
import { holdingNames } from '../../../db/client/queries/holding.ts';
import { singleAt, singlesOf } from '../../../db/client/queries/instance-answer.ts';
import type { ConflictRow } from '../../../db/client/queries/conflict.ts';
import { TAKING, type Occupied } from '../../../db/client/queries/occupancy.ts';
import { calendarsLeft, personNames } from '../../../db/client/queries/person.ts';
import { taskTitle } from '../../../db/client/queries/task.ts';
import type { EventDetail } from '../../../src-shared/contract/calendar.ts';
import { DAY } from '../../../src-shared/domain/calendar/civil.ts';
import { isSeries, wallList } from '../../../src-shared/domain/calendar/slot.ts';
import { wallIn } from '../../../src-shared/domain/calendar/zone.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Row } from '../../../src-shared/schema/tables.ts';
import type { QueryContext, View } from '../engine/context.ts';
import { answerOf } from './answer-of.ts';
import { asOfSubjects, oldestOfOthers } from './as-of.ts';
import { ownCounter } from './own-counter.ts';
import { ownerOf } from './owner-of.ts';
import { isOver, nameOf, toConflictViews } from './conflict-views.ts';
import { changesOfMine, toChangeViews } from './event-changes.ts';
import { factsOf, type EventFacts } from './event-facts.ts';
import type { Concerned } from './free-time.ts';
import { marksOf, toInstances, worst } from './instances.ts';
import { occurrenceOf, rowOf } from './occurrences.ts';
import { slotsFor } from './occurrence-slots.ts';
import { openConflictsBetween } from './open-conflicts.ts';

/**
 * One occurrence with everybody and everything on it. Null where this laptop holds no more of it than that somebody is
 * busy, or may not tell more.
 */
export const calendarEvent: View<'calendar.event'> = {
  reads: [
    ...TAKING,
    'proposal',
    'busy_block',
    'conflict_decision',
    'task',
    'assignment',
    'conflicts',
    'person',
    'resource',
    'customer',
    'holding',
    'product',
    'contact_log',
    'calendar_day',
    'attachment',
    'sync',
    'read_flags',
  ],
  run(context, { id, recurrence_id, zone }) {
    const found = occurrenceOf(context, id, recurrence_id);
    if (!found) return null;
    const { facts, row, shown } = found;
    const open = openConflictsBetween(context, shown.start - DAY, shown.end + DAY).filter((one) =>
      isOf(one, shown),
    );
    const [instance] = toInstances(context, [shown], zone, marksOf(open));
    if (!instance) return null;
    const parties = partiesOf(context, facts, open, shown.recurrence_id);
    const asOf = asOfSubjects(context, parties.concerned.people, parties.concerned.rooms);
    return {
      event: eventFields(row),
      instance,
      ...parties.shown,
      changes: toChangeViews(
        context,
        changesOfMine(context, new Map([[shown.event_id, facts]])).get(shown.event_id) ?? [],
      ),
      invitations: invitationsTo(context, row, shown, zone),
      // As in the inbox: what is over is no open conflict.
      conflicts: toConflictViews(context, open).filter((one) => !isOver(one, context.now)),
      slots: open.length === 0 || !facts.editable ? [] : slotsFor(context, found, parties, zone),
      asOf: oldestOfOthers(context, asOf),
      editable: facts.editable,
      series: seriesOf(context, row.series_id),
      exceptions: exceptionsOf(context, row, zone),
      attachments: attachmentCount(context.db, [...new Set([shown.event_id, shown.uid])]),
      task: taskOf(context, row),
      holding: holdingOf(context, row),
    };
  },
};

/** What the reader may answer: what they were asked to, and whoever lets them keep a calendar. */
function invitationsTo(
  context: QueryContext,
  row: EventRow | Row<'invitation'>,
  shown: Occupied,
  zone: string,
): EventDetail['invitations'] {
  const { db, me, grants } = context;
  const left = calendarsLeft(db);
  const rows = invitationsOfEvents(db, ['event_id' in row ? row.event_id : row.id])
    .filter((one) => grants.get(one.scope) === 'write' && !left.has(one.scope))
    .sort((a, b) => Number(b.person_id === me.id) - Number(a.person_id === me.id));
  const names = personNames(
    db,
    rows.map((one) => one.person_id),
  );
  const proposals = ownProposals(db, [shown.uid]);
  const singles = singlesOf(db, isSeries(row) ? [shown.uid] : []);
  return rows.map((one) => ({
    id: one.id,
    owner: ownerOf(context, one.person_id, names),
    ...answerOf(context, one, shown, singles),
    counter: ownCounter(context, one, shown, zone, proposals),
  }));
}

/** An invitation is to somebody else's time. */
const taskOf = ({ db }: QueryContext, row: EventRow | Row<'invitation'>): EventDetail['task'] =>
  'task_id' in row && row.task_id !== null ? (taskTitle(db, row.task_id) ?? null) : null;

/** An invitation does not tell what it is about. */
const holdingOf = ({ db }: QueryContext, row: EventRow | Row<'invitation'>): EventDetail['holding'] =>
  'holding_id' in row && row.holding_id !== null
    ? (holdingNames(db, [row.holding_id]).get(row.holding_id) ?? null)
    : null;

/** The series of an instance that was changed by itself, as far as the reader may know of it. */
function seriesOf(context: QueryContext, id: Id | null): EventDetail['series'] {
  const facts = id === null ? undefined : factsOf(context, [id]).get(id);
  const row = facts === undefined || facts.hidden ? null : rowOf(context, facts);
  if (!row) return null;
  const { title, title_en, rrule, start } = row;
  return { title, title_en, rrule, start, zone: row.zone };
}

/** Instances of a series that are not as its rule has them, by their original start. */
function exceptionsOf(
  { db }: QueryContext,
  row: EventRow | Row<'invitation'>,
  zone: string,
): EventDetail['exceptions'] {
  // Of somebody else's series this laptop knows its own instances alone.
  if ('event_id' in row) return [];
  const series = row.series_id === null ? row : eventById(db, row.series_id);
  if (!series || !isSeries(series)) return [];
  const taken = wallList(series.exdate);
  const whenOf = (recurrenceId: string): string => wallIn(zone, recurrenceId, series.zone);
  const changed = overridesOf(db, series.id).flatMap(({ id, recurrence_id, start, title, ...its }) => {
    if (recurrence_id === null || taken.includes(recurrence_id)) return [];
    const [when, now] = [whenOf(recurrence_id), wallIn(zone, start, its.zone)];
    return [
      { series_id: series.id, event_id: id, recurrence_id, when, start: now, title, moved: when !== now },
    ];
  });
  return [
    ...changed,
    ...taken.map((recurrence_id) => ({
      series_id: series.id,
      event_id: null,
      recurrence_id,
      when: whenOf(recurrence_id),
      start: whenOf(recurrence_id),
      title: series.title,
      moved: false,
    })),
  ].sort((a, b) => (a.recurrence_id < b.recurrence_id ? -1 : 1));
}

const isOf = (one: ConflictRow, shown: Occupied): boolean =>
  (one.a_uid === shown.uid && one.a_recurrence_id === shown.recurrence_id) ||
  (one.kind !== 'refused' && one.b_uid === shown.uid && one.b_recurrence_id === shown.recurrence_id);

type Shown = Pick<EventDetail, 'organiser' | 'organiserLeft' | 'attendees' | 'resources' | 'customers'>;

/** The people, rooms and customers of an occurrence, for reading and for finding a time that suits them all. */
export function partiesOf(
  context: QueryContext,
  facts: EventFacts,
  conflicts: readonly ConflictRow[],
  /** Of a series: the meeting that is looked at. */
  recurrence = '',
): { shown: Shown; concerned: Concerned } {
  const { db } = context;
  const events = facts.event ? [facts.event.id] : [];
  const asked = facts.event
    ? attendeesOf(db, events)
    : facts.invitation
      ? [asAttendee(facts.invitation)]
      : [];
  const singles = singlesOf(db, recurrence === '' ? [] : asked.map((one) => one.event_id));
  const attendees = asked.map((one) => {
    const single = singleAt(singles, one.event_id, one.person_id, recurrence);
    return single
      ? {
          ...one,
          answer: single.answer,
          answer_note: single.answer_note,
          answered_by: single.answered_by,
          alone: true,
        }
      : { ...one, alone: false };
  });
  const links = resourceLinksOf(db, events);
  const customerIds = customerLinksOf(db, events).map((link) => link.customer_id);
  const people = colleaguesByIds(db, [
    facts.organiser_id,
    ...attendees.flatMap((one) => one.person_id ?? []),
  ]);
  const person = new Map(people.map((one) => [one.id, one]));
  const rooms = roomsByIds(
    db,
    links.map((link) => link.resource_id),
  );
  const room = new Map(rooms.map((one) => [one.id, one]));
  const parties = partiesByIds(db, [...customerIds, ...attendees.flatMap((one) => one.customer_id ?? [])]);
  const party = new Map(parties.map((one) => [one.id, one]));
  const contacts = lastContacts(db, customerIds);
  const deputies = personNames(
    db,
    attendees.map((one) => one.answered_by),
  );
  const clashing = Map.groupBy(conflicts, (one) => one.subject_id);
  const organiser = person.get(facts.organiser_id);
  return {
    concerned: {
      people: people.filter((one) => !hasLeft(one)),
      rooms,
      optional: new Set(
        attendees.filter((one) => one.role === 'optional').flatMap((one) => one.person_id ?? []),
      ),
    },
    shown: {
      organiser: organiser ? nameOf(organiser) : null,
      organiserLeft: hasLeft(organiser),
      attendees: attendees.flatMap(({ event_id: _event, ...one }) => {
        const colleague = person.get(one.person_id ?? '');
        const who = colleague ?? party.get(one.customer_id ?? '');
        if (!who) return [];
        const title = { title: colleague?.title ?? null, title_en: colleague?.title_en ?? null };
        return [
          {
            ...one,
            name: who.name,
            name_en: who.name_en,
            ...title,
            clash: worst(clashing.get(who.id) ?? []),
            left: hasLeft(colleague),
            answered_name: deputies.get(one.answered_by ?? '') ?? null,
          },
        ];
      }),
      resources: links.flatMap((link) => {
        const its = room.get(link.resource_id);
        return its
          ? [
              {
                id: its.id,
                kind: its.kind,
                name: its.name,
                name_en: its.name_en,
                seats: its.seats,
                status: link.status,
              },
            ]
          : [];
      }),
      customers: customerIds.flatMap((id) => {
        const its = party.get(id);
        if (!its) return [];
        const { name, name_en, short_name, tier } = its;
        return [{ id, name, name_en, short_name, tier, lastContactAt: contacts.get(id) ?? null }];
      }),
    },
  };
}

const hasLeft = (colleague: ColleagueRow | undefined): boolean =>
  colleague !== undefined && colleague.left_on !== null;

/** An invitation tells of its receiver alone. */
const asAttendee = (row: Row<'invitation'>): AttendeeRow => ({
  id: row.id,
  event_id: row.event_id,
  person_id: row.person_id,
  customer_id: null,
  role: row.role,
  answer: row.answer,
  answer_note: row.answer_note,
  answered_by: row.answered_by,
  delivered_at: row.sent_at,
  seen_at: row.seen_at,
});

function eventFields(row: EventRow | Row<'invitation'>): EventDetail['event'] {
  const {
    kind,
    title,
    title_en,
    description,
    place,
    organiser_id,
    status,
    transparency,
    travel_min,
    buffer_min,
  } = row;
  const { all_day, start, end, zone, rrule, rdate, exdate, reminders, series_id, recurrence_id } = row;
  return {
    kind,
    title,
    title_en,
    description,
    place,
    organiser_id,
    status,
    transparency,
    travel_min,
    buffer_min,
    all_day,
    start,
    end,
    zone,
    rrule,
    rdate,
    exdate,
    reminders,
    series_id,
    recurrence_id,
    ...('event_id' in row ? { ...OF_NO_INVITATION, id: row.event_id } : ofEvent(row)),
  };
}

/** What an invitation does not tell. */
const OF_NO_INVITATION = {
  privacy: 'normal',
  contract: null,
  holding_id: null,
  outcome: null,
  outcome_note: null,
} as const;

const ofEvent = ({
  id,
  privacy,
  contract,
  holding_id,
  outcome,
  outcome_note,
}: EventRow): Pick<EventDetail['event'], 'id' | keyof typeof OF_NO_INVITATION> => ({
  id,
  privacy,
  contract,
  holding_id,
  outcome,
  outcome_note,
});
