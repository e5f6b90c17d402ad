import type { TableName } from '../../../src-shared/schema/tables.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Scope } from '../../../src-shared/sync/scope.ts';
import type { Reader } from '../access.ts';
import { statement } from './statement.ts';

/**
 * What lives where its owner lives, and by which column it names it. What the server alone writes (holdings' parts,
 * movements, balances) is not here: the server brings it along.
 */
const HANGING: Partial<Record<TableName, readonly (readonly [TableName, string])[]>> = {
  customer: [
    ['customer_tag', 'customer_id'],
    ['relation', 'from_id'],
    ['contact_point', 'customer_id'],
    ['contact_log', 'customer_id'],
    ['holding', 'customer_id'],
    ['note', 'customer_id'],
    ['attachment', 'owner_id'],
  ],
  note: [
    ['note_update', 'note_id'],
    ['attachment', 'owner_id'],
  ],
  task: [
    ['task', 'parent_id'],
    ['attachment', 'owner_id'],
  ],
};

export interface Hanging {
  readonly table: TableName;
  readonly id: Id;
}

/** The living rows that hang on a row directly and lie in the scope. */
export function hangingRows(db: Reader, table: TableName, id: Id, scope: Scope): Hanging[] {
  return (HANGING[table] ?? []).flatMap(([of, column]) =>
    statement(db, `SELECT id FROM "${of}" WHERE "${column}" = ? AND scope = ? AND deleted = 0`)
      .pluck()
      .all(id, scope)
      .map((found) => ({ table: of, id: found as Id })),
  );
}
