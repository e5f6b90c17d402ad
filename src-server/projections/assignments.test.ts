import { aHandedTask } from '../../tests/support/handed-task.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Cells } from '../../src-shared/sync/change.ts';
import { aCustomer, aServer, NOW, type Kit, type Laptop } from '../../tests/support/server-kit.ts';
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

const offer = (more: Cells = {}) => a.insert('task', 't', 'person:A', aHandedTask(more));
const copy = assignmentId('t', 'B');
const answer = async (cells: Cells, at = NOW + 1) =>
  b.push({
    table: 'assignment',
    id: copy,
    scope: 'person:B',
    cells: { answered_at: at, ...cells },
    base: await b.base('assignment', copy),
  });
const change = async (cells: Cells) =>
  a.push({ table: 'task', id: 't', scope: 'person:A', cells, base: await a.base('task', 't') });
const only = async (table: 'task' | 'assignment') => (await kit.rows(table))[0];
const told = async (person: string) =>
  (await kit.rows('notice'))
    .filter((row) => row['person_id'] === person)
    .map((row) => [row['kind'], JSON.parse(String(row['params'])).reply].filter(Boolean).join(' '))
    .sort();

describe('a task that is handed over', () => {
  it('comes to the delegate as a row of their own, who says so is told', async () => {
    await offer({ detail: '两份，盖章' });
    expect(await only('assignment')).toMatchObject({
      id: copy,
      scope: 'person:B',
      task_id: 't',
      from_id: 'A',
      title: '给王总发合同',
      detail: '两份，盖章',
      due: '2026-11-05',
      answer: 'offered',
      status: 'open',
    });
    expect(await told('B')).toEqual(['task_offered']);
    expect(await told('A')).toEqual([]);
  });

  it('brings each answer back with its reason, and tells whoever handed over', async () => {
    await offer();
    await answer({ answer: 'accepted', seen_at: NOW });
    expect(await only('task')).toMatchObject({ reply: 'accepted', reply_to: NOW, reply_seen_at: NOW });
    await answer({ progress: 40 });
    await answer({ answer: 'handed_back', answer_note: '周五前要出差' });
    expect(await only('task')).toMatchObject({
      status: 'open',
      reply: 'handed_back',
      reply_note: '周五前要出差',
      reply_progress: 40,
    });
    expect(await told('A')).toEqual(['task_answered accepted', 'task_answered handed_back']);
  });

  it('is done when the delegate is done, and open again when they take it back', async () => {
    await offer();
    await answer({ answer: 'done' }, NOW + 5);
    expect(await only('task')).toMatchObject({ status: 'done', done_at: NOW + 5, reply: 'done' });
    expect(await only('assignment')).toMatchObject({ status: 'done', done_at: NOW + 5 });
    await answer({ answer: 'accepted' }, NOW + 6);
    expect(await only('task')).toMatchObject({ status: 'open', done_at: null, reply: 'accepted' });
    expect(await only('assignment')).toMatchObject({ status: 'open', done_at: null });
  });

  it('that recurs is closed by its owner, whose laptop makes the next one', async () => {
    await offer({ rrule: 'FREQ=WEEKLY' });
    await answer({ answer: 'done' });
    expect(await only('task')).toMatchObject({ status: 'open', reply: 'done' });
  });

  it('follows what its owner changes, and keeps the answer', async () => {
    await offer();
    await answer({ answer: 'accepted' });
    await change({ due: '2026-11-06', title: '给王总寄合同' });
    expect(await only('assignment')).toMatchObject({
      due: '2026-11-06',
      title: '给王总寄合同',
      answer: 'accepted',
    });
  });

  it('is taken back when somebody else is asked, and a late answer to the old offer changes nothing', async () => {
    await offer();
    await change({ delegate_id: 'C', delegated_at: NOW + 10 });
    expect(await kit.rows('assignment')).toMatchObject([{ person_id: 'C', answer: 'offered' }]);
    expect(await told('B')).toEqual(['task_offered', 'task_withdrawn']);
    await answer({ answer: 'done' });
    expect(await only('task')).toMatchObject({ status: 'open', reply: null });
  });

  it('stays away where the delegate answers later than it was taken back, and no conflict is made of it', async () => {
    await offer();
    const base = await b.base('assignment', copy);
    await change({ delegate_id: null, delegated_at: null });
    kit.now += 60_000;
    const late = { answer: 'done', answered_at: kit.now };
    await b.push({ table: 'assignment', id: copy, scope: 'person:B', cells: late, base });
    expect(await kit.rows('assignment')).toEqual([]);
    expect(await kit.rows('edit_conflict')).toEqual([]);
  });

  it('that is offered again to the same person waits for a new answer', async () => {
    await offer();
    await answer({ answer: 'declined', answer_note: '不熟' });
    await change({ delegated_at: NOW + 10 });
    expect(await only('assignment')).toMatchObject({ answer: 'offered', answer_note: null });
    // The old answer stays in the task, and is told apart by the offer that it answers.
    expect(await only('task')).toMatchObject({ reply: 'declined', reply_to: NOW, delegated_at: NOW + 10 });
  });

  it('goes with the task, and comes back to its owner when the delegate leaves the bank', async () => {
    await offer();
    const admin = await kit.laptop('X');
    await admin.push({
      table: 'person',
      id: 'B',
      scope: 'bank',
      cells: { left_on: '2026-11-02' },
      base: await admin.base('person', 'B'),
    });
    expect(await only('task')).toMatchObject({ reply: 'handed_back', status: 'open', reply_to: NOW });
    expect(await told('A')).toEqual(['task_answered handed_back']);
    await change({ deleted: 1 });
    expect(await kit.rows('assignment')).toEqual([]);
    // Offered offline, before its owner had heard of it.
    await a.insert('task', 'late', 'person:A', aHandedTask({ delegated_at: NOW + 5 }));
    expect(await only('task')).toMatchObject({ reply: 'handed_back', reply_to: NOW + 5 });
    expect(await kit.rows('assignment')).toEqual([]);
  });

  it('that was offered to somebody who had left stays given back when they return, until it is offered again', async () => {
    const admin = await kit.laptop('X');
    const leave = async (left_on: string | null) =>
      admin.push({
        table: 'person',
        id: 'B',
        scope: 'bank',
        cells: { left_on },
        base: await admin.base('person', 'B'),
      });
    await leave('2026-11-02');
    await offer();
    await leave(null);
    await change({ title: '改了题目' });
    expect(await only('task')).toMatchObject({ reply: 'handed_back', reply_to: NOW });
    expect(await only('assignment')).toMatchObject({ answer: 'handed_back', title: '改了题目' });
    expect(await told('B')).toEqual([]);
    await change({ delegated_at: NOW + 10 });
    expect(await only('assignment')).toMatchObject({ answer: 'offered' });
    expect(await told('B')).toEqual(['task_offered']);
  });

  it('is not given back by who leaves while it is done, and is once it is opened again', async () => {
    const done = { status: 'done', done_at: NOW + 1 } as const;
    await offer();
    await change(done);
    const admin = await kit.laptop('X');
    const base = await admin.base('person', 'B');
    await admin.push({ table: 'person', id: 'B', scope: 'bank', cells: { left_on: '2026-11-02' }, base });
    await change({ title: '已办' });
    expect(await only('task')).toMatchObject({ reply: null });
    await change({ status: 'open', done_at: null });
    expect(await only('task')).toMatchObject({ reply: 'handed_back', reply_to: NOW });
    expect(await only('assignment')).toMatchObject({ answer: 'handed_back', title: '已办', status: 'open' });
  });

  it('names the customer to a delegate who holds it, and to nobody else', async () => {
    await kit.load(
      { table: 'customer', rows: [{ id: 'mine', scope: 'book:bookA', cells: aCustomer() }] },
      { table: 'customer', rows: [{ id: 'ours', scope: 'book:joint', cells: aCustomer() }] },
    );
    await offer({ customer_id: 'mine' });
    expect(await only('assignment')).toMatchObject({ customer_id: null });
    await change({ customer_id: 'ours' });
    expect(await only('assignment')).toMatchObject({ customer_id: 'ours' });
    await b.pull('person:B');
    expect(JSON.stringify(await kit.rows('assignment'))).not.toContain('云岫科技');
  });

  it('cannot be forged: a delegate writes the answer alone, and a copy can be made by nobody', async () => {
    await offer();
    const refused = await b.push(
      { table: 'assignment', id: copy, scope: 'person:B', cells: { title: 'x' } },
      {
        table: 'assignment',
        id: 'own',
        scope: 'person:B',
        kind: 'insert',
        cells: { task_id: 't', person_id: 'B', title: 'x' },
      },
    );
    expect(refused.results.map((one) => one.outcome)).toEqual(['refused', 'refused']);
    const other = await a.push({
      table: 'assignment',
      id: copy,
      scope: 'person:B',
      cells: { answer: 'done' },
    });
    expect(other.results).toMatchObject([{ outcome: 'refused', reason: 'NotGranted' }]);
  });
});
