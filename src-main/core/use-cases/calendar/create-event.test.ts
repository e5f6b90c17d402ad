import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { occupancy } from '../../../../db/client/derived/occupancy.ts';
import { scheduleConflict } from '../../../../db/client/derived/schedule-conflict.ts';
import { attendeesOf, resourceLinksOf } from '../../../../db/client/queries/attendance.ts';
import type { Id } from '../../../../src-shared/kernel/ids.ts';
import { aDesk, aPerson, BRANCH, ME, type Desk } from '../../../../tests/support/desk.ts';
import { slotAt } from '../../../../tests/support/drafts.ts';
import { takenInDecember, WEEKLY, weekly, weeklySeries } from '../../../../tests/support/weekly-series.ts';
import { keepTokens } from '../../sync/session.ts';
import { calendarUseCases } from './handlers.ts';

let desk: Desk;
let colleague: Id;
let room: Id;
beforeEach(() => {
  desk = aDesk({ useCases: calendarUseCases, derivations: [occupancy, scheduleConflict] });
  colleague = desk.given('person', 'bank', aPerson({ name: '乙' }));
  room = desk.given('resource', 'bank', { kind: 'room', unit_id: BRANCH, name: '302', seats: 8 });
});
afterEach(() => desk.close());

const aSeries = (): Id => weeklySeries(desk, colleague, room);
const taken = (subject: Id = ME): string[] => takenInDecember(desk, subject);

