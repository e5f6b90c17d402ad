import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CommandInput } from '../../../src-shared/contract/contract.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import { scopeOf } from '../../../src-shared/sync/scope.ts';
import { aDesk, aPerson, BOOK, ME, type Desk, type DeskOptions } from '../../../tests/support/desk.ts';
import { aMeeting, invitedBy, slotAt, ZONE } from '../../../tests/support/drafts.ts';

/** Wednesday 25 November 2026, noon in Shanghai. */
const NOW = '2026-11-25T04:00:00Z';
const asked = { person_id: null, today: '2026-11-25', zone: ZONE };
const MONDAY = '2026-11-23';
const BOOK_SCOPE = scopeOf('book', BOOK);
let desk: Desk;
const open = (options: DeskOptions = {}): void => {
  desk = aDesk({ now: NOW, ...options });
};
beforeEach(() => open());
afterEach(() => desk.close());

const aCustomer = (name: string, more: Partial<CommandInput<'customer.create'>['fields']> = {}): Id =>
  desk.did('customer.create', { book_id: BOOK, fields: { kind: 'company', name, ...more } }).id;
const aVisit = (day: string, from: string, to: string, customers: Id[], title = '拜访'): Id =>
  desk.did('event.create', {
    fields: aMeeting({ kind: 'visit', title, customers }),
    slot: slotAt(`${day}T${from}`, `${day}T${to}`),
  }).id;
const note = (id: Id, outcome: 'done' | 'partly' | 'missed'): void =>
  desk.did('event.note', { id, recurrence_id: null, outcome, note: '谈了额度' });
const week = () => desk.seen('plan.week', { ...asked, monday: MONDAY });
const names = (list: readonly { party: { name: string | null } }[]): (string | null)[] =>
  list.map(({ party }) => party.name);

describe('a day', () => {
  test('has its items in order, each with how it went', () => {
    const first = aVisit('2026-11-25', '09:00', '10:00', []);
    aVisit('2026-11-25', '10:30', '11:00', []);
    aVisit('2026-11-25', '15:00', '16:00', []);
    note(first, 'partly');
    const { events, me } = desk.seen('plan.day', { ...asked, date: '2026-11-25' });
    expect(me).toBe(true);
    expect(events.map(({ state, noteable }) => [state, noteable])).toEqual([
      ['partly', true],
      ['toNote', true],
      ['ahead', false],
    ]);
    expect(events[0]?.outcome_note).toBe('谈了额度');
  });

  test('tells on the old day what was moved to another one, and undo puts it back', () => {
    const id = aVisit('2026-11-25', '15:00', '16:00', []);
    const slot = { start: '2026-11-26T09:00', end: '2026-11-26T10:00', zone: ZONE };
    desk.did('event.move', { id, recurrence_id: null, which: 'this', ...slot });
    const states = () =>
      desk
        .seen('plan.day', { ...asked, date: '2026-11-25' })
        .events.map(({ state, moved }) => [state, moved]);
    expect(states()).toEqual([['moved', { to: '2026-11-26T09:00' }]]);
    desk.did('undo.undo', {});
    expect(states()).toEqual([['ahead', null]]);
  });

  test('knows of whole days that were moved the same days wherever it is read', () => {
    const { id } = desk.did('event.create', {
      fields: aMeeting({ kind: 'leave' }),
      slot: { ...slotAt('2026-11-25', '2026-11-27'), all_day: 1 },
    });
    const to = { start: '2026-12-01', end: '2026-12-03', zone: ZONE };
    desk.did('event.move', { id, recurrence_id: null, which: 'this', ...to });
    const read = { ...asked, date: '2026-11-25', zone: 'Europe/London' };
    expect(desk.seen('plan.day', read).events).toMatchObject([
      { all_day: 1, startWall: '2026-11-25', endWall: '2026-11-27', moved: { to: '2026-12-01' } },
    ]);
  });

  test('knows of a meeting of another clock on which of the reader’s days it stood, and which day it left', () => {
    const london = { start: '2026-11-24T20:00', end: '2026-11-24T21:00', zone: 'Europe/London' };
    const { id } = desk.did('event.create', {
      fields: aMeeting({ title: 'Call' }),
      slot: { ...slotAt(london.start, london.end, { rrule: 'FREQ=DAILY;COUNT=5' }), zone: london.zone },
    });
    const on = (date: string) =>
      desk.seen('plan.day', { ...asked, date }).events.map(({ state, moved }) => [state, moved]);
    // Eight in the evening of London is four in the morning of the next day here: nothing was moved.
    expect(on('2026-11-25')).toEqual([['toNote', null]]);
    const to = { start: '2026-11-27T15:00', end: '2026-11-27T16:00', zone: ZONE };
    desk.did('event.move', { id, recurrence_id: london.start, which: 'this', ...to });
    expect(on('2026-11-25')).toEqual([['moved', { to: to.start }]]);
    expect(on('2026-11-24')).toEqual([]);
    expect(on('2026-11-27')).toContainEqual(['ahead', { from: '2026-11-25T04:00' }]);
  });

  test('has the invitations that were accepted, whose organiser notes them', () => {
    const colleague = desk.given('person', 'bank', aPerson({ name: '乙' }));
    invitedBy(desk, colleague, {
      start: '2026-11-25T09:00',
      end: '2026-11-25T10:00',
      answer: 'accepted',
    });
    const { events } = desk.seen('plan.day', { ...asked, date: '2026-11-25' });
    expect(events).toMatchObject([{ state: 'over', noteable: false, organiser: { name: '乙' } }]);
  });
});

