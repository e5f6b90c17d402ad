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

/** What a command deletes together with a row, and by which column it names the row. */
const GONE_WITH: Partial<Record<TableName, readonly (readonly [TableName, string])[]>> = {
  customer: [
    ['customer_tag', 'customer_id'],
    ['relation', 'from_id'],
    ['relation', 'to_id'],
    ['contact_point', 'customer_id'],
    ['holding', 'customer_id'],
    ['note', 'customer_id'],
    ['attachment', 'owner_id'],
  ],
  note: [['attachment', 'owner_id']],
  task: [
    ['task', 'parent_id'],
    ['attachment', 'owner_id'],
  ],
  event: [
    ['event', 'series_id'],
    ['attendee', 'event_id'],
    ['event_resource', 'event_id'],
    ['event_customer', 'event_id'],
    ['attachment', 'owner_id'],
  ],
};

/** Rows that were deleted in one act with a deleted row: by the same device, within a second (a stamp has 4096 a ms). */
export function goneWith(db: Reader, table: TableName, id: Id): Hanging[] {
  const death = (row: string): string =>
    `coalesce(${row}._units -> '$.deleted', json_array(${row}._clock, ${row}._device))`;
  return (GONE_WITH[table] ?? []).flatMap(([of, column]) =>
    statement(
      db,
      `SELECT c.id FROM "${of}" AS c JOIN "${table}" AS p ON p.id = c."${column}"
        WHERE p.id = ? AND c.deleted = 1 AND p.deleted = 1 AND ${death('c')} ->> '$[1]' = ${death('p')} ->> '$[1]'
          AND abs((${death('c')} ->> '$[0]') - (${death('p')} ->> '$[0]')) < 4096000`,
    )
      .pluck()
      .all(id)
      .map((found) => ({ table: of, id: found as Id })),
  );
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
