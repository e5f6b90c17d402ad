import type { Scope } from '../../../src-shared/sync/scope.ts';
import type { AnyRows } from '../../../db/client/any-rows.ts';
import { forgetRow } from '../../../db/client/local/forget-row.ts';
import { forgetScope } from '../../../db/client/local/forget-scope.ts';
import { isEmptied, waitingOfScope, markTold } from '../../../db/client/local/outbox.ts';
import { keepWayOfFile } from './way-of-file.ts';
import { keepRefused } from '../../../db/client/local/refused.ts';

/**
 * Takes everything of a scope from this laptop: rows, history, undo steps. Changes to it that were not sent yet are
 * kept as refused, so that the person sees what was lost; they are still sent, because numbers have no gaps.
 */
export function dropScopeHere(rows: AnyRows, scope: Scope, at: number): void {
  for (const change of waitingOfScope(rows.sqlite, scope)) {
    if (!isEmptied(change)) keepRefused(rows.sqlite, change, 'NotGranted', null, at);
    markTold(rows.sqlite, change.id);
  }
  for (const row of rows.ofScope(scope)) {
    keepWayOfFile(rows.sqlite, row);
    rows.remove(row);
    // Also what was written of it while it stood elsewhere.
    forgetRow(rows.sqlite, row.table, row.id);
  }
  forgetScope(rows.sqlite, scope);
}
