import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { NewRowOf } from '../../../src-shared/schema/table.ts';
import type { Tables } from '../../../src-shared/schema/tables.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import { inboxBed } from '../../../tests/support/inbox-bed.ts';
import { aPerson, BOOK, ME, type Desk, type DeskOptions } from '../../../tests/support/desk.ts';
import { slotAt, ZONE } from '../../../tests/support/drafts.ts';

const MINUTE = 60_000;

let desk: Desk;
let colleague: Id;
const { open: lay, create, anInvitation, list, aClash } = inboxBed();
const open = (options: DeskOptions = {}): void => {
  ({ desk, colleague } = lay(options));
};
beforeEach(() => open());
afterEach(() => desk.close());

describe('invitations', () => {
  test('wait with what they clash with, until they are answered', () => {
    create(slotAt('2026-12-03T10:00', '2026-12-03T11:30'), '云岫授信面谈');
    const id = anInvitation({ answer: 'needs_action' });
    expect(list().invitations).toMatchObject([
      {
        invitation_id: id,
        organiser: { id: colleague },
        role: 'required',
        instance: { startWall: '2026-12-03T10:30' },
        conflicts: [{ severity: 'soft' }],
      },
    ]);
    desk.did('invitation.answer', { id, answer: 'accepted', note: null });
    expect(list()).toMatchObject({ invitations: [], schedule: [{ severity: 'hard' }] });
    expect(list().settledToday).toMatchObject([
      { id, type: 'invitation', how: 'accepted', title: '三级联动协调会', at: desk.now() },
    ]);
  });

  test('to a series show its next meeting, those that are over none', () => {
    anInvitation({
      ...slotAt('2026-11-05T10:00', '2026-11-05T11:00', { rrule: 'FREQ=WEEKLY' }),
      answer: 'needs_action',
    });
    anInvitation({
      ...slotAt('2026-11-05T10:00', '2026-11-05T11:00'),
      event_id: 'past',
      answer: 'needs_action',
    });
    expect(list().invitations.map((one) => one.instance.startWall)).toEqual(['2026-11-26T10:00']);
  });

  test('to a series say that later meetings of it clash, though the next is free', () => {
    create(slotAt('2026-12-10T10:30', '2026-12-10T11:30'), '贷后检查');
    create(slotAt('2026-12-17T10:00', '2026-12-17T11:30'), '云岫授信面谈');
    anInvitation({
      ...slotAt('2026-12-03T10:00', '2026-12-03T11:00', { rrule: 'FREQ=WEEKLY' }),
      answer: 'needs_action',
    });
    expect(list().invitations).toMatchObject([
      {
        instance: { startWall: '2026-12-03T10:00' },
        conflicts: [],
        alsoClashes: { count: 2, at: Date.parse('2026-12-10T10:00+08:00') },
      },
    ]);
  });

  test('that the server made tentative because the time was taken still wait for the person', () => {
    const id = anInvitation({ answer: 'tentative' });
    expect(list()).toMatchObject({ invitations: [{ invitation_id: id }], settledToday: [] });
    desk.did('invitation.answer', { id, answer: 'tentative', note: '看情况' });
    expect(list()).toMatchObject({
      invitations: [],
      settledToday: [{ id, how: 'tentative', reason: '看情况' }],
    });
  });

  test('for which another time was proposed say so among what is settled, until they are answered anew', () => {
    const id = anInvitation({ answer: 'needs_action' });
    const other = { start: '2026-12-03T15:00', end: '2026-12-03T16:00', zone: ZONE, note: null };
    const settled = (): string[] => list().settledToday.map(({ how }) => how);
    const propose = (): void =>
      desk.did('invitation.propose', { id, recurrence_id: null, ...other, answer: 'tentative' });
    propose();
    expect(settled()).toEqual(['proposed']);
    desk.did('invitation.withdraw', { id });
    expect(settled()).toEqual(['tentative']);
    // On another day the answer stays as it was; the proposal is of that day.
    desk.pass(1440 * MINUTE);
    expect(settled()).toEqual([]);
    propose();
    expect(settled()).toEqual(['proposed']);
    desk.pass(MINUTE);
    desk.did('invitation.answer', { id, answer: 'accepted', note: null });
    expect(settled()).toEqual(['accepted']);
  });

  test('of somebody whose calendar is only read are not answered', () => {
    desk.close();
    open({ grants: { 'calendar:member': 'read' } });
    const id = desk.given('invitation', 'calendar:member', {
      ...slotAt('2026-12-03T10:00', '2026-12-03T11:00'),
      event_id: 'e',
      person_id: 'member',
      organiser_id: colleague,
      kind: 'meeting',
      title: 'x',
      status: 'confirmed',
      transparency: 'busy',
      role: 'required',
      sent_at: 0,
      answer: 'needs_action',
    });
    expect(desk.run('invitation.answer', { id, answer: 'declined', note: null })).toMatchObject({
      ok: false,
      error: { type: 'NotGranted' },
    });
  });
});

