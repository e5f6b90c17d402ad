import { SERVER, type LogDraft } from '../../db/server/queries/log.ts';
import type { HeadStep } from '../../db/server/queries/heads.ts';
import type { Tx } from '../../db/server/statements.ts';
import type { TableName } from '../../src-shared/schema/tables.ts';
import type { Cells, RowState } from '../../src-shared/sync/change.ts';
import { EMPTY_CHECKSUM } from '../../src-shared/sync/checksum.ts';

/** What the contract suite of the server's store puts into it. */

export const aRow = (table: TableName, id: string, scope: string, cells: Cells = {}): RowState => ({
  table,
  id,
  scope,
  deleted: 0,
  cells,
  marks: { row: [1, 1], units: {} },
});

export const aCustomerRow = (id: string, name = id, scope = 'book:one'): RowState =>
  aRow('customer', id, scope, { name });

export const aDraft = (scope: string, id: string, more: Partial<LogDraft> = {}): LogDraft => ({
  scope,
  table: 'customer',
  id,
  op: 'put',
  cells: { name: id },
  row: [1, 1],
  units: {},
  device: 1,
  author: SERVER,
  prior: null,
  ...more,
});

/** Logs drafts as a commit does, at an instant. */
export async function logged(tx: Tx, at: number, ...drafts: readonly LogDraft[]): Promise<void> {
  const steps = new Map<string, HeadStep>();
  for (const { scope } of drafts) {
    const step = steps.get(scope) ?? { entries: 0, delta: EMPTY_CHECKSUM };
    steps.set(scope, { ...step, entries: step.entries + 1 });
  }
  await tx.heads.take(steps);
  await tx.log.append(drafts, at);
}

export const namesIn = async (tx: Tx, ...ids: readonly string[]): Promise<unknown[]> =>
  (await tx.rows.read('customer', ids)).map((row) => row.cells['name']);
