import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_LOGIN, DEMO_PASSWORD } from '../../db/demo/credentials.ts';
import type { BulkCounts } from '../../db/server/queries/bulk-load.ts';
import { credentialByLogin } from '../../db/server/queries/credentials.ts';
import type { Store } from '../../db/server/store.ts';
import { aStore } from '../../tests/support/server-store.ts';
import { passwordFits } from '../auth/password.ts';
import { loadDemo } from './load-demo.ts';

const TODAY = '2026-03-17';
const NOW = Date.parse(`${TODAY}T14:22:00+08:00`);

let store: Store;
let counts: BulkCounts;
const steps: [done: number, total: number][] = [];

beforeAll(async () => {
  store = await aStore();
  counts = await loadDemo(store, 'small', TODAY, {
    now: NOW,
    onProgress: (done, total) => void steps.push([done, total]),
  });
});
afterAll(() => store.close());

describe('a store filled with the demo bank', () => {
  it('lets everybody sign in with the one password', async () => {
    const [people] = await store.query<{ n: number }>('SELECT count(*) AS n FROM credential');
    expect(people).toEqual({ n: 8 });
    const kept = await credentialByLogin(store, DEMO_LOGIN);
    expect(kept && (await passwordFits(DEMO_PASSWORD, kept))).toBe(true);
    expect(kept && (await passwordFits('semicolon-demo!', kept))).toBe(false);
  });

  it('grants the manager two books and the lead all of the team', async () => {
    const booksOf = async (login: string) =>
      (
        await store.query<{ n: number }>(
          `SELECT count(*) AS n FROM scope_grant g JOIN person p ON p.id = g.person_id
           WHERE p.login = $1 AND g.scope LIKE 'book:%'`,
          [login],
        )
      )[0]!.n;
    expect(await booksOf(DEMO_LOGIN)).toBe(2);
    expect(await booksOf('chen.jing')).toBe(6);
    expect(await booksOf('ma.jun')).toBe(0);
  });

  it('changes nothing when it is filled again', async () => {
    const again = await loadDemo(store, 'small', TODAY, { now: NOW });
    expect(again).toEqual({ inserted: 0, updated: 0, unchanged: counts.inserted });
  });

  it('tells how far it is, never backwards and never beyond the end', () => {
    expect(steps.length).toBeGreaterThan(5);
    for (const [at, [done, total]] of steps.entries()) {
      expect(done).toBeLessThanOrEqual(total);
      expect(done).toBeGreaterThan(steps[at - 1]?.[0] ?? 0);
    }
  });
});
