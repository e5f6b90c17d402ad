/**
 * Cuts the log and the tombstones of every scope at their age.
 *
 * A tombstone goes in the commit that moves the floor past the entry of its deletion, and its going is told as a row
 * that left the scope: laptops above the floor drop it too, and sums agree. A laptop below the floor gets a snapshot,
 * which does not name the row, so what was deleted does not rise.
 *
 * Kept whatever their age: records that were merged into another (links lead through them), and rows about whose
 * deletion somebody has not decided yet.
 */
import { transact, type ServerStore } from '../../db/server/store.ts';
import type { EpochMs } from '../../src-shared/kernel/brand.ts';
import type { Id } from '../../src-shared/kernel/ids.ts';
import { DELETED } from '../../src-shared/schema/table.ts';
import { isTableName, tableSpec, type TableName } from '../../src-shared/schema/tables.ts';
import { markOf } from '../../src-shared/sync/change.ts';
import { stampTime } from '../../src-shared/sync/clock.ts';
import { mergedInto } from '../../src-shared/sync/life.ts';
import type { Scope } from '../../src-shared/sync/scope.ts';
import { WriteSet } from '../push/write-set.ts';
import { HISTORY_MS, KEPT_MS } from './retention.ts';

export interface UpkeepContext {
  readonly store: ServerStore;
  /** A stamp for the server's own writes; grows with every call. */
  readonly stamp: () => number;
  /** Ends the work between two commits; the next run goes on. */
  readonly stop?: AbortSignal;
  /** The updates of a note's body could not be merged and stay as they are; the error may hold data. */
  readonly unfit?: (note: Id, error: unknown) => void;
}

export interface Trimmed {
  /** Entries that no laptop can ask for any more, tombstones that are gone, entries that are gone. */
  readonly passed: number;
  readonly tombstones: number;
  readonly forgotten: number;
}

const SCOPES = 500;
const ENTRIES = 1_000;

export async function trim(
  context: UpkeepContext,
  now: EpochMs,
  kept: { log: number; history: number } = { log: KEPT_MS, history: HISTORY_MS },
): Promise<Trimmed> {
  const trimmed = { passed: 0, tombstones: 0, forgotten: 0 };
  for (let after: Scope = ''; ;) {
    const heads = await context.store.heads.page(after, SCOPES);
    for (const { scope, floor } of heads) {
      let at = floor;
      for (;;) {
        const part = await trimPart(context, scope, at, now, now - kept.log);
        if (part === null) break;
        at = part.floor;
        trimmed.passed += part.passed;
        trimmed.tombstones += part.tombstones;
      }
      context.stop?.throwIfAborted();
      trimmed.forgotten += await context.store.log.forget(scope, at, now - kept.history);
    }
    if (heads.length < SCOPES) break;
    after = heads.at(-1)!.scope;
  }
  await context.store.bases.forget(now - kept.history);
  return trimmed;
}

async function trimPart(
  context: UpkeepContext,
  scope: Scope,
  floor: number,
  now: EpochMs,
  before: EpochMs,
): Promise<{ floor: number; passed: number; tombstones: number } | null> {
  context.stop?.throwIfAborted();
  return transact(context.store, async (tx) => {
    await tx.devices.holdWriteLock();
    const entries = await tx.log.oldest(scope, floor, before, ENTRIES);
    const last = entries.at(-1);
    if (last === undefined) return null;
    const set = new WriteSet(tx, context.stamp());
    const dead = Map.groupBy(
      entries.filter(({ dies }) => dies),
      ({ tbl }) => tbl,
    );
    let tombstones = 0;
    for (const [table, list] of dead) {
      if (!isTableName(table)) continue;
      const ids = [...new Set(list.map(({ row_id }) => row_id))];
      tombstones += await dropTombstones(set, table, scope, ids, before);
    }
    await set.flush(now);
    await tx.heads.raiseFloor(scope, last.seq);
    return { floor: last.seq, passed: entries.length, tombstones };
  });
}

async function dropTombstones(
  set: WriteSet,
  table: TableName,
  scope: Scope,
  ids: readonly string[],
  before: EpochMs,
): Promise<number> {
  await set.load(table, ids);
  const undecided = new Set(
    (await set.tx.rows.readBy('edit_conflict', 'row_id', ids))
      .filter(({ deleted, cells }) => deleted === 0 && cells['status'] === 'open')
      .map(({ cells }) => cells['row_id']),
  );
  let gone = 0;
  for (const id of ids) {
    const row = set.row(table, id);
    if (row?.deleted !== 1 || row.scope !== scope || undecided.has(id)) continue;
    if (mergedInto(tableSpec(table), row) !== null) continue;
    if (stampTime(markOf(row.marks, DELETED)[0]) >= before) continue;
    set.vanish(table, id);
    gone += 1;
  }
  return gone;
}
