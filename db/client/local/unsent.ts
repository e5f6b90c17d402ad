import type { Database } from 'better-sqlite3';
import { prepared } from '../prepared.ts';
import { readNumber } from './meta.ts';
import { changeText, DECIDED, type WaitingText, type Written } from './outbox.ts';

/** A change that the server does not have, and the row that it was made in. */
export interface Unsent extends WaitingText {
  readonly row: string;
}

/** A change that was refused may have left the outbox, and with it what it was based on. */
const UNSENT = `SELECT id, tx, tbl, row_id, scope, kind, cells, clock, base FROM _outbox WHERE state <> ${DECIDED}
  UNION ALL
  SELECT r.id, coalesce(o.tx, r.id), r.tbl, r.row_id, r.scope, r.kind, r.cells, coalesce(o.clock, 0), coalesce(o.base, '{}')
  FROM _refused AS r LEFT JOIN _outbox AS o ON o.id = r.id
  WHERE r.cells <> '{}' AND (o.id IS NULL OR o.state = ${DECIDED})
  ORDER BY id`;

/** All that would be lost with this laptop, oldest first: what waits, and what was refused and is kept here. */
export function unsentTexts(db: Database): Unsent[] {
  const offset = readNumber(db, 'outboxOffset', 0);
  return prepared<[], Written>(db, UNSENT)
    .all()
    .map((row) => ({ ...changeText(row, row.id - offset), row: `${row.tbl}/${row.row_id}` }));
}
