import type { Database } from 'better-sqlite3';
import { isTableName, TABLE_NAMES, type TableName } from '../../../src-shared/schema/tables.ts';
import { isTakenBack, type Deletion } from '../../../src-shared/sync/mass-deletion.ts';
import type { Scope } from '../../../src-shared/sync/scope.ts';
import { prepared } from '../prepared.ts';
import { unitsFrom } from '../row-store.ts';
import { quoted } from '../schema/physical.ts';
import { readMeta, readNumber, writeMeta } from './meta.ts';
import { DECIDED, lastOutboxId } from './outbox.ts';

/** What the person is asked; `byServer` where the server, which counts other laptops' rows too, wants to know. */
export interface DeletionAsk extends Deletion {
  readonly byServer: boolean;
}

export function readDeletionAsk(db: Database): DeletionAsk | null {
  const text = readMeta(db, 'deletionAsk');
  return text === null ? null : (JSON.parse(text) as DeletionAsk);
}

export const writeDeletionAsk = (db: Database, ask: DeletionAsk | null): void =>
  writeMeta(db, 'deletionAsk', ask && JSON.stringify(ask));

/** The outbox id up to which the person was asked about deletions. */
export const deletionsConfirmed = (db: Database): number => readNumber(db, 'deletionsConfirmed', 0);

/** Every deletion made so far is meant. */
export function confirmDeletions(db: Database): void {
  writeMeta(db, 'deletionsConfirmed', String(lastOutboxId(db)));
  writeDeletionAsk(db, null);
}

export interface DeletedRow {
  readonly table: TableName;
  readonly id: string;
}

/**
 * Rows of a scope that were deleted here since a time, or wait, were not asked about, and are deleted still; not those
 * that were only taken back.
 */
export function deletedHere(db: Database, scope: Scope, since: number): DeletedRow[] {
  const rows = prepared<[number, string, number], { tbl: string; row_id: string }>(
    db,
    `SELECT tbl, row_id FROM _outbox WHERE id > ? AND scope = ? AND (at > ? OR state <> ${DECIDED})
     AND json_extract(cells, '$.deleted') = 1 GROUP BY tbl, row_id ORDER BY max(id) DESC`,
  ).all(deletionsConfirmed(db), scope, since);
  return rows.flatMap(({ tbl, row_id: id }) =>
    isTableName(tbl) && isLost(db, tbl, id) ? [{ table: tbl, id }] : [],
  );
}

function isLost(db: Database, table: TableName, id: string): boolean {
  const gone = prepared<[string], { clock: number; device: number; units: string | null }>(
    db,
    `SELECT _clock AS clock, _device AS device, _units AS units FROM ${quoted(table)} WHERE id = ? AND deleted = 1`,
  ).get(id);
  return gone !== undefined && !isTakenBack({ row: [gone.clock, gone.device], units: unitsFrom(gone.units) });
}

const LIVE = TABLE_NAMES.map(
  (table) => `(SELECT count(*) FROM ${quoted(table)} WHERE scope = $scope AND deleted = 0)`,
).join(' + ');

/** Rows of a scope that are not deleted. */
export const countLive = (db: Database, scope: Scope): number =>
  prepared<[{ scope: string }], { rows: number }>(db, `SELECT ${LIVE} AS rows`).get({ scope })?.rows ?? 0;
