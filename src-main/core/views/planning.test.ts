import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { occupancy } from '../../../db/client/derived/occupancy.ts';
import { scheduleConflict } from '../../../db/client/derived/schedule-conflict.ts';
import type { QueryInput, QueryResult } from '../../../src-shared/contract/contract.ts';
import type { Id } from '../../../src-shared/kernel/ids.ts';
import { aDesk, aPerson, BRANCH, ME, type Desk, type DeskOptions } from '../../../tests/support/desk.ts';
import { planningUseCases } from '../use-cases/planning/handlers.ts';
import { planningViews } from './planning.ts';

const ZONE = 'Asia/Shanghai';
let desk: Desk;
let colleague: Id;
let small: Id;
let hall: Id;
const open = (options: DeskOptions = {}): void => {
  desk = aDesk({
    useCases: planningUseCases,
    views: planningViews,
    derivations: [occupancy, scheduleConflict],
    ...options,
  });
  colleague = desk.given('person', 'bank', aPerson({ name: '乙' }));
  small = desk.given('resource', 'bank', { kind: 'room', unit_id: BRANCH, name: '302', seats: 8 });
  hall = desk.given('resource', 'bank', { kind: 'room', unit_id: BRANCH, name: '大厅', seats: 60 });
};
beforeEach(() => open());
afterEach(() => desk.close());

/** Thursday 3 December 2026. */
const at = (time: string): number => Date.parse(`2026-12-03T${time}:00+08:00`);
const block = (subject_id: Id, from: string, to: string, status: 'busy' | 'tentative' = 'busy'): Id =>
  desk.given('busy_block', 'busy:unit-team', {
    subject_kind: subject_id === colleague ? 'person' : 'resource',
    subject_id,
    event_id: `e-${subject_id}-${from}`,
    uid: `e-${subject_id}-${from}`,
    recurrence_id: '',
    start: at(from),
    end: at(to),
    status,
    required: 1,
  });

type Asked = QueryInput<'calendar.findTime'>;
const find = (more: Partial<Asked> = {}): QueryResult<'calendar.findTime'> =>
  desk.seen('calendar.findTime', {
    people: [
      { person_id: colleague, role: 'required' },
      { person_id: ME, role: 'required' },
    ],
    resources: [],
    room: null,
    duration_min: 60,
    from: '2026-12-03',
    to: '2026-12-04',
    zone: ZONE,
    hours: { from: '09:00', to: '12:00' },
    near: null,
    kind: 'meeting',
    place: null,
    customers: [],
    buffer_min: null,
    travel_min: null,
    except: null,
    count: 3,
    ...more,
  });
const told = (result: QueryResult<'calendar.findTime'>): unknown[] =>
  result.answers.map((one) => [one.startWall.slice(11), one.grade, ...one.reasons.map(({ type }) => type)]);

describe('finding a time', () => {
  test('ranks what suits all before what needs a question before what somebody cannot', () => {
    block(colleague, '09:00', '10:00');
    block(colleague, '10:00', '11:00', 'tentative');
    const result = find();
    expect(told(result)).toEqual([
      ['11:00', 'free', 'AllFree'],
      ['10:00', 'possible', 'Tentative'],
      ['09:00', 'conflict', 'RequiredBusy'],
    ]);
    expect(result.people.map(({ id, me, role }) => [id, me, role])).toEqual([
      [ME, true, 'required'],
      [colleague, false, 'required'],
    ]);
  });

  test('takes the smallest room that is large enough and free', () => {
    block(small, '09:00', '10:00');
    const result = find({ room: { seats: 6 }, count: 2 });
    expect(result.answers.map((one) => one.rooms)).toEqual([[hall], [small]]);
    expect(find({ room: { seats: 20 }, count: 1 }).answers[0]).toMatchObject({ rooms: [hall] });
    expect(find({ room: { seats: 500 }, count: 1 }).answers[0]).toMatchObject({
      grade: 'conflict',
      rooms: [null],
      reasons: [{ type: 'NoRoom' }],
    });
  });

  test('tells rooms that are taken from rooms that are too small, and how large the largest is', () => {
    block(hall, '09:00', '12:00');
    expect(find({ room: { seats: 20 }, count: 1 })).toMatchObject({
      answers: [{ reasons: [{ type: 'NoRoom' }] }],
      largestRoom: null,
    });
    expect(find({ room: { seats: 999 } }).largestRoom).toBe(60);
    expect(find({ room: { seats: 20 }, resources: [hall] }).largestRoom).toBe(8);
  });

  test('does not send a visitor from one end of the town to the other in no time', () => {
    const acme = desk.given('customer', 'book:book-1', {
      kind: 'company',
      name: '云岫',
      tier: 'key',
      lifecycle: 'active',
      stage: 'gather',
      region: '城西区',
    });
    desk.given('district', 'bank', { code: 'Q1', name: '城西区', geo: '30.281;114.052' });
    desk.given('event', `calendar:${ME}`, {
      all_day: 0,
      start: '2026-12-03T09:00',
      end: '2026-12-03T10:00',
      zone: ZONE,
      kind: 'visit',
      title: '访',
      organiser_id: ME,
      status: 'confirmed',
      transparency: 'busy',
      privacy: 'normal',
      geo: '30.309;114.243',
    });
    // The way takes 65 minutes.
    expect(told(find({ kind: 'visit', customers: [acme] }))).toEqual([
      ['10:00', 'possible', 'TravelTight'],
      ['11:00', 'possible', 'TravelTight'],
      ['09:00', 'conflict', 'RequiredBusy'],
    ]);
  });

  test('says how old a colleague’s data is', () => {
    desk.pass(3 * 86_400_000);
    const [best] = find({ from: '2026-12-04', to: '2026-12-05' }).answers;
    expect(best?.reasons).toMatchObject([{ type: 'AllFree' }, { type: 'Stale', id: colleague }]);
  });
});