describe('a week', () => {
  test('names who was met, by what was held and what was logged, and who was planned and not reached', () => {
    const [held, lost, called] = [aCustomer('云岫'), aCustomer('明渡'), aCustomer('北屿')];
    note(aVisit('2026-11-23', '09:00', '10:00', [held]), 'done');
    note(aVisit('2026-11-24', '09:00', '10:00', [lost]), 'missed');
    desk.did('customer.logContact', {
      customer_id: called,
      channel: 'phone',
      at: Date.parse(NOW),
      summary: '电话',
      minutes: 5,
      outcome: null,
    });
    const { met, missed } = week();
    expect(met.map(({ party, contacts }) => [party.name, contacts.map(({ kind }) => kind)])).toEqual([
      ['云岫', ['visit']],
      ['北屿', ['phone']],
    ]);
    expect(missed).toMatchObject([{ party: { name: '明渡' }, why: 'missed' }]);
  });

  test('names contacts with a customer in the order in which they were', () => {
    const customer_id = aCustomer('云岫');
    note(aVisit('2026-11-24', '09:00', '10:00', [customer_id]), 'done');
    for (const at of ['2026-11-25T02:00Z', '2026-11-23T02:00Z'])
      desk.did('customer.logContact', {
        ...{ customer_id, channel: 'phone', at: Date.parse(at), summary: '电话', minutes: 5, outcome: null },
      });
    expect(week().met[0]?.contacts.map(({ kind }) => kind)).toEqual(['phone', 'visit', 'phone']);
  });

  test('says of a customer whose contact is due the first day on which something is planned', () => {
    const customer_id = aCustomer('云岫', { cadence_days: 3 });
    note(aVisit('2026-11-23', '09:00', '10:00', [customer_id]), 'done');
    const fields = { title: '联系', zone: ZONE, customer_id };
    desk.did('task.create', { fields: { ...fields, my_day: '2026-11-26' } });
    desk.did('task.create', { fields: { ...fields, my_day: '2026-11-28' } });
    expect(week().due).toMatchObject([{ planned: { kind: 'task', day: '2026-11-26' } }]);
    expect(week().dueInAll).toBe(1);
  });

  test('tells a state from what it was where that is known, else only since when', () => {
    const known = aCustomer('云岫', { lifecycle: 'active' });
    desk.did('customer.update', { id: known, fields: { lifecycle: 'at_risk' } });
    const cells = { kind: 'company', name: '明渡', tier: 'core', lifecycle: 'active' } as const;
    const told = desk.given('customer', BOOK_SCOPE, {
      ...cells,
      stage: 'deal',
      stage_since: '2026-11-24',
      rating: 'BBB',
    });
    desk.given('notice', scopeOf('person', ME), {
      person_id: ME,
      kind: 'rating_changed',
      at: Date.parse(NOW),
      table_name: 'customer',
      row_id: told,
      params: JSON.stringify({ from: 'A-', to: 'BBB' }),
    });
    const { changed } = week();
    const said = changed.map(({ party, what, from, to }) => [party.name, what, from, to]);
    expect(said).toContainEqual(['云岫', 'lifecycle', 'active', 'at_risk']);
    expect(said).toContainEqual(['明渡', 'stage', null, 'deal']);
    expect(said).toContainEqual(['明渡', 'rating', 'A-', 'BBB']);
  });
});

