import { beforeEach, describe, test, expect } from 'vitest';
import { BOOK, ME, type Desk } from '../../../../tests/support/desk.ts';
import { taskBed, TODAY, ZONE } from '../../../../tests/support/task-bed.ts';

const { open, list, add, titles, one, change, aCopy } = taskBed();
let desk: Desk;
beforeEach(() => {
  desk = open();
});

describe('my day', () => {
  test('holds what was chosen, offers what presses, and asks about what is late', () => {
    const late = add({ title: 'late', due: '2026-11-20' });
    add({ title: 'due', due: TODAY });
    add({ title: 'some day' });
    add({ title: 'later', due: '2026-12-20' });
    const chosen = add({ title: 'chosen', due: '2026-12-01', my_day: TODAY });
    const day = () => {
      const { asked, suggested, ...rest } = desk.seen('task.day', { today: TODAY, text: '' });
      return {
        chosen: rest.chosen.map((task) => task.title),
        asked: asked.map(({ ask, task }) => `${ask} ${task.title}`),
        suggested: suggested.map(({ reason, task }) => `${reason} ${task.title}`),
      };
    };
    expect(day()).toEqual({
      chosen: ['chosen'],
      asked: ['overdue late'],
      suggested: ['due due', 'unplanned some day'],
    });
    change([late], { kind: 'rollOver', today: TODAY, answer: { to: 'leave' } });
    expect(day()).toMatchObject({ asked: [], suggested: ['overdue late', 'due due', 'unplanned some day'] });
    desk.did('undo.undo', {});
    change([late], { kind: 'rollOver', today: TODAY, answer: { to: 'day', day: '2026-11-27' } });
    expect(one(late)).toMatchObject({ due: '2026-11-27', daysLate: -4 });
    change([chosen], { kind: 'myDay', day: null });
    expect(day()).toMatchObject({ chosen: [], asked: [] });
  });

  test('of yesterday is not of today: what was not finished is asked about', () => {
    const id = add({ title: 'write', my_day: TODAY });
    desk.pass(86_400_000);
    const { chosen, asked } = desk.seen('task.day', { today: '2026-11-24', text: '' });
    expect([chosen, asked.map(({ ask, task }) => [ask, task.id])]).toEqual([[], [['unfinished', id]]]);
  });
});

describe('several tasks', () => {
  test('are changed in one step, which undo takes back whole', () => {
    const ids = [add({ title: 'a', due: '2026-11-20T16:00' }), add({ title: 'b' })];
    change(ids, { kind: 'due', day: '2026-11-25' });
    change(ids, { kind: 'priority', priority: 'high' });
    expect(ids.map((id) => [one(id)?.due, one(id)?.priority])).toEqual([
      ['2026-11-25T16:00', 'high'],
      ['2026-11-25', 'high'],
    ]);
    desk.did('undo.undo', {});
    desk.did('undo.undo', {});
    expect(ids.map((id) => one(id)?.due)).toEqual(['2026-11-20T16:00', null]);
    change(ids, { kind: 'remove' });
    expect(titles('all')).toEqual([]);
    desk.did('undo.undo', {});
    expect(titles('all')).toHaveLength(2);
  });

  test('done at once make their successors at once; one that is missing stops all', () => {
    const ids = [add({ title: 'weekly', due: TODAY, rrule: 'FREQ=WEEKLY' }), add({ title: 'once' })];
    expect(
      desk.run('task.change', { ids: [...ids, 'nothing'], change: { kind: 'lane', lane: 'done' } }),
    ).toMatchObject({
      error: { type: 'NotFound' },
    });
    expect(titles('all')).toHaveLength(2);
    expect(list('board').map((row) => row.status)).toEqual(['open', 'open']);
    const { next } = change(ids, { kind: 'lane', lane: 'done' });
    expect(next).toHaveLength(1);
    expect(desk.row('task', next[0]!)).toMatchObject({ title: 'weekly', due: '2026-11-30', status: 'open' });
  });

  test('move over the board and back, from done too', () => {
    const id = add({ title: 'a' });
    change([id], { kind: 'lane', lane: 'doing' });
    expect(one(id)).toMatchObject({ lane: 'doing', status: 'open' });
    change([id], { kind: 'lane', lane: 'done' });
    change([id], { kind: 'lane', lane: 'waiting' });
    expect(one(id)).toMatchObject({ lane: 'waiting', status: 'open', done_at: null });
  });
});

describe('subtasks', () => {
  test('say how far the task is, are done with it, and come again with the next one', () => {
    const id = add({ title: 'review', due: TODAY, rrule: 'FREQ=MONTHLY' });
    const first = add({ title: 'figures', parent_id: id });
    desk.pass(1);
    add({ title: 'letter', parent_id: id, progress: 50 });
    desk.did('task.complete', { id: first });
    expect(one(id)).toMatchObject({ percent: 75, subtasks: { open: 1, done: 1 } });
    const { next } = desk.did('task.complete', { id });
    expect(one(id)).toMatchObject({ percent: 100, subtasks: { open: 0, done: 2 } });
    const below = desk.seen('task.below', { id: next! });
    expect(below.map((task) => [task.title, task.status, task.percent])).toEqual([
      ['figures', 'open', null],
      ['letter', 'open', null],
    ]);
    desk.did('undo.undo', {});
    expect(one(next!)).toBeNull();
    expect(one(id)).toMatchObject({ percent: 75 });
  });
});

