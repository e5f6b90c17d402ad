/**
 * Who took over the books of somebody who has left also takes over what is left in their calendar: a row that gives the
 * right to it (`may: 'succeed'`), written when the person leaves, or later when a book of theirs goes on.
 */
import type { Id } from '../../src-shared/kernel/ids.ts';
import { rowOf, type WriteSet } from './write-set.ts';
import { scopeOf } from '../../src-shared/sync/scope.ts';
import { stableId } from './stable-id.ts';
import type { Row, TableName } from '../../src-shared/schema/tables.ts';

export async function succeed(set: WriteSet): Promise<void> {
  for (const leaver of await leaversIn(set)) {
    const wanted = new Map<Id, Id>();
    for (const owner of await ownersAfter(set, leaver)) wanted.set(stableId('succeed', leaver, owner), owner);
    const own = scopeOf('person', leaver);
    const known = await set.tx.rows.idsIn('delegate', own, 'may', ['succeed']);
    await set.load('delegate', [...known, ...wanted.keys()]);
    for (const id of known) if (!wanted.has(id)) set.remove('delegate', id);
    for (const [id, person_id] of wanted) set.write('delegate', id, own, { person_id, may: 'succeed' });
  }
}

/** People whom this commit lets go, and those who had left before and whose books it gives to somebody. */
async function leaversIn(set: WriteSet): Promise<Set<Id>> {
  const leavers = new Set<Id>();
  for (const { before, now } of set.touched('person'))
    if (now && hasLeft(now.cells) && !(before && hasLeft(before.cells))) leavers.add(now.id);
  const lost = set.touched('book_member').flatMap(({ before, now }) => {
    const was = before?.deleted === 0 && before.cells['role'] === 'owner' ? before : null;
    return was && !(now?.deleted === 0 && now.cells['role'] === 'owner')
      ? [String(was.cells['person_id'])]
      : [];
  });
  if (lost.length === 0) return leavers;
  await set.load('person', lost);
  for (const id of lost) {
    const person = set.row('person', id);
    if (person && hasLeft(person.cells)) leavers.add(id);
  }
  return leavers;
}

const hasLeft = (cells: Readonly<Record<string, unknown>>): boolean => (cells['left_on'] ?? null) !== null;

/** Who owns the books now that somebody owned, as long as the tombstones of their memberships are kept. */
async function ownersAfter(set: WriteSet, leaver: Id): Promise<Set<Id>> {
  const owned = (await heldBy(set, 'book_member', 'person_id', [leaver])).filter(
    (row) => row.role === 'owner',
  );
  const members = await heldBy(
    set,
    'book_member',
    'book_id',
    owned.map((row) => row.book_id),
  );
  return new Set(
    members
      .filter((row) => row.deleted === 0 && row.role === 'owner' && row.person_id !== leaver)
      .map((row) => row.person_id),
  );
}

/** Rows by a column, as this commit has them. */
async function heldBy<N extends TableName>(
  set: WriteSet,
  table: N,
  column: string,
  values: readonly Id[],
): Promise<Row<N>[]> {
  const found = await set.tx.rows.readBy(table, column, values);
  const ids = found.map((row) => row.id);
  await set.load(table, ids);
  const wanted = new Set<unknown>(values);
  return set
    .loadedRows(table)
    .filter((row) => wanted.has(row.cells[column]))
    .map((row) => rowOf(table, row));
}
