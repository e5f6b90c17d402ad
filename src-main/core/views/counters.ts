import { attendeesOf, customerLinksOf, resourceLinksOf } from '../../../db/client/queries/attendance.ts';
import { invitationsByIds, type EventRow } from '../../../db/client/queries/calendar.ts';
import {
  counterById,
  countersOfEvents,
  unansweredCounters,
  type CounterRow,
} from '../../../db/client/queries/counter.ts';
import { locatedAt } from '../../../db/client/derived/clashes.ts';
import { personNames } from '../../../db/client/queries/person.ts';
import type { Draft } from '../../../src-shared/contract/event-draft.ts';
import type { QueryResult } from '../../../src-shared/contract/contract.ts';
import type { Company, InboxCounter } from '../../../src-shared/contract/inbox.ts';
import { MINUTE } from '../../../src-shared/domain/calendar/civil.ts';
import { awaitsReply, counterOf, counterState } from '../../../src-shared/domain/calendar/counter.ts';
import { dateAt, dayEnd, dayStart, wallToInstant } from '../../../src-shared/domain/calendar/zone.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Row } from '../../../src-shared/schema/tables.ts';
import { parseScope } from '../../../src-shared/sync/scope.ts';
import type { QueryContext, View } from '../engine/context.ts';
import { asOfSubjects } from './as-of.ts';
import { calendarCheck } from './calendar-check.ts';
import { standsCheck } from './draft-check.ts';
import { candidatesOf, concernedBy, geoOf, NEW_EVENT, uidOf } from './draft-occupancy.ts';
import { freeSlots, TIME_OF_OTHERS } from './free-time.ts';
import { marksOf, toInstances } from './instances.ts';
import { occupiedFor } from './occupied.ts';
import { occurrenceOf, occurrencesOf } from './occurrences.ts';
import { standingOf, timesOf } from './own-counter.ts';
import { ownerOf } from './owner-of.ts';

/** Times that wait for the reader's word: in the own calendar, and in those that the reader keeps for somebody. */
export function openCounters(context: QueryContext, zone: string): InboxCounter[] {
  const rows = unansweredCounters(context.db).filter((row) => context.grants.get(row.scope) === 'write');
  return itemsOf(context, rows, zone);
}

/** What there is to say of each proposal that waits for an answer; all of them cost a dozen statements. */
function itemsOf(context: QueryContext, rows: readonly CounterRow[], zone: string): InboxCounter[] {
  const proposed = rows.flatMap((row) => {
    const counter = counterOf(row);
    return counter ? [{ row, counter }] : [];
  });
  const found = occurrencesOf(
    context,
    proposed.map(({ row, counter }) => ({ id: row.event_id, recurrence_id: counter.recurrenceId })),
  );
  const waiting = proposed.flatMap(({ row, counter }, at) => {
    const its = found[at];
    if (!its || its.facts.status === 'cancelled') return [];
    const state = counterState(counter, standingOf(its.shown, its.row.zone), context.now);
    return awaitsReply(state) ? [{ row, counter, shown: its.shown, state }] : [];
  });
  const instances = toInstances(
    context,
    waiting.map((one) => one.shown),
    zone,
    marksOf([]),
  );
  const ownerIn = (scope: string): Id => parseScope(scope)?.id ?? '';
  const names = personNames(
    context.db,
    waiting.flatMap(({ row }) => [row.person_id, ownerIn(row.scope)]),
  );
  return waiting.flatMap(({ row, counter, state }, at) => {
    const [instance, person] = [instances[at], names.get(row.person_id)];
    if (!instance || !person) return [];
    return [
      {
        attendee_id: row.id,
        instance,
        person,
        owner: ownerOf(context, ownerIn(row.scope), names),
        ...timesOf(counter, zone),
        note: counter.note,
        at: counter.at,
        moved: state === 'moved',
      },
    ];
  });
}

const READS = [...TIME_OF_OTHERS, 'proposal', 'relation', 'conflict_decision', 'conflicts', 'clock'] as const;

export const inboxCounter: View<'inbox.counter'> = {
  reads: READS,
  run(context, { id, zone }) {
    const row = counterById(context.db, id);
    const item =
      row && context.grants.get(row.scope) === 'write' ? itemsOf(context, [row], zone)[0] : undefined;
    const found = row && item && occurrenceOf(context, row.event_id, counterOf(row)?.recurrenceId ?? null);
    if (!row || !item || !found) return null;
    const draft = draftOf(context, found.row, item, zone);
    const checked = calendarCheck.run(context, draft);
    const rivals = countersOfEvents(context.db, [row.event_id, item.instance.event_id]).filter(
      (other) => other.id !== id,
    );
    return {
      counter: item,
      company: companyOf(context, draft, checked.conflicts, zone),
      conflicts: checked.conflicts,
      rivals: itemsOf(context, rivals, zone).filter((its) => its.instance.key === item.instance.key),
      asOf: checked.asOf,
    };
  },
};

