import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Cells } from '../../src-shared/sync/change.ts';
import { aCustomer, anEvent, aServer, NOW, type Kit, type Laptop } from '../../tests/support/server-kit.ts';

const BOOK = 'book:joint';
const EARLY = NOW + 60_000;
const LATER = NOW + 120_000;
let kit: Kit;
let [a, b]: Laptop[] = [];
beforeEach(async () => {
  kit = await aServer();
  [a, b] = [await kit.laptop('A'), await kit.laptop('B')];
  await a!.insert('customer', 'c', BOOK, aCustomer());
  for (const id of ['tag', 'untagged'])
    await a!.insert('customer_tag', id, BOOK, { customer_id: 'c', tag: id });
  await a!.insert('note', 'n', BOOK, {
    title: '笔记',
    author_id: 'A',
    customer_id: 'c',
    pinned: 0,
    written_at: NOW,
  });
  await a!.insert('attachment', 'f', BOOK, {
    owner_kind: 'note',
    owner_id: 'n',
    name: 'a.txt',
    media_type: 'text/plain',
    bytes: 1,
    sha256: '0'.repeat(64),
    person_id: 'A',
    added_at: NOW,
  });
  await a!.push(await change('customer_tag', 'untagged', { deleted: 1 }, NOW + 10_000));
});
afterEach(() => kit.close());

const change = async (table: string, id: string, cells: Cells, at: number, scope = BOOK) => ({
  table,
  id,
  scope,
  cells,
  at,
  base: await a!.base(table as 'customer', id),
});
/** What the desk writes when a customer is deleted: what hangs on it first. */
const removal = async (at: number) => [
  await change('attachment', 'f', { deleted: 1 }, at),
  await change('note', 'n', { deleted: 1 }, at),
  await change('customer_tag', 'tag', { deleted: 1 }, at),
  await change('customer', 'c', { deleted: 1 }, at),
];
const living = async () => {
  const found: string[] = [];
  for (const table of ['customer', 'customer_tag', 'note', 'attachment'] as const)
    for (const row of await kit.rows(table)) found.push(String(row['id']));
  return found.sort();
};

it('a deletion that is later than all it had not seen stands, though it names nothing else that it had seen', async () => {
  await b!.push(await change('customer', 'c', { remark: '乙' }, EARLY));
  const whole = await change('customer', 'c', { deleted: 1 }, LATER);
  await a!.push({ ...whole, base: { deleted: whole.base['*']! } });
  expect(await kit.rows('customer')).toEqual([]);
  expect(await kit.rows('edit_conflict')).toMatchObject([
    { row_id: 'c', unit: 'deleted', kept: '{"deleted":1}' },
  ]);
});

describe('a customer that a later edit keeps alive', () => {
  it('keeps what was deleted with it, whole to the files of its notes; what was deleted before stays deleted', async () => {
    const edit = await change('customer', 'c', { remark: '乙' }, LATER);
    await a!.push(...(await removal(EARLY)));
    expect(await living()).toEqual([]);
    await b!.push(edit);
    expect(await living()).toEqual(['c', 'f', 'n', 'tag']);
    expect(await kit.rows('edit_conflict')).toMatchObject([
      { row_id: 'c', unit: 'deleted', lost: '{"deleted":1}' },
    ]);
  });

  it('keeps it also where the deletion comes after the edit, and older than it', async () => {
    const gone = await removal(EARLY);
    await b!.push(await change('customer', 'c', { remark: '乙' }, LATER));
    await a!.push(...gone);
    expect(await living()).toEqual(['c', 'f', 'n', 'tag']);
    expect((await a!.news(BOOK)).filter(({ cells }) => cells['deleted'] === 0).map(({ id }) => id)).toEqual(
      expect.arrayContaining(['f', 'n', 'tag']),
    );
  });

  it('does not where the deletion is later: it stands, and the edit is a conflict', async () => {
    const edit = await change('customer', 'c', { remark: '乙' }, EARLY);
    await a!.push(...(await removal(LATER)));
    await b!.push(edit);
    expect(await living()).toEqual([]);
    expect(await kit.rows('edit_conflict')).toMatchObject([
      { lost: '{"remark":"乙"}', kept: '{"deleted":1}' },
    ]);
  });
});