describe('edit conflicts', () => {
  let customer: Id;
  const aDispute = (more: Partial<NewRowOf<Tables['edit_conflict']>> = {}): Id =>
    desk.given('edit_conflict', `book:${BOOK}`, {
      table_name: 'customer',
      row_id: customer,
      unit: 'need',
      base: '{"need_amount":500000000,"need_currency":"CNY"}',
      lost: '{"need_amount":600000000,"need_currency":"CNY"}',
      lost_by: ME,
      lost_at: desk.now() - 2 * MINUTE,
      kept: '{"need_amount":550000000,"need_currency":"CNY"}',
      kept_by: colleague,
      kept_at: desk.now() - MINUTE,
      arrived_at: desk.now(),
      status: 'open',
      ...more,
    });
  beforeEach(() => {
    customer = desk.given('customer', `book:${BOOK}`, {
      kind: 'company',
      name: '云岫精密制造',
      tier: 'key',
      lifecycle: 'active',
      stage: 'deal',
      need_amount: 550000000,
      need_currency: 'CNY',
    });
  });
  const edit = () => desk.seen('inbox.edit', { row_id: customer, table_name: 'customer' })!;

  test('of one row are one item with the other person’s name', () => {
    aDispute();
    aDispute({
      unit: 'remark',
      base: '{"remark":null}',
      lost: '{"remark":"6 月"}',
      kept: '{"remark":"7 月"}',
    });
    expect(list().edits).toMatchObject([
      { title: '云岫精密制造', units: 2, other: { id: colleague }, row_id: customer },
    ]);
    expect(list().open).toBe(1);
  });

  test('show base, mine and theirs, and which is in the row', () => {
    aDispute();
    expect(edit().fields).toMatchObject([
      {
        unit: 'need',
        columns: ['need_amount', 'need_currency'],
        base: { need_amount: 500000000 },
        mine: { need_amount: 600000000 },
        theirs: { need_amount: 550000000 },
        inRow: 'theirs',
        mineIs: 'lost',
      },
    ]);
    expect(edit().editable).toBe(true);
  });

  test('where mine was the later one, mine is what is in the row', () => {
    aDispute({ lost_by: colleague, kept_by: ME });
    expect(edit().fields).toMatchObject([
      { inRow: 'mine', mineIs: 'kept', mine: { need_amount: 550000000 } },
    ]);
  });

  test('of two others each side is its writer’s, and none is mine', () => {
    const third = desk.given('person', 'bank', aPerson({ name: '陈静' }));
    aDispute({ lost_by: third, kept_by: colleague });
    expect(list().edits).toMatchObject([{ by: { id: third }, other: { id: colleague } }]);
    expect(edit()).toMatchObject({
      item: { by: { name: '陈静' } },
      fields: [{ mine: { need_amount: 600000000 }, theirs: { need_amount: 550000000 } }],
    });
  });

  test('choosing the lost side writes it and closes the record, in one step of undo', () => {
    const id = aDispute();
    desk.did('editConflict.settle', { settled: [{ id, choice: 'lost' }] });
    expect(desk.row('customer', customer)).toMatchObject({ need_amount: 600000000 });
    expect(desk.row('edit_conflict', id)).toMatchObject({
      status: 'settled',
      settled_by: ME,
      choice: 'lost',
    });
    expect(list()).toMatchObject({
      edits: [],
      settledToday: [{ id, type: 'edit', how: 'lost', title: '云岫精密制造' }],
    });
    desk.did('undo.undo', {});
    expect(desk.row('customer', customer)).toMatchObject({ need_amount: 550000000 });
    expect(list().edits).toHaveLength(1);
  });

  test('choosing the kept side leaves the row alone', () => {
    const id = aDispute();
    desk.did('editConflict.settle', { settled: [{ id, choice: 'kept' }] });
    expect(desk.outbox().map((change) => change.table)).toEqual(['edit_conflict']);
  });

  test('both texts can be kept as a third', () => {
    const id = aDispute({
      unit: 'remark',
      base: '{"remark":null}',
      lost: '{"remark":"6 月"}',
      kept: '{"remark":"7 月"}',
    });
    desk.did('editConflict.settle', { settled: [{ id, choice: 'both', cells: { remark: '6 月 / 7 月' } }] });
    expect(desk.row('customer', customer)).toMatchObject({ remark: '6 月 / 7 月' });
  });

  test('a choice cannot write fields that are not in dispute, nor values that do not fit', () => {
    const id = aDispute();
    expect(
      desk.run('editConflict.settle', { settled: [{ id, choice: 'other', cells: { name: 'x' } }] }),
    ).toMatchObject({
      ok: false,
      error: { type: 'BadInput' },
    });
    expect(
      desk.run('editConflict.settle', {
        settled: [{ id, choice: 'other', cells: { need_currency: 'yuan' } }],
      }),
    ).toMatchObject({ ok: false, error: { type: 'BadValue', column: 'need_currency' } });
    expect(desk.run('editConflict.settle', { settled: [{ id, choice: 'other' }] })).toMatchObject({
      ok: false,
      error: { type: 'BadInput', path: 'cells' },
    });
    expect(desk.outbox()).toEqual([]);
  });
});

