import type { Database } from 'better-sqlite3';
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
import { handOver, keepRefused, refusedById } from '../../../db/client/local/refused.ts';
import { sendFor } from '../../../db/client/local/uploads.ts';
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
  // First what was refused of earlier pushes: what is remembered of a row goes with it below.
  hearRefused(transaction, response);
  for (const result of response.results) {
    const change = outboxRow(rows.sqlite, result.n + offset);
    if (!change || change.state === DECIDED) continue;
    takeOver(rows, change, result);
    if (result.outcome === 'merged' && result.clock !== undefined)
      setClock(rows.sqlite, change, result.clock);
    if (!result.state) gone.push(change);
    if (result.outcome !== 'refused' || isEmptied(change)) continue;
    refused += 1;
    keep(rows.sqlite, change, result, response.serverTime);
  }
  const decided = decideUpTo(rows.sqlite, response.upTo + offset, response.serverTime);
  // What the server does not show this person is not remembered either; the refused words themselves are kept.
  for (const { tbl, row_id } of gone) forgetRow(rows.sqlite, tbl, row_id);
  return { decided, refused };
}

/**
 * A push that this laptop gave up may come late to a server that was put back since: what was refused of it there was decided
 * otherwise before, and is kept for the person now. What is heard a second time changes nothing.
 */
export function hearRefused(
  transaction: RowTransaction,
  response: Pick<PushResponse, 'results' | 'serverTime'>,
): void {
  const rows = new AnyRows(transaction);
  const offset = readNumber(rows.sqlite, 'outboxOffset', 0);
  for (const result of response.results) {
    if (result.outcome !== 'refused') continue;
    const change = outboxRow(rows.sqlite, result.n + offset);
    if (change?.state !== DECIDED || isEmptied(change) || refusedById(rows.sqlite, change.id)) continue;
    // Where the server shows no such row, the scopes that are loaded anew take it away.
    if (result.state) takeOver(rows, change, result);
    keep(rows.sqlite, change, result, response.serverTime);
  }
}

/** What the person wrote is kept here until they decide, or with the server where that keeps it. */
function keep(
  sqlite: Database,
  change: OutboxRow,
  { reason, column, kept }: Extract<PushResult, { outcome: 'refused' }>,
  at: number,
): void {
  if (kept !== true) {
    keepRefused(sqlite, change, reason, column ?? null, at);
    return;
  }
  handOver(sqlite, change, at);
  if (change.tbl !== 'attachment' || change.kind !== 'insert') return;
  const { sha256 } = JSON.parse(change.cells) as { sha256?: unknown };
  if (typeof sha256 === 'string') sendFor(sqlite, sha256, change.row_id);
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