it('an appointment that a later edit keeps alive keeps its guests, who are told of no cancellation that stands', async () => {
  const calendar = 'calendar:A';
  await a!.insert('event', 'e', calendar, anEvent('A'));
  await a!.insert('attendee', 'g', calendar, {
    event_id: 'e',
    person_id: 'B',
    role: 'required',
    answer: 'needs_action',
  });
  const second = await kit.laptop('A');
  const edit = await change('event', 'e', { title: '改期' }, LATER, calendar);
  await a!.push(
    await change('attendee', 'g', { deleted: 1 }, EARLY, calendar),
    await change('event', 'e', { deleted: 1 }, EARLY, calendar),
  );
  expect(await kit.rows('invitation')).toEqual([]);
  await second.push(edit);
  expect((await kit.rows('attendee')).map(({ id }) => id)).toEqual(['g']);
  expect(await kit.rows('invitation')).toMatchObject([{ person_id: 'B', title: '改期' }]);
});

it('what the server notes in a row is no edit against its deletion: a guest who was only told stays off', async () => {
  const calendar = 'calendar:A';
  await a!.insert('event', 'e', calendar, anEvent('A'));
  const guest = { event_id: 'e', person_id: 'B', role: 'required', answer: 'needs_action' };
  await a!.insert('attendee', 'g', calendar, guest);
  await a!.insert('event_resource', 'r', calendar, {
    event_id: 'e',
    resource_id: 'room',
    status: 'requested',
  });
  const mark = { '*': [1, a!.device] as const };
  const gone = (table: string, id: string) => ({
    table,
    id,
    scope: calendar,
    cells: { deleted: 1 },
    base: mark,
    at: NOW - 60_000,
  });
  await b!.pull(calendar.replace('A', 'B'));
  expect(await kit.rows('attendee')).toMatchObject([{ delivered_at: kit.now }]);
  expect(await kit.rows('event_resource')).toMatchObject([{ status: 'confirmed' }]);
  await a!.push(gone('attendee', 'g'), gone('event_resource', 'r'));
  expect([await kit.rows('attendee'), await kit.rows('event_resource')]).toEqual([[], []]);
  expect(await kit.rows('edit_conflict')).toEqual([]);
});

describe('a row whose parent is not there', () => {
  it('is kept where its writer put it, and belongs to the parent once that comes', async () => {
    const [parent, child] = [
      { table: 'customer', id: 'late', scope: BOOK, kind: 'insert' as const },
      { table: 'contact_point', id: 'p', scope: BOOK, kind: 'insert' as const },
    ];
    const point = { customer_id: 'late', kind: 'mobile', value: '1', preferred: 0 };
    // The customer is refused for a value; what hangs on it is not.
    const { results } = await a!.push(
      { ...parent, cells: aCustomer({ tier: 'no such tier' }) },
      { ...child, cells: point },
    );
    expect(results).toMatchObject([{ outcome: 'refused', reason: 'BadValue', column: 'tier' }]);
    expect(await kit.rows('contact_point')).toMatchObject([{ id: 'p', scope: BOOK, customer_id: 'late' }]);
    await a!.push({ ...parent, cells: aCustomer({ name: '补上的' }) });
    expect((await b!.news(BOOK)).map(({ id }) => id)).toEqual(expect.arrayContaining(['p', 'late']));
  });

  it('that somebody else deleted in the meantime is kept as well, and lives again with it', async () => {
    await a!.push(await change('customer', 'c', { deleted: 1 }, NOW));
    await b!.insert('contact_point', 'p', BOOK, {
      customer_id: 'c',
      kind: 'mobile',
      value: '1',
      preferred: 0,
    });
    await a!.push(await change('customer', 'c', { deleted: 0 }, NOW + 1000));
    expect((await kit.rows('contact_point')).map(({ id }) => id)).toEqual(['p']);
  });
});
