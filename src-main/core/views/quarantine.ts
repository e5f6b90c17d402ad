import { personNames } from '../../../db/client/queries/person.ts';
import { openQuarantine } from '../../../db/client/queries/quarantine.ts';
import { titleOf } from '../../../db/client/queries/sync-queue.ts';
import { RowStore } from '../../../db/client/row-store.ts';
import type { QuarantinedRecord } from '../../../src-shared/contract/inbox.ts';
import { isTableName, TABLE_NAMES, tableSpec, type Row } from '../../../src-shared/schema/tables.ts';
import type { Grants } from '../../../src-shared/sync/scope.ts';
import type { View } from '../engine/context.ts';

type Cells = QuarantinedRecord['cells'];
type Titles = QuarantinedRecord['refs'];
type Db = Parameters<typeof openQuarantine>[0];

/** The edits of one record by one person, oldest first: they are decided together, because alone they mean little. */
interface Kept {
  readonly table: string;
  readonly row_id: string;
  readonly edits: Row<'quarantine'>[];
}

/** Edits by people who had lost the right to them, where this person may decide: one item a record. */
export const quarantineList: View<'quarantine.list'> = {
  reads: [...TABLE_NAMES, 'sync'],
  run({ db, grants }) {
    const kept = openHere(db, grants);
    if (kept.length === 0) return [];
    const store = new RowStore(db.sqlite);
    const names = personNames(
      db,
      kept.map(({ edits }) => edits[0]!.written_by),
    );
    return kept.map(({ table, row_id, edits }) => {
      const cells = cellsOf(table, edits);
      const row = isTableName(table) ? store.read(table, row_id) : undefined;
      const now: Cells = {};
      if (row)
        for (const column of Object.keys(cells))
          now[column] = column === 'deleted' ? row.deleted : (row.cells[column] ?? null);
      const title = titleOf(db, table, row_id);
      return {
        edits: edits.map(({ id }) => id),
        table,
        row_id,
        title: title.title || text(cells['name'] || cells['title'] || cells['summary'] || cells['tag']),
        title_en: title.title_en,
        about: aboutOf(db, { ...row?.cells, ...cells }),
        kind: row === undefined && edits.some(({ kind }) => kind === 'insert') ? 'insert' : 'update',
        cells,
        now,
        refs: refsOf(db, table, [cells, now]),
        person: names.get(edits[0]!.written_by) ?? null,
        written_at: edits.at(-1)!.written_at,
      };
    });
  },
};

/** How many records wait for this person's decision. */
export const countToDecide = (db: Db, grants: Grants): number => openHere(db, grants).length;

const openHere = (db: Db, grants: Grants): Kept[] =>
  byRecord(openQuarantine(db).filter((record) => grants.get(record.scope) === 'write'));

/** What was typed into a note is of the note. */
function byRecord(records: readonly Row<'quarantine'>[]): Kept[] {
  const found = new Map<string, Kept>();
  for (const record of records) {
    const note = record.table_name === 'note_update' ? text(parsed(record.cells)['note_id']) : null;
    const [table, row_id] = note === null ? [record.table_name, record.row_id] : ['note', note];
    const key = `${record.written_by} ${table} ${row_id}`;
    const kept = found.get(key) ?? { table, row_id, edits: [] };
    kept.edits.push(record);
    found.set(key, kept);
  }
  return [...found.values()];
}

/** What the record would say: later edits over earlier ones. */
const cellsOf = (table: string, edits: readonly Row<'quarantine'>[]): Cells =>
  Object.assign(
    {},
    ...edits.filter(({ table_name }) => table_name === table).map(({ cells }) => parsed(cells)),
  ) as Cells;

const OWNERS = { customer_id: 'customer', event_id: 'event', task_id: 'task', note_id: 'note' } as const;

/** The customer, the meeting or the task that the record hangs on. */
function aboutOf(db: Db, cells: Cells): QuarantinedRecord['about'] {
  for (const [column, table] of Object.entries(OWNERS)) {
    const id = text(cells[column]);
    if (id !== null) return titled(titleOf(db, table, id));
  }
  const [kind, id] = [text(cells['owner_kind']), text(cells['owner_id'])];
  return kind !== null && id !== null ? titled(titleOf(db, kind, id)) : null;
}

/** What the records are called that cells name, as far as they are here. */
function refsOf(db: Db, table: string, all: readonly Cells[]): Titles {
  const refs: Titles = {};
  if (!isTableName(table)) return refs;
  for (const [column, { ref }] of Object.entries(tableSpec(table).columns)) {
    if (ref === undefined) continue;
    for (const cells of all) {
      const id = text(cells[column]);
      const title = id === null ? null : titled(titleOf(db, ref, id));
      if (id !== null && title) refs[id] = title;
    }
  }
  return refs;
}

const titled = (title: Titles[string]): Titles[string] | null => (title.title === null ? null : title);

const parsed = (cells: string): Cells => JSON.parse(cells) as Cells;

const text = (value: string | number | null | undefined): string | null =>
  typeof value === 'string' && value !== '' ? value : null;
