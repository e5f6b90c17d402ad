import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  awaitsReply,
  counterOf,
  counterState,
  isSameTime,
  NO_COUNTER,
  repliedTo,
  type CounterCells,
  type ReplyCells,
} from './counter.ts';
import { COUNTER_REPLIES } from './tables.ts';

type Cells = CounterCells & ReplyCells;
const NOTHING: Cells = { ...NO_COUNTER, counter_reply: null, counter_word: null, counter_reply_to: null };
const proposed = (at: number, start = '2026-11-05T14:00', end = '2026-11-05T15:00'): CounterCells => ({
  counter_at: at,
  counter_start: start,
  counter_end: end,
  counter_zone: 'Asia/Shanghai',
  counter_recurrence_id: null,
  counter_was: '2026-11-05T10:00',
  counter_note: null,
});
const MEETING = { start: '2026-11-05T10:00', end: '2026-11-05T11:00', zone: 'Asia/Shanghai' };
const BEFORE = Date.parse('2026-11-01T00:00Z');

const stateOf = (cells: Cells, meeting: typeof MEETING | null = MEETING, now = BEFORE) => {
  const counter = counterOf(cells);
  return counter && counterState(counter, meeting, now);
};

const moment = fc.integer({ min: 1, max: 1_000 });
const reply = fc.constantFrom(...COUNTER_REPLIES);

describe('another time', () => {
  test('waits until its organiser has answered this very proposal', () => {
    fc.assert(
      fc.property(moment, moment, reply, (at, answered, how) => {
        const state = stateOf({ ...proposed(at), ...repliedTo({ at: answered }, how, null) });
        expect(state).toBe(at === answered ? how : 'open');
      }),
    );
  });

  test('says the same however the proposal and the answer to an older one meet', () => {
    fc.assert(
      fc.property(moment, moment, reply, (first, second, how) => {
        fc.pre(first !== second);
        const answered = repliedTo({ at: first }, how, '不方便');
        const proposeThenAnswer = { ...{ ...NOTHING, ...proposed(second) }, ...answered };
        const answerThenPropose = { ...{ ...NOTHING, ...answered }, ...proposed(second) };
        expect(counterOf(proposeThenAnswer)).toEqual(counterOf(answerThenPropose));
        expect(stateOf(proposeThenAnswer)).toBe('open');
      }),
    );
  });

  test('that was taken back is none, whatever had been answered', () => {
    fc.assert(
      fc.property(moment, reply, (at, how) => {
        expect(counterOf({ ...NOTHING, ...repliedTo({ at }, how, null), ...NO_COUNTER })).toBeNull();
      }),
    );
  });

  test('still stands after the meeting moved, and says so', () => {
    const cells = { ...NOTHING, ...proposed(1) };
    const elsewhere = { ...MEETING, start: '2026-11-06T09:00', end: '2026-11-06T10:00' };
    expect(stateOf(cells, elsewhere)).toBe('moved');
    expect(awaitsReply('moved')).toBe(true);
  });

  test('needs no answer where the meeting came to it by another way, in whatever zone', () => {
    const there = { start: '2026-11-05T06:00', end: '2026-11-05T07:00', zone: 'UTC' };
    expect(stateOf({ ...NOTHING, ...proposed(1) }, there)).toBe('met');
    expect(isSameTime(there, { start: '2026-11-05', end: '2026-11-06', zone: 'UTC' })).toBe(false);
  });

  test('needs no answer once the meeting is gone, or the time is over', () => {
    const cells = { ...NOTHING, ...proposed(1) };
    expect(stateOf(cells, null)).toBe('gone');
    expect(stateOf(cells, MEETING, Date.parse('2026-11-05T07:00Z'))).toBe('gone');
    expect(stateOf(cells, MEETING, Date.parse('2026-11-05T06:59Z'))).toBe('open');
  });

  test('that ends before it begins, or mixes a date with a time, is none', () => {
    for (const [start, end] of [
      ['2026-11-05T15:00', '2026-11-05T14:00'],
      ['2026-11-05', '2026-11-05T14:00'],
      ['2026-13-45T99:99', '2026-13-46T99:99'],
    ] as const)
      expect(counterOf({ ...NOTHING, ...proposed(1, start, end) })).toBeNull();
  });
});
