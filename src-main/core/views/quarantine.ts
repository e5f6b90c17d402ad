import { personNames } from '../../../db/client/queries/person.ts';
import { openQuarantine } from '../../../db/client/queries/quarantine.ts';
import { titleOf } from '../../../db/client/queries/sync-queue.ts';
import { RowStore } from '../../../db/client/row-store.ts';
import type { QuarantinedEdit } from '../../../src-shared/contract/inbox.ts';
import { isTableName, TABLE_NAMES } from '../../../src-shared/schema/tables.ts';
import type { View } from '../engine/context.ts';

type Cells = QuarantinedEdit['cells'];

/** Edits by people who had lost the right to them, where this person may decide. */
export const quarantineList: View<'quarantine.list'> = {
  reads: [...TABLE_NAMES, 'sync'],
  run({ db, grants }) {
    const open = openQuarantine(db).filter((record) => grants.get(record.scope) === 'write');
    if (open.length === 0) return [];
    const store = new RowStore(db.sqlite);
    const names = personNames(
      db,
      open.map((record) => record.written_by),
    );
    return open.map((record) => {
      const cells = JSON.parse(record.cells) as Cells;
      const row = isTableName(record.table_name) ? store.read(record.table_name, record.row_id) : undefined;
      const now: Cells = {};
      if (row)
        for (const column of Object.keys(cells))
          now[column] = column === 'deleted' ? row.deleted : (row.cells[column] ?? null);
      const title = titleOf(db, record.table_name, record.row_id);
      return {
        id: record.id,
        table: record.table_name,
        row_id: record.row_id,
        title: title.title ?? text(cells['name'] ?? cells['title'] ?? cells['summary']),
        title_en: title.title_en,
        kind: record.kind,
        cells,
        now,
        person: names.get(record.written_by) ?? null,
        written_at: record.written_at,
      };
    });
  },
};

const text = (value: string | number | null | undefined): string | null =>
  typeof value === 'string' ? value : null;
