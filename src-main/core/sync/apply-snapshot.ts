import { AnyRows } from '../../../db/client/any-rows.ts';
import { readNumber, writeMeta } from '../../../db/client/local/meta.ts';
import { waitingOfRow } from '../../../db/client/local/outbox.ts';
import { scopeRow, setCounted, setScope } from '../../../db/client/local/scopes.ts';
import { anySeen, forgetSeen, markSeen, wasSeen } from '../../../db/client/local/seen.ts';
import type { RowTransaction } from '../../../db/client/row-transaction.ts';
import { unitsFrom } from '../../../db/client/row-store.ts';
import type { Value } from '../../../src-shared/schema/column.ts';
import { DELETED } from '../../../src-shared/schema/table.ts';
import {
  addChecksums,
  checksumText,
  EMPTY_CHECKSUM,
  rowChecksum,
} from '../../../src-shared/sync/checksum.ts';
import { newestMark } from '../../../src-shared/sync/change.ts';
import type { Incoming } from '../../../src-shared/sync/incoming.ts';
import type { SnapshotResponse } from '../../../src-shared/sync/protocol.ts';
import type { Scope } from '../../../src-shared/sync/scope.ts';
import { adopt, applyPut, WaitingKeys } from './apply-entry.ts';
import { forgetAbsent } from './forget-absent.ts';

/**
 * Applies one page of a scope's snapshot together with how far it got, so that an interrupted first sync goes on where
 * it was. A scope that held rows before is being repaired: each row is set to the server's, and at the end those that
 * the server did not name are removed.
 */
export function applySnapshot(transaction: RowTransaction, scope: Scope, page: SnapshotResponse): void {
  const rows = new AnyRows(transaction);
  const { sqlite } = rows;
  const here = scopeRow(sqlite, scope);
  if (!here) return;
  if (here.pin === null) forgetSeen(sqlite, scope);
  const repairing = here.pin === null ? here.rows > 0 : anySeen(sqlite, scope);
  const waiting = new WaitingKeys(rows);
  let clock = readNumber(sqlite, 'clock', 0);
  for (const { table, columns, rows: list } of page.pages) {
    for (const cells of list) {
      const incoming = incomingOf(table, scope, columns, cells);
      if (repairing) {
        adopt(rows, incoming, 0);
        markSeen(sqlite, scope, table, incoming.id);
      } else
        applyPut(rows, incoming, {
          personId: null,
          at: page.serverTime,
          history: false,
          whole: true,
          waiting,
        });
      clock = Math.max(clock, newestMark({ row: incoming.row, units: incoming.units })[0]);
    }
  }
  writeMeta(sqlite, 'clock', String(clock));
  if (page.next) {
    setScope(sqlite, scope, { pin: page.pin, after_table: page.next.table, after_id: page.next.id });
    return;
  }
  if (repairing) {
    removeUnseen(rows, scope);
    recount(transaction, rows, scope);
  }
  setScope(sqlite, scope, {
    state: 'ready',
    cursor: page.pin,
    pin: null,
    after_table: null,
    after_id: null,
    as_of: page.serverTime,
  });
  forgetAbsent(rows);
}

/** A row of a page, as it is on the wire. */
export function incomingOf(
  table: string,
  scope: Scope,
  columns: readonly string[],
  row: readonly Value[],
): Incoming {
  const [id, deleted, clock, device, units] = row;
  const cells: Record<string, Value> = {};
  for (let i = 0; i < columns.length; i += 1) cells[columns[i]!] = row[i + 5] ?? null;
  if (deleted === 1) cells[DELETED] = 1;
  return {
    table,
    id: String(id),
    scope,
    cells,
    row: [Number(clock), Number(device)],
    units: unitsFrom(units === null || units === undefined ? null : String(units)),
  };
}

/** What is repaired is counted anew: the sum itself may have been what was wrong. */
export function recount(transaction: RowTransaction, rows: AnyRows, scope: Scope): void {
  transaction.finish();
  let sum = EMPTY_CHECKSUM;
  let count = 0;
  for (const row of rows.ofScope(scope)) {
    sum = addChecksums(sum, rowChecksum(row));
    count += 1;
  }
  setCounted(rows.sqlite, scope, checksumText(sum), count);
}

/** Rows that the server no longer has in this scope; one that waits to be sent for the first time stays. */
function removeUnseen(rows: AnyRows, scope: Scope): void {
  for (const row of rows.ofScope(scope)) {
    if (wasSeen(rows.sqlite, scope, row.table, row.id)) continue;
    if (waitingOfRow(rows.sqlite, row.table, row.id, 0).length > 0) continue;
    rows.remove(row);
  }
  forgetSeen(rows.sqlite, scope);
}
