import type { Mark } from '../../../src-shared/sync/clock.ts';
import type { Sql } from '../store.ts';

/**
 * What a write of a unit had seen, where that is not what stood here when it came: with the log, which says the same of
 * all others, it tells who had seen whose write, also of writes that did not win and of those that come after others
 * that had seen them.
 */
export interface WriteBase {
  readonly table: string;
  readonly id: string;
  readonly unit: string;
  readonly mark: Mark;
  /** Null where the writer had seen nothing there. */
  readonly base: Mark | null;
}

export async function addBases(sql: Sql, bases: readonly WriteBase[], at: number): Promise<void> {
  if (bases.length === 0) return;
  await sql.query(
    `INSERT INTO "write_base" (row_id, tbl, unit, clock, device, base_clock, base_device, at)
     SELECT *, $8::bigint FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::int[], $6::bigint[], $7::int[])
     ON CONFLICT DO NOTHING`,
    [
      bases.map(({ id }) => id),
      bases.map(({ table }) => table),
      bases.map(({ unit }) => unit),
      bases.map(({ mark }) => mark[0]),
      bases.map(({ mark }) => mark[1]),
      bases.map(({ base }) => base && base[0]),
      bases.map(({ base }) => base && base[1]),
      at,
    ],
  );
}

interface Line {
  readonly row_id: string;
  readonly tbl: string;
  readonly unit: string;
  readonly clock: number;
  readonly device: number;
  readonly base_clock: number | null;
  readonly base_device: number | null;
}

/** All that is known of some rows, in no order. */
export async function readBases(sql: Sql, ids: readonly string[]): Promise<WriteBase[]> {
  if (ids.length === 0) return [];
  const lines = await sql.query<Line>(
    `SELECT row_id, tbl, unit, clock, device, base_clock, base_device FROM "write_base"
     WHERE row_id = ANY($1::text[])`,
    [ids],
  );
  return lines.map(({ row_id, tbl, unit, clock, device, base_clock, base_device }) => ({
    table: tbl,
    id: row_id,
    unit,
    mark: [clock, device],
    base: base_clock === null || base_device === null ? null : [base_clock, base_device],
  }));
}

/** Drops what is older than a moment. */
export async function forgetBases(sql: Sql, before: number): Promise<void> {
  await sql.query('DELETE FROM "write_base" WHERE at < $1', [before]);
}
