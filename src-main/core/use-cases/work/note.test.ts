import * as Y from 'yjs';
import { beforeEach, expect, test } from 'vitest';
import { aDesk, BOOK, ME, type Desk } from '../../../../tests/support/desk.ts';
import { scopeOf } from '../../../../src-shared/sync/scope.ts';

const BOOK_SCOPE = scopeOf('book', BOOK);
const PRIVATE = scopeOf('person', ME);
const ALONE: { customer_id: string | null; event_id: null } = { customer_id: null, event_id: null };

let desk: Desk;
let customer: string;
beforeEach(() => {
  desk = aDesk();
  customer = desk.did('customer.create', { book_id: BOOK, fields: { kind: 'company', name: '云岫精密' } }).id;
});

const write = (text: string, link = ALONE): string =>
  desk.did('note.create', { title: 'visit', link, text }).id;
function textOf(id: string): string {
  const doc = new Y.Doc();
  for (const { body } of desk.seen('note.body', { id })?.updates ?? [])
    Y.applyUpdate(doc, Buffer.from(body, 'base64'));
  return String(doc.getXmlFragment('default').toJSON());
}
function scopesOf(id: string): Set<string> {
  const all = desk.engine.sqlite.prepare(
    `SELECT scope FROM note WHERE id = :id UNION SELECT scope FROM note_update WHERE note_id = :id
     UNION SELECT scope FROM attachment WHERE owner_id = :id`,
  );
  return new Set(all.pluck().all({ id }) as string[]);
}

test('a note begins with its text as the paragraphs that the editor knows', () => {
  const id = write('first line\n\n<third>');
  expect(textOf(id)).toBe(
    '<paragraph>first line</paragraph><paragraph></paragraph><paragraph><third></paragraph>',
  );
  expect(desk.seen('note.body', { id })?.note).toMatchObject({
    title: 'visit',
    excerpt: 'first line <third>',
    author: { id: ME },
  });
});

test('a note without a customer is private', () => {
  expect(scopesOf(write('mine'))).toEqual(new Set([PRIVATE]));
});

test('a note linked to a customer leaves the private scope in the same commit, with its text and its files', () => {
  const id = write('text');
  desk.did('attachment.add', {
    owner_kind: 'note',
    owner_id: id,
    name: 'a.txt',
    media_type: '',
    bytes: btoa('a'),
  });
  const before = desk.outbox().length;
  desk.did('note.link', { id, link: { customer_id: customer, event_id: null } });
  expect(scopesOf(id)).toEqual(new Set([BOOK_SCOPE]));
  const sent = desk.outbox().slice(before);
  expect(new Set(sent.map((change) => change.tx)).size).toBe(1);
  expect(
    sent
      .filter((change) => change.cells['scope'] === BOOK_SCOPE)
      .map((change) => change.table)
      .sort(),
  ).toEqual(['attachment', 'note', 'note_update']);
});

test('a note that is taken off its customer is private again, and undo links it again', () => {
  const id = write('text', { customer_id: customer, event_id: null });
  expect(scopesOf(id)).toEqual(new Set([BOOK_SCOPE]));
  desk.did('note.link', { id, link: ALONE });
  expect(scopesOf(id)).toEqual(new Set([PRIVATE]));
  desk.did('undo.undo', {});
  expect(scopesOf(id)).toEqual(new Set([BOOK_SCOPE]));
  expect(desk.row('note', id)?.customer_id).toBe(customer);
});

test("a note of somebody else's cannot be taken into their private scope", () => {
  const id = desk.given('note', BOOK_SCOPE, {
    title: 'theirs',
    author_id: 'other',
    customer_id: customer,
    pinned: 0,
    written_at: 1,
  });
  expect(desk.run('note.link', { id, link: ALONE })).toEqual({
    ok: false,
    error: { type: 'NotGranted', what: 'note' },
  });
  expect(desk.row('note', id)?.customer_id).toBe(customer);
});

test('what is typed is appended, and no update ever replaces another', () => {
  const id = write('one');
  const doc = new Y.Doc();
  for (const { body } of desk.seen('note.body', { id })!.updates)
    Y.applyUpdate(doc, Buffer.from(body, 'base64'));
  const before = Y.encodeStateVector(doc);
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText('two')]);
  doc.getXmlFragment('default').insert(1, [paragraph]);
  const update = Buffer.from(Y.encodeStateAsUpdate(doc, before)).toString('base64');
  desk.did('note.write', { id, update, excerpt: 'one two' });
  expect(textOf(id)).toBe('<paragraph>one</paragraph><paragraph>two</paragraph>');
  expect(desk.row('note', id)).toMatchObject({ title: 'visit', excerpt: 'one two' });
});

test('bytes that are no update are refused, and the note stays readable', () => {
  const id = write('one');
  const result = desk.run('note.write', { id, update: btoa('nonsense'), excerpt: 'e' });
  expect(result).toMatchObject({ ok: false, error: { type: 'BadInput' } });
  expect(textOf(id)).toBe('<paragraph>one</paragraph>');
});

test('notes are listed by customer and found by one character, pinned first', () => {
  const a = write('云岫二期设备', { customer_id: customer, event_id: null });
  desk.pass(1000);
  const b = write('other');
  const ids = (more: { text?: string; customer_id?: string | null }) =>
    desk
      .seen('note.list', { text: '', customer_id: null, event_id: null, limit: 50, ...more })
      .rows.map((row) => row.id);
  expect(ids({})).toEqual([b, a]);
  expect(ids({ customer_id: customer })).toEqual([a]);
  expect(ids({ text: '设' })).toEqual([a]);
  desk.did('note.update', { id: a, fields: { pinned: 1 } });
  expect(ids({})).toEqual([a, b]);
});

test('a removed note comes back whole', () => {
  const id = write('text');
  desk.did('note.remove', { id });
  expect(desk.seen('note.body', { id })).toBeNull();
  desk.did('undo.undo', {});
  expect(textOf(id)).toBe('<paragraph>text</paragraph>');
});

test('a new note is taken back whole, and comes again with its text', () => {
  const id = write('text');
  const text = textOf(id);
  desk.did('undo.undo', {});
  expect(desk.seen('note.body', { id })).toBeNull();
  desk.did('undo.redo', {});
  expect(textOf(id)).toBe(text);
});
