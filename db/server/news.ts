import { randomUUID } from 'node:crypto';
import type { Sql, Store } from './store.ts';

/** The database's clock: the processes' own may differ by more than the window. */
const NOW = '(extract(epoch FROM clock_timestamp()) * 1000)::bigint';
const TELL = `INSERT INTO "news" (id, at, channel, payload) VALUES ($1, ${NOW}, $2, $3)`;
/** Commits are not in the order of their times: whatever is recent is looked at again. */
const WINDOW_MS = 10_000;
const RECENT = `SELECT id, payload FROM "news" WHERE channel = $1 AND at > ${NOW} - $2::bigint ORDER BY at`;
const FORGET = `DELETE FROM "news" WHERE at < ${NOW} - $1::bigint`;
const FORGET_EVERY = 60;

const recent = (sql: Sql, channel: string): Promise<{ id: string; payload: string }[]> =>
  sql.query(RECENT, [channel, WINDOW_MS]);

/**
 * What LISTEN and NOTIFY do, by a table that is looked at now and then: for a pooler that hands out a connection for
 * each transaction, and for databases that only speak PostgreSQL's wire. After a failed look an empty payload is
 * heard: something may have been missed.
 */
export function newsByPolling(sql: Sql, everyMs: number): Pick<Store, 'notify' | 'listen'> {
  return {
    notify: async (channel, payload) => void (await sql.query(TELL, [randomUUID(), channel, payload])),
    listen: async (channel, heard) => {
      let seen = new Set((await recent(sql, channel)).map((one) => one.id));
      let [missed, looks] = [false, 0];
      const look = async (): Promise<void> => {
        try {
          const found = await recent(sql, channel);
          for (const { id, payload } of found) if (!seen.has(id)) heard(payload);
          seen = new Set(found.map((one) => one.id));
          if (missed) heard('');
          missed = false;
          looks += 1;
          if (looks % FORGET_EVERY === 0) await sql.query(FORGET, [2 * WINDOW_MS]);
        } catch {
          missed = true;
        }
      };
      let running = Promise.resolve();
      const timer = setInterval(() => void (running = running.then(look)), everyMs);
      return async () => {
        clearInterval(timer);
        await running;
      };
    },
  };
}
