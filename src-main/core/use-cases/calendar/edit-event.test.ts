import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { attendeesOf, customerLinksOf, resourceLinksOf } from '../../../../db/client/queries/attendance.ts';
import type { Id } from '../../../../src-shared/kernel/ids.ts';
import { calendarBed } from '../../../../tests/support/calendar-bed.ts';
import { aPerson, ME, type Desk } from '../../../../tests/support/desk.ts';
import { slotAt, ZONE } from '../../../../tests/support/drafts.ts';
import {
  secondMoved,
  takenInDecember,
  WEEKLY,
  weekly,
  weeklySeries,
} from '../../../../tests/support/weekly-series.ts';

let desk: Desk;
let colleague: Id;
let room: Id;
beforeEach(() => {
  ({ desk, colleague, room } = calendarBed().open());
});
afterEach(() => desk.close());

const aSeries = (): Id => weeklySeries(desk, colleague, room);
const taken = (subject: Id = ME): string[] => takenInDecember(desk, subject);

describe('changing', () => {
  test('the title of one instance leaves the series its own', () => {
    const id = aSeries();
    const { id: override } = desk.did('event.update', {
      id,
      recurrence_id: '2026-12-08T10:00',
      which: 'this',
      fields: { title: '年终周会' },
    });
    expect(desk.row('event', override)).toMatchObject({ title: '年终周会', start: '2026-12-08T10:00' });
    expect(desk.row('event', id)).toMatchObject({ title: '周会' });
  });

  test('all of it reaches the instances that were changed on their own', () => {
    const id = aSeries();
    const moved = secondMoved(desk, id);
    desk.did('event.update', {
      id,
      recurrence_id: '2026-12-01T10:00',
      which: 'all',
      fields: { title: '例会', attendees: [] },
    });
    expect(desk.row('event', moved.id)).toMatchObject({ title: '例会', start: '2026-12-09T14:00' });
    expect(taken(colleague)).toEqual([]);
  });

  test('who was there keeps the answer, who is new has none', () => {
    const id = aSeries();
    desk.changedByOther('attendee', attendeesOf(desk.engine, [id])[0]!.id, { answer: 'accepted' });
    const other = desk.given('person', 'bank', aPerson({ name: '丙', login: 'c' }));
    const attendees = [colleague, other].map((person_id) => ({
      person_id,
      customer_id: null,
      role: 'optional' as const,
    }));
    desk.did('event.update', { id, recurrence_id: null, which: 'all', fields: { attendees } });
    expect(
      attendeesOf(desk.engine, [id])
        .map((row) => [row.person_id, row.role, row.answer])
        .sort(),
    ).toEqual(
      [
        [colleague, 'optional', 'accepted'],
        [other, 'optional', 'needs_action'],
      ].sort(),
    );
  });

  test('from an instance on, with the rule left as the form showed it, keeps the number of meetings', () => {
    const rule = `${WEEKLY};COUNT=4`;
    const { id } = desk.did('event.create', {
      fields: weekly(),
      slot: slotAt('2026-12-01T10:00', '2026-12-01T11:00', { rrule: rule }),
    });
    desk.did('event.update', {
      id,
      recurrence_id: '2026-12-15T10:00',
      which: 'following',
      fields: { title: '例会' },
      slot: slotAt('2026-12-15T11:00', '2026-12-15T12:00', { rrule: rule }),
    });
    expect(taken()).toEqual(['12-01T10:00', '12-08T10:00', '12-15T11:00', '12-22T11:00']);
  });

  test('the rule of a series from an instance on', () => {
    const id = aSeries();
    desk.did('event.update', {
      id,
      recurrence_id: '2026-12-15T10:00',
      which: 'following',
      fields: {},
      slot: slotAt('2026-12-15T10:00', '2026-12-15T11:00', { rrule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU' }),
    });
    expect(taken()).toEqual(['12-01T10:00', '12-08T10:00', '12-15T10:00', '12-29T10:00']);
  });
});

describe('time and rule changed together', () => {
  const EVERY_DAY = 'FREQ=DAILY;COUNT=4';
  const rdate = '2026-12-02T15:00,2026-12-09T15:00';
  const change = (which: 'all' | 'following', recurrence_id: string) => {
    const { id } = desk.did('event.create', {
      fields: weekly(),
      slot: slotAt('2026-12-01T10:00', '2026-12-01T11:00', { rrule: EVERY_DAY, rdate }),
    });
    for (const day of ['02T10:00', '03T10:00'])
      desk.did('event.remove', { id, recurrence_id: `2026-12-${day}`, which: 'this' });
    const { exdate } = desk.row('event', id)!;
    const day = recurrence_id.slice(0, 11);
    desk.did('event.update', {
      id,
      recurrence_id,
      which,
      fields: {},
      slot: slotAt(`${day}11:00`, `${day}12:00`, { rrule: 'FREQ=DAILY;COUNT=5', rdate, exdate }),
    });
  };

  test('meetings that were taken out stay out, and those that were added go along', () => {
    change('all', '2026-12-01T10:00');
    expect(taken()).toEqual(['12-01T11:00', '12-02T16:00', '12-04T11:00', '12-05T11:00', '12-09T16:00']);
  });

  test('from an instance on the later half has no meeting twice', () => {
    change('following', '2026-12-04T10:00');
    expect(taken()).toEqual([
      ...['12-01T10:00', '12-02T15:00'],
      ...['12-04T11:00', '12-05T11:00', '12-06T11:00', '12-07T11:00', '12-08T11:00', '12-09T16:00'],
    ]);
  });
});

describe('a rule that names its days or hours', () => {
  const made = (start: string, rrule: string): Id =>
    desk.did('event.create', {
      fields: weekly(),
      slot: slotAt(start, `${start.slice(0, 11)}18:00`, { rrule }),
    }).id;
  const move = (id: Id, from: string, to: string) => ({
    id,
    recurrence_id: from,
    which: 'all' as const,
    start: to,
    end: `${to.slice(0, 11)}18:30`,
    zone: ZONE,
  });

  test('goes along as a whole', () => {
    const id = made('2026-12-01T10:00', 'FREQ=MONTHLY;BYMONTHDAY=1,15');
    desk.did('event.move', move(id, '2026-12-15T10:00', '2026-12-16T10:00'));
    expect(taken()).toEqual(['12-02T10:00', '12-16T10:00']);
  });

  test('that cannot go along stays with all its meetings, and it is said why', () => {
    const id = made('2026-12-01T10:00', 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,3');
    const before = taken();
    const cannot = { ok: false, error: { type: 'RuleStays' } };
    expect(desk.run('event.move', move(id, '2026-12-03T10:00', '2026-12-04T10:00'))).toEqual(cannot);
    const following = { ...move(id, '2026-12-03T10:00', '2026-12-04T10:00'), which: 'following' as const };
    expect(desk.run('event.move', following)).toEqual(cannot);
    expect(taken()).toEqual(before);
    desk.did('event.move', { ...following, which: 'this' });
    expect(taken()).toEqual(['12-01T10:00', '12-04T10:00']);
  });

  test('that was set anew is as it was set', () => {
    const id = made('2026-12-01T10:00', 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,3');
    const slot = slotAt('2026-12-02T10:00', '2026-12-02T11:00', { rrule: 'FREQ=WEEKLY;BYDAY=WE;COUNT=2' });
    desk.did('event.update', { id, recurrence_id: '2026-12-01T10:00', which: 'all', fields: {}, slot });
    expect(taken()).toEqual(['12-02T10:00', '12-09T10:00']);
  });
});

test('the form of an instance that was changed on its own, which has no rule, leaves its series one', () => {
  const id = aSeries();
  const moved = secondMoved(desk, id);
  const range = { from: '2026-12-09', to: '2026-12-10', zone: ZONE, people: [ME] };
  const [shown] = desk.seen('calendar.window', range).instances;
  expect(shown).toMatchObject({ event_id: moved.id, series: true });
  const { event_id, recurrence_id } = shown!;
  const slot = slotAt('2026-12-09T15:00', '2026-12-09T16:00');
  desk.did('event.update', { id: event_id, recurrence_id, which: 'all', fields: {}, slot });
  expect(taken()).toEqual(['12-01T11:00', '12-09T15:00', '12-15T11:00', '12-22T11:00', '12-29T11:00']);
});

describe('the zone of a series', () => {
  const inBerlin = (which: 'all' | 'following', start: string, end: string) => {
    const { id } = desk.did('event.create', {
      fields: weekly(),
      slot: slotAt('2026-12-01T09:00', '2026-12-01T10:00', { rrule: 'FREQ=DAILY;COUNT=4' }),
    });
    const titled = { id, recurrence_id: '2026-12-03T09:00', which: 'this' as const };
    const one = desk.did('event.update', { ...titled, fields: { title: '例会' } });
    const { id: changed } = desk.did('event.update', {
      id,
      recurrence_id: '2026-12-02T09:00',
      which,
      fields: {},
      slot: slotAt(`2026-12-02T${start}`, `2026-12-02T${end}`, {
        zone: 'Europe/Berlin',
        rrule: 'FREQ=DAILY;COUNT=4',
      }),
    });
    return [desk.row('event', changed), desk.row('event', one.id)];
  };

  test('with the clock left as it was keeps the hour that the form showed, and so do the instances', () => {
    const clock = { start: '2026-12-01T09:00', end: '2026-12-01T10:00', zone: 'Europe/Berlin' };
    const [series, one] = inBerlin('all', '09:00', '10:00');
    expect(series).toMatchObject(clock);
    expect(one).toMatchObject({ recurrence_id: '2026-12-03T09:00', zone: 'Europe/Berlin' });
    expect(taken()).toEqual(['12-01T16:00', '12-02T16:00', '12-03T16:00', '12-04T16:00']);
  });

  test('from an instance on begins there at the hour that the form showed', () => {
    inBerlin('following', '09:00', '10:00');
    expect(taken()).toEqual(['12-01T09:00', '12-02T16:00', '12-03T16:00', '12-04T16:00']);
  });

  test('with another hour has the instance at that hour', () => {
    inBerlin('all', '10:00', '11:00');
    expect(taken()).toEqual(['12-01T17:00', '12-02T17:00', '12-03T17:00', '12-04T17:00']);
  });
});

describe('removing', () => {
  test('one instance leaves the others', () => {
    const id = aSeries();
    desk.did('event.remove', { id, recurrence_id: '2026-12-08T10:00', which: 'this' });
    expect(taken()).toEqual(['12-01T10:00', '12-15T10:00', '12-22T10:00', '12-29T10:00']);
  });

  test('an instance that was moved takes its override away and does not come back', () => {
    const id = aSeries();
    const moved = secondMoved(desk, id);
    desk.did('event.remove', { id: moved.id, recurrence_id: '2026-12-08T10:00', which: 'this' });
    expect(taken()).toEqual(['12-01T10:00', '12-15T10:00', '12-22T10:00', '12-29T10:00']);
    expect(desk.row('event', moved.id)).toBeUndefined();
  });

  test('this and the following ends the series before', () => {
    const id = aSeries();
    desk.did('event.remove', { id, recurrence_id: '2026-12-15T10:00', which: 'following' });
    expect(taken()).toEqual(['12-01T10:00', '12-08T10:00']);
  });

  test('this and the following of the first that is left takes the whole series away', () => {
    const id = aSeries();
    desk.did('event.remove', { id, recurrence_id: '2026-12-01T10:00', which: 'this' });
    desk.did('event.remove', { id, recurrence_id: '2026-12-08T10:00', which: 'following' });
    expect(desk.row('event', id)).toBeUndefined();
  });

  test('this one of the last that is left takes the series away, be the last one that was moved', () => {
    const slot = slotAt('2026-12-01T10:00', '2026-12-01T11:00', { rrule: `${WEEKLY};COUNT=2` });
    const { id } = desk.did('event.create', { fields: weekly({ resources: [room] }), slot });
    const moved = secondMoved(desk, id);
    desk.did('event.remove', { id, recurrence_id: '2026-12-01T10:00', which: 'this' });
    expect(desk.row('event', id)).toBeDefined();
    desk.did('event.remove', { id: moved.id, recurrence_id: null, which: 'this' });
    expect([desk.row('event', id), desk.row('event', moved.id)]).toEqual([undefined, undefined]);
    expect(resourceLinksOf(desk.engine, [id])).toEqual([]);
  });

  test('all of it frees everybody and leaves no link behind', () => {
    const id = aSeries();
    desk.did('event.remove', { id, recurrence_id: '2026-12-15T10:00', which: 'all' });
    expect([taken(), taken(colleague), taken(room)]).toEqual([[], [], []]);
    expect([
      attendeesOf(desk.engine, [id]),
      resourceLinksOf(desk.engine, [id]),
      customerLinksOf(desk.engine, [id]),
    ]).toEqual([[], [], []]);
  });
});
