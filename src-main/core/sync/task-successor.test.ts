import { beforeEach, expect, test } from 'vitest';
import { successorId } from '../../../src-shared/domain/task/successor-id.ts';
import type { Laptop } from '../../../tests/support/laptop.ts';
import { TwoLaptops } from '../../../tests/support/two-laptops.ts';

const TODAY = '2026-11-23';
const ZONE = 'Asia/Shanghai';
const DAY = 86_400_000;
let both: TwoLaptops;
let server: TwoLaptops['server'];
let desks: TwoLaptops['desks'];

/** Two laptops of one person; a daily task with two steps stands on both, and neither has a line. */
beforeEach(async () => {
  both = new TwoLaptops();
  ({ server, desks } = both);
  const task = { owner_id: 'a', status: 'open', priority: 'normal', zone: ZONE } as const;
  server.put('task', 'person:a', 't', { ...task, title: 'review', due: TODAY, rrule: 'FREQ=DAILY' });
  server.put('task', 'person:a', 't1', { ...task, title: 'figures', parent_id: 't' });
  server.put('task', 'person:a', 't2', { ...task, title: 'letter', parent_id: 't' });
  await both.part();
});

const meet = (order?: readonly Laptop[]): Promise<void> => both.meet(order);

const tasks = (desk: Laptop): string[] =>
  desk.engine.sqlite
    .prepare(
      `SELECT title || ' ' || coalesce(due, '') || ' ' || status FROM task WHERE deleted = 0 ORDER BY 1`,
    )
    .pluck()
    .all() as string[];

const DONE = ['figures  done', 'letter  done', `review ${TODAY} done`];
const NEXT = ['figures  open', 'letter  open', 'review 2026-11-24 open'];

test.each([0, 1])(
  'a recurring task completed on two laptops offline comes again once, with its steps, and nothing is to be settled (%i first)',
  async (first) => {
    const made = desks.map((desk) => desk.did('task.complete', { id: 't' }).next);
    expect(made).toEqual([successorId('t'), successorId('t')]);
    await meet(first === 0 ? desks : desks.toReversed());
    for (const desk of desks) expect(tasks(desk)).toEqual([...DONE, ...NEXT].sort());
    expect(server.model.overwrites).toEqual([]);
  },
);

test('two laptops that complete one day after the other offline are where the one is that went further', async () => {
  const [a, b] = desks;
  for (const desk of desks) desk.did('task.complete', { id: 't' });
  b.setClock(b.now + DAY);
  b.did('task.complete', { id: successorId('t') });
  await meet();
  const open = ['figures  open', 'letter  open', 'review 2026-11-25 open'];
  for (const desk of [a, b]) expect(tasks(desk).filter((one) => one.endsWith('open'))).toEqual(open);
  expect(server.model.overwrites).toEqual([]);
});

test('what the next one was made with does not undo what was done with it on the other laptop', async () => {
  const [a, b] = desks;
  a.did('task.complete', { id: 't' });
  a.did('task.update', { id: successorId('t'), fields: { title: 'review of the week' } });
  a.did('task.complete', { id: successorId('t') });
  b.setClock(b.now + 1000);
  b.did('task.complete', { id: 't' });
  await meet();
  expect(tasks(b)).toContain('review of the week 2026-11-24 done');
  expect(server.model.overwrites).toEqual([]);
});

test('a next one that was taken back on one laptop and made on the other is there', async () => {
  const [a, b] = desks;
  a.did('task.complete', { id: 't' });
  a.did('undo.undo', {});
  b.setClock(b.now + 1000);
  b.did('task.complete', { id: 't' });
  await meet();
  for (const desk of desks) expect(tasks(desk)).toEqual([...DONE, ...NEXT].sort());
});

test('completed, taken back and completed again: the same next one, as it was made', () => {
  const [a] = desks;
  const next = a.did('task.complete', { id: 't' }).next!;
  a.did('task.update', { id: next, fields: { title: 'changed' } });
  a.did('undo.undo', {});
  a.did('undo.undo', {});
  expect(a.did('task.complete', { id: 't' }).next).toBe(next);
  expect(tasks(a)).toEqual([...DONE, ...NEXT].sort());
});

test('one that came again and is done does not come a second time for the same completion', () => {
  const [a] = desks;
  const next = a.did('task.complete', { id: 't' }).next!;
  a.did('task.complete', { id: next });
  a.did('task.reopen', { id: 't' });
  expect(a.did('task.complete', { id: 't' }).next).toBeNull();
});
