import { AnyRows } from '../../../db/client/any-rows.ts';
import { forgetRow } from '../../../db/client/local/forget-row.ts';
import { readNumber } from '../../../db/client/local/meta.ts';
import {
  decideUpTo,
  DECIDED,
  isEmptied,
  outboxRow,
  setClock,
  type OutboxRow,
} from '../../../db/client/local/outbox.ts';
import { handOver, keepRefused } from '../../../db/client/local/refused.ts';
import { addScope, scopeRow } from '../../../db/client/local/scopes.ts';
import type { RowTransaction } from '../../../db/client/row-transaction.ts';
import type { PushResponse, PushResult, ServerRow } from '../../../src-shared/sync/protocol.ts';
import type { Incoming } from '../../../src-shared/sync/incoming.ts';
import { adopt } from './apply-entry.ts';

/**
 * Takes over how the server decided: what it merged or refused is set to the server's row, what it refused is kept
 * for the person, and everything up to its word is no longer waiting. An answer that came twice changes nothing.
 * Returns how many changes were decided and how many of them refused.
 */
export function applyPush(
  transaction: RowTransaction,
  response: PushResponse,
): { decided: number; refused: number } {
  const rows = new AnyRows(transaction);
  const offset = readNumber(rows.sqlite, 'outboxOffset', 0);
  let refused = 0;
  const gone: OutboxRow[] = [];
  for (const result of response.results) {
    const change = outboxRow(rows.sqlite, result.n + offset);
    if (!change || change.state === DECIDED) continue;
    takeOver(rows, change, result);
    if (result.outcome === 'merged' && result.clock !== undefined)
      setClock(rows.sqlite, change, result.clock);
    if (!result.state) gone.push(change);
    if (result.outcome !== 'refused' || isEmptied(change)) continue;
    refused += 1;
    if (result.kept === true) {
      handOver(rows.sqlite, change, response.serverTime);
      continue;
    }
    keepRefused(rows.sqlite, change, result.reason, result.column ?? null, response.serverTime);
  }
  const decided = decideUpTo(rows.sqlite, response.upTo + offset, response.serverTime);
  // What the server does not show this person is not remembered either; the refused words themselves are kept.
  for (const { tbl, row_id } of gone) forgetRow(rows.sqlite, tbl, row_id);
  return { decided, refused };
}

function takeOver(rows: AnyRows, change: OutboxRow, result: PushResult): void {
  if (result.state) {
    // Where the row went to a scope that this laptop has not heard of yet, the scope begins with it: it is counted there,
    // loaded with the rest, and goes with the right. The next pull says what right it is.
    if (!scopeRow(rows.sqlite, result.state.scope)) addScope(rows.sqlite, result.state.scope, 'read');
    adopt(rows, incomingOf(change, result.state), change.id);
    return;
  }
  // The server has no such row for this person: neither has this laptop.
  const local = rows.read(change.tbl, change.row_id);
  if (local) rows.remove(local);
}

const incomingOf = (change: OutboxRow, state: ServerRow): Incoming => ({
  table: change.tbl,
  id: change.row_id,
  scope: state.scope,
  cells: state.cells,
  row: state.row,
  units: state.units,
});
