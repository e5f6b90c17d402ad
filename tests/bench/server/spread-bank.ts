import type { BulkBatch } from '../../../db/server/queries/bulk-load.ts';
import { ORGANISATION } from '../../support/server-kit.ts';

/** Managers of one branch, each with a book of their own: pushes that do not wait for each other's heads. */
export function spreadBank(managers: number): { batches: BulkBatch[]; people: string[] } {
  const people = Array.from({ length: managers }, (_, at) => `P${at}`);
  const hours = { work_start: '09:00', work_end: '18:00', zone: 'Asia/Shanghai' };
  const row = (id: string, cells: BulkBatch['rows'][number]['cells']) => ({ id, scope: 'bank', cells });
  const batches: BulkBatch[] = [
    ...ORGANISATION,
    {
      table: 'person',
      rows: people.map((id) => row(id, { name: id, role: 'manager', unit_id: 'team1', login: id, ...hours })),
    },
    {
      table: 'book',
      rows: people.map((id) => row(`book-${id}`, { name: id, kind: 'personal', unit_id: 'team1' })),
    },
    {
      table: 'book_member',
      rows: people.map((id) => row(`member-${id}`, { book_id: `book-${id}`, person_id: id, role: 'owner' })),
    },
  ];
  return { batches, people };
}
