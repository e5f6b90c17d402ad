import { hangingRows } from '../../../db/client/queries/hanging.ts';
import type { Writer } from '../../../db/client/access.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { TableName } from '../../../src-shared/schema/tables.ts';
import type { Scope } from '../../../src-shared/sync/scope.ts';

/**
 * Moves a row to another scope with everything that hangs on it, in one commit: nobody ever sees a note without its
 * text, or the text without a right to the note.
 */
export function moveWhole(tx: Writer, table: TableName, id: Id, to: Scope): void {
  const row = tx.row(table, id);
  if (!row || row.scope === to) return;
  // The row first: a circle of parents, which concurrent edits can make, ends where a row is there already.
  const { scope: from } = row;
  tx.move(table, id, to);
  for (const one of hangingRows(tx, table, id, from)) moveWhole(tx, one.table, one.id, to);
}
