import { describe, expect, it } from 'vitest';
import { isToCore, Relay } from './relay.ts';

const ask = (ref: number) => ({ t: 'ask', ref, name: 'a', input: {} }) as const;
const watch = (ref: number) => ({ t: 'watch', ref, name: 'w', input: {} }) as const;
const done = (ref: number) => ({ t: 'done', ref, result: { ok: true, value: ref } }) as const;
const value = (ref: number) => ({ t: 'value', ref, result: { ok: true, value: ref } }) as const;

describe('the relay between windows and the core', () => {
  it('answers each of two windows that count from one', () => {
    const relay = new Relay();
    const a = relay.toCore(1, ask(1));
    const b = relay.toCore(2, ask(1));
    expect(a?.ref).not.toBe(b?.ref);
    expect(relay.fromCore(done(b?.ref ?? 0))).toMatchObject({ window: 2, message: { ref: 1 } });
    expect(relay.fromCore(done(a?.ref ?? 0))).toMatchObject({ window: 1, message: { ref: 1 } });
  });

  it('answers a question once and a watch until it is stopped', () => {
    const relay = new Relay();
    const asked = relay.toCore(1, ask(1))?.ref ?? 0;
    const watched = relay.toCore(1, watch(2))?.ref ?? 0;
    expect(relay.fromCore(done(asked))).toBeDefined();
    expect(relay.fromCore(done(asked))).toBeUndefined();
    expect(relay.fromCore(value(watched))).toBeDefined();
    expect(relay.fromCore(value(watched))).toBeDefined();
    expect(relay.toCore(1, { t: 'unwatch', ref: 2 })).toEqual({ t: 'unwatch', ref: watched });
    expect(relay.fromCore(value(watched))).toBeUndefined();
    expect(relay.toCore(1, { t: 'unwatch', ref: 2 })).toBeUndefined();
  });

  it('stops what a closed or reloaded window watched, and nothing of another', () => {
    const relay = new Relay();
    const mine = relay.toCore(1, watch(1))?.ref ?? 0;
    const theirs = relay.toCore(2, watch(1))?.ref ?? 0;
    expect(relay.forget(1)).toEqual([{ t: 'unwatch', ref: mine }]);
    expect(relay.fromCore(value(mine))).toBeUndefined();
    expect(relay.fromCore(value(theirs))).toMatchObject({ window: 2 });
  });

  it('gives a reminder to every window', () => {
    expect(new Relay().fromCore({ t: 'remind', items: [] })).toEqual({
      window: null,
      message: { t: 'remind', items: [] },
    });
  });

  it('lets nothing through that is not a message', () => {
    expect([ask(1), watch(1), { t: 'unwatch', ref: 1 }].every(isToCore)).toBe(true);
    for (const other of [
      null,
      1,
      'run',
      {},
      { t: 'run', ref: '1', name: 'a' },
      { t: 'eval', ref: 1, name: 'a' },
      { t: 'run', ref: 1 },
    ]) {
      expect(isToCore(other)).toBe(false);
    }
  });
});
