import { beforeEach, describe, test, expect } from 'vitest';
import { aPerson, ME, type Desk } from '../../../../tests/support/desk.ts';
import { taskBed, TODAY, ZONE } from '../../../../tests/support/task-bed.ts';

const { open, add, titles, one, change, aCopy } = taskBed();
let desk: Desk;
beforeEach(() => {
  desk = open();
});

describe('handing over', () => {
  test('takes a task out of one’s own lists until it comes back', () => {
    const id = add({ title: 'offer', due: TODAY });
    desk.did('task.delegate', { id, person_id: 'b' });
    expect([titles('today'), titles('handed')]).toEqual([[], ['offer']]);
    expect(one(id)?.delegation).toMatchObject({ to: { name: '乙' }, state: 'offered' });
    const { delegated_at } = desk.row('task', id)!;
    desk.changedByOther('task', id, { reply: 'declined', reply_note: '不熟悉', reply_to: delegated_at });
    expect(one(id)?.delegation).toMatchObject({ state: 'declined', note: '不熟悉' });
    expect([titles('today'), titles('handed')]).toEqual([['offer'], ['offer']]);
    desk.pass(1);
    desk.did('task.delegate', { id, person_id: 'b' });
    expect(one(id)?.delegation).toMatchObject({ state: 'offered', note: null });
    desk.did('task.delegate', { id, person_id: null });
    expect([titles('today'), titles('handed')]).toEqual([['offer'], []]);
    desk.did('undo.undo', {});
    expect(one(id)?.delegation).toMatchObject({ state: 'offered' });
  });

  test('takes its steps along, which are nobody’s here until it comes back', () => {
    const id = add({ title: 'offer', due: TODAY });
    const step = add({ title: 'step', due: TODAY, parent_id: id });
    add({ title: 'below', parent_id: step });
    desk.did('task.delegate', { id, person_id: 'b' });
    expect([titles('today'), titles('anytime'), titles('board')]).toEqual([[], [], []]);
    expect(desk.seen('nav.counts', {}).tasksDue).toBe(0);
    desk.did('task.delegate', { id, person_id: null });
    expect(titles('today').toSorted()).toEqual(['offer', 'step']);
    expect([titles('anytime'), desk.seen('nav.counts', {}).tasksDue]).toEqual([['below'], 2]);
  });

  test('takes the reminders of its steps along, and brings them back with it', () => {
    const id = add({ title: 'offer', due: TODAY });
    const step = add({ title: 'step', due: `${TODAY}T23:00`, parent_id: id });
    add({ title: 'below', due: `${TODAY}T23:00`, parent_id: step });
    add({ title: 'own', due: `${TODAY}T23:00` });
    desk.did('task.delegate', { id, person_id: 'b' });
    desk.pass(24 * 60 * 60_000);
    const due = () =>
      desk
        .seen('reminder.due', {})
        .map(({ title }) => title)
        .toSorted();
    expect(due()).toEqual(['own']);
    desk.did('task.delegate', { id, person_id: null });
    expect(due()).toEqual(['below', 'own', 'step']);
  });

  test('to somebody who has it already does not take their answer away', () => {
    const id = add({ title: 'offer' });
    desk.did('task.delegate', { id, person_id: 'b' });
    const { delegated_at } = desk.row('task', id)!;
    desk.changedByOther('task', id, { reply: 'accepted', reply_to: delegated_at });
    desk.pass(1000);
    desk.did('task.delegate', { id, person_id: 'b' });
    expect(one(id)?.delegation).toMatchObject({ state: 'accepted' });
  });

  test('is refused to oneself, to somebody who left, and of what is done', () => {
    const id = add({ title: 'offer' });
    desk.given('person', 'bank', aPerson({ name: '丙', login: 'c', left_on: '2026-01-01' }), 'c');
    for (const person_id of [ME, 'c', 'nobody']) {
      expect(desk.run('task.delegate', { id, person_id }).ok).toBe(false);
    }
    desk.did('task.complete', { id });
    expect(desk.run('task.delegate', { id, person_id: 'b' }).ok).toBe(false);
  });
});