describe('days off and worked weekends', () => {
  const administrator: DeskOptions = { grants: { bank: 'write', 'branch:unit-branch': 'write' } };
  const days = (from: string, to: string): unknown[] =>
    desk
      .seen('calendar.specialDays', { from, to })
      .map(({ date, kind, holiday, name, for: whose }) => [date, kind, holiday, name, whose]);
  const put = (
    whose: 'bank' | 'branch',
    date: string,
    kind: 'holiday' | 'working',
    name: string | null = null,
  ): Id => desk.did('calendarDay.put', { for: whose, date, kind, name, name_en: null }).id;

  test('are the public ones until the bank says otherwise, and the branch has the last word', () => {
    desk.close();
    open(administrator);
    expect(days('2026-10-08', '2026-10-12')).toEqual([['2026-10-10', 'worked', null, null, null]]);
    put('bank', '2026-10-08', 'holiday', '行庆');
    put('branch', '2026-10-08', 'working');
    put('bank', '2026-10-09', 'holiday');
    put('bank', '2026-10-09', 'holiday', '系统切换');
    expect(days('2026-10-08', '2026-10-12')).toEqual([
      ['2026-10-08', 'worked', null, null, 'branch'],
      ['2026-10-09', 'holiday', null, '系统切换', 'bank'],
      ['2026-10-10', 'worked', null, null, null],
    ]);
  });

  test('come as a year’s list in one step that undo takes back whole', () => {
    desk.close();
    open(administrator);
    put('bank', '2027-02-04', 'holiday', '除夕');
    const list = [
      { date: '2027-02-03', kind: 'holiday', name: '春节' },
      { date: '2027-02-04', kind: 'holiday', name: '春节' },
      { date: '2027-02-20', kind: 'working', name: '' },
    ] as const;
    expect(desk.did('calendarDay.import', { for: 'bank', days: [...list] })).toEqual({ changed: 1 });
    expect(days('2027-02-03', '2027-02-05')).toMatchObject([
      ['2027-02-03', 'holiday', null, '春节', 'bank'],
      ['2027-02-04', 'holiday', null, '春节', 'bank'],
    ]);
    const before = desk.outbox().length;
    expect(desk.did('calendarDay.import', { for: 'bank', days: [...list.slice(0, 2)] })).toEqual({
      changed: 0,
    });
    expect(desk.outbox()).toHaveLength(before);
    desk.did('undo.undo', {});
    expect(days('2027-02-03', '2027-02-05')).toEqual([['2027-02-04', 'holiday', null, '除夕', 'bank']]);
    expect(desk.seen('calendar.mayDecide', {})).toEqual({ bank: true, branch: true });
    desk.did('undo.redo', {});
    const said = desk.seen('calendar.specialDays', { from: '2027-02-03', to: '2027-02-05' });
    desk.did('calendarDay.removeSeveral', { ids: said.map((one) => one.id!) });
    expect(days('2027-02-03', '2027-02-05')).toEqual([]);
    desk.did('undo.undo', {});
    expect(days('2027-02-03', '2027-02-05')).toHaveLength(2);
  });

  test('count where a time is looked for', () => {
    desk.close();
    open(administrator);
    put('bank', '2026-12-03', 'holiday');
    expect(told(find({ count: 1 }))).toEqual([['09:00', 'possible', 'NotAWorkingDay']]);
    desk.did('calendarDay.remove', {
      id: desk.seen('calendar.specialDays', { from: '2026-12-03', to: '2026-12-04' })[0]!.id!,
    });
    expect(told(find({ count: 1 }))).toEqual([['09:00', 'free', 'AllFree']]);
  });

  test('and hours are the administrator’s to set', () => {
    const day = { for: 'bank', date: '2026-12-03', kind: 'holiday', name: null, name_en: null } as const;
    const refused = { ok: false, error: { type: 'NotGranted' } };
    expect(desk.run('calendarDay.put', day)).toMatchObject(refused);
    const hours = { id: colleague, start: '09:00', end: '17:00', week: null };
    expect(desk.run('person.setHours', hours)).toMatchObject(refused);
    desk.close();
    open(administrator);
    desk.did('person.setHours', { ...hours, id: colleague, week: ';;;10:30-16:00;;;' });
    expect(told(find({ count: 2 }))).toEqual([
      ['10:30', 'free', 'AllFree'],
      ['09:00', 'possible', 'OutsideHours'],
    ]);
    expect(desk.run('person.setHours', { ...hours, id: colleague, week: 'x' })).toMatchObject({
      ok: false,
      error: { type: 'BadInput', path: 'week' },
    });
  });
});
