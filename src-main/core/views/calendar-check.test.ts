import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeSettings } from '../../../db/client/local/settings.ts';
import { DAY } from '../../../src-shared/domain/calendar/civil.ts';
import { slotMinutes, slotSpan } from '../../../src-shared/domain/calendar/slot.ts';
import { instantToWall } from '../../../src-shared/domain/calendar/zone.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import { calendarBed, thursday, told } from '../../../tests/support/calendar-bed.ts';
import { aPerson, BOOK, BRANCH, ME, type Desk, type DeskOptions } from '../../../tests/support/desk.ts';
import {
  asked,
  draftOf,
  slotAt,
  ZONE,
  type EventFields,
  type EventSlot,
} from '../../../tests/support/drafts.ts';

let desk: Desk;
let colleague: Id;
let room: Id;
const { open: lay, create, anInvitation, aBlock } = calendarBed();
const open = (options: DeskOptions = {}): void => {
  ({ desk, colleague, room } = lay(options));
};
beforeEach(() => open());
afterEach(() => desk.close());

const check = (slot: EventSlot, more: Partial<EventFields> = {}, id: Id | null = null) =>
  desk.seen('calendar.check', draftOf(slot, more, id));

/** Two customers in two districts, 65 minutes from each other. */
function customersApart(): [Id, Id] {
  desk.given('district', 'bank', { code: 'Q1', name: '城西区', geo: '30.281;114.052' });
  desk.given('district', 'bank', { code: 'Q8', name: '东湖新区', geo: '30.309;114.243' });
  const customer = (region: string): Id =>
    desk.given('customer', `book:${BOOK}`, {
      ...{ kind: 'company', name: region, tier: 'core', lifecycle: 'active', stage: 'gather' },
      region,
    });
  return [customer('城西区'), customer('东湖新区')];
}

