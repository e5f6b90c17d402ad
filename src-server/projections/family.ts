import { singleAnswers, type SingleAnswers } from '../../src-shared/domain/calendar/instance-answer.ts';
import type { Id } from '../../src-shared/kernel/ids.ts';
import type { Row } from '../../src-shared/schema/tables.ts';
import { parseScope, scopeOf, type Scope } from '../../src-shared/sync/scope.ts';
import { rowOf, type WriteSet } from '../push/write-set.ts';

/** A series with its overrides, or a single event, as it is in one calendar: what projections are made of. */
export interface Family {
  /** The series' id, or the event's own. */
  readonly uid: Id;
  /** The calendar that it belongs to, also where some of it is private and lies elsewhere. */
  readonly calendar: Scope;
  /** Whose calendar it is. Not the column: that one a laptop writes. */
  readonly organiserId: Id;
  /** Live ones only; overrides of one instance by two laptops: the older (by id) counts. */
  readonly events: readonly Row<'event'>[];
  readonly attendees: ReadonlyMap<Id, readonly Row<'attendee'>[]>;
  readonly resources: ReadonlyMap<Id, readonly Row<'event_resource'>[]>;
  /** What attendees said of single meetings, by `answersKey`. */
  readonly singles: ReadonlyMap<string, SingleAnswers>;
}

/** Loads the families of series into the write set and returns them as they stand in this commit. */
export async function loadFamilies(
  set: WriteSet,
  roots: readonly Id[],
): Promise<{ families: Family[]; eventIds: Id[] }> {
  const wanted = new Set(roots);
  const touched = set.touched('event').flatMap(({ now }) => (now ? [rowOf('event', now)] : []));
  const own = touched.filter((row) => wanted.has(row.series_id ?? row.id)).map((row) => row.id);
  const eventIds = [...new Set([...(await set.tx.calendar.familyIds(roots)), ...own])];
  await set.load('event', eventIds);
  await set.load('attendee', await set.tx.calendar.idsByEvent('attendee', eventIds));
  await set.load('event_resource', await set.tx.calendar.idsByEvent('event_resource', eventIds));
  await set.load('instance_answer', await set.tx.calendar.idsByEvent('instance_answer', eventIds));
  return { families: heldFamilies(set, roots), eventIds };
}

/** Families that were loaded, as they are now. */
export function heldFamilies(set: WriteSet, roots: readonly Id[]): Family[] {
  const wanted = new Set(roots);
  const live = set.held('event').filter((row) => row.deleted === 0 && wanted.has(row.series_id ?? row.id));
  return familiesOf(live, set.held('attendee'), set.held('event_resource'), set.held('instance_answer'));
}

/** An answer of the attendee's own, in their own calendar: nobody else speaks for them. */
export const isOwnAnswer = ({
  scope,
  person_id,
  copy_of,
  deleted,
}: Pick<Row<'instance_answer'>, 'scope' | 'person_id' | 'copy_of' | 'deleted'>): boolean =>
  deleted === 0 && copy_of === null && ownerOf(scope) === person_id;

/** Whose calendar it is. */
export const ownerOf = (scope: Scope): Id => parseScope(scope)?.id ?? '';

/** Groups live rows of calendars into families, whoever loaded them. */
export function familiesOf(
  events: readonly Row<'event'>[],
  attendees: readonly Row<'attendee'>[],
  resources: readonly Row<'event_resource'>[],
  answers: readonly Row<'instance_answer'>[] = [],
): Family[] {
  const groups = new Map<string, Row<'event'>[]>();
  // A series can have thousands of overrides: nobody looks through them for each of them.
  const replaced = new Set<string>();
  for (const event of [...events].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const key = `${ownerOf(event.scope)}/${event.series_id ?? event.id}`;
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    const instance = `${key} ${event.recurrence_id ?? ''}`;
    if (event.series_id !== null && replaced.has(instance)) continue;
    if (event.series_id !== null) replaced.add(instance);
    group.push(event);
  }
  const singles = singleAnswers(answers.filter(isOwnAnswer));
  return [...groups.values()].map((group) => {
    const { scope, series_id, id } = group[0]!;
    const organiserId = ownerOf(scope);
    const events = new Set(group.map((event) => event.id));
    // A link in another person's calendar than its event is none: whoever wrote it may not speak for the organiser.
    const linked = <L extends { event_id: Id; scope: Scope; deleted: 0 | 1 }>(
      links: readonly L[],
    ): Map<Id, L[]> =>
      Map.groupBy(
        links.filter(
          (link) => link.deleted === 0 && events.has(link.event_id) && ownerOf(link.scope) === organiserId,
        ),
        (link) => link.event_id,
      );
    return {
      uid: series_id ?? id,
      calendar: scopeOf('calendar', organiserId),
      organiserId,
      events: group,
      attendees: linked(attendees),
      resources: linked(resources),
      singles,
    };
  });
}
