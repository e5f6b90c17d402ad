import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Cells } from '../../src-shared/sync/change.ts';
import { aHandedTask } from '../../tests/support/handed-task.ts';
import { meet } from '../../tests/support/meet.ts';
import { aCustomer, aServer, type Kit, type Laptop } from '../../tests/support/server-kit.ts';

const EXACT = '31.234567;121.456789';
const ROUGH = '~31.23;121.46';

let kit: Kit;
let [a, b, x]: Laptop[] = [];
beforeEach(async () => {
  kit = await aServer();
  [a, b, x] = [await kit.laptop('A'), await kit.laptop('B'), await kit.laptop('X')];
  await kit.load({
    table: 'customer',
    rows: [{ id: 'c1', scope: 'book:joint', cells: { ...aCustomer(), geo: EXACT } }],
  });
});
afterEach(() => kit.close());

const visit = async (id: string, more: Cells = {}): Promise<void> => {
  const scope = more['privacy'] === 'private' ? 'person:A' : 'calendar:A';
  await meet(a!, id, { kind: 'visit', ...more }, ['B', 'C']);
  await a!.insert('event_customer', `${id}-c1`, scope, { event_id: id, customer_id: 'c1' });
};
/** Where B and C are told that a visit is. */
const places = async (id: string) => {
  const rows = (await kit.rows('invitation')).filter((row) => row['event_id'] === id);
  return ['B', 'C'].map((who) => rows.find((row) => row['person_id'] === who)?.['whereabouts']);
};
const organise = async (table: 'book_member' | 'person', id: string, cells: Cells): Promise<void> => {
  const answer = await x!.push({ table, id, scope: 'bank', cells, base: await x!.base(table, id) });
  expect(answer.results).toEqual([]);
};
const leaveBook = () => organise('book_member', 'joint-B', { deleted: 1 });
const joinBook = () => organise('book_member', 'joint-B', { deleted: 0 });

describe('the exact place of a visit', () => {
  it('goes with the right to the customer in the very commit, and comes back with it', async () => {
    await visit('e1');
    await visit('e2', { privacy: 'private' });
    await visit('series', { rrule: 'FREQ=WEEKLY;COUNT=3' });
    const all = async () => [await places('e1'), await places('e2'), await places('series')];
    expect(await all()).toEqual([0, 1, 2].map(() => [EXACT, ROUGH]));
    await b!.pull('calendar:B', 'person:B');
    await leaveBook();
    expect(await all()).toEqual([0, 1, 2].map(() => [ROUGH, ROUGH]));
    const told = (await b!.news('calendar:B')).map(({ table, cells }) => [table, cells]);
    expect(told).toContainEqual(['invitation', { whereabouts: ROUGH }]);
    await joinBook();
    expect(await all()).toEqual([0, 1, 2].map(() => [EXACT, ROUGH]));
  });

  it('goes with a feed that takes the right, and from who leaves the bank', async () => {
    await visit('e1');
    const lead = { id: 'C', scope: 'bank', cells: { role: 'lead', unit_id: 'team1' } };
    await kit.load({ table: 'person', rows: [lead] });
    expect(await places('e1')).toEqual([EXACT, EXACT]);
    await kit.load({ table: 'person', rows: [{ ...lead, cells: { role: 'manager', unit_id: 'team2' } }] });
    expect(await places('e1')).toEqual([EXACT, ROUGH]);
    await organise('person', 'B', { left_on: '2026-11-02' });
    expect(await places('e1')).toEqual([ROUGH, ROUGH]);
  });

  it('goes where the customer was merged into one of another book that is lost', async () => {
    await visit('e1');
    const heir = { id: 'c2', scope: 'book:bookB', cells: { ...aCustomer(), geo: '31.5;121.5' } };
    await kit.load({ table: 'customer', rows: [heir] });
    const merged = { id: 'c1', scope: 'book:joint', cells: { merged_into: 'c2', deleted: 1 } };
    const l = await kit.laptop('L');
    const base = await l.base('customer', 'c1');
    expect((await l.push({ table: 'customer', ...merged, base })).results).toEqual([]);
    expect(await places('e1')).toEqual(['31.5;121.5', '~31.50;121.50']);
    await organise('book_member', 'bookB-B', { deleted: 1 });
    expect(await places('e1')).toEqual(['~31.50;121.50', '~31.50;121.50']);
  });

  it('is not left by an invitation that crosses with the loss of the right', async () => {
    for (let round = 0; round < 8; round += 1) {
      await Promise.all([visit(`e${round}`), leaveBook()]);
      expect(await places(`e${round}`)).toEqual([ROUGH, ROUGH]);
      await joinBook();
    }
  });
});

it('the customer of a task that was handed over goes and comes with the right, and no answer is lost', async () => {
  await a!.insert('task', 't1', 'person:A', aHandedTask({ customer_id: 'c1' }));
  const copy = async () => (await kit.rows('assignment')).find((row) => row['task_id'] === 't1')!;
  const id = String((await copy())['id']);
  const base = await b!.base('assignment', id);
  await b!.push({ table: 'assignment', id, scope: 'person:B', cells: { answer: 'accepted' }, base });
  expect(await copy()).toMatchObject({ customer_id: 'c1', answer: 'accepted' });
  await leaveBook();
  expect(await copy()).toMatchObject({ customer_id: null, answer: 'accepted' });
  await joinBook();
  expect(await copy()).toMatchObject({ customer_id: 'c1', answer: 'accepted' });
});

it('rights are reckoned where what they follow from has changed, and not for a word beside it', async () => {
  let times = 0;
  const { transaction } = kit.store;
  const counting: typeof transaction = (work, isolation) =>
    transaction.call(
      kit.store,
      (tx) => {
        const recompute = tx.grants.recompute.bind(tx.grants);
        Object.assign(tx.grants, { recompute: (now: number) => (times += 1) && recompute(now) });
        return work(tx);
      },
      isolation,
    ) as never;
  Object.assign(kit.store, { transaction: counting });
  await organise('person', 'B', { name: '李四', work_start: '09:00' });
  await a!.push({
    table: 'person',
    id: 'A',
    scope: 'bank',
    cells: { skills: 'fx' },
    base: await a!.base('person', 'A'),
  });
  expect(times).toBe(0);
  await leaveBook();
  await organise('person', 'B', { left_on: '2026-11-01' });
  await a!.insert('delegate', 'd1', 'person:A', { person_id: 'C', may: 'read' });
  expect(times).toBe(3);
});
