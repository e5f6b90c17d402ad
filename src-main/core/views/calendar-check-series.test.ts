import { afterEach, beforeEach, expect, test } from 'vitest';
import { occupancy } from '../../../db/client/derived/occupancy.ts';
import { scheduleConflict } from '../../../db/client/derived/schedule-conflict.ts';
import type { QueryResult } from '../../../src-shared/contract/contract.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import { aDesk, type Desk } from '../../../tests/support/desk.ts';
import { aMeeting, draftOf, slotAt, ZONE } from '../../../tests/support/drafts.ts';
import { calendarUseCases } from '../use-cases/calendar/handlers.ts';
import { calendarViews } from './calendar.ts';

let desk: Desk;
let series: Id;
/** Thursdays at nine, from 3 December 2026. */
const FIRST = '2026-12-03T09:00';
const create = (start: string, end: string, rrule: string | null = null): Id =>
  desk.did('event.create', { fields: aMeeting(), slot: { ...slotAt(start, end), rrule } }).id;
const check = (
  which: 'following' | 'all',
  start: string,
  end: string,
  recurrence_id = FIRST,
): QueryResult<'calendar.checkSeries'> =>
  desk.seen('calendar.checkSeries', { id: series, recurrence_id, which, start, end, zone: ZONE });
const where = ({ all, clashes }: QueryResult<'calendar.checkSeries'>): unknown => ({
  all,
  clashes: clashes.map(({ recurrence_id, start }) => [recurrence_id, start]),
});

beforeEach(() => {
  desk = aDesk({
    useCases: calendarUseCases,
    views: calendarViews,
    derivations: [occupancy, scheduleConflict],
  });
  series = create(FIRST, '2026-12-03T10:00', 'FREQ=WEEKLY;COUNT=5');
});
afterEach(() => desk.close());

test('of a series that is moved every other occurrence is looked at, where it would be', () => {
  create('2026-12-18T14:00', '2026-12-18T15:00');
  create('2026-12-24T09:00', '2026-12-24T10:00');
  // From Thursday nine to Friday two: the eighteenth is taken, the twenty-fourth is no longer in the way.
  expect(where(check('all', '2026-12-04T14:00', '2026-12-04T15:00'))).toEqual({
    all: 4,
    clashes: [['2026-12-17T09:00', '2026-12-18T14:00']],
  });
});

test('the occurrence that is touched is left out, and from one on only those that follow count', () => {
  create('2026-12-10T11:00', '2026-12-10T12:00');
  create('2026-12-31T11:00', '2026-12-31T12:00');
  const [start, end] = ['2026-12-10T11:00', '2026-12-10T12:00'];
  expect(where(check('all', start, end, '2026-12-10T09:00'))).toEqual({
    all: 4,
    clashes: [['2026-12-31T09:00', '2026-12-31T11:00']],
  });
  expect(where(check('following', start, end, '2026-12-10T09:00'))).toMatchObject({ all: 3 });
});

test('an end that is pulled out reaches into what comes after', () => {
  create('2026-12-17T10:30', '2026-12-17T11:00');
  expect(where(check('all', FIRST, '2026-12-03T10:00'))).toEqual({ all: 4, clashes: [] });
  expect(where(check('all', FIRST, '2026-12-03T11:00'))).toMatchObject({
    clashes: [['2026-12-17T09:00', '2026-12-17T09:00']],
  });
});

test('what got another title alone goes along and is looked at', () => {
  const recurrence_id = '2026-12-17T09:00';
  const fields = { title: '年终会' };
  desk.did('event.update', { id: series, recurrence_id, which: 'this', fields });
  create('2026-12-17T14:00', '2026-12-17T15:00');
  expect(where(check('all', '2026-12-03T14:00', '2026-12-03T15:00'))).toEqual({
    all: 4,
    clashes: [[recurrence_id, '2026-12-17T14:00']],
  });
});

test('the form of a series does not look for a meeting where it was before it was put elsewhere', () => {
  desk.did('event.move', {
    ...{ id: series, recurrence_id: '2026-12-17T09:00', which: 'this' },
    ...{ start: '2026-12-17T16:00', end: '2026-12-17T17:00', zone: ZONE },
  });
  create('2026-12-17T09:00', '2026-12-17T10:00');
  create('2026-12-17T11:00', '2026-12-17T12:00');
  create('2026-12-24T09:30', '2026-12-24T10:00');
  const formAt = (start: string, end: string, recurrence_id: string): unknown =>
    desk
      .seen('calendar.check', {
        ...draftOf(slotAt(start, end, { rrule: 'FREQ=WEEKLY;COUNT=5' }), {}, series),
        recurrence_id,
      })
      .conflicts.map(({ a, b }) => [a.recurrence_id, b?.start].filter((one) => typeof one === 'number'));
  const at = (wall: string): number => Date.parse(`${wall}+08:00`);
  expect(formAt(FIRST, '2026-12-03T10:00', FIRST)).toEqual([[at('2026-12-24T09:30')]]);
  // Two hours later it is not there either.
  expect(formAt('2026-12-03T11:00', '2026-12-03T12:00', FIRST)).toEqual([]);
  expect(formAt('2026-12-10T11:00', '2026-12-10T12:00', '2026-12-10T09:00')).toEqual([]);
});

test('what was changed on its own keeps its time and is not looked at', () => {
  desk.did('event.move', {
    id: series,
    recurrence_id: '2026-12-17T09:00',
    which: 'this',
    start: '2026-12-17T16:00',
    end: '2026-12-17T17:00',
    zone: ZONE,
  });
  create('2026-12-17T14:00', '2026-12-17T15:00');
  expect(where(check('all', '2026-12-03T14:00', '2026-12-03T15:00'))).toEqual({ all: 3, clashes: [] });
});
