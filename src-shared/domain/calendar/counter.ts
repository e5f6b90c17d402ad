/**
 * Another time, proposed by an attendee (RFC 5546 §3.2.7 COUNTER) and answered by the organiser (§3.2.8 DECLINECOUNTER, or a
 * move).
 *
 * The attendee's columns and the organiser's are units of their own, so neither undoes the other however they meet. A
 * proposal is named by the moment it was made: a reply counts only for the one it names, so whoever proposes anew while
 * the old proposal is being answered has not been answered.
 */
import type { EpochMs } from '../../kernel/brand.ts';
import type { Attendee, CounterReply } from './tables.ts';
import { wallToInstant } from './zone.ts';

export type CounterCells = Pick<
  Attendee,
  | 'counter_at'
  | 'counter_start'
  | 'counter_end'
  | 'counter_zone'
  | 'counter_recurrence_id'
  | 'counter_was'
  | 'counter_note'
>;
export type ReplyCells = Pick<Attendee, 'counter_reply' | 'counter_word' | 'counter_reply_to'>;

export interface Counter {
  /** When it was proposed. */
  readonly at: EpochMs;
  /** Wall times in `zone`; dates where it is about whole days. */
  readonly start: string;
  readonly end: string;
  readonly zone: string;
  /** Original start of the meeting of a series that it is about; null: the event as a whole. */
  readonly recurrenceId: string | null;
  /** When the meeting was to begin as the proposer saw it, on the wall of the event's zone. */
  readonly was: string | null;
  readonly note: string | null;
  /** Null while the organiser has not answered. */
  readonly reply: CounterReply | null;
  readonly word: string | null;
}

/** What a row says of another time; null where nothing, or nothing readable, is proposed. */
export function counterOf(row: CounterCells & ReplyCells): Counter | null {
  const { counter_at: at, counter_start: start, counter_end: end, counter_zone: zone } = row;
  if (at === null || start === null || end === null || zone === null) return null;
  if (start.length !== end.length || !(wallToInstant(start, zone) < wallToInstant(end, zone))) return null;
  const answered = row.counter_reply !== null && row.counter_reply_to === at;
  return {
    at,
    start,
    end,
    zone,
    recurrenceId: row.counter_recurrence_id,
    was: row.counter_was,
    note: row.counter_note,
    reply: answered ? row.counter_reply : null,
    word: answered ? row.counter_word : null,
  };
}

/** The meeting as it stands, on the wall of its own zone. */
export interface Standing {
  readonly start: string;
  readonly end: string;
  readonly zone: string;
}

/**
 * What became of a proposal, the meeting being as it is: nobody has to answer one for a meeting that is gone or over, or
 * that came to the proposed time by another way. One that was made before the meeting moved still stands, and says so.
 */
export type CounterState = 'open' | 'moved' | 'met' | 'gone' | CounterReply;

export function counterState(counter: Counter, meeting: Standing | null, now: EpochMs): CounterState {
  if (counter.reply !== null) return counter.reply;
  if (meeting === null || instant(counter.end, counter.zone) <= now) return 'gone';
  if (isSameTime(counter, meeting)) return 'met';
  return counter.was !== null && counter.was !== meeting.start ? 'moved' : 'open';
}

/** True where the organiser still has a word to say. */
export const awaitsReply = (state: CounterState): boolean => state === 'open' || state === 'moved';

/** Whether two say the same time, in whatever zones. */
export const isSameTime = (a: Standing, b: Standing): boolean =>
  a.start.length === b.start.length &&
  instant(a.start, a.zone) === instant(b.start, b.zone) &&
  instant(a.end, a.zone) === instant(b.end, b.zone);

const instant = (wall: string, zone: string): EpochMs => wallToInstant(wall, zone);

export const NO_COUNTER: CounterCells = {
  counter_at: null,
  counter_start: null,
  counter_end: null,
  counter_zone: null,
  counter_recurrence_id: null,
  counter_was: null,
  counter_note: null,
};

/** The cells of the attendee's unit, for carrying a proposal from one row to the other. */
export const counterCells = (row: CounterCells): CounterCells => ({
  counter_at: row.counter_at,
  counter_start: row.counter_start,
  counter_end: row.counter_end,
  counter_zone: row.counter_zone,
  counter_recurrence_id: row.counter_recurrence_id,
  counter_was: row.counter_was,
  counter_note: row.counter_note,
});

export const replyCells = (row: ReplyCells): ReplyCells => ({
  counter_reply: row.counter_reply,
  counter_word: row.counter_word,
  counter_reply_to: row.counter_reply_to,
});

/** The organiser's word on the proposal that is named. */
export const repliedTo = (
  counter: Pick<Counter, 'at'>,
  reply: CounterReply,
  word: string | null,
): ReplyCells => ({
  counter_reply: reply,
  counter_word: word,
  counter_reply_to: counter.at,
});
