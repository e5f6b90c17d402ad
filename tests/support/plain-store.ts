import type { Database } from 'better-sqlite3';
import type { Derivation, Reader } from '../../db/client/access.ts';
import { ensureDerivations, refreshDerivations } from '../../db/client/derivations.ts';
import { prepared } from '../../db/client/prepared.ts';
import type { Id } from '../../src-shared/kernel/ids.ts';
import { completeCells } from '../../src-shared/schema/table.ts';
import { tableSpec, type Row, type TableName } from '../../src-shared/schema/tables.ts';
import { migrated } from './migrated.ts';

/**
 * A laptop's tables and the given derivations without an engine: rows are put in as if a checkpoint had brought them.
 * For tests of SQL and derivations; use-cases are tested on the whole desk.
 */
export interface PlainStore extends Reader {
  /** Writes a row whole. Derivations follow at `settle`. */
  put<N extends TableName>(table: N, row: { id: Id; scope: string; deleted?: 0 | 1 } & Partial<Row<N>>): void;
  /** Takes a row off the laptop, as when a right ends. */
  take(table: TableName, id: Id): void;
  settle(now?: number): void;
}

export function plainStore(derivations: readonly Derivation[], sqlite: Database = migrated()): PlainStore {
  const db: Reader = { sqlite };
  ensureDerivations(db, derivations, 0);
  const touched = new Map<TableName, Set<Id>>();
  const touch = (table: TableName, id: Id): void => {
    touched.set(table, (touched.get(table) ?? new Set()).add(id));
  };
  return {
    sqlite,
    put(table, row) {
      const cells = completeCells(tableSpec(table), row);
      const all = {
        id: row.id,
        scope: row.scope,
        deleted: row.deleted ?? 0,
        ...cells,
        _clock: 1,
        _device: 1,
      };
      const names = Object.keys(all).map((name) => `"${name}"`);
      const sql = `REPLACE INTO "${table}" (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
      prepared(sqlite, sql).run(...Object.values(all));
      touch(table, row.id);
    },
    take(table, id) {
      sqlite.prepare(`DELETE FROM "${table}" WHERE id = ?`).run(id);
      touch(table, id);
    },
    settle(now = 0) {
      sqlite.transaction(() => refreshDerivations(db, derivations, touched, now))();
      touched.clear();
    },
  };
}
