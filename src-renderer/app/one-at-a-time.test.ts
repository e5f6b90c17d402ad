import { describe, expect, it } from 'vitest';
import { oneAtATime } from './one-at-a-time.ts';

/** Work that ends when it is told to. */
function heldWork(): { begun: string[]; work: (what: string) => Promise<void>; end: () => void } {
  const begun: string[] = [];
  let end = (): void => undefined;
  return {
    begun,
    work: (what) => {
      begun.push(what);
      return new Promise((resolve) => (end = resolve));
    },
    end: () => end(),
  };
}

describe('one at a time', () => {
  it('a second press while the first is at work does nothing', () => {
    const held = heldWork();
    const once = oneAtATime();
    once(held.work)('first');
    once(held.work)('second');
    expect(held.begun).toEqual(['first']);
  });

  it('button and key of one form share the rule', () => {
    const held = heldWork();
    const once = oneAtATime();
    once(() => held.work('button'))();
    once(() => held.work('key'))();
    expect(held.begun).toEqual(['button']);
  });

  it('a press after the first has ended works again, also where it failed', async () => {
    const held = heldWork();
    const once = oneAtATime();
    const press = once(held.work);
    press('first');
    held.end();
    await Promise.resolve().then(() => undefined);
    press('second');
    expect(held.begun).toEqual(['first', 'second']);
  });

  it('a press before the end is shown does nothing', async () => {
    const held = heldWork();
    let listen = (): void => undefined;
    const press = oneAtATime((again) => (listen = again))(held.work);
    press('first');
    held.end();
    await Promise.resolve().then(() => undefined);
    press('too early');
    listen();
    press('second');
    expect(held.begun).toEqual(['first', 'second']);
  });
});
