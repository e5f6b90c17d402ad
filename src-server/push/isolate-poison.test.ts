import { describe, expect, it } from 'vitest';
import type { Change } from '../../src-shared/sync/change.ts';
import { isolatePoison, isPoisonous } from './isolate-poison.ts';

const change = (n: number, tx: number): Change => ({
  n,
  tx,
  table: 'customer',
  id: `c${n}`,
  scope: 'book:b',
  kind: 'update',
  cells: {},
  clock: 1,
  base: {},
});

/** A database that breaks on some changes, and on some only where both come, and remembers what it committed. */
function database(breaksOn: readonly number[], together: readonly number[] = []) {
  const committed: { kept: number[]; banned: number[] }[] = [];
  const attempt = async (
    part: readonly Change[],
    banned: ReadonlySet<number>,
    keep: boolean,
  ): Promise<number> => {
    for (const { n } of part)
      if (breaksOn.includes(n) && !banned.has(n)) throw Object.assign(new Error('bad'), { code: '22P02' });
    const all = together.every((n) => !banned.has(n) && part.some((change) => change.n === n));
    if (together.length > 0 && all) throw Object.assign(new Error('bad'), { code: '22P02' });
    if (keep)
      committed.push({ kept: part.filter(({ n }) => !banned.has(n)).map(({ n }) => n), banned: [...banned] });
    return part.at(-1)?.n ?? 0;
  };
  return { committed, attempt };
}

describe('one change that breaks the database', () => {
  it('is refused alone; what a person did in one go is committed in one go', async () => {
    const { committed, attempt } = database([3]);
    const found: number[] = [];
    const changes = [change(1, 1), change(2, 2), change(3, 2), change(4, 2), change(5, 3)];
    expect(await isolatePoison(changes, attempt, (n) => found.push(n))).toBe(5);
    expect(found).toEqual([3]);
    expect(committed).toEqual([
      { kept: [1], banned: [] },
      { kept: [2, 4], banned: [3] },
      { kept: [5], banned: [] },
    ]);
  });

  it('does not hide others that break only together: all of their transaction is refused, and the rest goes on', async () => {
    const { committed, attempt } = database([3], [1, 2]);
    const changes = [change(1, 1), change(2, 1), change(3, 1), change(4, 2)];
    expect(await isolatePoison(changes, attempt, () => {})).toBe(4);
    expect(committed).toEqual([
      { kept: [], banned: [3, 1, 2] },
      { kept: [4], banned: [] },
    ]);
  });

  it('is not blamed for a lost connection or a full disk', async () => {
    const away = Object.assign(new Error('gone'), { code: 'ECONNRESET' });
    expect([isPoisonous(away), isPoisonous(Object.assign(new Error('full'), { code: '53100' }))]).toEqual([
      false,
      false,
    ]);
    expect(isPoisonous(new TypeError('our fault'))).toBe(true);
    for (const message of [
      'Connection terminated unexpectedly',
      'Client has encountered a connection error and is not queryable',
      'timeout exceeded when trying to connect',
    ])
      expect([message, isPoisonous(new Error(message))]).toEqual([message, false]);
    await expect(
      isolatePoison(
        [change(1, 1)],
        () => Promise.reject(away),
        () => {},
      ),
    ).rejects.toBe(away);
  });
});