describe('a task that a colleague handed over', () => {
  test('stands among one’s own, is taken over, and is done at once', () => {
    const id = aCopy();
    expect([titles('today'), titles('handed')]).toEqual([['补担保材料'], ['补担保材料']]);
    expect(one(id)).toMatchObject({ source: 'assignment', answer: 'offered', from: { name: '乙' } });
    desk.did('task.reply', { id, reply: 'accepted', note: null });
    desk.did('task.complete', { id });
    expect(one(id)).toMatchObject({ status: 'done', answer: 'done', done_at: desk.now() });
    desk.did('task.reopen', { id });
    expect(one(id)).toMatchObject({ status: 'open', answer: 'accepted' });
    // Only what the delegate may say goes to the server.
    expect(new Set(desk.outbox().flatMap((one) => Object.keys(one.cells)))).toEqual(
      new Set(['answer', 'answer_note', 'answered_at', 'seen_at']),
    );
  });

  test('leaves the list with a reason, and undo brings it back', () => {
    const id = aCopy();
    desk.did('task.reply', { id, reply: 'declined', note: '这周休假' });
    expect([titles('today'), titles('handed'), one(id)]).toEqual([[], [], null]);
    expect(desk.run('task.reply', { id, reply: 'done', note: null })).toMatchObject({
      error: { type: 'BadInput' },
    });
    desk.did('undo.undo', {});
    expect(titles('today')).toEqual(['补担保材料']);
  });

  test('has its place on one’s board and in one’s day, its own steps and time; its dates are the colleague’s', () => {
    const id = aCopy({ answer: 'accepted' });
    change([id], { kind: 'lane', lane: 'doing' });
    change([id], { kind: 'myDay', day: TODAY });
    add({ title: 'first step', parent_id: id });
    desk.did('task.plan', { ids: [id], start: '2026-11-23T15:00', minutes: 30, zone: ZONE });
    expect(one(id)).toMatchObject({
      lane: 'doing',
      my_day: TODAY,
      subtasks: { open: 1 },
      planned: { start: '2026-11-23T15:00' },
    });
    for (const what of [
      { kind: 'due', day: '2026-12-01' },
      { kind: 'remove' },
      { kind: 'priority', priority: 'low' },
    ] as const)
      expect(desk.run('task.change', { ids: [id], change: what })).toMatchObject({
        error: { type: 'NotGranted' },
      });
    expect(desk.run('task.update', { id, fields: { title: 'x' } })).toMatchObject({
      error: { type: 'NotGranted' },
    });
  });

  test('was seen once, which undo does not take back', () => {
    const id = aCopy();
    desk.did('task.seen', { id });
    desk.pass(1000);
    desk.did('task.seen', { id });
    expect(desk.row('assignment', id)?.seen_at).toBe(desk.now() - 1000);
    expect(desk.run('undo.undo', {})).toMatchObject({ error: { type: 'NothingToUndo' } });
  });

  test('is found by its words', () => {
    aCopy();
    expect(
      desk.seen('task.list', { view: 'all', today: TODAY, customer_id: null, text: '担' }).rows,
    ).toHaveLength(1);
  });
});

test('a file that came with a colleague’s task is not the delegate’s to take off', () => {
  const copy = aCopy();
  const file = desk.given('attachment', `person:${ME}`, {
    owner_kind: 'task',
    owner_id: copy,
    name: 'a.pdf',
    media_type: 'application/pdf',
    bytes: 1,
    sha256: 'a'.repeat(64),
    person_id: 'b',
    added_at: desk.now(),
  });
  expect(one(copy)?.files).toBe(1);
  expect(desk.run('attachment.remove', { id: file })).toMatchObject({
    ok: false,
    error: { type: 'NotGranted' },
  });
});

describe('the steps of a colleague’s task', () => {
  const aStep = (copy: string, title: string, more = {}): string =>
    desk.given('assignment_step', `person:${ME}`, {
      assignment_id: copy,
      task_id: `theirs ${title}`,
      person_id: ME,
      title,
      ...more,
    });
  const below = (id: string) =>
    desk.seen('task.below', { id }).map(({ title, status, source }) => [title, status, source]);

  test('stand below it before one’s own, and how many are done is how far it is', () => {
    const copy = aCopy();
    const first = aStep(copy, '收齐资料');
    aStep(copy, '约时间', { step_rank: 'a' });
    add({ title: '自己的', parent_id: copy });
    expect(below(copy)).toEqual([
      ['约时间', 'open', 'step'],
      ['收齐资料', 'open', 'step'],
      ['自己的', 'open', 'task'],
    ]);
    desk.did('task.tick', { id: first, done: true });
    expect(one(copy)).toMatchObject({ percent: 33, subtasks: { open: 2, done: 1 } });
    expect(desk.outbox().at(-1)).toMatchObject({ table: 'assignment_step', cells: { done_at: desk.now() } });
    desk.did('undo.undo', {});
    expect(one(copy)).toMatchObject({ percent: 0 });
  });

  test('are done with it, and a step that somebody else has is nobody’s to tick', () => {
    const copy = aCopy();
    aStep(copy, '收齐资料');
    const theirs = aStep(copy, '别人的', { person_id: 'b' });
    desk.did('task.complete', { id: copy });
    expect(below(copy)).toContainEqual(['收齐资料', 'done', 'step']);
    expect(desk.run('task.tick', { id: theirs, done: true })).toMatchObject({ error: { type: 'NotFound' } });
  });
});
