import type { Tx } from '../../db/server/statements.ts';
import { transact, type Sql, type Store } from '../../db/server/store.ts';
import { project } from '../projections/project.ts';
import { followOwners } from '../push/follow-owners.ts';
import { followRights } from '../push/follow-rights.ts';
import { handOver } from '../push/hand-over.ts';
import { followRows } from '../push/record-conflicts.ts';
import type { News } from '../push/push.ts';
import { WriteSet } from '../push/write-set.ts';

/** What an administrator's command needs beside the store. */
export interface Operator {
  readonly store: Store;
  readonly now: number;
  readonly stamp: () => number;
  /** Tells the running processes, which tell the laptops. */
  readonly committed: (news: News) => Promise<void>;
}

/**
 * A commit that no laptop sent: rows, log, checksums and projections move together as in a push, and every laptop is
 * told. `personId` is whom the projections call the author, and whose rights say what goes along. `settle` comes once
 * every row is where it belongs: what it records of a row lies where that row is read.
 */
export async function commitAsServer(
  { store, now, stamp, committed }: Operator,
  personId: string,
  work: (set: WriteSet, tx: Tx & Sql) => Promise<void>,
  settle: (set: WriteSet) => Promise<void> = async () => {},
): Promise<void> {
  const news = await transact(store, async (tx) => {
    await tx.devices.holdWriteLock();
    const set = new WriteSet(tx, stamp());
    await work(set, tx);
    await followOwners(set, await tx.grants.read(personId));
    await handOver(set, now);
    await settle(set);
    await followRows(set);
    await project(set, { now, personId });
    await set.flush(now);
    const { people, ...copies } = await followRights(set, now);
    return {
      scopes: new Set([...set.scopes, ...copies.scopes]),
      people,
      except: 0,
      entries: set.entries + copies.entries,
    };
  });
  if (news.entries > 0) await committed(news);
}
