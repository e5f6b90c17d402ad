import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FORGOTTEN_MS, GRACE_MS, judgeRefresh, type FamilyState } from './rotation.ts';

const at = 1_000_000;
const family = (more: Partial<FamilyState> = {}): FamilyState => ({
  hash: 'h7',
  n: 7,
  at,
  used: true,
  spentHash: 'h6',
  epoch: 'e',
  ...more,
});
const judge = (state: FamilyState, n: number, later = GRACE_MS, epoch = 'e') =>
  judgeRefresh(state, { n, hash: `h${n}`, isOurs: true }, { now: at + later, epoch });

describe('a refresh token', () => {
  it('that is the newest is exchanged, until nobody came for too long', () => {
    expect(judge(family(), 7)).toBe('next');
    expect(judge(family(), 7, FORGOTTEN_MS)).toBe('next');
    expect(judge(family(), 7, FORGOTTEN_MS + 1)).toBe('forgotten');
  });

  it('that was spent is answered again as long as what it was exchanged for was not used', () => {
    expect(judge(family({ used: false }), 6, 3 * 86_400_000)).toBe('again');
  });

  it('that was spent is answered again for a minute, because networks repeat themselves', () => {
    expect(judge(family(), 6, GRACE_MS - 1)).toBe('again');
    expect(judge(family(), 6, GRACE_MS)).toBe('reused');
  });

  it('of longer ago is in two hands, whatever was used meanwhile', () => {
    expect(judge(family({ used: false }), 5, 0)).toBe('reused');
    expect(judgeRefresh(family(), { n: 7, hash: 'made up', isOurs: false }, { now: at, epoch: 'e' })).toBe(
      'reused',
    );
  });

  it('that the server cannot know, because it was restored from a backup, is taken once', () => {
    expect(judge(family(), 9, 0, 'after the restore')).toBe('next');
    expect(judge(family(), 5, 0, 'after the restore')).toBe('reused');
    expect(judge(family(), 9, 0, 'e')).toBe('reused');
  });

  it('that nobody gave out is taken by no server, restored or not', () => {
    const forged = { n: 9, hash: 'made up', isOurs: false };
    expect(judgeRefresh(family(), forged, { now: at, epoch: 'after the restore' })).toBe('reused');
  });

  it('that was spent after the backup is worth one exchange to a thief, until the laptop asks', () => {
    const restored = { now: at + GRACE_MS, epoch: 'after the restore' };
    const given = (n: number) => ({ n, hash: `h${n}`, isOurs: true });
    expect(judgeRefresh(family(), given(8), restored)).toBe('next');
    const taken = family({ hash: 'thief 9', n: 9, spentHash: 'h8', epoch: restored.epoch });
    expect(judgeRefresh(taken, given(10), restored)).toBe('reused');
    const laptopFirst = family({ hash: 'h11', n: 11, spentHash: 'h10', epoch: restored.epoch });
    expect(judgeRefresh(laptopFirst, given(8), restored)).toBe('reused');
  });

  it('is exchanged for by whoever has the lasting token of before', () => {
    expect(judge(family({ hash: null, n: 0, spentHash: null, epoch: null }), 0)).toBe('next');
  });
});

/** A laptop that keeps an answer before it uses it, on a line that loses and repeats; and somebody with a copy. */
describe('whatever the network does', () => {
  const step = fc.record({
    kind: fc.constantFrom('arrives', 'lost', 'twice'),
    wait: fc.integer({ min: 0, max: 10 * GRACE_MS }),
    uses: fc.boolean(),
  });
  interface Server {
    state: FamilyState;
    now: number;
  }
  const ask = (server: Server, n: number): boolean => {
    const verdict = judgeRefresh(
      server.state,
      { n, hash: `h${n}`, isOurs: true },
      { now: server.now, epoch: 'e' },
    );
    if (verdict === 'next')
      server.state = {
        hash: `h${n + 1}`,
        n: n + 1,
        at: server.now,
        used: false,
        spentHash: `h${n}`,
        epoch: 'e',
      };
    return verdict !== 'reused';
  };

  it('the one rightful laptop is never turned away', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const server: Server = { state: family({ hash: 'h1', n: 1, spentHash: null }), now: at };
        let mine = 1;
        for (const { kind, wait, uses } of steps) {
          server.now += wait;
          expect(ask(server, mine)).toBe(true);
          if (kind === 'twice') expect(ask(server, mine)).toBe(true);
          if (kind !== 'lost') mine += 1;
          if (uses && kind !== 'lost') server.state = { ...server.state, used: true };
        }
      }),
    );
  });

  it('two who hold the same token and both go on using it are noticed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.boolean(), (before, thiefFirst) => {
        const server: Server = { state: family({ hash: 'h1', n: 1, spentHash: null }), now: at };
        const turn = (n: number): boolean => {
          server.now += 2 * GRACE_MS;
          const good = ask(server, n);
          server.state = { ...server.state, used: true };
          return good;
        };
        for (let n = 1; n <= before; n += 1) expect(turn(n)).toBe(true);
        const copied = before + 1;
        const [first, second] = thiefFirst ? ['thief', 'owner'] : ['owner', 'thief'];
        expect([first, turn(copied)]).toEqual([first, true]);
        expect([second, turn(copied)]).toEqual([second, false]);
      }),
    );
  });
});
