import { beforeEach, describe, expect, test } from 'vitest';
import type { CommandInput } from '../../../../src-shared/contract/contract.ts';
import { aDesk, aPerson, BOOK, ME, type Desk } from '../../../../tests/support/desk.ts';

const TODAY = '2026-11-23';
const ZONE = 'Asia/Shanghai';
let desk: Desk;
beforeEach(() => {
  desk = aDesk({ now: '2026-11-23T01:00:00Z' });
  desk.given('person', 'bank', aPerson({ name: '乙', name_en: 'B' }), 'b');
});

type Fields = Partial<CommandInput<'task.create'>['fields']> & { title: string };
const add = (fields: Fields): string => desk.did('task.create', { fields: { zone: ZONE, ...fields } }).id;
const list = (view: 'today' | 'handed' | 'board' | 'all' | 'anytime') =>
  desk.seen('task.list', { view, today: TODAY, customer_id: null, text: '' }).rows;
const titles = (view: Parameters<typeof list>[0]): string[] => list(view).map((row) => row.title);
const one = (id: string) => desk.seen('task.one', { id, today: TODAY });
const change = (ids: string[], what: CommandInput<'task.change'>['change']) =>
  desk.did('task.change', { ids, change: what });
const aCopy = (more = {}): string =>
  desk.given('assignment', `person:${ME}`, {
    task_id: 'theirs',
    person_id: ME,
    from_id: 'b',
    title: '补担保材料',
    priority: 'normal',
    due: TODAY,
    zone: ZONE,
    status: 'open',
    offered_at: desk.now(),
    answer: 'offered',
    ...more,
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
    const below = desk.seen('task.below', { id: next!, today: TODAY });
    expect(below.map((task) => [task.title, task.status, task.progress])).toEqual([
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
    desk.did('task.plan', { id, start, minutes: 60, zone: ZONE }).event_id;

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

  test('needs a time of day that exists', () => {
    const id = add({ title: 'write' });
    expect(desk.run('task.plan', { id, start: TODAY, minutes: 60, zone: ZONE })).toMatchObject({
      error: { type: 'SlotBadTime' },
    });
  });
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
    desk.did('task.plan', { id, start: '2026-11-23T15:00', minutes: 30, zone: ZONE });
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

describe('the order by hand', () => {
  const board = () => list('board').map((task) => task.title);
  const today = () => desk.seen('task.day', { today: TODAY, text: '' }).chosen.map((task) => task.title);
  const place = (ids: string[], lane: 'todo' | 'doing', after: string | null) =>
    desk.did('task.place', { ids, into: { list: 'lane', lane }, after });

  test('on the board stays as it was put, what was not put follows by urgency, and undo takes one move back', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((title, at) => add({ title, due: `2026-11-2${at + 4}` }));
    expect(board()).toEqual(['a', 'b', 'c']);
    place([c!], 'todo', null);
    add({ title: 'urgent', due: '2026-11-01' });
    expect(board()).toEqual(['c', 'urgent', 'a', 'b']);
    place([b!], 'todo', c!);
    expect(board()).toEqual(['c', 'b', 'urgent', 'a']);
    desk.did('undo.undo', {});
    expect(board()).toEqual(['c', 'urgent', 'a', 'b']);
    change([c!], { kind: 'unplaced', list: 'lane' });
    expect(board()).toEqual(['urgent', 'a', 'b', 'c']);
    place([a!, b!], 'doing', null);
    expect(
      list('board')
        .filter(({ lane }) => lane === 'doing')
        .map(({ title }) => title),
    ).toEqual(['a', 'b']);
  });

  test('of one lane is nothing in another: a card that changes lanes stands there by urgency', () => {
    const first = add({ title: 'first' });
    place([first], 'todo', null);
    change([first], { kind: 'lane', lane: 'doing' });
    expect(desk.row('task', first)).toMatchObject({ lane: 'doing', board_rank: null });
  });

  test('of my day is its own, takes in what was not chosen, and ends with the day', () => {
    const [a, b] = ['a', 'b'].map((title) => add({ title, my_day: TODAY }));
    const c = add({ title: 'c', due: '2026-12-01' });
    desk.did('task.place', { ids: [c], into: { list: 'day', today: TODAY }, after: a! });
    expect(today()).toEqual(['a', 'c', 'b']);
    expect(list('board').every(({ board_rank }) => board_rank === null)).toBe(true);
    change([a!], { kind: 'myDay', day: null });
    change([a!], { kind: 'myDay', day: TODAY });
    expect(today()).toEqual(['c', 'a', 'b']);
    expect(desk.row('task', b!)).toMatchObject({ day_rank: null });
  });

  test('holds colleagues’ tasks among one’s own', () => {
    const copy = aCopy({ answer: 'accepted' });
    const own = add({ title: 'own', due: TODAY });
    place([copy], 'todo', own);
    place([own], 'todo', copy);
    expect(board()).toEqual(['补担保材料', 'own']);
    expect(desk.outbox().filter(({ table }) => table === 'assignment')).not.toEqual([]);
  });
});
