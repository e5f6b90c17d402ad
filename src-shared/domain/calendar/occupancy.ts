import type { EpochMs } from '../../kernel/brand.ts';
import type { Row } from '../../schema/tables.ts';
import type { Position } from './travel-time.ts';

/** How an event takes somebody's time, after their answer. */
export type BusyStatus = 'busy' | 'tentative' | 'out_of_office' | 'free';

/** Whose time, or which room or car. */
export interface Subject {
  readonly kind: 'person' | 'resource';
  readonly id: string;
}

/** One instance of one event in the time of one person or resource: all that conflicts are computed from. */
export interface Occupancy {
  readonly eventId: string;
  /** The series' id, or the event's own: what copies of one event share. They never conflict with each other. */
  readonly uid: string;
  /** Original wall start of the instance; empty for a single event. */
  readonly recurrenceId: string;
  readonly subject: Subject;
  readonly start: EpochMs;
  readonly end: EpochMs;
  readonly status: BusyStatus;
  /** False for an optional attendee: their conflicts are soft. */
  readonly required: boolean;
  /** How many events the resource takes at once, where `capacityOf` does not say. */
  readonly capacity?: number;
  /** Minutes on the road to it. */
  readonly travelMin?: number;
  /** Minutes to keep free around it. */
  readonly bufferMin?: number;
  /** Where it is. Left out: nobody has to go anywhere (a call). Null: somewhere, but unknown. */
  readonly place?: string | null;
  /** Where `place` is on the map, if anybody knows. */
  readonly position?: Position;
}

/** How a new event takes its owner's time where nobody says: a whole day is a note beside it, but leave is leave. */
export const usualTransparency = (kind: string, allDay: 0 | 1): 'busy' | 'free' | 'out_of_office' =>
  kind === 'leave' ? 'out_of_office' : allDay === 1 ? 'free' : 'busy';

export interface StatusSource {
  readonly status: 'confirmed' | 'tentative' | 'cancelled';
  /** Null where the person did not choose: the kind and all-day decide. */
  readonly transparency: 'busy' | 'free' | 'out_of_office' | null;
  readonly kind: string;
  readonly allDay: 0 | 1;
}

/** The attendee's answer; null for the organiser, and for what needs no answer (a room that is confirmed). */
export type Answered = 'needs_action' | 'accepted' | 'tentative' | 'declined' | null;

/** A room answers like a person: what was not confirmed yet holds it tentatively. */
export const ROOM_ANSWER: Readonly<Record<Row<'event_resource'>['status'], Answered>> = {
  requested: 'needs_action',
  confirmed: null,
  refused: 'declined',
};

/**
 * What an event does to somebody's time. Free wins over all (cancelled, declined, transparent); then leave and out
 * of office; then whatever is not certain (a hold, a tentative event, no answer yet) is tentative.
 */
export function effectiveStatus(event: StatusSource, answer: Answered): BusyStatus {
  if (event.status === 'cancelled' || answer === 'declined' || event.transparency === 'free') return 'free';
  if (event.transparency === 'out_of_office' || event.kind === 'leave') return 'out_of_office';
  if (event.transparency === null && event.allDay === 1) return 'free';
  const certain = event.status === 'confirmed' && event.kind !== 'hold';
  return certain && (answer === 'accepted' || answer === null) ? 'busy' : 'tentative';
}
