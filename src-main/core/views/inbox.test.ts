import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import { inboxBed } from '../../../tests/support/inbox-bed.ts';
import { aPerson, ME, TEAM, type Desk, type DeskOptions } from '../../../tests/support/desk.ts';
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

const pairs = (): (string | null)[][] => list().schedule.map((one) => [one.a.title, one.b?.title ?? null]);

describe('an invitation to a series', () => {
  test('waits at its next meeting that was not answered by itself, and says what was', () => {
    const id = anInvitation({ answer: 'needs_action', rrule: 'FREQ=WEEKLY;COUNT=4' });
    const waiting = () =>
      list().invitations.map(({ instance, ofSeries, rrule }) => [
        instance.recurrence_id?.slice(5, 10),
        ofSeries,
        rrule,
      ]);
    const ofSeries = { answer: 'needs_action', alone: false, others: 0 };
    expect(waiting()).toEqual([['12-03', ofSeries, 'FREQ=WEEKLY;COUNT=4']]);
    for (const [day, answer] of [
      ['03', 'accepted'],
      ['10', 'declined'],
    ] as const)
      desk.did('invitation.answer', { id, recurrence_id: `2026-12-${day}T10:30`, answer, note: null });
    expect(waiting()).toEqual([['12-17', { ...ofSeries, others: 2 }, 'FREQ=WEEKLY;COUNT=4']]);
    desk.did('invitation.answer', { id, recurrence_id: null, answer: 'accepted', note: null });
    expect(waiting()).toEqual([]);
  });

  test('to one meeting has nothing to ask', () => {
    anInvitation({ answer: 'needs_action' });
    expect(list().invitations).toMatchObject([{ ofSeries: null, rrule: null }]);
  });

  test('of somebody who has left says so: nobody would answer to another time', () => {
    anInvitation({ answer: 'needs_action' });
    const left = () => list().invitations.map((one) => one.organiserLeft);
    expect(left()).toEqual([false]);
    desk.changedByOther('person', colleague, { left_on: '2026-11-20' });
    expect(left()).toEqual([true]);
  });
});

