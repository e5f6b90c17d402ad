import { afterEach, beforeEach, expect, test } from 'vitest';
import { occupancy } from '../../../../db/client/derived/occupancy.ts';
import { scheduleConflict } from '../../../../db/client/derived/schedule-conflict.ts';
import type { EventDetail } from '../../../../src-shared/contract/calendar.ts';
import type { Id } from '../../../../src-shared/kernel/ids.ts';
import { scopeOf } from '../../../../src-shared/sync/scope.ts';
import { aDesk, ME, TEAM, type Desk } from '../../../../tests/support/desk.ts';
import { calendarViews } from '../../views/calendar.ts';
import { calendarUseCases } from './handlers.ts';

const ZONE = 'Asia/Shanghai';
const SLOT = {
  all_day: 0,
  start: '2026-12-01T09:00',
  end: '2026-12-01T10:00',
  zone: ZONE,
  rrule: 'FREQ=WEEKLY;COUNT=4',
  rdate: null,
  exdate: null,
} as const;
let desk: Desk;
let series: Id;
beforeEach(() => {
  desk = aDesk({
    useCases: calendarUseCases,
    views: calendarViews,
    derivations: [occupancy, scheduleConflict],
  });
  series = desk.did('event.create', {
    fields: {
      kind: 'internal',
      title: '晨会',
      description: null,
      place: null,
      status: 'confirmed',
      transparency: 'busy',
      privacy: 'normal',
      travel_min: null,
      buffer_min: null,
      contract: 'HT-2026-0412',
      reminders: null,
      attendees: [],
      resources: [],
      customers: [],
    },
    slot: SLOT,
  }).id;
});
afterEach(() => desk.close());

const detail = (recurrence_id: string): EventDetail =>
  desk.seen('calendar.event', { id: series, recurrence_id, zone: ZONE })!;
const told = (): unknown[] =>
  detail('2026-12-01T09:00').exceptions.map((one) => [
    one.recurrence_id,
    one.start,
    one.moved,
    one.event_id !== null,
  ]);
const days = (): string[] =>
  desk
    .seen('calendar.window', { from: '2026-12-01', to: '2026-12-31', zone: ZONE, people: [ME] })
    .instances.map((one) => one.startWall);

test('a series tells which of its instances were moved, changed or taken out, and each comes back', () => {
  const at = (day: string): { id: Id; recurrence_id: string } => ({
    id: series,
    recurrence_id: `2026-12-${day}T09:00`,
  });
  const to = { start: '2026-12-09T14:00', end: '2026-12-09T15:00', zone: ZONE };
  desk.did('event.move', { ...at('08'), which: 'this', ...to });
  desk.did('event.update', { ...at('15'), which: 'this', fields: { title: '晨会（远程）' } });
  desk.did('event.remove', { ...at('22'), which: 'this' });
  expect(told()).toEqual([
    ['2026-12-08T09:00', '2026-12-09T14:00', true, true],
    ['2026-12-15T09:00', '2026-12-15T09:00', false, true],
    ['2026-12-22T09:00', '2026-12-22T09:00', false, false],
  ]);
  expect(days()).toEqual(['2026-12-01T09:00', '2026-12-09T14:00', '2026-12-15T09:00']);
  for (const day of ['08', '15', '22']) desk.did('event.restore', at(day));
  expect(told()).toEqual([]);
  expect(days()).toEqual(['01', '08', '15', '22'].map((day) => `2026-12-${day}T09:00`));
  expect(desk.row('event', series)).toMatchObject({ exdate: null, contract: 'HT-2026-0412' });
  expect(desk.run('event.restore', at('08'))).toMatchObject({ ok: false, error: { type: 'NotFound' } });
  desk.did('undo.undo', {});
  expect(days()).toHaveLength(3);
});

test('a date that was added comes back too', () => {
  const slot = { ...SLOT, rdate: '2026-12-10T15:00' };
  desk.did('event.update', { id: series, recurrence_id: null, which: 'all', fields: {}, slot });
  const added = { id: series, recurrence_id: '2026-12-10T15:00' };
  const before = days();
  desk.did('event.remove', { ...added, which: 'this' });
  expect(days()).toEqual(before.filter((day) => day !== added.recurrence_id));
  desk.did('event.restore', added);
  expect(days()).toEqual(before);
});

test('where an exception was and where it went is told on the wall of whoever reads it', () => {
  const named = { id: series, recurrence_id: '2026-12-08T09:00' };
  const to = { start: '2026-12-09T14:00', end: '2026-12-09T15:00', zone: ZONE };
  const moved = desk.did('event.move', { ...named, which: 'this', ...to });
  expect(
    desk.seen('calendar.event', { id: moved.id, recurrence_id: null, zone: 'Europe/Berlin' })!.exceptions,
  ).toMatchObject([{ when: '2026-12-08T02:00', start: '2026-12-09T07:00', moved: true }]);
});

test('an instance that was changed by itself tells which series it is of and its rule, and one as the rule has it only once', () => {
  const named = { id: series, recurrence_id: '2026-12-08T09:00' };
  const moved = desk.did('event.move', {
    ...named,
    which: 'this',
    start: '2026-12-09T14:00',
    end: '2026-12-09T15:00',
    zone: ZONE,
  });
  const alone = desk.seen('calendar.event', { id: moved.id, recurrence_id: null, zone: ZONE })!;
  expect(alone.event.rrule).toBeNull();
  expect(alone.series).toEqual({
    title: '晨会',
    title_en: null,
    rrule: 'FREQ=WEEKLY;COUNT=4',
    start: '2026-12-01T09:00',
    zone: ZONE,
  });
  expect(detail('2026-12-15T09:00')).toMatchObject({ event: { rrule: 'FREQ=WEEKLY;COUNT=4' }, series: null });
});

test('of a private series that was told of by one instance alone the rule is not told', () => {
  const cells = <M extends { privacy: 'normal' | 'private' }>(more: M) => ({
    organiser_id: 'other',
    kind: 'internal' as const,
    title: '私事',
    status: 'confirmed' as const,
    transparency: 'busy' as const,
    all_day: 0 as const,
    start: '2026-12-01T09:00',
    end: '2026-12-01T10:00',
    zone: ZONE,
    ...more,
  });
  const scope = scopeOf('team', TEAM);
  desk.given('event', scope, cells({ privacy: 'private', rrule: 'FREQ=WEEKLY' }), 's1');
  desk.given(
    'event',
    scope,
    cells({
      privacy: 'normal',
      series_id: 's1',
      recurrence_id: '2026-12-08T09:00',
      start: '2026-12-08T09:00',
      end: '2026-12-08T10:00',
    }),
    'o1',
  );
  expect(desk.seen('calendar.event', { id: 'o1', recurrence_id: null, zone: ZONE })).toMatchObject({
    event: { id: 'o1' },
    series: null,
  });
});
