import { AnyRows, unsettledScopes } from '../../../db/client/any-rows.ts';
import { allAside } from '../../../db/client/local/aside.ts';
import { forgetRow } from '../../../db/client/local/forget-row.ts';
import { readNumber, writeMeta } from '../../../db/client/local/meta.ts';
import { addScope, allScopes, setAsOf, setScope } from '../../../db/client/local/scopes.ts';
import type { RowTransaction } from '../../../db/client/row-transaction.ts';
import type { PullResponse, LogEntry } from '../../../src-shared/sync/protocol.ts';
import { DELETED } from '../../../src-shared/schema/table.ts';
import { SCOPE, type RowState } from '../../../src-shared/sync/change.ts';
import { compareMarks } from '../../../src-shared/sync/clock.ts';
import type { Scope } from '../../../src-shared/sync/scope.ts';
import { applyPut, WaitingKeys } from './apply-entry.ts';
import { dropScopeHere } from './drop-scope.ts';
import { keepWayOfFile } from './way-of-file.ts';

export interface Pulled {
  /** Scopes whose rows here are not the server's though nothing waits: they are repaired. */
  readonly mismatched: readonly Scope[];
  /** Scopes whose rows here are the server's. */
  readonly agreed: readonly Scope[];
  readonly lost: readonly Scope[];
  /** Rows went where this person may not look: what the log of the database still says of them must go too. */
  readonly forgot: boolean;
  readonly gained: readonly Scope[];
}

/**
 * Applies one answer of the server whole, inside one transaction: rights, rows, cursors. A row that moved from one
 * scope to another is put before it is removed, so it is never in neither.
 */
export function applyPull(transaction: RowTransaction, response: PullResponse): Pulled {
  const rows = new AnyRows(transaction);
  const { sqlite } = rows;
  const at = response.serverTime;
  const here = new Map(allScopes(sqlite).map((row) => [row.scope, row]));
  // With the last part only: a row may be on its way from there into a scope that stays, with an own edit that is not told.
  const lost = response.more ? [] : [...here.keys()].filter((scope) => !(scope in response.grants));
  const gained = Object.keys(response.grants).filter((scope) => !here.has(scope));
  for (const [scope, right] of Object.entries(response.grants))
    if (here.get(scope)?.right !== right) addScope(sqlite, scope, right);

  const waiting = new WaitingKeys(rows);
  const known = readNumber(sqlite, 'clock', 0);
  let clock = known;
  const removed: { scope: Scope; entry: LogEntry }[] = [];
  for (const { scope, entries } of response.checkpoints) {
    const last = lastOps(entries);
    for (const entry of entries) {
      if (last.get(keyOf(entry)) === 'remove') {
        removed.push({ scope, entry });
        continue;
      }
      if (entry.op === 'remove') continue;
      const whole = SCOPE in entry.cells && DELETED in entry.cells;
      const from = { personId: entry.by ?? null, at, history: true, whole, waiting };
      clock = Math.max(clock, applyPut(rows, { ...entry, scope }, from)[0]);
    }
  }
  let forgot = lost.length > 0;
  for (const { scope, entry } of removed) {
    const { table, id } = entry;
    const row = rows.read(table, id);
    if (!row || !goes(row, scope, entry)) continue;
    forgot = true;
    keepWayOfFile(sqlite, row);
    rows.remove(row);
    forgetRow(sqlite, table, id);
  }
  for (const scope of lost) dropScopeHere(rows, scope, at);
  if (clock !== known) writeMeta(sqlite, 'clock', String(clock));
  // Sums are written with the transaction's deltas; only then can they be compared.
  transaction.finish();

  const unsettled = unsettledScopes(rows);
  const aside = new Set(allAside(sqlite).map((row) => row.scope));
  const mismatched: Scope[] = [];
  const agreed: Scope[] = [];
  const counted = new Map(allScopes(sqlite).map((row) => [row.scope, row]));
  const reached: Scope[] = [];
  for (const { scope, to, checksum } of response.checkpoints) {
    if (!(scope in response.grants)) continue;
    const row = counted.get(scope);
    if (!row || row.state === 'loading') continue;
    reached.push(scope);
    if (row.cursor !== to) setScope(sqlite, scope, { cursor: to });
    if (checksum === undefined || response.more || unsettled.has(scope)) continue;
    if (aside.has(scope)) {
      // What differs is known, and no repair would mend it.
      setScope(sqlite, scope, { state: 'ready' });
      continue;
    }
    if (row.checksum !== checksum) mismatched.push(scope);
    else {
      if (row.state === 'mismatch') setScope(sqlite, scope, { state: 'ready' });
      agreed.push(scope);
    }
  }
  setAsOf(sqlite, reached, at);
  for (const scope of mismatched)
    setScope(sqlite, scope, { state: 'mismatch', pin: null, after_table: null, after_id: null });
  for (const scope of response.resnapshot) {
    setScope(sqlite, scope, { state: 'loading', pin: null, after_table: null, after_id: null });
  }
  return { mismatched, agreed, lost, gained, forgot };
}

/**
 * Whether a row that left a scope goes from here. One that stands in another scope was told of there, or is moved by this person
 * and that is on its way; one that this person has moved back meanwhile stays.
 */
function goes(row: RowState, scope: Scope, left: LogEntry): boolean {
  if (row.scope !== scope) return false;
  // A row that nobody moved lies where it was made, whatever the clock said that made it.
  const here = row.marks.units[SCOPE];
  const at = left.units[SCOPE];
  return here === undefined || at === undefined || compareMarks(at, here) > 0;
}

const keyOf = (entry: LogEntry): string => `${entry.table} ${entry.id}`;

/** What happened to each row last within one scope. */
function lastOps(entries: readonly LogEntry[]): Map<string, LogEntry['op']> {
  const last = new Map<string, LogEntry['op']>();
  for (const entry of entries) last.set(keyOf(entry), entry.op);
  return last;
}