describe('what changed since yesterday', () => {
  const since = () => desk.seen('today.since', { today: '2026-11-23', zone: ZONE });

  test('begins when the last working day ended, on Monday with Friday evening', () => {
    expect(since().since).toBe(Date.parse('2026-11-20T18:00+08:00'));
  });

  /** The server's word of a clash of that meeting. */
  const told = (row_id: Id, params: Readonly<Record<string, string | number>>): Id =>
    desk.given('notice', `person:${ME}`, {
      person_id: ME,
      kind: 'clash',
      at: desk.now(),
      table_name: 'event',
      row_id,
      params: JSON.stringify({ title: '云岫授信面谈', other: '三级联动协调会', person_id: ME, ...params }),
    });
  const start = Date.parse('2026-12-03T10:00+08:00');

  test('leads from the notice of a clash to that conflict, told once, and has none of a meeting that was deleted', () => {
    const { mine, id } = aClash();
    told(mine, { start });
    expect(since().items).toMatchObject([{ kind: 'clash', conflict: id }]);
    expect(list().notices).toMatchObject([{ conflict: id }]);
    desk.did('event.remove', { id: mine, recurrence_id: null, which: 'all' });
    expect(since().items).toEqual([]);
    expect(list().notices).toMatchObject([{ conflict: null }]);
  });

  test('has the clash of a meeting though an older notice, of one that was deleted, reads the same', () => {
    const gone = create(slotAt('2026-12-03T10:00', '2026-12-03T11:30'), '云岫授信面谈');
    desk.did('event.remove', { id: gone, recurrence_id: null, which: 'all' });
    const { id } = aClash();
    told(gone, { start });
    expect(since().items).toMatchObject([{ kind: 'conflict', id }]);
  });

  test('a notice is over where its conflict was decided, and says nothing where only a colleague’s time is taken', () => {
    const { mine, id } = aClash();
    told(mine, { start });
    told(mine, { start: start + 86_400_000 });
    told(mine, { start: start + 86_400_000, person_id: 'somebody' });
    const now = (): unknown[] =>
      list()
        .notices.map(({ conflict }) => conflict ?? String(conflict))
        .toSorted();
    expect(now()).toEqual([id, 'null', 'undefined'].toSorted());
    desk.did('conflict.decide', { conflict_ids: [id], decision: 'accepted', reason: null });
    expect(now()).toEqual(['null', 'null', 'undefined']);
  });

  test('has new clashes and notices, newest first', () => {
    desk.given('notice', `person:${ME}`, {
      person_id: ME,
      kind: 'rating_changed',
      at: Date.parse('2026-11-23T06:00+08:00'),
      table_name: 'customer',
      row_id: 'c',
      params: '{"name":"云岫","from":"A-","to":"BBB"}',
    });
    desk.given('notice', `person:${ME}`, {
      person_id: ME,
      kind: 'bulletin',
      at: Date.parse('2026-11-19T06:00+08:00'),
      params: '{}',
    });
    aClash();
    expect(since().items).toMatchObject([
      {
        kind: 'conflict',
        params: { title: '三级联动协调会', other: '云岫授信面谈', who: '乙', severity: 'hard' },
      },
      { kind: 'rating_changed', params: { name: '云岫', to: 'BBB' } },
    ]);
  });
});

describe('notices', () => {
  test('are unread until this device has read them', () => {
    const id = desk.given('notice', `person:${ME}`, {
      person_id: ME,
      kind: 'invited',
      at: desk.now(),
      params: '{}',
    });
    expect(list().notices).toMatchObject([{ id, unread: true }]);
    desk.did('notice.read', { ids: [id] });
    expect(list().notices).toMatchObject([{ id, unread: false }]);
    expect(desk.outbox()).toEqual([]);
  });
});
