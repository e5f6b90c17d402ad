import { MemoryDatabase } from '../../db/server/memory/database.ts';
import type { BulkBatch } from '../../db/server/queries/bulk-load.ts';
import type { Cells } from '../../src-shared/sync/change.ts';
import { ADMIN, BOOKS, PEOPLE, UNITS } from './organisation.ts';
import { loadOrganisation } from './sim-server.ts';

/** What the bank holds before anybody works. */
const FIRST: readonly BulkBatch[] = [
  {
    table: 'org_unit',
    rows: UNITS.map(({ id, kind, parent }) => row(id, 'bank', { kind, parent_id: parent, name: id })),
  },
  {
    table: 'person',
    rows: [...PEOPLE, ADMIN].map(({ id, role, unit, zone }) =>
      row(id, 'bank', {
        name: id,
        role,
        unit_id: unit,
        login: id,
        work_start: '09:00',
        work_end: '18:00',
        zone,
      }),
    ),
  },
  {
    table: 'book',
    rows: BOOKS.map(({ id, kind, unit }) => row(id, 'bank', { name: id, kind, unit_id: unit })),
  },
  {
    table: 'book_member',
    rows: BOOKS.flatMap(({ id, members }) => members.map((person) => member(id, person))),
  },
  {
    table: 'resource',
    rows: [row('room', 'bank', { kind: 'room', unit_id: 'branch', name: 'room', seats: 8 })],
  },
  {
    table: 'customer',
    rows: BOOKS.flatMap(({ id }) =>
      ['1', '2'].map((at) =>
        row(`c-${id}-${at}`, `book:${id}`, {
          kind: 'company',
          name: `${id} ${at}`,
          tier: 'key',
          lifecycle: 'active',
          stage: 'deal',
        }),
      ),
    ),
  },
];

function row(id: string, scope: string, cells: Cells): { id: string; scope: string; cells: Cells } {
  return { id, scope, cells };
}

/** Somebody who owns a book; `again` tells a second membership of the same two apart. */
export function member(book: string, person: string, again = ''): ReturnType<typeof row> {
  return row(`m-${book}-${person}${again}`, 'bank', { book_id: book, person_id: person, role: 'owner' });
}

/** The bank as it is before anybody has worked. */
export async function foundBank(now: number): Promise<MemoryDatabase> {
  const database = new MemoryDatabase('epoch-1');
  await loadOrganisation(database, FIRST, now - 3_600_000);
  return database;
}
