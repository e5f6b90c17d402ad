import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ServedDesk } from '../../tests/support/served-desk.ts';
import { aCustomer, aServer, type Kit, type Laptop } from '../../tests/support/server-kit.ts';

/** What was typed into a note that its writer had just moved, while the move did not come true. */
let kit: Kit;
let [b, admin]: Laptop[] = [];
const text = { note_id: 'n', body: 'AAA=' };
beforeEach(async () => {
  kit = await aServer();
  [b, admin] = [await kit.laptop('B'), await kit.laptop('X')];
  await b.insert('customer', 'c', 'book:joint', aCustomer());
  const note = { title: 'n', author_id: 'B', customer_id: 'c', pinned: 0, written_at: 1 };
  await b.insert('note', 'n', 'book:joint', note);
});
afterEach(() => kit.close());

it('a note that is linked to a customer who has moved meanwhile follows the customer', async () => {
  const lead = await kit.laptop('L');
  await lead.insert('customer', 'd', 'book:joint', aCustomer());
  const moved = { table: 'customer', id: 'd', scope: 'book:joint', cells: { scope: 'book:bookA' } } as const;
  await lead.push({ ...moved, base: await lead.base('customer', 'd') });
  const base = await b!.base('note', 'n');
  await b!.push({ table: 'note', id: 'n', scope: 'book:joint', cells: { customer_id: 'd' }, base });
  expect(await kit.rows('note')).toMatchObject([{ customer_id: 'd', scope: 'book:bookA' }]);
});

it('a note that goes on so into a book that is new to its laptop is not taken for one of the book that was meant', async () => {
  const lead = await kit.laptop('L');
  await lead.insert('customer', 'd', 'book:joint', aCustomer());
  const desk = await ServedDesk.open(kit, 'B');
  const nothing = { customer_id: null, event_id: null };
  const { id } = desk.did('note.create', { title: 'm', link: nothing, text: '' }) as { id: string };
  await desk.synced();
  desk.cut = true;
  desk.did('note.link', { id, link: { ...nothing, customer_id: 'd' } });
  const moved = { table: 'customer', id: 'd', scope: 'book:joint', cells: { scope: 'book:bookA' } } as const;
  await lead.push({ ...moved, base: await lead.base('customer', 'd') });
  const member = { book_id: 'bookA', person_id: 'B', role: 'member' };
  await admin!.insert('book_member', 'new', 'bank', member);
  await desk.synced();
  expect(desk.sqlite.prepare('SELECT scope FROM note WHERE id = ?').pluck().get(id)).toBe('book:bookA');
  expect(desk.happened('checksum mismatch')).toEqual([]);
  await desk.close();
});

it('a customer that follows its survivor at once is not taken for one of the book that its laptop meant', async () => {
  const lead = await kit.laptop('L');
  await lead.insert('customer', 'd', 'book:joint', aCustomer());
  await lead.insert('customer', 'e', 'book:bookA', aCustomer());
  const desk = await ServedDesk.open(kit, 'B');
  desk.cut = true;
  const merge = { merged_into: 'e', deleted: 1, scope: 'book:bookA' };
  const base = await lead.base('customer', 'd');
  await lead.push({ table: 'customer', id: 'd', scope: 'book:joint', cells: merge, base });
  kit.now += 60_000;
  desk.did('customer.move', { id: 'd', book_id: 'bookB' });
  const member = { book_id: 'bookA', person_id: 'B', role: 'member' };
  await admin!.insert('book_member', 'new', 'bank', member);
  await desk.synced();
  expect(desk.sqlite.prepare("SELECT scope FROM customer WHERE id = 'd'").pluck().get()).toBe('book:bookA');
  expect(desk.happened('checksum mismatch')).toEqual([]);
  await desk.close();
});

