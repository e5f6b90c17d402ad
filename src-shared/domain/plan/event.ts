import type { EpochMs } from '../../kernel/brand.ts';
import { MINUTE } from '../calendar/civil.ts';
import type { Answer, Event, EventKind } from '../calendar/tables.ts';

/** What a plan counts, in the order of its table. Leave and holds stand in the day and are no work that was planned. */
export const PLAN_KINDS = ['visit', 'call', 'meeting', 'seminar', 'internal'] as const;
export type PlanKind = (typeof PLAN_KINDS)[number];
/** Of these, what brings a manager and a customer together. */
export const CUSTOMER_KINDS: readonly EventKind[] = ['visit', 'call', 'meeting', 'seminar'];

/** An occurrence in somebody's calendar, as far as a plan asks about it. */
export interface Planned {
  readonly kind: EventKind | 'busy';
  readonly start: EpochMs;
  readonly end: EpochMs;
  readonly all_day: 0 | 1;
  readonly cancelled: boolean;
  /** The person's answer; null where the event is their own. */
  readonly answer: Answer | null;
  readonly outcome: Event['outcome'];
}

const isPlanKind = (kind: Planned['kind']): kind is PlanKind =>
  (PLAN_KINDS as readonly string[]).includes(kind);

/**
 * Planned 计划: a visit, call, meeting, seminar or internal appointment with a time of day that is one's own or was
 * accepted, and was not cancelled. Whole days (a quarter-end week), leave and holds are no plan of work.
 */
export const isPlanned = <T extends Planned>(event: T): event is T & { readonly kind: PlanKind } =>
  isPlanKind(event.kind) &&
  event.all_day === 0 &&
  !event.cancelled &&
  (event.answer === null || event.answer === 'accepted');

/**
 * Held 实际: planned, and noted as done or partly done. How a colleague's meeting went is theirs to note and does not
 * come with the invitation: where nothing is noted, it was held once its time is over.
 */
export function isHeld(event: Planned, now: EpochMs): boolean {
  if (!isPlanned(event)) return false;
  if (event.outcome !== null) return event.outcome !== 'missed';
  return event.answer !== null && event.end <= now;
}

/**
 * How an item of the day went.
 *
 * - done, partly, missed: noted so; ahead: not over yet; toNote: over, and waits for its owner's word;
 * - over: over, and nobody notes it here (a colleague's meeting, leave, a hold, a whole day);
 * - unanswered, declined: an invitation without an answer, or with a no; cancelled; moved: stands at another time now.
 */
export type EventState =
  | 'done'
  | 'partly'
  | 'missed'
  | 'toNote'
  | 'over'
  | 'ahead'
  | 'unanswered'
  | 'declined'
  | 'cancelled'
  | 'moved';

export function stateOf(event: Planned, now: EpochMs): Exclude<EventState, 'moved'> {
  if (event.cancelled) return 'cancelled';
  if (event.outcome !== null) return event.outcome;
  if (event.answer === 'declined') return 'declined';
  if (event.answer === 'needs_action') return 'unanswered';
  if (event.end > now) return 'ahead';
  return event.answer === null && isPlanned(event) ? 'toNote' : 'over';
}

/** How long it takes; a whole day takes no hours. */
export const minutesOf = ({ start, end, all_day }: Pick<Planned, 'start' | 'end' | 'all_day'>): number =>
  all_day === 1 ? 0 : Math.round((end - start) / MINUTE);