describe('the board', () => {
  const board = () => desk.seen('plan.board', { ...asked, monday: MONDAY });

  test('has a customer whose cadence runs out until something with them is planned, and again when that is undone', () => {
    aCustomer('云岫', { cadence_days: 30 });
    const [one] = board().followUps;
    expect(one).toMatchObject({ party: { name: '云岫' }, planned: null, lastContactAt: null });
    desk.did('task.create', {
      fields: { title: '联系云岫', zone: ZONE, customer_id: one!.party.id, my_day: '2026-11-26' },
    });
    expect(names(board().followUps)).toEqual([]);
    expect(board().tasks).toMatchObject([{ day: '2026-11-26', task: { title: '联系云岫' } }]);
    desk.did('undo.undo', {});
    expect(names(board().followUps)).toEqual(['云岫']);
    aVisit('2026-11-27', '09:00', '10:00', [one!.party.id]);
    expect(names(board().followUps)).toEqual([]);
  });

  test('has a task on the day it was put on', () => {
    const { id } = desk.did('task.create', { fields: { title: '报价', zone: ZONE } });
    expect(board().tasks).toMatchObject([{ day: null }]);
    desk.did('task.change', { ids: [id], change: { kind: 'myDay', day: '2026-11-28' } });
    expect(board().tasks).toMatchObject([{ day: '2026-11-28' }]);
  });
});

test('a month tells who of the A- and B-rated customers was met', () => {
  const a = aCustomer('甲', { rating: 'A-' });
  aCustomer('乙', { rating: 'BBB' });
  note(aVisit('2026-11-23', '09:00', '10:00', [a]), 'done');
  const { rated, planned, events } = desk.seen('plan.month', { ...asked, month: '2026-11' });
  expect(rated.map(({ letter, customers, met }) => [letter, customers, met.length])).toEqual([
    ['A', 1, 1],
    ['B', 1, 0],
  ]);
  expect([planned.length, events.length]).toEqual([1, 1]);
});

describe('a colleague’s plan', () => {
  const theirs = (): Id => {
    const colleague = desk.given('person', 'bank', aPerson({ name: '乙' }), 'b');
    desk.given('event', scopeOf('calendar', 'b'), {
      kind: 'visit', title: '拜访', organiser_id: 'b', all_day: 0, start: '2026-11-24T09:00', end: '2026-11-24T10:00',
      zone: ZONE, status: 'confirmed', transparency: 'busy', privacy: 'normal',
    }); // prettier-ignore
    return colleague;
  };

  test('is read by their lead, and can only be read', () => {
    desk.close();
    open({ me: { role: 'lead' }, grants: { [scopeOf('calendar', 'b')]: 'write' } });
    const id = theirs();
    expect(desk.seen('plan.people', {})).toMatchObject([{ id, name: '乙' }]);
    const plan = desk.seen('plan.week', { ...asked, person_id: id, monday: MONDAY });
    expect(plan).toMatchObject({ me: false, person: { id }, events: [{ state: 'toNote', noteable: false }] });
    expect(plan.tasks).toEqual([]);
  });

  test('tells of the customers of their books alone who changed state', () => {
    const theirBook = scopeOf('book', 'book-b');
    desk.close();
    open({ me: { role: 'lead' }, grants: { [scopeOf('calendar', 'b')]: 'read', [theirBook]: 'write' } });
    const id = theirs();
    desk.given('book_member', 'bank', { book_id: 'book-b', person_id: id, role: 'owner' });
    const cells = { kind: 'company', tier: 'core', lifecycle: 'active', stage: 'gather' } as const;
    const customers = [
      desk.given('customer', BOOK_SCOPE, { ...cells, name: '云岫' }),
      desk.given('customer', theirBook, { ...cells, name: '明渡' }),
    ];
    desk.pass(1_000);
    for (const one of customers) desk.did('customer.update', { id: one, fields: { lifecycle: 'at_risk' } });
    const plan = desk.seen('plan.week', { ...asked, person_id: id, monday: MONDAY });
    expect(names(plan.changed)).toEqual(['明渡']);
    expect(names(week().changed)).toEqual(['云岫']);
  });

  test('is nobody else’s: who asks for it gets the own one', () => {
    desk.close();
    open({ grants: { [scopeOf('calendar', 'b')]: 'read' } });
    const id = theirs();
    expect(desk.seen('plan.people', {})).toEqual([]);
    const plan = desk.seen('plan.week', { ...asked, person_id: id, monday: MONDAY });
    expect(plan).toMatchObject({ me: true, person: { id: ME }, events: [] });
  });
});