describe('a new event', () => {
  test('stands in its organiser’s calendar with everybody it asks for', () => {
    const id = aSeries();
    expect(desk.row('event', id)).toMatchObject({
      scope: `calendar:${ME}`,
      organiser_id: ME,
      title: '周会',
      rrule: WEEKLY,
    });
    expect(attendeesOf(desk.engine, [id])).toMatchObject([
      { person_id: colleague, answer: 'needs_action', role: 'required' },
    ]);
    expect(resourceLinksOf(desk.engine, [id])).toMatchObject([{ resource_id: room, status: 'requested' }]);
  });

  test('whose repetition would end before it begins is refused, and neither is a series made one', () => {
    const over = { rrule: 'FREQ=WEEKLY;UNTIL=20261101T235900' };
    const slot = slotAt('2026-12-01T10:00', '2026-12-01T11:00', over);
    const refused = { ok: false, error: { type: 'RuleEndsBeforeStart' } };
    expect(desk.run('event.create', { fields: weekly(), slot })).toMatchObject(refused);
    const id = aSeries();
    const update = { id, recurrence_id: null, which: 'all' as const, fields: {}, slot };
    expect(desk.run('event.update', update)).toMatchObject(refused);
    expect(desk.row('event', id)).toMatchObject({ rrule: WEEKLY });
  });

  test('that is private lies with its owner alone from the start, as does what hangs on it', () => {
    const asked = { person_id: colleague, customer_id: null, role: 'required' as const };
    const { id } = desk.did('event.create', {
      fields: weekly({ privacy: 'private', attendees: [asked], resources: [room] }),
      slot: slotAt('2026-12-01T10:00', '2026-12-01T11:00', { rrule: WEEKLY }),
    });
    const own = `person:${ME}`;
    expect(desk.outbox().map(({ table, scope }) => `${table} ${scope}`)).toEqual([
      `event ${own}`,
      `attendee ${own}`,
      `event_resource ${own}`,
    ]);
    const copy = {
      id,
      recurrence_id: '2026-12-08T10:00',
      start: '2026-12-09T10:00',
      end: '2026-12-09T11:00',
    };
    const { ids } = desk.did('event.copy', { copies: [copy], zone: 'Asia/Shanghai' });
    expect(desk.row('event', ids[0]!)?.scope).toBe(own);
    // An instance that others may read stands in the calendar.
    const open = desk.did('event.update', {
      id,
      recurrence_id: '2026-12-08T10:00',
      which: 'this',
      fields: { privacy: 'normal' },
    });
    expect(desk.row('event', open.id)?.scope).toBe(`calendar:${ME}`);
    expect(taken().slice(0, 2)).toEqual(['12-01T10:00', '12-08T10:00']);
  });

  test('that is private waits in the calendar for a server of version 1 alone, whatever its token is', () => {
    const made = (): unknown => {
      const slot = slotAt('2026-12-01T10:00', '2026-12-01T11:00', { rrule: WEEKLY });
      const { id } = desk.did('event.create', { fields: weekly({ privacy: 'private' }), slot });
      return desk.row('event', id)?.scope;
    };
    const { sqlite } = desk.engine;
    const signedIn = (more: Parameters<typeof keepTokens>[1]): void => keepTokens(sqlite, more, desk.now());
    signedIn({ token: 'lasting' });
    expect(made()).toBe(`calendar:${ME}`);
    // A number of its own comes with a lasting token, of version 2 as well.
    signedIn({ token: 'lasting', protocol: 2 });
    expect(made()).toBe(`person:${ME}`);
    signedIn({ token: 'short', refresh: 'r', expiresIn: 1, protocol: 3 });
    expect(made()).toBe(`person:${ME}`);
  });

  test('takes the organiser, the attendee and the room', () => {
    aSeries();
    const tuesdays = ['12-01T10:00', '12-08T10:00', '12-15T10:00', '12-22T10:00', '12-29T10:00'];
    expect(taken()).toEqual(tuesdays);
    expect(taken(colleague)).toEqual(tuesdays);
    expect(taken(room)).toEqual(tuesdays);
  });

  test('is taken back by undo also when the server has confirmed its room meanwhile', () => {
    const id = aSeries();
    const [link] = resourceLinksOf(desk.engine, [id]);
    desk.engine.apply([], (rows) => {
      const row = rows.read('event_resource', link!.id)!;
      const units = { ...row.marks.units, status: [row.marks.row[0] + 1, 0] as const };
      rows.put(row, {
        ...row,
        cells: { ...row.cells, status: 'confirmed' },
        marks: { row: row.marks.row, units },
      });
    });
    expect(desk.run('undo.undo', {})).toMatchObject({ ok: true });
    expect([resourceLinksOf(desk.engine, [id]), taken(room)]).toEqual([[], []]);
  });

  test('takes nobody’s time any more whose row leaves this laptop alone, as one does that the server refused', () => {
    const id = aSeries();
    const [guest] = attendeesOf(desk.engine, [id]);
    desk.engine.apply([], (rows) => rows.remove(rows.read('attendee', guest!.id)!));
    expect([taken(colleague), taken().length]).toEqual([[], 5]);
  });

  test('does not ask its organiser, nor anybody twice', () => {
    const twice = { person_id: colleague, customer_id: null, role: 'required' as const };
    const { id } = desk.did('event.create', {
      fields: weekly({ attendees: [twice, twice, { ...twice, person_id: ME }] }),
      slot: slotAt('2026-12-01T10:00', '2026-12-01T11:00'),
    });
    expect(attendeesOf(desk.engine, [id]).map((row) => row.person_id)).toEqual([colleague]);
  });

  test.each([
    [{ end: '2026-12-01T09:00' }, { type: 'SlotEndBeforeStart' }],
    [{ start: '2026-02-30T10:00' }, { type: 'SlotBadTime', value: '2026-02-30T10:00' }],
    [{ zone: 'Mars/Olympus' }, { type: 'SlotBadZone', value: 'Mars/Olympus' }],
    [{ rrule: 'FREQ=OFTEN' }, { type: 'SlotBadRule' }],
  ])('that cannot be is refused and nothing is written (%j)', (wrong, error) => {
    const slot = { ...slotAt('2026-12-01T10:00', '2026-12-01T11:00'), ...wrong };
    expect(desk.run('event.create', { fields: weekly(), slot })).toMatchObject({ ok: false, error });
    expect(desk.outbox()).toEqual([]);
  });
});
