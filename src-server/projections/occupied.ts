import {
  answerAt,
  answersKey,
  type SingleAnswers,
} from '../../src-shared/domain/calendar/instance-answer.ts';
import {
  effectiveStatus,
  ROOM_ANSWER,
  type Answered,
  type BusyStatus,
} from '../../src-shared/domain/calendar/occupancy.ts';
import type { Instance, Override, Window } from '../../src-shared/domain/calendar/recurrence.ts';
import { isSeries } from '../../src-shared/domain/calendar/slot.ts';
import { slotOf } from '../../src-shared/domain/calendar/slot-of.ts';
import type { EpochMs } from '../../src-shared/kernel/brand.ts';
import { everyTime, takenTimes } from '../../src-shared/domain/calendar/taken-times.ts';
import type { Id } from '../../src-shared/kernel/ids.ts';
import type { Row } from '../../src-shared/schema/tables.ts';
import type { Family } from './family.ts';

/** One instance of an event in the time of one person, room or car. */
export interface Occupied {
  readonly subjectKind: 'person' | 'resource';
  readonly subjectId: Id;
  readonly eventId: Id;
  readonly recurrenceId: string;
  readonly start: EpochMs;
  readonly end: EpochMs;
  readonly status: Exclude<BusyStatus, 'free'>;
  readonly required: 0 | 1;
}

/** Later than anything that can be written in a slot. */
export const EVER = Date.UTC(9998, 0, 1);

export const isSingle = ({ events }: Family): boolean =>
  events.every((event) => event.series_id === null && !isSeries(event));

/** How far a family is looked at: a series within the window, a single event whatever its date. */
export const reachOf = <W extends Window>(family: Family, window: W): W =>
  isSingle(family) ? { ...window, to: EVER } : window;

interface Taken {
  readonly kind: 'person' | 'resource';
  readonly id: Id;
  readonly required: 0 | 1;
  readonly answer: Answered;
  readonly single?: SingleAnswers | undefined;
}

/** Everybody and every room whose time a family takes in the window. All-day dates count in the person's zone. */
export function occupiedBy(family: Family, zones: ReadonlyMap<Id, string>, window: Window): Occupied[] {
  const taken = new Map(family.events.map((event) => [event.id, takenBy(family, event)]));
  const byId = new Map(family.events.map((event) => [event.id, event]));
  const rows: Occupied[] = [];
  for (const zone of zonesOf(family, taken, zones)) {
    const at = zone === undefined ? window : { ...window, zone };
    for (const { instance, eventId } of instancesOf(family, at)) {
      const event = byId.get(eventId)!;
      if (!(Number.isSafeInteger(instance.start) && instance.end >= instance.start)) continue;
      for (const one of taken.get(eventId) ?? []) {
        if (zone !== undefined && zoneFor(one, zones) !== zone) continue;
        const answer = answerAt(one.answer, one.single, instance.recurrenceId);
        const status = effectiveStatus({ ...event, allDay: event.all_day }, answer);
        if (status === 'free') continue;
        const { recurrenceId, start, end } = instance;
        rows.push({
          subjectKind: one.kind,
          subjectId: one.id,
          eventId,
          recurrenceId,
          start,
          end,
          status,
          required: one.required,
        });
      }
    }
  }
  return rows;
}

function takenBy(family: Family, event: Row<'event'>): Taken[] {
  const taken: Taken[] = [{ kind: 'person', id: family.organiserId, required: 1, answer: null }];
  const known = new Set([family.organiserId]);
  for (const { person_id: id, role, answer } of family.attendees.get(event.id) ?? []) {
    if (id === null || known.has(id)) continue;
    known.add(id);
    // An override has an answer of its own.
    const single = event.series_id === null ? family.singles.get(answersKey(event.id, id)) : undefined;
    taken.push({ kind: 'person', id, required: role === 'required' ? 1 : 0, answer, single });
  }
  for (const { resource_id: id, status } of family.resources.get(event.id) ?? []) {
    if (known.has(id)) continue;
    known.add(id);
    taken.push({ kind: 'resource', id, required: 1, answer: ROOM_ANSWER[status] });
  }
  return taken;
}

const NO_ZONE = '';
const zoneFor = (one: Taken, zones: ReadonlyMap<Id, string>): string =>
  one.kind === 'person' ? (zones.get(one.id) ?? NO_ZONE) : NO_ZONE;

/** Timed slots are the same for everybody (undefined); all-day dates are other instants in another zone. */
function zonesOf(
  family: Family,
  taken: ReadonlyMap<Id, readonly Taken[]>,
  zones: ReadonlyMap<Id, string>,
): (string | undefined)[] {
  if (family.events.every((event) => event.all_day === 0)) return [undefined];
  return [...new Set([...taken.values()].flat().map((one) => zoneFor(one, zones)))];
}

/** The times of a family, each with the row that describes it; an override without its series stands alone. */
function instancesOf(family: Family, window: Window): { instance: Instance; eventId: Id }[] {
  const at = window.zone === NO_ZONE ? { from: window.from, to: window.to } : window;
  const master = family.events.find((event) => event.series_id === null);
  const overrides = family.events.filter((event) => event.series_id !== null);
  if (!master) {
    return overrides.flatMap((event) => {
      const slot = { ...slotOf(event), rrule: null, rdate: null, exdate: null };
      const recurrenceId = event.recurrence_id ?? '';
      return everyTime({ slot }, at).map((one) => ({
        instance: { ...one, recurrenceId },
        eventId: event.id,
      }));
    });
  }
  const replaced = overrides.map((event): Override => ({
    id: event.id,
    recurrenceId: event.recurrence_id ?? '',
    slot: slotOf(event),
  }));
  const times = takenTimes({ slot: slotOf(master), overrides: replaced }, at);
  return times.map((instance) => ({ instance, eventId: instance.override ?? master.id }));
}
