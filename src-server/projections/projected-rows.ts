import { replyCells } from '../../src-shared/domain/calendar/counter.ts';
import type { Id } from '../../src-shared/kernel/ids.ts';
import type { Value } from '../../src-shared/schema/column.ts';
import type { Row } from '../../src-shared/schema/tables.ts';
import { scopeOf, type Scope } from '../../src-shared/sync/scope.ts';
import { stableId } from '../push/stable-id.ts';
import type { Family } from './family.ts';
import type { Occupied } from './occupied.ts';
import type { Places } from './places.ts';
import type { Whereabouts } from './whereabouts.ts';

export interface ProjectedRow {
  readonly id: Id;
  readonly scope: Scope;
  readonly cells: Readonly<Record<string, Value>>;
}

/** That somebody is taken: times and status and nothing else, whatever the event says. */
export function busyBlock(family: Family, one: Occupied, places: Places): ProjectedRow | null {
  const scope = places.scopeFor(one.subjectKind, one.subjectId);
  if (scope === null) return null;
  return {
    // The calendar is part of it: a stranger's event that names the same series is another block.
    id: stableId('busy_block', family.calendar, one.subjectId, family.uid, one.recurrenceId),
    scope,
    cells: {
      subject_kind: one.subjectKind,
      subject_id: one.subjectId,
      event_id: one.eventId,
      uid: family.uid,
      recurrence_id: one.recurrenceId,
      start: one.start,
      end: one.end,
      status: one.status,
      required: one.required,
    },
  };
}

export const invitationId = (eventId: Id, personId: Id): Id => stableId('invitation', eventId, personId);

/**
 * The attendee's copy of an event. Whoever is asked reads it whole; a private one lies where the attendee's lead does not
 * read. `sent_at` is the caller's.
 */
export function invitation(
  family: Family,
  event: Row<'event'>,
  attendee: Row<'attendee'> & { person_id: Id },
  places: Places,
  whereabouts: Whereabouts,
): ProjectedRow {
  const rooms = (family.resources.get(event.id) ?? []).filter((one) => one.status !== 'refused');
  const names = rooms.flatMap((one) => places.resources.get(one.resource_id)?.name ?? []);
  const people = asked(family, event).map((one) => one.person_id);
  return {
    id: invitationId(event.id, attendee.person_id),
    scope: scopeOf(event.privacy === 'private' ? 'person' : 'calendar', attendee.person_id),
    cells: {
      all_day: event.all_day,
      start: event.start,
      end: event.end,
      zone: event.zone,
      rrule: event.rrule,
      rdate: event.rdate,
      exdate: event.exdate,
      event_id: event.id,
      person_id: attendee.person_id,
      organiser_id: family.organiserId,
      kind: event.kind,
      title: event.title,
      title_en: event.title_en,
      description: event.description,
      place: event.place,
      geo: event.geo,
      status: event.status,
      transparency: event.transparency,
      travel_min: event.travel_min,
      buffer_min: event.buffer_min,
      reminders: event.reminders,
      series_id: event.series_id,
      recurrence_id: event.recurrence_id,
      role: attendee.role,
      resources: names.length === 0 ? null : names.join(', ').slice(0, 400),
      answer: attendee.answer,
      answered_by: attendee.answered_by,
      ...replyCells(attendee),
      whereabouts: whereabouts(event.id, attendee.person_id),
      people: listOf(people, 8000),
      rooms: listOf(
        rooms.map((one) => one.resource_id),
        2000,
      ),
    },
  };
}

/** Ids with commas, in one order whoever loaded them; what no column holds is left out whole. */
function listOf(ids: readonly Id[], most: number): string | null {
  const kept = [...new Set(ids)].sort();
  while (kept.join(',').length > most) kept.pop();
  return kept.length === 0 ? null : kept.join(',');
}

/** Everybody who is asked to an event, each once, never its organiser. */
export function asked(family: Family, event: Row<'event'>): (Row<'attendee'> & { person_id: Id })[] {
  const seen = new Set([family.organiserId]);
  return (family.attendees.get(event.id) ?? []).flatMap((one) => {
    const { person_id } = one;
    if (person_id === null || seen.has(person_id)) return [];
    seen.add(person_id);
    return [{ ...one, person_id }];
  });
}
