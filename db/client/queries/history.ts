import type { HistoryLine } from '../../../src-shared/contract/customer.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { TableName } from '../../../src-shared/schema/tables.ts';
import type { Cells } from '../../../src-shared/sync/change.ts';
import { stampTime } from '../../../src-shared/sync/clock.ts';
import type { Reader } from '../access.ts';
import { DECIDED } from '../local/outbox.ts';
import { personNames } from './person.ts';
import { all } from './statement.ts';

interface Edit {
  clock: number;
  person_id: Id | null;
  cells: string;
  /** The same cells as they were; null where the row was made. */
  before: string | null;
  arrived_at: number | null;
}

/**
 * Who changed what in a row, newest first: edits that came from elsewhere, and this laptop's own, which stay in the
 * outbox for a while after the server has them.
 */
export function historyOf(db: Reader, table: TableName, id: Id, me: Id, limit: number): HistoryLine[] {
  const edits = all<Edit>(
    db,
    `SELECT clock, :me AS person_id, cells, before, CASE state WHEN ${DECIDED} THEN arrived_at END AS arrived_at
      FROM _outbox WHERE row_id = :id AND tbl = :table AND cells <> '{}'
    UNION ALL
    SELECT h.clock, h.person_id, h.cells, h.before, h.arrived_at FROM _history h
      WHERE h.row_id = :id AND h.tbl = :table
        AND NOT EXISTS (SELECT 1 FROM _outbox o WHERE o.row_id = h.row_id AND o.tbl = h.tbl AND o.clock = h.clock)
    ORDER BY 1 DESC LIMIT :limit`,
    { id, table, me, limit },
  );
  const names = personNames(
    db,
    edits.map((edit) => edit.person_id),
  );
  return edits.map((edit): HistoryLine => {
    const before = edit.before === null ? {} : (JSON.parse(edit.before) as Cells);
    return {
      at: stampTime(edit.clock),
      person: edit.person_id === null ? null : (names.get(edit.person_id) ?? null),
      changes: Object.entries(JSON.parse(edit.cells) as Cells).flatMap(([column, to]) => {
        const from = before[column] ?? null;
        return from === to ? [] : [{ column, from, to }];
      }),
      arrivedAt: edit.arrived_at,
    };
  });
}
