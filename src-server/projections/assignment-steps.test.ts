import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aHandedTask } from '../../tests/support/handed-task.ts';
import { aServer, NOW, type Kit, type Laptop } from '../../tests/support/server-kit.ts';
import type { Cells } from '../../src-shared/sync/change.ts';
import { assignmentId } from './assignment-id.ts';

let kit: Kit;
let a: Laptop;
let b: Laptop;
beforeEach(async () => {
  kit = await aServer();
  a = await kit.laptop('A');
  b = await kit.laptop('B');
});
afterEach(() => kit.close());

const handOver = () => a.insert('task', 't', 'person:A', aHandedTask());
const aStep = (id: string, title: string, more: Cells = {}) =>
  a.insert('task', id, 'person:A', {
    title,
    owner_id: 'A',
    status: 'open',
    priority: 'normal',
    zone: 'Asia/Shanghai',
    parent_id: 't',
    ...more,
  });
const change = async (
  laptop: Laptop,
  table: 'task' | 'assignment' | 'assignment_step',
  id: string,
  cells: Cells,
) =>
  laptop.push({
    table,
    id,
    scope: `person:${laptop === a ? 'A' : 'B'}`,
    cells,
    base: await laptop.base(table, id),
  });
const stepsOf = async (person: string) =>
  (await kit.rows('assignment_step'))
    .filter((row) => row['assignment_id'] === assignmentId('t', person) && row['deleted'] === 0)
    .filter((row) => row['scope'] === `person:${person}`)
    .sort((one, other) => (String(one['task_id']) < String(other['task_id']) ? -1 : 1));
const titles = async (person: string) => (await stepsOf(person)).map((row) => row['title']);
const tick = async (task: string, done_at: number | null) => {
  const step = (await stepsOf('B')).find((row) => row['task_id'] === task);
  await change(b, 'assignment_step', String(step?.['id']), { done_at });
};
const subtask = async (id: string) => (await kit.rows('task')).find((row) => row['id'] === id);

describe('the steps of a task that is handed over', () => {
  it('come to the delegate with it, those that are done already as done', async () => {
    await aStep('s1', '收齐资料');
    await aStep('s2', '约时间', { status: 'done', done_at: NOW - 5 });
    await handOver();
    const [first, second] = await stepsOf('B');
    expect(first).toMatchObject({ title: '收齐资料', person_id: 'B', done_at: null });
    expect(second).toMatchObject({ title: '约时间', done_at: NOW - 5 });
  });

  it('follow what the delegator writes, moves and takes away later', async () => {
    await aStep('s1', '收齐资料');
    await handOver();
    await aStep('s2', '约时间');
    await change(a, 'task', 's1', { title: '收齐担保资料', step_rank: 'm' });
    expect(await stepsOf('B')).toMatchObject([
      { title: '收齐担保资料', step_rank: 'm' },
      { title: '约时间', step_rank: null },
    ]);
    await change(a, 'task', 's1', { deleted: 1 });
    await change(a, 'task', 's2', { parent_id: null });
    expect(await titles('B')).toEqual([]);
  });

  it('that are ticked by the delegate are done for the delegator, and open again where the tick is taken back', async () => {
    await aStep('s1', '收齐资料');
    await handOver();
    await tick('s1', NOW + 3);
    expect(await subtask('s1')).toMatchObject({ status: 'done', done_at: NOW + 3 });
    await tick('s1', null);
    expect(await subtask('s1')).toMatchObject({ status: 'open', done_at: null });
  });

  it('that the delegator ticks are done for the delegate', async () => {
    await aStep('s1', '收齐资料');
    await handOver();
    await change(a, 'task', 's1', { status: 'done', done_at: NOW + 4 });
    expect(await stepsOf('B')).toMatchObject([{ done_at: NOW + 4 }]);
    await change(a, 'task', 's1', { status: 'open', done_at: null });
    expect(await stepsOf('B')).toMatchObject([{ done_at: null }]);
  });

  it('that both ticked without seeing each other are done on both sides at one time, with nothing to decide', async () => {
    await aStep('s1', '收齐资料');
    await handOver();
    const [step] = await stepsOf('B');
    const id = String(step?.['id']);
    const seen = await b.base('assignment_step', id);
    await change(a, 'task', 's1', { status: 'done', done_at: NOW + 4 });
    const late = { table: 'assignment_step' as const, id, scope: 'person:B', cells: { done_at: NOW + 9 } };
    await b.push({ ...late, base: seen });
    const task = await subtask('s1');
    expect(task?.['status']).toBe('done');
    expect(await stepsOf('B')).toMatchObject([{ done_at: task?.['done_at'] }]);
    expect(await kit.rows('edit_conflict')).toEqual([]);
  });

  it.each(['declined', 'handed_back'])(
    'leave a delegate who has %s it, and come again when asked anew',
    async (answer) => {
      await aStep('s1', '收齐资料');
      await handOver();
      await change(b, 'assignment', assignmentId('t', 'B'), { answer, answered_at: NOW + 1 });
      expect(await titles('B')).toEqual([]);
      await change(a, 'task', 't', { delegated_at: NOW + 2 });
      expect(await titles('B')).toEqual(['收齐资料']);
    },
  );

  it('go to whoever is asked instead; a tick that comes late from the first changes nothing', async () => {
    await aStep('s1', '收齐资料');
    await handOver();
    const [step] = await stepsOf('B');
    const id = String(step?.['id']);
    const seen = await b.base('assignment_step', id);
    await change(a, 'task', 't', { delegate_id: 'C', delegated_at: NOW + 2 });
    expect([await titles('B'), await titles('C')]).toEqual([[], ['收齐资料']]);
    const late = { table: 'assignment_step' as const, id, scope: 'person:B', cells: { done_at: NOW + 9 } };
    await b.push({ ...late, base: seen });
    expect(await titles('B')).toEqual([]);
    expect(await subtask('s1')).toMatchObject({ status: 'open' });
    expect(await kit.rows('edit_conflict')).toEqual([]);
  });

  it('are not those that were handed to somebody by themselves, or that come again by themselves', async () => {
    await aStep('s1', '收齐资料', { delegate_id: 'C', delegated_at: NOW });
    await aStep('s2', '每周催一次', { rrule: 'FREQ=WEEKLY', due: '2026-11-05' });
    await aStep('s3', '约时间');
    await handOver();
    expect(await titles('B')).toEqual(['约时间']);
  });

  it('say no more than their words: nobody but the delegate has them, and only a tick is written there', async () => {
    await aStep('s1', '收齐资料', { detail: '只给自己看' });
    await handOver();
    const [step] = await stepsOf('B');
    expect(Object.values(step ?? {})).not.toContain('只给自己看');
    const answer = await change(b, 'assignment_step', String(step?.['id']), { title: '别的' });
    expect(JSON.stringify(answer)).toContain('NotWritable');
  });
});
