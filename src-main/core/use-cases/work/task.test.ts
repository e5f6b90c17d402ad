import { beforeEach, expect, test } from 'vitest';
import type { CommandInput, QueryInput } from '../../../../src-shared/contract/contract.ts';
import { aDesk, aPerson, BOOK, type Desk } from '../../../../tests/support/desk.ts';

const TODAY = '2026-11-23';
let desk: Desk;
beforeEach(() => {
  desk = aDesk({ now: '2026-11-23T01:00:00Z' });
});

type Fields = Partial<CommandInput<'task.create'>['fields']> & { title: string };
const add = (fields: Fields): string =>
  desk.did('task.create', { fields: { zone: 'Asia/Shanghai', ...fields } }).id;
const rows = (view: QueryInput<'task.list'>['view'], more: Partial<QueryInput<'task.list'>> = {}) =>
  desk.seen('task.list', { view, today: TODAY, customer_id: null, text: '', ...more }).rows;
const titles = (...args: Parameters<typeof rows>): string[] => rows(...args).map((row) => row.title);

test('tasks stand where their dates put them, the most urgent first', () => {
  add({ title: 'late', due: '2026-11-20' });
  add({ title: 'now', due: '2026-11-23T16:00' });
  add({ title: 'soon', due: '2026-11-30' });
  add({ title: 'some day' });
  add({ title: 'promised', due: '2026-12-01', promise: 'by_me', promise_to: 'B' });
  expect(titles('today')).toEqual(['late', 'now']);
  expect(titles('upcoming')).toEqual(['soon', 'promised']);
  expect(titles('anytime')).toEqual(['some day']);
  expect(titles('promises')).toEqual(['promised']);
  expect(titles('all')).toHaveLength(5);
  expect(rows('today')[0]).toMatchObject({ daysLate: 3, zone: 'Asia/Shanghai' });
});

test('a task that was done leaves today, and undo brings it back', () => {
  const id = add({ title: 'call', due: TODAY });
  expect(desk.did('task.complete', { id })).toEqual({ next: null });
  expect([titles('today'), titles('done')]).toEqual([[], ['call']]);
  desk.did('undo.undo', {});
  expect([titles('today'), titles('done')]).toEqual([['call'], []]);
});

test('completing a recurring task makes the next one, and undo takes both back', () => {
  const id = add({
    title: 'review',
    due: '2026-11-23T09:00',
    rrule: 'FREQ=WEEKLY',
    detail: 'all of it',
    progress: 80,
  });
  const { next } = desk.did('task.complete', { id });
  expect(desk.row('task', next!)).toMatchObject({
    title: 'review',
    due: '2026-11-30T09:00',
    detail: 'all of it',
    status: 'open',
    progress: null,
  });
  desk.did('undo.undo', {});
  expect(titles('all')).toEqual(['review']);
  expect(rows('today')).toHaveLength(1);
});

test('completing, reopening and completing again makes one successor, not two', () => {
  const id = add({ title: 'review', due: TODAY, rrule: 'FREQ=DAILY' });
  const { next } = desk.did('task.complete', { id });
  desk.did('task.reopen', { id });
  expect(desk.did('task.complete', { id })).toEqual({ next });
});

test('a task shows its customer, who gave it, and how far its subtasks are', () => {
  const customer_id = desk.did('customer.create', {
    book_id: BOOK,
    fields: { kind: 'company', name: '云岫精密', short_name: '云岫' },
  }).id;
  desk.given('person', 'bank', aPerson({ name: '乙' }), 'b');
  const id = add({ title: 'offer', customer_id, due: TODAY });
  desk.changedByOther('task', id, { from_id: 'b' });
  const first = add({ title: 'figures', parent_id: id });
  add({ title: 'letter', parent_id: id });
  desk.did('task.complete', { id: first });
  expect(desk.seen('task.one', { id, today: TODAY })).toMatchObject({
    customer: { name: '云岫精密', short_name: '云岫' },
    from: { name: '乙' },
    subtasks: { open: 1, done: 1 },
  });
  expect(titles('all', { customer_id })).toEqual(['offer']);
});

test('a task goes with its subtasks', () => {
  const id = add({ title: 'offer' });
  const child = add({ title: 'figures', parent_id: id });
  add({ title: 'detail', parent_id: child });
  desk.did('task.remove', { id });
  expect(titles('all')).toEqual([]);
  desk.did('undo.undo', {});
  expect(titles('all')).toHaveLength(3);
});

test('tasks are found by one character of their text', () => {
  add({ title: '补担保人身份证件' });
  add({ title: 'call', detail: '问回单' });
  expect(titles('all', { text: '担' })).toEqual(['补担保人身份证件']);
  expect(titles('all', { text: '回单' })).toEqual(['call']);
});

test('a date that does not exist, a zone and a rule nobody knows are refused', () => {
  const create = (fields: Partial<Fields>) =>
    desk.run('task.create', { fields: { title: 'x', zone: 'Asia/Shanghai', ...fields } });
  expect(create({ due: '2026-02-30' })).toEqual({
    ok: false,
    error: { type: 'SlotBadTime', value: '2026-02-30' },
  });
  expect(create({ zone: 'Mars/Base' })).toEqual({
    ok: false,
    error: { type: 'SlotBadZone', value: 'Mars/Base' },
  });
  expect(create({ rrule: 'FREQ=NEVER' })).toEqual({
    ok: false,
    error: { type: 'SlotBadRule', value: 'FREQ=NEVER' },
  });
  expect(titles('all')).toEqual([]);
});

test('a task is never below itself, however many stand between', () => {
  const [top, middle] = [add({ title: 'offer' }), add({ title: 'figures' })];
  const low = add({ title: 'detail', parent_id: middle });
  const under = (id: string, parent_id: string) => desk.run('task.update', { id, fields: { parent_id } });
  expect(under(middle, top).ok).toBe(true);
  for (const below of [top, middle, low]) {
    expect(under(top, below)).toMatchObject({ error: { type: 'BadInput', path: 'parent_id' } });
  }
});

test('a task is linked only to what is here, and keeps a link to what was lost from sight', () => {
  const customer_id = desk.did('customer.create', {
    book_id: BOOK,
    fields: { kind: 'company', name: '云岫' },
  }).id;
  const id = add({ title: 'offer', customer_id });
  for (const [link, what] of [
    [{ customer_id: 'nobody' }, 'customer'],
    [{ event_id: 'never' }, 'event'],
    [{ parent_id: 'nothing' }, 'task'],
  ] as const) {
    expect(desk.run('task.update', { id, fields: link })).toEqual({
      ok: false,
      error: { type: 'NotFound', what },
    });
    const fields = { title: 'x', zone: 'Asia/Shanghai', ...link };
    expect(desk.run('task.create', { fields })).toMatchObject({ error: { type: 'NotFound', what } });
  }
  desk.changedByOther('customer', customer_id, { deleted: 1 });
  desk.did('task.update', { id, fields: { title: 'letter', customer_id } });
  expect(desk.row('task', id)).toMatchObject({ title: 'letter', customer_id });
});
