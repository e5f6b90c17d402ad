import type { QueryResult } from '../../../src-shared/contract/contract.ts';
import { isTableName, tableSpec } from '../../../src-shared/schema/tables.ts';
import type { Reader } from '../access.ts';
import { WAITING } from '../local/outbox.ts';
import { quoted } from '../schema/physical.ts';
import { all, one } from './statement.ts';

type Queue = QueryResult<'sync.queue'>;

/** Records that wait to be sent, oldest first: one line a record, however often it was changed. */
export function waitingRecords(db: Reader, limit: number): Queue['waiting'] {
  const rows = all<{ table: string; id: string; changes: number; since: number; cells: string }>(
    db,
    `SELECT tbl AS "table", row_id AS id, count(*) AS changes, min(at) AS since, json_group_array(json(cells)) AS cells
      FROM _outbox WHERE state = ${WAITING} GROUP BY tbl, row_id ORDER BY min(id) LIMIT ?`,
    limit,
  );
  return rows.map(({ cells, ...row }) => ({
    ...row,
    ...titleOf(db, row.table, row.id),
    columns: [...new Set((JSON.parse(cells) as object[]).flatMap((one) => Object.keys(one)))],
  }));
}

/** Uploads that wait, with the name of a file that needs them, or of what the server keeps for others without one. */
export const waitingFiles = (db: Reader): Queue['uploads'] =>
  all(
    db,
    `SELECT coalesce(a.id, f.attachment_id) AS id, a.name, u.bytes, u.sent FROM _upload u
      LEFT JOIN attachment a ON a.sha256 = u.sha256 AND a.deleted = 0
      LEFT JOIN _upload_for f ON f.sha256 = u.sha256
      WHERE coalesce(a.id, f.attachment_id) IS NOT NULL GROUP BY u.sha256 ORDER BY u.tries, u.bytes`,
  );

interface Title {
  title: string | null;
  title_en: string | null;
}

/** What a person calls a record: its own title or name, else that of what it belongs to. */
export function titleOf(db: Reader, table: string, id: string): Title {
  const none: Title = { title: null, title_en: null };
  if (!isTableName(table)) return none;
  const { columns } = tableSpec(table);
  const own = ['title', 'name', 'tag', 'summary'].find((column) => column in columns);
  if (own !== undefined) {
    const english = `${own}_en` in columns ? quoted(`${own}_en`) : 'NULL';
    return (
      one<Title>(
        db,
        `SELECT ${quoted(own)} AS title, ${english} AS title_en FROM ${quoted(table)} WHERE id = ?`,
        id,
      ) ?? none
    );
  }
  const parent = ['event_id', 'customer_id', 'note_id', 'from_id', 'book_id'].find(
    (column) => column in columns,
  );
  const of = parent === undefined ? undefined : columns[parent]?.ref;
  if (parent === undefined || of === undefined) return none;
  const row = one<{ parent: string | null }>(
    db,
    `SELECT ${quoted(parent)} AS parent FROM ${quoted(table)} WHERE id = ?`,
    id,
  );
  return row?.parent ? titleOf(db, of, row.parent) : none;
}