export const invitationTimes: View<'invitation.times'> = {
  reads: READS,
  run(context, { id, start, end, zone, near }) {
    const [row] = invitationsByIds(context.db, [id]);
    if (!row) return null;
    const draft = draftOf(context, row, { startWall: start, endWall: end }, zone);
    const checked = calendarCheck.run(context, draft);
    const minutes = Math.round(
      (wallToInstant(row.end, row.zone) - wallToInstant(row.start, row.zone)) / MINUTE,
    );
    const geo = geoOf(context, draft);
    const concerned = concernedBy(context, draft);
    const rowsAt = candidatesOf(context, draft, geo, concerned);
    const { all_day: allDay, ...times } = draft.slot;
    const asked = { slot: { ...times, allDay }, uid: uidOf(context, draft), rowsAt };
    // Another time is not the one it has: the meeting itself stands in the way.
    const wish = { uid: NEW_EVENT, start: near, durationMin: minutes, at: locatedAt({ ...draft, geo }) };
    const accepts = standsCheck(context, asked);
    const isDay = row.all_day === 1;
    return {
      company: companyOf(context, draft, checked.conflicts, zone),
      conflicts: checked.conflicts,
      slots: isDay ? [] : freeSlots(context, concerned, { ...wish, accepts }),
      asOf: checked.asOf,
    };
  },
};

/** The meeting at another time, as a form would have it. */
function draftOf(
  { db }: QueryContext,
  row: EventRow | Row<'invitation'>,
  { startWall, endWall }: { startWall: string; endWall: string },
  zone: string,
): Draft {
  const { kind, status, transparency, travel_min, buffer_min, place } = row;
  const about = { kind, status, transparency, travel_min, buffer_min, place };
  const all_day = startWall.length === 10 ? 1 : 0;
  const slot = {
    all_day,
    start: startWall,
    end: endWall,
    zone,
    rrule: null,
    rdate: null,
    exdate: null,
  } as const;
  if ('event_id' in row) {
    const attendees = listed(row.people).map((person_id) => ({
      person_id,
      customer_id: null,
      role: person_id === row.person_id ? row.role : ('required' as const),
    }));
    return {
      id: row.event_id,
      recurrence_id: null,
      slot,
      ...about,
      attendees,
      resources: listed(row.rooms),
      customers: [],
    };
  }
  return {
    id: row.id,
    recurrence_id: null,
    slot,
    ...about,
    attendees: attendeesOf(db, [row.id]).map(({ person_id, customer_id, role }) => ({
      person_id,
      customer_id,
      role,
    })),
    resources: resourceLinksOf(db, [row.id]).map((link) => link.resource_id),
    customers: customerLinksOf(db, [row.id]).map((link) => link.customer_id),
  };
}

const listed = (ids: string | null): Id[] => (ids === null ? [] : ids.split(','));

/** Everybody who would have to be there, then the rooms and cars. */
function companyOf(
  context: QueryContext,
  draft: Draft,
  conflicts: QueryResult<'calendar.check'>['conflicts'],
  zone: string,
): Company[] {
  const { people, rooms, optional } = concernedBy(context, draft);
  const asOf = asOfSubjects(context, people, rooms);
  const days = daysOf(
    context,
    draft,
    [...people, ...rooms].map((one) => one.id),
    zone,
  );
  const taken = new Set(
    conflicts
      .filter(({ kind, severity }) => (kind === 'person' || kind === 'resource') && severity !== 'info')
      .flatMap((one) => [one.subject.id, ...one.subjects.map((subject) => subject.id)]),
  );
  const known = (id: Id): Pick<Company, 'free' | 'asOf' | 'day'> => ({
    free: !taken.has(id),
    asOf: asOf.get(id) ?? { at: null, stale: true },
    day: days.get(id) ?? [],
  });
  return [
    ...people.map(({ id, name, name_en }): Company => ({
      kind: 'person',
      id,
      name,
      name_en,
      me: id === context.me.id,
      required: !optional.has(id),
      ...known(id),
    })),
    ...rooms.map(({ id, kind, name, name_en }): Company => ({
      kind,
      id,
      name,
      name_en,
      me: false,
      required: true,
      ...known(id),
    })),
  ];
}

/** Who and what is taken when on the day of the draft, in the reader's zone. */
function daysOf(
  context: QueryContext,
  draft: Draft,
  subjects: readonly Id[],
  zone: string,
): Map<Id, Company['day']> {
  const { start } = draft.slot;
  const date = start.length === 10 ? start : dateAt(wallToInstant(start, draft.slot.zone), zone);
  const own = uidOf(context, draft);
  const days = new Map<Id, Company['day']>();
  for (const row of occupiedFor(context.db, subjects, dayStart(date, zone), dayEnd(date, zone))) {
    if (row.status === 'free') continue;
    const { start, end, status, subject_id } = row;
    const its = days.get(subject_id) ?? [];
    its.push({ start, end, status, own: row.uid === own });
    days.set(subject_id, its);
  }
  return days;
}