describe('before saving', () => {
  test('own overlap is hard, a colleague who has not answered yet is soft', () => {
    create(slotAt('2026-12-03T10:00', '2026-12-03T11:00'));
    aBlock(colleague, '10:30', '11:30');
    const { conflicts } = check(slotAt('2026-12-03T10:30', '2026-12-03T11:30'), {
      attendees: [asked(colleague)],
    });
    expect(told(conflicts)).toEqual([
      ['person', 'hard', 30, [ME]],
      ['person', 'soft', 60, [colleague]],
    ]);
  });

  test('says on what it rests: one’s own time alone, or also that of somebody of whom nothing has come yet', () => {
    const slot = slotAt('2026-12-03T10:00', '2026-12-03T11:00');
    expect(check(slot).asOf).toEqual({ at: null, stale: false });
    expect(check(slot, { attendees: [asked(colleague)] }).asOf).toEqual({ at: desk.now(), stale: false });
    const elsewhere = desk.given(
      'person',
      'bank',
      aPerson({ name: '远', login: 'yuan', unit_id: 'elsewhere' }),
    );
    expect(check(slot, { attendees: [asked(elsewhere)] }).asOf).toEqual({ at: null, stale: true });
  });

  test('touching is no conflict', () => {
    create(slotAt('2026-12-03T10:00', '2026-12-03T11:00'));
    expect(check(slotAt('2026-12-03T11:00', '2026-12-03T12:00')).conflicts).toEqual([]);
  });

  test('an event does not clash with itself', () => {
    const id = create(slotAt('2026-12-03T10:00', '2026-12-03T11:00'), { attendees: [asked(colleague)] });
    aBlock(colleague, '10:00', '11:00', { event_id: id, uid: id });
    expect(
      check(slotAt('2026-12-03T10:15', '2026-12-03T11:15'), { attendees: [asked(colleague)] }, id).conflicts,
    ).toEqual([]);
  });

  test('a declined invitation frees the time', () => {
    const invitation = anInvitation();
    const draft = slotAt('2026-12-03T10:30', '2026-12-03T11:30');
    expect(told(check(draft).conflicts)).toEqual([['person', 'soft', 60, [ME]]]);
    desk.did('invitation.answer', { id: invitation, answer: 'declined', note: null });
    expect(check(draft).conflicts).toEqual([]);
  });

  test('who declined one meeting of a series alone has that time, also where its days are listed', () => {
    const days = slotAt('2026-12-01T10:00', '2026-12-01T11:00', { rdate: '2026-12-03T10:00' });
    const guest = { attendees: [asked(colleague)] };
    const id = create(days, guest);
    aBlock(colleague, '10:00', '11:00');
    expect(told(check(days, guest, id).conflicts)).toEqual([['person', 'soft', 60, [colleague]]]);
    desk.given('instance_answer', `calendar:${ME}`, {
      ...{ event_id: id, person_id: colleague, recurrence_id: '2026-12-03T10:00' },
      ...{ answer: 'declined', copy_of: 'theirs' },
    });
    expect(check(days, guest, id).conflicts).toEqual([]);
  });

  test('too little time on the road is soft, with the minutes it lacks', () => {
    create(slotAt('2026-12-03T15:00', '2026-12-03T16:00'), { kind: 'visit', place: '港区' });
    const { conflicts } = check(slotAt('2026-12-03T16:15', '2026-12-03T17:15'), {
      kind: 'visit',
      place: '保税区',
      travel_min: 35,
    });
    expect(conflicts).toMatchObject([
      { kind: 'travel', severity: 'soft', minutes: 20, travel: { needed: 35, gap: 15 } },
    ]);
  });

  test('a visit too far for the gap is offered three slots that leave time for the way', () => {
    const [west, lake] = customersApart();
    create(slotAt('2026-12-03T14:00', '2026-12-03T15:00'), {
      kind: 'visit',
      customers: [west],
    });
    const draft = { kind: 'visit', customers: [lake] } as const;
    const { conflicts, slots } = check(slotAt('2026-12-03T15:30', '2026-12-03T16:30'), {
      ...draft,
      customers: [...draft.customers],
    });
    expect(conflicts).toMatchObject([{ kind: 'travel', severity: 'soft', travel: { needed: 65, gap: 30 } }]);
    expect(slots).toHaveLength(3);
    for (const { start, end, reasons } of slots) {
      expect(end <= thursday('12:55') || start >= thursday('16:05')).toBe(true);
      expect(reasons.map((one) => one.type)).not.toContain('TravelTight');
    }
    expect(slots[0]).toMatchObject({ start: thursday('16:30'), allFree: true });
  });

  test('the way to the next event is asked for as the way from the last one is', () => {
    const [west, lake] = customersApart();
    create(slotAt('2026-12-03T10:00', '2026-12-03T11:30'), {
      kind: 'visit',
      travel_min: 0,
      customers: [west],
    });
    const told = (from: string, to: string) =>
      check(slotAt(from, to), { kind: 'visit', customers: [lake] }).conflicts;
    const way = { kind: 'travel', severity: 'soft', travel: { needed: 65, gap: 0 } };
    expect(told('2026-12-03T11:30', '2026-12-03T12:30')).toMatchObject([way]);
    expect(told('2026-12-03T09:00', '2026-12-03T10:00')).toMatchObject([way]);
  });

  test('where nobody knows a place, the reader’s own default is allowed for', () => {
    create(slotAt('2026-12-03T15:00', '2026-12-03T16:00'), { kind: 'visit' });
    const draft = slotAt('2026-12-03T16:20', '2026-12-03T17:00');
    expect(check(draft, { kind: 'visit' }).conflicts).toEqual([]);
    writeSettings(desk.engine.sqlite, { defaultBuffer: 45 });
    desk.queries.changed(new Set(['settings']));
    expect(check(draft, { kind: 'visit' }).conflicts).toMatchObject([
      { kind: 'travel', travel: { needed: 45, gap: 20 } },
    ]);
  });

  test('a time outside working hours or on a weekend is for information', () => {
    expect(check(slotAt('2026-12-03T19:00', '2026-12-03T20:00')).conflicts).toMatchObject([
      { kind: 'hours', severity: 'info', minutes: 60 },
    ]);
    expect(check(slotAt('2026-12-05T10:00', '2026-12-05T11:00')).conflicts).toMatchObject([
      { kind: 'hours', severity: 'info' },
    ]);
  });

  test('a holiday is called by its name, a worked Saturday by the holiday for which it is worked', () => {
    const dayAt = (date: string, from = '10:00', to = '11:00') =>
      check(slotAt(`${date}T${from}`, `${date}T${to}`)).conflicts.map(({ kind, day }) => [kind, day]);
    const called = (kind: string, holiday: string | null, name: string | null = null) => [
      ['hours', { kind, holiday, name, name_en: null }],
    ];
    expect(dayAt('2027-10-01')).toEqual(called('holiday', 'NationalDay'));
    expect(dayAt('2026-10-10', '19:00', '20:00')).toEqual(called('worked', 'NationalDay'));
    expect(dayAt('2026-10-10')).toEqual([]);
    expect(dayAt('2026-12-05')).toEqual(called('weekend', null));
    expect(dayAt('2026-12-04', '19:00', '20:00')).toEqual([['hours', null]]);
    // The bank's own word wins over the public one.
    desk.given('calendar_day', 'bank', { date: '2026-12-04', kind: 'holiday', name: '行庆', name_en: null });
    expect(dayAt('2026-12-04')).toEqual(called('holiday', null, '行庆'));
  });

  test('of days in a row the first holiday is named', () => {
    const { conflicts } = check({ ...slotAt('2027-09-30', '2027-10-04'), all_day: 1 });
    expect(conflicts).toMatchObject([{ kind: 'hours', day: { holiday: 'NationalDay' } }]);
  });

  test('of a series offers no slot that one of its next occurrences could not have', () => {
    create(slotAt('2026-12-04T10:00', '2026-12-04T11:00'));
    create(slotAt('2026-12-05T11:00', '2026-12-05T12:00'));
    const { conflicts, slots } = check(
      slotAt('2026-12-03T10:00', '2026-12-03T11:00', { rrule: 'FREQ=DAILY;COUNT=3' }),
    );
    expect(told(conflicts)).toContainEqual(['person', 'hard', 60, [ME]]);
    expect(slots).toHaveLength(3);
    const taken = [thursday('10:00') + DAY, thursday('11:00') + 2 * DAY];
    for (const { start, allFree } of slots) {
      expect(allFree).toBe(true);
      for (const day of [0, 1, 2])
        expect(taken.some((from) => Math.abs(start + day * DAY - from) < 60 * 60_000)).toBe(false);
    }
  });

  test('what is offered stands the check itself, a moment and the last occurrence of a long series too', () => {
    create(slotAt('2026-12-03T15:00', '2026-12-03T15:00'));
    create(slotAt('2026-12-03T17:30', '2026-12-03T18:00'));
    // The thirtieth day, at what would be the nearest time else.
    create(slotAt('2027-01-01T17:00', '2027-01-01T17:30'));
    const daily = { rrule: 'FREQ=DAILY;COUNT=30' };
    const { slots } = check(slotAt('2026-12-03T17:30', '2026-12-03T18:00', daily));
    expect(slots).toHaveLength(3);
    for (const { start, end } of slots) {
      const taken = check(slotAt(instantToWall(start, ZONE), instantToWall(end, ZONE), daily));
      expect(taken.conflicts.filter(({ kind }) => kind !== 'hours')).toEqual([]);
    }
  });

  test('a slot at a time that the clock skips, or that comes twice, is as long as the draft', () => {
    const zone = 'America/New_York';
    const lengths = (start: string, end: string): number[] => {
      create(slotAt(start, end, { zone }));
      const { conflicts, slots } = check(slotAt(start, end, { zone }));
      expect(conflicts).toMatchObject([{ kind: 'person', minutes: 60 }, {}]);
      return slots.map((one) => {
        const taken = { start: instantToWall(one.start, zone), end: instantToWall(one.end, zone), zone };
        expect(slotSpan(taken)).toEqual({ start: one.start, end: one.end });
        return slotMinutes(taken);
      });
    };
    expect(lengths('2027-03-14T02:30', '2027-03-14T03:30')).toEqual([60, 60, 60]);
    expect(lengths('2027-11-07T00:30', '2027-11-07T01:30')).toEqual([60, 60, 60]);
  });

  test('of a series offers no slot at which all cars of a pool are out at one of its next occurrences', () => {
    const cars = desk.given('resource', 'bank', {
      kind: 'car',
      unit_id: BRANCH,
      name: '公务车',
      seats: 4,
      capacity: 2,
    });
    const out = (day: number, from: string, to: string): void => {
      const uid = `trip-${day}-${from}`;
      const when = { start: thursday(from) + day * DAY, end: thursday(to) + day * DAY };
      aBlock(cars, from, to, { subject_kind: 'resource', event_id: uid, uid, ...when });
    };
    create(slotAt('2026-12-03T10:00', '2026-12-03T11:00'));
    // At nine one of the two is out on each of the days, at eleven of the second day both.
    for (const day of [0, 1]) out(day, '09:00', '10:00');
    out(1, '10:30', '11:30');
    out(1, '11:00', '12:00');
    const { slots } = check(slotAt('2026-12-03T10:00', '2026-12-03T11:00', { rrule: 'FREQ=DAILY;COUNT=2' }), {
      resources: [cars],
    });
    expect(slots.map(({ start }) => (start - thursday('00:00')) / 3_600_000)).toEqual([9, 11.5, 12.5]);
  });

  test('offers the three nearest slots at which everybody and the room are free', () => {
    create(slotAt('2026-12-03T10:00', '2026-12-03T11:00'));
    aBlock(colleague, '11:00', '13:00');
    aBlock(room, '13:00', '15:30', { event_id: 'event-r', uid: 'event-r' });
    const { slots } = check(slotAt('2026-12-03T10:00', '2026-12-03T11:30'), {
      attendees: [asked(colleague)],
      resources: [room],
    });
    expect(slots).toHaveLength(3);
    for (const slot of slots) {
      expect(slot.end - slot.start).toBe(90 * 60_000);
      expect(slot.end <= thursday('10:00') || slot.start >= thursday('15:30')).toBe(true);
    }
    expect(slots[0]).toMatchObject({ start: thursday('15:30'), allFree: true, outsideHours: false });
  });

  test('half-typed times clash with nothing', () => {
    expect(check(slotAt('2026-12-03T10:00', '2026-12-03T09:00'))).toMatchObject({ conflicts: [], slots: [] });
  });

  test('every instance of a series is checked', () => {
    create(slotAt('2026-12-10T10:00', '2026-12-10T11:00'));
    create(slotAt('2027-03-04T10:30', '2027-03-04T11:00'));
    const { conflicts } = check(slotAt('2026-12-03T10:00', '2026-12-03T11:00', { rrule: 'FREQ=WEEKLY' }));
    expect(told(conflicts)).toEqual([
      ['person', 'hard', 60, [ME]],
      ['person', 'hard', 30, [ME]],
    ]);
  });
});