it('what its laptop moved along with such a note follows too', async () => {
  const lead = await kit.laptop('L');
  await lead.insert('customer', 'd', 'book:joint', aCustomer());
  const a = await kit.laptop('A');
  await a.insert('note', 'm', 'person:A', { title: 'm', author_id: 'A', pinned: 0, written_at: 1 });
  await a.insert('note_update', 'u', 'person:A', { note_id: 'm', body: 'AAA=' });
  const moved = { table: 'customer', id: 'd', scope: 'book:joint', cells: { scope: 'book:bookA' } } as const;
  await lead.push({ ...moved, base: await lead.base('customer', 'd') });
  const place = { id: 'm', scope: 'person:A', base: await a.base('note', 'm') };
  const base = await a.base('note_update', 'u');
  await a.push(
    { ...place, table: 'note', cells: { customer_id: 'd' } },
    { ...place, table: 'note', cells: { scope: 'book:joint' } },
    { table: 'note_update', id: 'u', scope: 'person:A', cells: { scope: 'book:joint' }, base },
  );
  const note = (await kit.rows('note')).find(({ id }) => id === 'm');
  expect(note).toMatchObject({ customer_id: 'd', scope: 'book:bookA' });
  expect(await kit.rows('note_update')).toMatchObject([{ id: 'u', scope: 'book:bookA' }]);
});

it('text that was just written stays with its note where the move of that is refused', async () => {
  const lead = await kit.laptop('L');
  const moved = { table: 'customer', id: 'c', scope: 'book:joint', cells: { scope: 'book:bookA' } } as const;
  await lead.push({ ...moved, base: await lead.base('customer', 'c') });
  const place = { id: 'n', scope: 'book:joint', base: await b!.base('note', 'n') };
  const { results } = await b!.push(
    { table: 'note_update', id: 'u', scope: 'book:joint', kind: 'insert', cells: text },
    { ...place, table: 'note', cells: { customer_id: null } },
    { ...place, table: 'note', cells: { scope: 'person:B' } },
    { table: 'note_update', id: 'u', scope: 'book:joint', cells: { scope: 'person:B' } },
  );
  expect(results.map(({ outcome }) => outcome)).toEqual(['refused', 'refused', 'refused']);
  expect(await kit.rows('note')).toMatchObject([{ scope: 'book:bookA' }]);
  expect(await kit.rows('note_update')).toMatchObject([{ id: 'u', scope: 'book:bookA' }]);
});

it('a note is not linked to a customer beside whom its writer may not write', async () => {
  await kit.load({ table: 'customer', rows: [{ id: 'e', scope: 'book:bookA', cells: aCustomer() }] });
  const base = await b!.base('note', 'n');
  const link = { table: 'note', id: 'n', scope: 'book:joint', cells: { customer_id: 'e' }, base } as const;
  expect((await b!.push(link)).results).toMatchObject([{ outcome: 'refused', reason: 'NotGranted' }]);
  expect(await kit.rows('note')).toMatchObject([{ customer_id: 'c', scope: 'book:joint' }]);
});

it('nor where its laptop has both in a book that the move of the note before did not reach', async () => {
  await b!.insert('note', 'm', 'person:B', { title: 'm', author_id: 'B', pinned: 0, written_at: 1 });
  const member = await admin!.base('book_member', 'joint-B');
  await admin!.push({
    table: 'book_member',
    id: 'joint-B',
    scope: 'bank',
    cells: { deleted: 1 },
    base: member,
  });
  const base = await b!.base('note', 'm');
  const link = { table: 'note', id: 'm', scope: 'book:joint', cells: { customer_id: 'c' }, base } as const;
  expect((await b!.push(link)).results).toMatchObject([{ outcome: 'refused', reason: 'NotGranted' }]);
  expect((await kit.rows('note')).find(({ id }) => id === 'm')).toMatchObject({
    customer_id: null,
    scope: 'person:B',
  });
});

describe('a new row beside whose owner', () => {
  it('its writer may write goes there, wherever the writer had seen the owner', async () => {
    const answer = await b!.insert('note_update', 'u', 'person:B', text);
    expect(answer.results).toEqual([]);
    expect(await kit.rows('note_update')).toMatchObject([{ id: 'u', scope: 'book:joint' }]);
    expect(await b!.news('person:B')).toMatchObject([{ id: 'u', op: 'remove' }]);
  });

  it('its writer may not write any more is kept for whoever may', async () => {
    const cells = { deleted: 1 };
    const base = await admin!.base('book_member', 'joint-B');
    await admin!.push({ table: 'book_member', id: 'joint-B', scope: 'bank', cells, base });
    const answer = await b!.insert('note_update', 'u', 'person:B', text);
    expect(answer.results).toMatchObject([{ outcome: 'refused', reason: 'NotGranted', kept: true }]);
    expect(await kit.rows('note_update')).toEqual([]);
    expect(await kit.rows('quarantine')).toMatchObject([{ scope: 'book:joint', row_id: 'u' }]);
  });
});
