import type { HistoryLine } from '../../../src-shared/contract/customer.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import type { Value } from '../../../src-shared/schema/column.ts';
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
  /** What stood there before. */
  before: string | null;
  arrived_at: number | null;
}

/**
 * Who changed what in a row, newest first: what the server told of others, and this laptop's own changes, which are
 * in the outbox with what stood there before. What others found is known as far as an earlier line says it.
 */
export function historyOf(db: Reader, table: TableName, id: Id, me: Id, limit: number): HistoryLine[] {
  const edits = all<Edit>(
    db,
    `SELECT clock, :me AS person_id, cells, before, CASE state WHEN ${DECIDED} THEN arrived_at END AS arrived_at
      FROM _outbox WHERE row_id = :id AND tbl = :table
    UNION ALL
    SELECT h.clock, h.person_id, h.cells, h.before, h.arrived_at FROM _history h
      WHERE h.row_id = :id AND h.tbl = :table
        AND NOT EXISTS (SELECT 1 FROM _outbox o WHERE o.row_id = h.row_id AND o.tbl = h.tbl AND o.clock = h.clock)
    ORDER BY 1`,
    { id, table, me },
  );
  const names = personNames(
    db,
    edits.map((edit) => edit.person_id),
  );
  const known = new Map<string, Value>();
  const lines = edits.map((edit): HistoryLine => {
    const before = edit.before === null ? null : (JSON.parse(edit.before) as Cells);
    const changes = Object.entries(JSON.parse(edit.cells) as Cells).map(([column, to]) => {
      const from = before?.[column] ?? known.get(column) ?? null;
      known.set(column, to);
      return { column, from, to };
    });
    return {
      at: stampTime(edit.clock),
      person: edit.person_id === null ? null : (names.get(edit.person_id) ?? null),
      changes: changes.filter(({ from, to }) => from !== to),
      arrivedAt: edit.arrived_at,
    };
  });
  return lines
    .filter((line) => line.changes.length > 0)
    .reverse()
    .slice(0, limit);
}