describe('schedule conflicts', () => {
  test('two meetings that clash for several people are one item, told from my side', () => {
    aClash();
    expect(list().schedule).toMatchObject([
      {
        kind: 'person',
        severity: 'hard',
        minutes: 60,
        subject: { id: ME, me: true },
        subjects: [{ id: ME }, { id: colleague }],
      },
    ]);
    expect(list().open).toBe(1);
  });

  test('are counted without the invitations, which are no clashes', () => {
    anInvitation({ answer: 'needs_action' });
    expect(desk.seen('nav.counts', {})).toMatchObject({ inbox: 1, conflicts: 0 });
  });

  test('the same rows give the same ids on another laptop', () => {
    const { mine, id } = aClash();
    const row = desk.row('event', mine)!;
    desk.close();
    open();
    anInvitation();
    desk.given('event', row.scope, row, mine);
    expect(list().schedule.map((one) => one.id)).toEqual([id]);
  });

  test('every instance of a series that clashes is listed', () => {
    create(slotAt('2026-12-03T10:00', '2026-12-03T11:00', { rrule: 'FREQ=WEEKLY;COUNT=3' }), '周会');
    create(slotAt('2026-12-03T10:30', '2026-12-03T11:00', { rrule: 'FREQ=WEEKLY;COUNT=3' }), '例会');
    expect(list().schedule.map((one) => one.a.recurrence_id)).toEqual([
      '2026-12-03T10:00',
      '2026-12-10T10:00',
      '2026-12-17T10:00',
    ]);
  });

  test('of a series one clash can be skipped, moved or accepted, or all of them at once, those to come too', () => {
    const series = create(
      slotAt('2026-12-03T10:00', '2026-12-03T11:00', { rrule: 'FREQ=WEEKLY;COUNT=4' }),
      '周会',
    );
    create(slotAt('2026-12-03T10:30', '2026-12-03T11:00', { rrule: 'FREQ=WEEKLY;COUNT=5' }), '例会');
    const open_ = (): (string | null | undefined)[] =>
      list().schedule.map((one) => one.a.recurrence_id?.slice(5, 10));
    const [first, second, third] = list().schedule.map((one) => one.id);
    const instances = desk.seen('inbox.schedule', { id: first!, zone: ZONE })!.instances;
    expect(instances.map((one) => one.a.recurrence_id?.slice(5, 10))).toEqual([
      '12-03',
      '12-10',
      '12-17',
      '12-24',
    ]);
    desk.did('event.remove', { id: series, recurrence_id: '2026-12-03T10:00', which: 'this' });
    expect(open_()).toEqual(['12-10', '12-17', '12-24']);
    desk.did('conflict.decide', { conflict_ids: [second!], decision: 'accepted', reason: null });
    expect(open_()).toEqual(['12-17', '12-24']);
    desk.did('conflict.decide', {
      conflict_ids: [third!],
      decision: 'accepted',
      reason: '隔周轮流',
      which: 'series',
    });
    expect(open_()).toEqual([]);
    expect(list().settledToday.filter((one) => one.how === 'accepted')).toHaveLength(1);
    // One more instance of the same two series: nobody is asked again.
    desk.did('event.update', {
      id: series,
      recurrence_id: null,
      which: 'all',
      fields: {},
      slot: {
        ...slotAt('2026-12-03T10:00', '2026-12-03T11:00', { rrule: 'FREQ=WEEKLY;COUNT=5' }),
        exdate: '2026-12-03T10:00',
      },
    });
    expect(open_()).toEqual([]);
    desk.did('conflict.reopen', { conflict_id: third! });
    expect(open_()).toEqual(['12-17', '12-24', '12-31']);
  });

  test('what is over is not listed, and what is a stranger’s is nobody’s business here', () => {
    create(slotAt('2026-11-22T10:00', '2026-11-22T11:00'), 'a');
    create(slotAt('2026-11-22T10:00', '2026-11-22T11:00'), 'b');
    for (const [event_id, start] of [
      ['x', 10],
      ['y', 11],
    ] as const) {
      desk.given('busy_block', `busy:${TEAM}`, {
        subject_kind: 'person',
        subject_id: colleague,
        event_id,
        uid: event_id,
        recurrence_id: '',
        status: 'busy',
        required: 1,
        start: desk.now() + start * 3_600_000,
        end: desk.now() + 12 * 3_600_000,
      });
    }
    expect(list().schedule).toEqual([]);
  });

  test('a busy block that arrives, moves and goes makes and ends a conflict with my event', () => {
    create(slotAt('2026-12-03T10:00', '2026-12-03T11:00'), 'a', [colleague]);
    const start = Date.parse('2026-12-03T10:30+08:00');
    const block = desk.given('busy_block', `busy:${TEAM}`, {
      subject_kind: 'person',
      subject_id: colleague,
      event_id: 'x',
      uid: 'x',
      recurrence_id: '',
      status: 'busy',
      required: 1,
      start,
      end: start + 60 * MINUTE,
    });
    expect(list().schedule).toMatchObject([
      { subject: { id: colleague }, severity: 'soft', minutes: 30, b: { kind: 'busy', title: null } },
    ]);
    desk.changedByOther('busy_block', block, { start: start + 60 * MINUTE, end: start + 120 * MINUTE });
    expect(list().schedule).toEqual([]);
    desk.changedByOther('busy_block', block, { start, end: start + 15 * MINUTE });
    expect(list().schedule).toMatchObject([{ minutes: 15 }]);
    desk.changedByOther('busy_block', block, { deleted: 1 });
    expect(list().schedule).toEqual([]);
  });

  test('an accepted conflict stays in the list of settled ones, with its reason, until it is opened again', () => {
    const { id } = aClash();
    desk.did('conflict.decide', { conflict_ids: [id], decision: 'accepted', reason: '我先到一半' });
    expect(list()).toMatchObject({
      schedule: [],
      open: 0,
      settledToday: [{ id, type: 'schedule', how: 'accepted', reason: '我先到一半' }],
    });
    expect(desk.seen('inbox.schedule', { id, zone: ZONE })?.conflict.decision).toMatchObject({
      reason: '我先到一半',
      person_id: ME,
    });
    desk.did('conflict.reopen', { conflict_id: id });
    expect(pairs()).toEqual([['云岫授信面谈', '三级联动协调会']]);
  });

  test('several are accepted together or not at all, and one undo opens all of them again', () => {
    const { id } = aClash();
    create(slotAt('2026-12-03T10:00', '2026-12-03T11:00'), '电话会');
    const ids = list().schedule.map((one) => one.id);
    expect(ids.length).toBeGreaterThan(1);
    const input = { conflict_ids: ids, decision: 'accepted' as const, reason: null };
    expect(desk.run('conflict.decide', { ...input, conflict_ids: [id, 'none'] })).toMatchObject({
      ok: false,
    });
    expect(list().schedule).toHaveLength(ids.length);
    desk.did('conflict.decide', input);
    expect(list().schedule).toEqual([]);
    desk.did('undo.undo', {});
    expect(list().schedule).toHaveLength(ids.length);
  });

  test('two series of which one was taken away were settled once', () => {
    const twice = ['周会', '例会'].map((title) =>
      create(slotAt('2026-12-03T10:00', '2026-12-03T11:00', { rrule: 'FREQ=WEEKLY;COUNT=3' }), title),
    );
    expect(list().schedule).toHaveLength(3);
    desk.did('event.remove', { id: twice[1]!, recurrence_id: null, which: 'all' });
    expect(list()).toMatchObject({
      schedule: [],
      // Named by the one that is still there.
      settledToday: [{ type: 'schedule', how: 'removed', title: '周会' }],
    });
  });

  test('of an event that was made and taken back nothing was settled, whatever is done next', () => {
    const first = create(slotAt('2026-12-03T10:00', '2026-12-03T11:00'), '周会');
    create(slotAt('2026-12-03T10:30', '2026-12-03T11:30'), '例会');
    const settled = (): unknown[] => list().settledToday.map(({ how }) => how);
    for (const turned of ['undo.undo', 'undo.redo', 'undo.undo'] as const) desk.did(turned, {});
    expect([list().schedule.length, settled()]).toEqual([0, []]);
    const other = create(slotAt('2026-12-03T10:30', '2026-12-03T11:30'), '碰头会');
    expect([list().schedule.length, settled()]).toEqual([1, []]);
    desk.did('event.remove', { id: other, recurrence_id: null, which: 'all' });
    expect(settled()).toEqual(['removed']);
    // A deletion that is undone and done again is one.
    desk.did('undo.undo', {});
    expect([list().schedule.length, settled()]).toEqual([1, []]);
    desk.did('undo.redo', {});
    expect(settled()).toEqual(['removed']);
    expect(desk.row('event', first)).toMatchObject({ deleted: 0 });
  });

  test('what was accepted was one time: less of it stays accepted, more of it or another day is open again', () => {
    const { mine, id } = aClash();
    const moveTo = (start: string, end: string): void =>
      void desk.did('event.move', { id: mine, recurrence_id: null, which: 'this', start, end, zone: ZONE });
    moveTo('2026-12-03T09:30', '2026-12-03T11:00');
    desk.did('conflict.decide', { conflict_ids: [id], decision: 'accepted', reason: '半小时无妨' });
    moveTo('2026-12-03T09:15', '2026-12-03T10:45');
    expect(list()).toMatchObject({ schedule: [], settledToday: [{ id, how: 'accepted' }] });
    moveTo('2026-12-03T10:00', '2026-12-03T11:30');
    expect(list()).toMatchObject({ schedule: [{ id, minutes: 60 }], settledToday: [] });
    desk.did('conflict.decide', { conflict_ids: [id], decision: 'dismissed', reason: null });
    expect(list().schedule).toEqual([]);
    moveTo('2026-12-04T10:00', '2026-12-04T11:30');
    desk.changedByOther(
      'invitation',
      desk.seen('calendar.event', { id: 'event-b', recurrence_id: null, zone: ZONE })!.invitations[0]!.id,
      {
        start: '2026-12-04T10:30',
        end: '2026-12-04T11:30',
      },
    );
    expect(list().schedule).toMatchObject([{ id, minutes: 60 }]);
  });

  test('somebody who joins a clash that was accepted opens it again', () => {
    const { mine, id } = aClash();
    desk.did('conflict.decide', { conflict_ids: [id], decision: 'accepted', reason: null });
    const third = desk.given('person', 'bank', aPerson({ name: '丙', login: 'c' }));
    desk.given('busy_block', `busy:${TEAM}`, {
      subject_kind: 'person',
      subject_id: third,
      event_id: 'event-b',
      uid: 'event-b',
      recurrence_id: '',
      status: 'busy',
      required: 1,
      start: Date.parse('2026-12-03T10:30+08:00'),
      end: Date.parse('2026-12-03T11:30+08:00'),
    });
    const attendees = [colleague, third].map((person_id) => ({
      person_id,
      customer_id: null,
      role: 'required' as const,
    }));
    desk.did('event.update', { id: mine, recurrence_id: null, which: 'all', fields: { attendees } });
    expect(list().schedule).toMatchObject([
      { decision: null, subjects: [{ id: ME }, { id: colleague }, { id: third }] },
    ]);
  });

  test('moving one of the two settles it today; moving it back opens it', () => {
    const { mine } = aClash();
    const move = (start: string, end: string): void =>
      void desk.did('event.move', { id: mine, recurrence_id: null, which: 'this', start, end, zone: ZONE });
    move('2026-12-03T15:30', '2026-12-03T17:00');
    expect(list()).toMatchObject({
      schedule: [],
      settledToday: [{ type: 'schedule', how: 'moved', title: '云岫授信面谈 × 三级联动协调会' }],
    });
    desk.did('undo.undo', {});
    expect(list()).toMatchObject({ schedule: [{ minutes: 60 }], settledToday: [] });
  });

  test('a lead’s list has the clashes of the team, a manager’s has not', () => {
    const inTeam = (options: DeskOptions): unknown[] => {
      desk.close();
      open({ ...options, grants: { 'calendar:member': 'read' } });
      desk.given('person', 'bank', aPerson({ name: '丙', login: 'c' }), 'member');
      for (const title of ['拜访', '培训']) {
        desk.given('event', 'calendar:member', {
          ...slotAt('2026-12-03T10:00', '2026-12-03T11:00'),
          kind: 'visit',
          title,
          organiser_id: 'member',
          status: 'confirmed',
          transparency: 'busy',
          privacy: 'normal',
        });
      }
      return list().schedule.map((one) => one.subject.id);
    };
    expect(inTeam({ me: { role: 'lead' } })).toEqual(['member']);
    expect(inTeam({ me: { role: 'manager' } })).toEqual([]);
  });
});
