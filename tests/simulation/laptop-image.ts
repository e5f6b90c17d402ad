import type { Cell, Disk, Listing } from './disk.ts';

/** One table of a laptop's database as it lies there. */
export interface TableImage {
  readonly name: string;
  /** It holds rows of the bank; the others are the desk's own, pages of its indexes among them. */
  readonly synced: boolean;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

interface Known {
  readonly name: string;
  readonly listing: Listing;
}

/** Which tables there are never changes while a disk is used. */
const TABLES = new WeakMap<Disk, readonly Known[]>();

function tablesOf(disk: Disk): readonly Known[] {
  const known = TABLES.get(disk);
  if (known) return known;
  const names = disk.rows(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name",
    [],
  );
  const tables = names.map(({ name }) => ({
    name: String(name),
    listing: disk.listing(`SELECT * FROM "${String(name)}"`),
  }));
  TABLES.set(disk, tables);
  return tables;
}

/**
 * Every table of a laptop with all that is in it, read once for all that is judged. Synced tables are those with marks;
 * asked of the database, not of the declaration.
 */
export const imageOf = (disk: Disk): TableImage[] =>
  tablesOf(disk).map(({ name, listing: { columns, all } }) => ({
    name,
    synced: columns.includes('_units'),
    columns,
    rows: all(),
  }));

/** A row by the names of its columns. */
export const byName = (columns: readonly string[], cells: readonly Cell[]): Record<string, Cell> =>
  Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? null]));
