import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aCustomer, anEvent, aServer, type Kit, type Laptop } from '../../tests/support/server-kit.ts';

let kit: Kit;
let a: Laptop;
let lead: Laptop;
beforeEach(async () => {
  kit = await aServer();
  [a, lead] = [await kit.laptop('A'), await kit.laptop('L')];
  await a.insert('customer', 'c', 'book:bookA', aCustomer());
});
afterEach(() => kit.close());

const toB = async (laptop: Laptop): Promise<string[]> => {
  const { results } = await laptop.push({
    table: 'book_member',
    id: 'bookA-A',
    scope: 'bank',
    cells: { person_id: 'B' },
    base: await laptop.base('book_member', 'bookA-A'),
  });
  return results.map((one) => (one.outcome === 'refused' ? one.reason : one.outcome));
};
const owned = (table: string, id: string, scope: string, cells: Record<string, string | number | null>) => ({
  table,
  id,
  scope,
  kind: 'insert' as const,
  cells,
});
const task = (more: object = {}) => ({
  title: 'call back',
  owner_id: 'A',
  status: 'open',
  priority: 'normal',
  zone: 'Asia/Shanghai',
  customer_id: 'c',
  ...more,
});

describe('a book that is handed over (R67)', () => {
  it('moves no customer: one row changes, the old owner loses the scope and the new one gains it', async () => {
    const before = await kit.rows('customer');
    expect(await toB(lead)).toEqual([]);
    expect(await kit.rows('customer')).toEqual(before);
    expect((await a.pull()).grants).not.toHaveProperty('book:bookA');
    const b = await kit.laptop('B');
    expect((await b.pull()).grants).toMatchObject({ 'book:bookA': 'write' });
  });

  it('leaves no task and no coming appointment behind, and takes nothing that is over or private', async () => {
    await a.push(
      owned('task', 't', 'person:A', task()),
      owned('task', 'done', 'person:A', task({ status: 'done' })),
      owned('task', 'own', 'person:A', task({ customer_id: null })),
      owned('event', 'e', 'calendar:A', anEvent('A')),
      owned('event_customer', 'e-c', 'calendar:A', { event_id: 'e', customer_id: 'c' }),
      owned(
        'event',
        'past',
        'calendar:A',
        anEvent('A', { start: '2026-10-05T10:00', end: '2026-10-05T11:00' }),
      ),
      owned('event_customer', 'p-c', 'calendar:A', { event_id: 'past', customer_id: 'c' }),
      owned('event', 'mine', 'calendar:A', anEvent('A', { privacy: 'private' })),
      owned('event_customer', 'm-c', 'calendar:A', { event_id: 'mine', customer_id: 'c' }),
    );
    await toB(lead);
    const scopes = async (table: 'task' | 'event' | 'event_customer') =>
      Object.fromEntries((await kit.rows(table)).map((row) => [row['id'], row['scope']]));
    expect(await scopes('task')).toEqual({ t: 'person:B', done: 'person:A', own: 'person:A' });
    expect(await scopes('event')).toEqual({ e: 'calendar:B', past: 'calendar:A', mine: 'person:A' });
    expect(await scopes('event_customer')).toEqual({
      'e-c': 'calendar:B',
      'p-c': 'calendar:A',
      'm-c': 'person:A',
    });
    expect((await kit.rows('busy_block')).filter((row) => row['event_id'] === 'e')).toMatchObject([
      { subject_id: 'B' },
    ]);
  });

  it('takes the steps of a task along, and frees those that do not go or come later', async () => {
    await a.push(
      owned('task', 't', 'person:A', task()),
      owned('task', 'step', 'person:A', task({ customer_id: null, parent_id: 't', status: 'done' })),
      owned('task', 'own', 'person:A', task({ customer_id: null })),
      owned('task', 'goes', 'person:A', task({ parent_id: 'own' })),
    );
    await toB(lead);
    await a.push(owned('task', 'late', 'person:A', task({ customer_id: null, parent_id: 't' })));
    const steps = (await kit.rows('task')).map((row) => [row['id'], row['scope'], row['parent_id']]);
    expect(steps.sort()).toEqual([
      ['goes', 'person:B', null],
      ['late', 'person:A', null],
      ['own', 'person:A', null],
      ['step', 'person:B', 't'],
      ['t', 'person:B', null],
    ]);
  });

  it('tells who got it whose it was and how many customers came, once, and nobody of what they did themselves', async () => {
    await a.insert('customer', 'gone', 'book:bookA', aCustomer({ name: '已销户' }));
    const base = await a.base('customer', 'gone');
    await a.push({ table: 'customer', id: 'gone', scope: 'book:bookA', cells: { deleted: 1 }, base });
    await toB(lead);
    const told = async () =>
      (await kit.rows('notice'))
        .filter((row) => row['kind'] === 'customer_moved')
        .map((row) => [row['person_id'], row['row_id'], JSON.parse(String(row['params']))]);
    expect(await told()).toEqual([
      ['B', 'bookA', expect.objectContaining({ who: 'L', other: 'A', count: 1, customer: 'bookA' })],
    ]);
    const takes = { table: 'book_member', id: 'bookA-A', scope: 'bank', cells: { person_id: 'L' } } as const;
    await lead.push({ ...takes, base: await lead.base('book_member', 'bookA-A') });
    expect(await told()).toHaveLength(1);
  });

  it('is the lead’s to decide: neither the owner nor the lead of another book may', async () => {
    expect(await toB(a)).toEqual(['NotGranted']);
    await kit.load({
      table: 'person',
      rows: [
        {
          id: 'L2',
          scope: 'bank',
          cells: {
            name: 'L2',
            role: 'lead',
            unit_id: 'team2',
            login: 'l2',
            work_start: '09:00',
            work_end: '18:00',
            zone: 'Asia/Shanghai',
          },
        },
      ],
    });
    expect(await toB(await kit.laptop('L2'))).toEqual(['NotGranted']);
    // A membership cannot be turned into one of a book that the lead does not lead.
    const { results } = await lead.push({
      table: 'book_member',
      id: 'bookA-A',
      scope: 'bank',
      cells: { book_id: 'elsewhere' },
    });
    expect(results).toMatchObject([{ reason: 'NotGranted' }]);
  });
});