describe('reminders', () => {
  const due = () => desk.seen('reminder.due', {}).map((one) => one.title);
  const minutes = (n: number): void => desk.pass(n * 60_000);

  test('come when they are due, stay away once dismissed, and come back after a snooze', () => {
    create(slotAt('2026-11-23T10:00', '2026-11-23T11:00'), { title: '晨会', reminders: '30,10' });
    expect(due()).toEqual([]);
    minutes(30);
    const [first] = desk.seen('reminder.due', {});
    expect(first).toMatchObject({
      title: '晨会',
      due: Date.parse('2026-11-23T09:30+08:00'),
      at: Date.parse('2026-11-23T10:00+08:00'),
    });
    desk.did('reminder.snooze', { ids: [first!.id], minutes: 5 });
    expect(due()).toEqual([]);
    minutes(5);
    expect(due()).toEqual(['晨会']);
    desk.did('reminder.dismiss', { ids: [first!.id] });
    expect(due()).toEqual([]);
    minutes(15);
    expect(due()).toEqual(['晨会']);
  });

  test('put off until the event starts, come then; what has begun already stays as it is', () => {
    create(slotAt('2026-11-23T10:00', '2026-11-23T11:00'), { title: '晨会', reminders: '30' });
    create(slotAt('2026-11-23T09:20', '2026-11-23T09:40'), { title: '通话', reminders: '5' });
    minutes(30);
    const ids = desk.seen('reminder.due', {}).map((one) => one.id);
    expect(due()).toEqual(['通话', '晨会']);
    desk.did('reminder.snooze', { ids, minutes: null });
    expect(due()).toEqual(['通话']);
    minutes(29);
    expect(due()).toEqual(['通话']);
    minutes(1);
    expect(due()).toEqual(['通话', '晨会']);
  });

  test('of an event that was moved come again at the new time', () => {
    const id = create(slotAt('2026-11-23T10:00', '2026-11-23T11:00'), { reminders: '60' });
    desk.did('reminder.dismiss', { ids: desk.seen('reminder.due', {}).map((one) => one.id) });
    desk.did('event.move', {
      id,
      recurrence_id: null,
      which: 'this',
      start: '2026-11-23T14:00',
      end: '2026-11-23T15:00',
      zone: ZONE,
    });
    expect(due()).toEqual([]);
    minutes(240);
    expect(due()).toEqual(['会']);
  });

  test('do not come for a declined invitation or a task that is done', () => {
    const invitation = anInvitation({ ...slotAt('2026-11-23T10:00', '2026-11-23T11:00'), reminders: '60' });
    const task = desk.given('task', `person:${ME}`, {
      title: '送材料',
      owner_id: ME,
      status: 'open',
      priority: 'normal',
      due: '2026-11-23T09:30',
      zone: ZONE,
    });
    minutes(30);
    expect(due().sort()).toEqual(['三级联动协调会', '送材料'].sort());
    desk.did('invitation.answer', { id: invitation, answer: 'declined', note: null });
    desk.changedByOther('task', task, { status: 'done' });
    expect(due()).toEqual([]);
  });
});