describe('time set apart for a task', () => {
  const plan = (id: string, start: string) =>
    desk.did('task.plan', { ids: [id], start, minutes: 60, zone: ZONE }).event_ids[0]!;

  test('is a private hold that knows the task and its customer', () => {
    const customer_id = desk.did('customer.create', {
      book_id: BOOK,
      fields: { kind: 'company', name: '云岫精密' },
    }).id;
    const id = add({ title: '写授信报告', customer_id });
    const event = plan(id, '2026-11-24T14:00');
    expect(desk.row('event', event)).toMatchObject({
      kind: 'hold',
      title: '写授信报告',
      start: '2026-11-24T14:00',
      end: '2026-11-24T15:00',
      privacy: 'private',
      scope: `person:${ME}`,
      task_id: id,
    });
    expect(one(id)?.planned).toEqual({
      event_id: event,
      start: '2026-11-24T14:00',
      end: '2026-11-24T15:00',
      zone: ZONE,
    });
    const shown = desk.seen('calendar.event', { id: event, recurrence_id: null, zone: ZONE });
    expect(shown?.task).toEqual({ id, title: '写授信报告' });
    desk.did('event.move', {
      id: event,
      recurrence_id: null,
      which: 'this',
      start: '2026-11-25T09:00',
      end: '2026-11-25T10:00',
      zone: ZONE,
    });
    expect(one(id)?.planned?.start).toBe('2026-11-25T09:00');
    desk.did('event.remove', { id: event, recurrence_id: null, which: 'this' });
    expect(one(id)?.planned).toBeNull();
    desk.did('undo.undo', {});
    expect(one(id)?.planned?.event_id).toBe(event);
  });

  test('is free again when the task is done early, and what was spent stays', () => {
    const id = add({ title: 'write' });
    const [spent, coming] = [plan(id, '2026-11-22T14:00'), plan(id, '2026-11-24T14:00')];
    desk.did('task.complete', { id });
    expect([desk.row('event', spent)?.id, desk.row('event', coming)]).toEqual([spent, undefined]);
    desk.did('undo.undo', {});
    expect(desk.row('event', coming)?.id).toBe(coming);
  });

  test('follows one task after another for several, all or none, and one undo gives all of it free again', () => {
    const ids = [add({ title: 'write' }), add({ title: 'call' })];
    const input = { ids, start: '2026-11-24T14:00', minutes: 60, zone: ZONE };
    expect(desk.run('task.plan', { ...input, ids: [...ids, 'gone'] })).toMatchObject({ ok: false });
    expect(desk.outbox().filter(({ table }) => table === 'event')).toEqual([]);
    const { event_ids } = desk.did('task.plan', input);
    const starts = () => event_ids.map((event) => desk.row('event', event)?.start);
    expect(starts()).toEqual(['2026-11-24T14:00', '2026-11-24T15:00']);
    desk.did('undo.undo', {});
    expect(starts()).toEqual([undefined, undefined]);
  });

  test('needs a time of day that exists', () => {
    const id = add({ title: 'write' });
    expect(desk.run('task.plan', { ids: [id], start: TODAY, minutes: 60, zone: ZONE })).toMatchObject({
      error: { type: 'SlotBadTime' },
    });
  });
});

test('progress is told by person and branch from what the server counted', () => {
  desk.given('task_tally', 'team:unit-team', { person_id: 'b', month: '2026-11', due: 8, done: 6, late: 1 });
  desk.given('task_tally', 'team:unit-team', { person_id: 'b', month: '2026-10', due: 3, done: 3, late: 0 });
  expect(desk.seen('task.progress', { month: '2026-11' })).toEqual([
    {
      person: { id: 'b', name: '乙', name_en: 'B' },
      team: { id: 'unit-team', name: '团队', name_en: 'Team' },
      branch: { id: 'unit-branch', name: '分行', name_en: 'Branch' },
      due: 8,
      done: 6,
      late: 1,
    },
  ]);
});

test('tasks are found by their words, their customer and who has them, in my day too; each says how many files it has', () => {
  const customer_id = desk.did('customer.create', {
    book_id: BOOK,
    fields: { kind: 'company', name: '云岫精密', short_name: '云岫' },
  }).id;
  const id = add({ title: 'offer', customer_id, my_day: TODAY });
  add({ title: 'something else', my_day: TODAY });
  const copy = aCopy({ answer: 'accepted', my_day: TODAY });
  desk.did('attachment.add', {
    owner_kind: 'task',
    owner_id: id,
    name: 'a.txt',
    media_type: 'text/plain',
    bytes: '',
  });
  const found = (text: string) => [
    desk.seen('task.list', { view: 'all', today: TODAY, customer_id: null, text }).rows.map((row) => row.id),
    desk.seen('task.day', { today: TODAY, text }).chosen.map((row) => row.id),
  ];
  expect(found('云岫')).toEqual([[id], [id]]);
  expect(found('offer')).toEqual([[id], [id]]);
  expect(found('乙')).toEqual([[copy], [copy]]);
  expect([one(id)?.files, one(copy)?.files]).toEqual([1, 0]);
});
