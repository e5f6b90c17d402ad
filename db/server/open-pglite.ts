import { PGlite, types, type Transaction } from '@electric-sql/pglite';
import { withStatements } from './statements.ts';
import type { Cell, Param, Sql, Store } from './store.ts';

/** Opens PGlite in a folder, or in memory without one. One process at a time: see `folder-lock.ts`. */
export async function openPglite(folder?: string): Promise<Store> {
  const db = await PGlite.create({
    ...(folder === undefined ? {} : { dataDir: folder }),
    parsers: { [types.INT8]: Number },
  });
  const sqlOf = (on: PGlite | Transaction): Sql => ({
    async query<R extends object>(text: string, params?: readonly Param[]): Promise<R[]> {
      return (await on.query<R>(text, params && [...params])).rows;
    },
    async lists(text, params) {
      return (await on.query<Cell[]>(text, params && [...params], { rowMode: 'array' })).rows;
    },
    async script(text) {
      await on.exec(text);
    },
  });
  return {
    kind: 'pglite',
    ...withStatements(sqlOf(db)),
    transaction: (work, isolation) =>
      db.transaction(async (tx) => {
        if (isolation) await tx.exec(`SET TRANSACTION ISOLATION LEVEL ${isolation}`);
        return work(withStatements(sqlOf(tx)));
      }),
    async notify(channel, payload) {
      await db.query('SELECT pg_notify($1, $2)', [channel, payload]);
    },
    listen: (channel, heard) => db.listen(channel, heard),
    close: () => db.close(),
  };
}
