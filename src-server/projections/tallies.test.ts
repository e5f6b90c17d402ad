import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Cells } from '../../src-shared/sync/change.ts';
import { aServer, NOW, type Kit, type Laptop } from '../../tests/support/server-kit.ts';
import { WriteSet } from '../push/write-set.ts';
import { rollForward } from './roll-forward.ts';
import { countAgain } from './tallies.ts';

let kit: Kit;
let a: Laptop;
beforeEach(async () => {
  kit = await aServer();
  a = await kit.laptop('A');
});
afterEach(() => kit.close());

const aTask = (id: string, due: string | null, more: Cells = {}) => ({
  table: 'task',
  id,
  scope: 'person:A',
  kind: 'insert' as const,
  cells: {
    title: id,
    owner_id: 'A',
    status: 'open',
    priority: 'normal',
    zone: 'Asia/Shanghai',
    due,
    ...more,
  },
});
const change = async (id: string, cells: Cells) =>
  a.push({ table: 'task', id, scope: 'person:A', cells, base: await a.base('task', id) });
const tallies = async () =>
  Object.fromEntries(
    (await kit.rows('task_tally')).map((row) => [
      `${String(row['scope'])} ${String(row['person_id'])} ${String(row['month'])}`,
      [row['due'], row['done'], row['late']],
    ]),
  );

it('tells a team how many tasks of a month are done, and not which (R47)', async () => {
  await a.push(aTask('secret', '2026-11-05'), aTask('b', '2026-11-30T16:00'), aTask('c', null));
  expect(await tallies()).toEqual({ 'team:team1 A 2026-11': [2, 0, 0] });
  await change('secret', { status: 'done', done_at: Date.parse('2026-11-05T23:59+08:00') });
  await change('b', { status: 'done', done_at: Date.parse('2026-12-01T00:01+08:00') });
  expect(await tallies()).toEqual({ 'team:team1 A 2026-11': [2, 2, 1] });
  await change('b', { due: '2026-12-02' });
  expect(await tallies()).toEqual({ 'team:team1 A 2026-11': [1, 1, 0], 'team:team1 A 2026-12': [1, 1, 0] });
  await change('secret', { deleted: 1 });
  expect((await tallies())['team:team1 A 2026-11']).toEqual([0, 0, 0]);
  const lead = await kit.laptop('L');
  expect(JSON.stringify(await lead.news('team:team1'))).not.toContain('secret');
});

it('is counted by the server alone, and goes along when somebody changes the team', async () => {
  await a.push(aTask('t', '2026-11-05'));
  const [{ id }] = (await kit.rows('task_tally')) as [{ id: string }];
  const forged = await a.push({ table: 'task_tally', id, scope: 'team:team1', cells: { done: 9 } });
  expect(forged.results).toMatchObject([{ outcome: 'refused', reason: 'NotWritable' }]);
  const admin = await kit.laptop('X');
  const base = await admin.base('person', 'A');
  await admin.push({ table: 'person', id: 'A', scope: 'bank', cells: { unit_id: 'team2' }, base });
  expect(await tallies()).toEqual({ 'team:team2 A 2026-11': [1, 0, 0] });
});

it('leaves the team with somebody who moves to a unit that is none, and is there again on the way back', async () => {
  await a.push(aTask('t', '2026-11-05'));
  const admin = await kit.laptop('X');
  const move = async (unit_id: string) => {
    const base = await admin.base('person', 'A');
    await admin.push({ table: 'person', id: 'A', scope: 'bank', cells: { unit_id }, base });
  };
  await move('branch');
  expect(await tallies()).toEqual({});
  await move('team2');
  expect(await tallies()).toEqual({ 'team:team2 A 2026-11': [1, 0, 0] });
});

it('is held before the tasks are read, so that of two pushes at once the later counts what the earlier wrote', async () => {
  await a.push(aTask('t', '2026-11-05'));
  const asked: string[] = [];
  const noting = <T extends object>(queries: T): T =>
    new Proxy(queries, {
      get: (target, name) => {
        asked.push(String(name));
        return Reflect.get(target, name) as unknown;
      },
    });
  await kit.store.transaction(async (tx) => {
    const noted = { ...tx, rows: noting(tx.rows), tasks: noting(tx.tasks) };
    await countAgain(new WriteSet(noted, NOW), 'A', ['2026-11']);
  });
  expect(asked.filter((query) => ['lock', 'dueIn'].includes(query))).toEqual(['lock', 'dueIn']);
});

it('is made for tasks that came in bulk, as are the copies of those that were handed over', async () => {
  const cells = { ...aTask('t', '2026-11-05').cells, delegate_id: 'B', delegated_at: NOW };
  await kit.load({ table: 'task', rows: [{ id: 't', scope: 'person:A', cells }] });
  const context = { store: kit.store, stamp: () => NOW * 1024 };
  await rollForward(context, NOW);
  expect(await tallies()).toEqual({ 'team:team1 A 2026-11': [1, 0, 0] });
  expect(await kit.rows('assignment')).toMatchObject([{ person_id: 'B', from_id: 'A', answer: 'offered' }]);
  expect(await kit.rows('notice')).toEqual([]);
});
