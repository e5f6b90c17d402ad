import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Row } from '../../../src-shared/schema/tables.ts';
import type { Reader } from '../access.ts';
import { all, one } from './statement.ts';

const COLUMNS = `id, scope, deleted, table_name, row_id, kind, cells, written_by, written_at, arrived_at, status, settled_by,
  settled_at`;

export const quarantineById = (db: Reader, id: Id): Row<'quarantine'> | undefined =>
  one(db, `SELECT ${COLUMNS} FROM quarantine WHERE id = ? AND deleted = 0`, id);

/** Edits that wait for a decision, in the order in which they were written: what makes a row before what changes it. */
export const openQuarantine = (db: Reader): Row<'quarantine'>[] =>
  all(
    db,
    `SELECT ${COLUMNS} FROM quarantine WHERE status = 'open' AND deleted = 0 ORDER BY written_at, id LIMIT 500`,
  );
