import { AnyRows } from '../../../db/client/any-rows.ts';
import { readNumber, writeMeta } from '../../../db/client/local/meta.ts';
import { waitingOfRow } from '../../../db/client/local/outbox.ts';
import type { RowTransaction } from '../../../db/client/row-transaction.ts';
import { newestMark } from '../../../src-shared/sync/change.ts';
import { isWithin } from '../../../src-shared/sync/key-range.ts';
import type { RangesResponse } from '../../../src-shared/sync/protocol.ts';
import type { Scope } from '../../../src-shared/sync/scope.ts';
import { adopt } from './apply-entry.ts';
import { incomingOf } from './apply-snapshot.ts';

/**
 * Sets the rows of some ranges of keys to exactly what the server holds: those that it did not name go, unless they
 * wait to be sent. Returns how many rows were brought.
 */
export function applyRange(transaction: RowTransaction, scope: Scope, answer: RangesResponse): number {
  const rows = new AnyRows(transaction);
  const { sqlite } = rows;
  const named = new Set<string>();
  let clock = readNumber(sqlite, 'clock', 0);
  for (const { table, columns, rows: list } of answer.pages) {
    for (const cells of list) {
      const incoming = incomingOf(table, scope, columns, cells);
      named.add(`${table} ${incoming.id}`);
      adopt(rows, incoming, 0);
      clock = Math.max(clock, newestMark({ row: incoming.row, units: incoming.units })[0]);
    }
  }
  writeMeta(sqlite, 'clock', String(clock));
  // Hundreds of ranges may differ at once: each table is passed over once for all of its own.
  for (const [table, ranges] of Map.groupBy(answer.ranges, (range) => range.table)) {
    for (const row of rows.ofTable(table, scope)) {
      if (named.has(`${table} ${row.id}`) || !ranges.some((range) => isWithin(range, row.id))) continue;
      if (waitingOfRow(sqlite, row.table, row.id, 0).length > 0) continue;
      rows.remove(row);
    }
  }
  return named.size;
}
