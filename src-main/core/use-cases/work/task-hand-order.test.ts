import { beforeEach, describe, test, expect } from 'vitest';
import type { Desk } from '../../../../tests/support/desk.ts';
import { taskBed, TODAY } from '../../../../tests/support/task-bed.ts';

const { open, list, add, change, aCopy } = taskBed();
let desk: Desk;
beforeEach(() => {
  desk = open();
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

test('steps stand as they were written until somebody puts them elsewhere, and undo puts them back', () => {
  const parent = add({ title: 'parent' });
  const [a, b, c] = ['a', 'b', 'c'].map((title) => {
    desk.pass(1);
    return add({ title, parent_id: parent });
  });
  const order = () => desk.seen('task.below', { id: parent }).map(({ title }) => title);
  const put = (id: string | undefined, after: string | null) =>
    desk.run('task.place', { ids: [id!], into: { list: 'steps', parent_id: parent }, after });
  put(c, null);
  expect(order()).toEqual(['c', 'a', 'b']);
  put(a, b!);
  expect(order()).toEqual(['c', 'b', 'a']);
  desk.did('undo.undo', {});
  expect(order()).toEqual(['c', 'a', 'b']);
  expect(put(parent, null)).toMatchObject({ ok: false });
});
