import type { Database } from 'better-sqlite3';
import { beforeEach, expect, test } from 'vitest';
import { readMeta } from '../../../db/client/local/meta.ts';
import type { FakeServer } from '../../../tests/support/fake-server.ts';
import type { Laptop } from '../../../tests/support/laptop.ts';
import { aSharedBook, BOOK, CUSTOMER } from '../../../tests/support/shared-book.ts';

/** Found by the simulation: what a laptop kept of rows that its person may no longer see. */
let server: FakeServer;
let a: Laptop;
beforeEach(async () => {
  ({ server, a } = aSharedBook());
  await a.signIn('a');
});

/** Tables in whose pages a word stands, shadow tables of indexes included. */
function tablesWith(sqlite: Database, word: string): string[] {
  const tables = sqlite
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
    .pluck()
    .all() as string[];
  return tables.filter((table) =>
    sqlite
      .prepare<[], unknown[]>(`SELECT * FROM "${table}"`)
      .raw()
      .all()
      .flat()
      .some((cell) => (Buffer.isBuffer(cell) ? cell.toString('latin1') : String(cell)).includes(word)),
  );
}

test('no word of a customer that left stays in the pages of the search index', async () => {
  server.put('customer', BOOK, 'c2', { ...CUSTOMER, name: 'quittance' });
  await a.synced();
  expect(tablesWith(a.engine.sqlite, 'quittance')).not.toEqual([]);
  server.grants.get('a')?.delete(BOOK);
  await a.synced();
  expect(tablesWith(a.engine.sqlite, 'quittance')).toEqual([]);
});

test('a tag that the server refused finds its customer no more, and stands in no index', async () => {
  await a.synced();
  a.line.cut = true;
  a.did('customer.tag', { id: 'c1', tag: 'quittance' });
  server.person('a', { ...Object.fromEntries(server.grants.get('a')!), [BOOK]: 'read' });
  a.line.cut = false;
  await a.synced();
  const tables = tablesWith(a.engine.sqlite, 'quittance');
  expect(tables).toContain('_refused');
  expect(tables.filter((table) => table.startsWith('customer'))).toEqual([]);
});

test('what was written of a note while it was private goes with the book that it went into', async () => {
  const { id } = a.did('note.create', {
    title: 'quittance',
    link: { customer_id: null, event_id: null },
    text: '',
  });
  await a.settle();
  a.did('note.link', { id, link: { customer_id: 'c1', event_id: null } });
  await a.settle();
  server.grants.get('a')?.delete(BOOK);
  await a.synced();
  expect(tablesWith(a.engine.sqlite, 'quittance')).toEqual([]);
});

test('a change refused with the right to its row is kept as refused and nowhere else', async () => {
  a.line.cut = true;
  a.did('customer.update', { id: 'c1', fields: { remark: 'quittance' } });
  await a.settle();
  server.grants.get('a')?.delete(BOOK);
  a.line.cut = false;
  await a.synced();
  expect(tablesWith(a.engine.sqlite, 'quittance')).toEqual(['_refused']);
});

test('a record that was merged into another takes its words along where the server refused that with the right', async () => {
  server.grants.get('a')!.set('book:b2', 'write');
  server.put('customer', 'book:b2', 'c2', { ...CUSTOMER, name: '另一位' });
  await a.synced();
  a.line.cut = true;
  a.did('customer.tag', { id: 'c2', tag: 'quittance' });
  a.did('customer.merge', { into: 'c1', from: 'c2', take: [] });
  await a.settle();
  server.grants.get('a')!.delete('book:b2');
  a.line.cut = false;
  await a.synced();
  const tables = tablesWith(a.engine.sqlite, 'quittance');
  expect(tables).toContain('_refused');
  expect(tables.filter((table) => table.startsWith('customer'))).toEqual([]);
});

test('a form that names a customer whose book was lost goes with it, and one that names none stays', async () => {
  server.put('customer', BOOK, 'c2', { ...CUSTOMER, name: 'quittance' });
  await a.synced();
  const begun = { title: 'visit', customers: [{ id: 'c2', name: 'quittance' }] };
  a.did('draft.keep', { table: 'event', id: null, field: 'form', text: JSON.stringify({ begun }) });
  a.did('draft.keep', { table: 'task', id: null, field: 'title', text: 'c2 is what I wrote' });
  server.grants.get('a')?.delete(BOOK);
  await a.synced();
  expect(tablesWith(a.engine.sqlite, 'quittance')).toEqual([]);
  expect(readMeta(a.engine.sqlite, 'drafts')).toContain('c2 is what I wrote');
});
