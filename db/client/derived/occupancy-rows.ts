import type { Instance, Override, Series, Window } from '../../../src-shared/domain/calendar/recurrence.ts';
import {
  effectiveStatus,
  type Answered,
  type StatusSource,
} from '../../../src-shared/domain/calendar/occupancy.ts';
import { answerAt, type SingleAnswers } from '../../../src-shared/domain/calendar/instance-answer.ts';
import type { Slot } from '../../../src-shared/domain/calendar/slot.ts';
import { everyTime, takenTimes } from '../../../src-shared/domain/calendar/taken-times.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Row } from '../../../src-shared/schema/tables.ts';
import type { Occupied } from '../queries/occupancy.ts';

/** Somebody, or a room, that an event takes. */
export interface Taken {
  readonly kind: 'person' | 'resource';
  readonly id: Id;
  /** Where the person lives: all-day dates become instants there. Null: where the event is. */
  readonly zone: string | null;
  readonly required: 0 | 1;
  /** Null for whom nothing needs an answer: the organiser, a confirmed room. */
  readonly answer: Answered;
  /** Of a series: what this one said of single meetings. */
  readonly single?: SingleAnswers;
  /** Whether a clash of this one belongs in this laptop's list: not where the row only tells of somebody else. */
  readonly listed: 0 | 1;
}

/** One row that describes an event or an override, with everybody it takes. */
export interface Described {
  readonly source: 'event' | 'invitation';
  readonly source_id: Id;
  readonly event_id: Id;
  readonly series_id: Id | null;
  readonly recurrence_id: string | null;
  readonly slot: Slot;
  readonly kind: Row<'event'>['kind'];
  readonly status: StatusSource['status'];
  readonly transparency: StatusSource['transparency'];
  readonly place: string | null;
  /** `lat;lon`, or roughly `~lat;lon`. */
  readonly geo: string | null;
  readonly travel_min: number | null;
  readonly buffer_min: number | null;
  readonly takes: readonly Taken[];
}

/**
 * Who is taken when by the descriptions of one event: a master and its overrides, all of one source. Where two laptops
 * made an override of the same instance each, the older one (by id) counts, on every laptop alike.
 */
export const occupancyRows = (described: readonly Described[], window: Window): Occupied[] =>
  rowsOf(described, window, takenTimes);

/** As `occupancyRows`, each meeting by itself also where a day has so many that they are kept as one. */
export const meetingRows = (described: readonly Described[], window: Window): Occupied[] =>
  rowsOf(described, window, everyTime);

function rowsOf(
  described: readonly Described[],
  window: Window,
  timesOf: (series: Series, window: Window) => Instance[],
): Occupied[] {
  const sorted = [...described].sort((a, b) => (a.event_id < b.event_id ? -1 : 1));
  const master = sorted.find((one) => one.series_id === null);
  const overrides = firstOfEach(sorted.filter((one) => one.series_id !== null));
  const byId = new Map(overrides.map((one) => [one.event_id, one]));
  const rows: Occupied[] = [];
  for (const zone of zonesOf(sorted)) {
    const at: Window = typeof zone === 'string' ? { ...window, zone } : window;
    for (const instance of master
      ? timesOf({ slot: master.slot, overrides: overrides.map(asOverride) }, at)
      : overrides.flatMap((one) => alone(one, at))) {
      const from = (instance.override === undefined ? master : byId.get(instance.override)) ?? master;
      if (!from) continue;
      for (const taken of from.takes)
        if (zone === undefined || taken.zone === zone) rows.push(occupied(from, instance, taken));
    }
  }
  return rows;
}

/** All-day dates are other instants in another zone; timed slots are the same for everybody. */
function zonesOf(described: readonly Described[]): (string | null | undefined)[] {
  if (described.every((one) => one.slot.allDay === 0)) return [undefined];
  return [...new Set(described.flatMap((one) => one.takes.map((taken) => taken.zone)))];
}

const asOverride = (one: Described): Override => ({
  id: one.event_id,
  recurrenceId: one.recurrence_id ?? '',
  slot: one.slot,
});

/** An override whose series is not on this laptop: somebody who was asked to one meeting of many. */
function alone(one: Described, window: Window): Instance[] {
  const slot = { ...one.slot, rrule: null, rdate: null, exdate: null };
  return everyTime({ slot }, window).map((instance) => ({
    ...instance,
    recurrenceId: one.recurrence_id ?? '',
    override: one.event_id,
  }));
}

function firstOfEach(overrides: readonly Described[]): Described[] {
  const seen = new Set<string | null>();
  return overrides.filter((one) => !seen.has(one.recurrence_id) && seen.add(one.recurrence_id));
}

function occupied(from: Described, instance: Instance, taken: Taken): Occupied {
  return {
    source: from.source,
    source_id: from.source_id,
    subject_kind: taken.kind,
    subject_id: taken.id,
    uid: from.series_id ?? from.event_id,
    event_id: from.event_id,
    recurrence_id: instance.recurrenceId,
    start: instance.start,
    end: instance.end,
    start_day: instance.allDay === 1 ? instance.startWall : null,
    end_day: instance.allDay === 1 ? instance.endWall : null,
    status: effectiveStatus(
      { ...from, allDay: from.slot.allDay },
      answerAt(taken.answer, taken.single, instance.recurrenceId),
    ),
    required: taken.required,
    listed: taken.listed,
    refused: isRefused(from, taken) ? 1 : 0,
    kind: from.kind,
    place: from.place,
    geo: from.geo,
    travel_min: from.travel_min,
    buffer_min: from.buffer_min,
  };
}

/** A room that would be taken, had the server not given it to somebody else. */
const isRefused = (from: Described, { kind, answer }: Taken): boolean =>
  kind === 'resource' &&
  answer === 'declined' &&
  effectiveStatus({ ...from, allDay: from.slot.allDay }, null) !== 'free';