describe('a customer who is moved to another book', () => {
  it('takes along everything in one commit, what only the server writes among it', async () => {
    await a.push(
      owned('contact_point', 'p', 'book:bookA', {
        customer_id: 'c',
        kind: 'phone',
        value: '1',
        preferred: 1,
      }),
      owned('contact_log', 'k', 'book:bookA', { customer_id: 'c', channel: 'phone', at: 1, summary: 's' }),
      owned('note', 'n', 'book:bookA', {
        title: 'n',
        author_id: 'A',
        customer_id: 'c',
        pinned: 0,
        written_at: 1,
      }),
      owned('note_update', 'u', 'book:bookA', { note_id: 'n', body: 'AAA=' }),
    );
    await kit.load({
      table: 'movement',
      rows: [
        {
          id: 'mv',
          scope: 'book:bookA',
          cells: { customer_id: 'c', booked_on: '2026-11-01', direction: 'in', amount: 1, currency: 'CNY' },
        },
      ],
    });
    await lead.push({
      table: 'customer',
      id: 'c',
      scope: 'book:bookA',
      cells: { scope: 'book:bookB' },
      base: await lead.base('customer', 'c'),
    });
    for (const table of [
      'customer',
      'contact_point',
      'contact_log',
      'note',
      'note_update',
      'movement',
    ] as const)
      expect((await kit.rows(table)).map((row) => [table, row['scope']])).toEqual([[table, 'book:bookB']]);
    // Whoever holds only the old book is told that all of it left, and not a word more.
    const news = await a.news('book:bookA');
    expect(
      news
        .filter((entry) => entry.op === 'remove')
        .map((entry) => entry.table)
        .sort(),
    ).toEqual(['contact_log', 'contact_point', 'customer', 'movement', 'note', 'note_update']);
  });

  it('is followed by what a colleague adds without knowing of it', async () => {
    await lead.push({
      table: 'customer',
      id: 'c',
      scope: 'book:bookA',
      cells: { scope: 'book:bookB' },
      base: await lead.base('customer', 'c'),
    });
    const { results } = await a.insert('contact_log', 'late', 'book:bookA', {
      customer_id: 'c',
      channel: 'phone',
      at: 1,
      summary: 'called',
    });
    expect(results).toEqual([]);
    expect(await kit.rows('contact_log')).toMatchObject([{ id: 'late', scope: 'book:bookB' }]);
  });
});

describe('a delegate', () => {
  it('writes the calendar it was let into, and nothing once that ended', async () => {
    const c = await kit.laptop('C');
    const allowed = { person_id: 'C', may: 'write' };
    await a.insert('delegate', 'd', 'person:A', allowed);
    expect((await c.pull()).grants).toMatchObject({ 'calendar:A': 'write' });
    expect((await c.insert('event', 'e', 'calendar:A', anEvent('A'))).results).toEqual([]);
    await a.push({ table: 'delegate', id: 'd', scope: 'person:A', cells: { deleted: 1 } });
    expect((await c.pull()).grants).not.toHaveProperty('calendar:A');
    const late = await c.push({ table: 'event', id: 'e', scope: 'calendar:A', cells: { title: 'late' } });
    expect(late.results).toMatchObject([{ reason: 'NotGranted', kept: true }]);
    expect(await kit.rows('quarantine')).toMatchObject([{ scope: 'calendar:A', written_by: 'C' }]);
  });

  it('cannot be named by anybody but the owner of the calendar', async () => {
    const c = await kit.laptop('C');
    const { results } = await c.insert('delegate', 'd', 'person:A', { person_id: 'C', may: 'write' });
    expect(results).toMatchObject([{ reason: 'NotGranted' }]);
    await c.insert('delegate', 'd2', 'person:C', { person_id: 'A', may: 'write' });
    expect((await c.pull()).grants).not.toHaveProperty('calendar:A');
  });
});
