import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Reader } from '../access.ts';
import { all } from './statement.ts';

export interface EventEdit {
  readonly row_id: Id;
  /** A JSON object: the cells that were written, as they were before. */
  readonly before: string;
  readonly arrived_at: number;
}

/** What others did to these rows, the latest first; new rows are no edits. */
export const editsByOthers = (
  db: Reader,
  table: 'event' | 'invitation',
  ids: readonly Id[],
  me: Id,
): EventEdit[] =>
  ids.length === 0
    ? []
    : all(
        db,
        `SELECT h.row_id, h.before, h.arrived_at FROM json_each(:ids) AS wanted
           CROSS JOIN "_history" AS h ON h.tbl = :table AND h.row_id = wanted.value
          WHERE coalesce(h.person_id, '') <> :me ORDER BY h.clock DESC`,
        { ids: JSON.stringify(ids), table, me },
      );
