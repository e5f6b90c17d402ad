import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import { ALL_TABLES } from '../schema/ddl.ts';
import { quoted } from '../schema/shape.ts';
import type { Sql } from '../store.ts';

export type DumpedRow = (string | number | null)[];

/**
 * What is not worth keeping: uploads under way, which laptops begin again, what processes told each other, and what opens
 * a door for minutes, which laptops renew.
 */
const PASSING = ['upload', 'upload_part', 'news', 'access_token', 'sign_in_flow'];
const PAGE = 2_000;

const configs = new Map(
  ALL_TABLES.map((table: PgTable) => [getTableConfig(table).name, getTableConfig(table)]),
);

/** Tables of a backup, with their columns. */
export const dumpedTables = (): { name: string; columns: string[] }[] =>
  [...configs.values()]
    .filter(({ name }) => !PASSING.includes(name))
    .map(({ name, columns }) => ({ name, columns: columns.map((column) => column.name) }));

/** Every row of a table, page by page, as the snapshot of the transaction has it. */
export async function* dumpRows(
  sql: Sql,
  { name, columns }: { name: string; columns: readonly string[] },
): AsyncGenerator<DumpedRow[]> {
  await sql.script(
    `DECLARE dump NO SCROLL CURSOR FOR SELECT ${columns.map(quoted).join(', ')} FROM ${quoted(name)}`,
  );
  for (;;) {
    const rows = await sql.lists(`FETCH ${PAGE} FROM dump`);
    if (rows.length > 0) yield rows;
    if (rows.length < PAGE) break;
  }
  await sql.script('CLOSE dump');
}

/** True for a table and columns that this version declares. */
export function isDumpable(name: string, columns: readonly string[]): boolean {
  const known = configs.get(name)?.columns.map((column) => column.name);
  return known !== undefined && columns.every((column) => known.includes(column));
}

/** Writes rows of a dump as they are, numbers that the database would give itself among them. */
export async function loadRows(
  sql: Sql,
  { name, columns }: { name: string; columns: readonly string[] },
  rows: readonly DumpedRow[],
): Promise<void> {
  const types = new Map(configs.get(name)?.columns.map((column) => [column.name, column.getSQLType()]));
  const arrays = columns.map((column, at) => `$${at + 1}::${types.get(column)}[]`).join(', ');
  await sql.query(
    `INSERT INTO ${quoted(name)} (${columns.map(quoted).join(', ')}) OVERRIDING SYSTEM VALUE SELECT * FROM unnest(${arrays})`,
    columns.map((_, at) => rows.map((row) => row[at] ?? null)),
  );
}

/** After rows were loaded, numbers that the database gives itself go on after the last one. */
export async function continueNumbers(sql: Sql): Promise<void> {
  for (const { name, columns } of configs.values()) {
    for (const column of columns.filter((one) => one.generatedIdentity !== undefined)) {
      const [row] = await sql.query<{ last: number }>(
        `SELECT coalesce(max(${quoted(column.name)}), 0) AS last FROM ${quoted(name)}`,
      );
      const next = Number(row?.last ?? 0) + 1;
      await sql.script(
        `ALTER TABLE ${quoted(name)} ALTER COLUMN ${quoted(column.name)} RESTART WITH ${next}`,
      );
    }
  }
}

/** True where nothing was ever stored: no row but the name of the history. */
export async function isUnused(sql: Sql): Promise<boolean> {
  for (const { name } of dumpedTables()) {
    if (name === 'meta') continue;
    if ((await sql.query(`SELECT 1 FROM ${quoted(name)} LIMIT 1`)).length > 0) return false;
  }
  return true;
}

/** The backup brings a history of its own. */
export async function forgetHistory(sql: Sql): Promise<void> {
  await sql.script('DELETE FROM "meta"');
}

/** Names of the migrations that a database has. */
export async function appliedMigrations(sql: Sql): Promise<string[]> {
  const rows = await sql.query<{ name: string }>('SELECT name FROM "migration" ORDER BY name');
  return rows.map((row) => row.name);
}
