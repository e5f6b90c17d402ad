import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ANSWERS, EVENT_KINDS } from '../calendar/tables.ts';
import { boardDay } from './board.ts';
import { stateChanges, type StateEdit } from './changes.ts';
import { isHeld, isPlanned, PLAN_KINDS, stateOf, type Planned } from './event.ts';
import { monthTable, weeksOf } from './month.ts';
import { reachOf } from './reach.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 18, 6);
const at = (day: number, hour = 10): number => Date.UTC(2026, 10, day, hour);
const anEvent = (more: Partial<Planned> = {}): Planned => ({
  kind: 'visit',
  start: at(17),
  end: at(17, 11),
  all_day: 0,
  cancelled: false,
  answer: null,
  outcome: null,
  ...more,
});

describe('what a plan counts', () => {
  test('own and accepted appointments at a time of day are planned, others are not', () => {
    expect(isPlanned(anEvent())).toBe(true);
    expect(isPlanned(anEvent({ answer: 'accepted' }))).toBe(true);
    for (const not of [
      { answer: 'needs_action' },
      { answer: 'declined' },
      { cancelled: true },
      { all_day: 1 },
      { kind: 'leave' },
      { kind: 'hold' },
      { kind: 'busy' },
    ] as const)
      expect(isPlanned(anEvent(not)), JSON.stringify(not)).toBe(false);
  });

  test('one’s own is held when it is noted, a colleague’s when its time is over', () => {
    expect(isHeld(anEvent(), NOW)).toBe(false);
    expect(isHeld(anEvent({ outcome: 'partly' }), NOW)).toBe(true);
    expect(isHeld(anEvent({ outcome: 'missed' }), NOW)).toBe(false);
    expect(isHeld(anEvent({ answer: 'accepted' }), NOW)).toBe(true);
    expect(isHeld(anEvent({ answer: 'accepted', end: NOW + HOUR }), NOW)).toBe(false);
  });

  test('what is over and not noted waits for a word; a colleague’s meeting, leave and holds do not', () => {
    expect(stateOf(anEvent(), NOW)).toBe('toNote');
    expect(stateOf(anEvent({ answer: 'accepted' }), NOW)).toBe('over');
    expect(stateOf(anEvent({ kind: 'hold' }), NOW)).toBe('over');
    expect(stateOf(anEvent({ end: NOW + HOUR }), NOW)).toBe('ahead');
    expect(stateOf(anEvent({ end: NOW + HOUR, answer: 'needs_action' }), NOW)).toBe('unanswered');
    expect(stateOf(anEvent({ answer: 'needs_action' }), NOW)).toBe('unanswered');
    expect(stateOf(anEvent({ cancelled: true, outcome: 'done' }), NOW)).toBe('cancelled');
  });
});

describe('a month', () => {
  test('is cut into its weeks', () => {
    expect(weeksOf('2026-11').map(({ from, to }) => `${from.slice(8)}-${to.slice(8)}`)).toEqual([
      '01-01',
      '02-08',
      '09-15',
      '16-22',
      '23-29',
      '30-30',
    ]);
  });

  const events = fc.array(
    fc
      .record({
        kind: fc.constantFrom(...EVENT_KINDS, 'busy' as const),
        day: fc.integer({ min: -3, max: 33 }),
        hour: fc.integer({ min: 0, max: 23 }),
        minutes: fc.integer({ min: 0, max: 600 }),
        all_day: fc.constantFrom(0 as const, 1 as const),
        cancelled: fc.boolean(),
        answer: fc.constantFrom(null, ...ANSWERS),
        outcome: fc.constantFrom(null, 'done' as const, 'partly' as const, 'missed' as const),
      })
      .map(({ day, hour, minutes, ...rest }) => {
        const start = at(day, hour);
        return {
          ...rest,
          start,
          end: start + minutes * 60_000,
          startWall: new Date(start).toISOString().slice(0, 16),
        };
      }),
    { maxLength: 40 },
  );

  test('its totals by kind and by week are the same, and both are the sum of what is listed', () => {
    fc.assert(
      fc.property(events, (some) => {
        const table = monthTable('2026-11', some, NOW);
        const sum = (
          cells: readonly { planned: number; held: number; plannedMin: number; heldMin: number }[],
        ) =>
          (['planned', 'held', 'plannedMin', 'heldMin'] as const).map((figure) =>
            cells.reduce((all, cell) => all + cell[figure], 0),
          );
        const total = sum([table.total]);
        expect(sum(table.rows.map((row) => row.total))).toEqual(total);
        expect(sum(table.totals)).toEqual(total);
        expect(sum(table.rows.flatMap((row) => row.cells))).toEqual(total);
        const listed = table.rows.flatMap((row) => row.cells).flatMap((cell) => cell.events);
        expect(listed.length).toBe(table.total.planned);
        expect(new Set(listed)).toEqual(new Set(table.total.events));
        expect(listed.filter((one) => isHeld(one, NOW)).length).toBe(table.total.held);
        expect(table.rows.map((row) => row.kind)).toEqual([...PLAN_KINDS]);
        expect(new Set(listed)).toEqual(
          new Set(some.filter((one) => isPlanned(one) && one.startWall.startsWith('2026-11-'))),
        );
      }),
    );
  });
});

describe('customers of a week', () => {
  const withCustomers = (ids: string[], more: Partial<Planned> = {}) => ({
    ...anEvent(more),
    customer_ids: ids,
  });

  test('are met by what was held or logged, and missed where nothing came of it and nothing is to come', () => {
    const { planned, met, missed } = reachOf(
      [
        withCustomers(['held'], { outcome: 'done' }),
        withCustomers(['failed', 'later', 'called'], { outcome: 'missed' }),
        withCustomers(['later'], { start: NOW + HOUR, end: NOW + 2 * HOUR }),
        withCustomers(['off'], { cancelled: true }),
        withCustomers(['silent'], {}),
        withCustomers(['inside'], { kind: 'internal', outcome: 'done' }),
      ],
      [
        { customer_id: 'called', outcome: null, event_id: null },
        { customer_id: 'unheard', outcome: 'missed', event_id: null },
        // What was noted of the appointment without saying how it went.
        { customer_id: 'silent', outcome: null, event_id: 'e' },
      ],
      NOW,
    );
    expect([...planned].sort()).toEqual(['called', 'failed', 'held', 'later', 'silent']);
    expect([...met].sort()).toEqual(['called', 'held']);
    expect([...missed]).toEqual([
      ['failed', 'missed'],
      ['off', 'cancelled'],
      ['silent', 'toNote'],
    ]);
  });

  const edit = (more: Partial<StateEdit>): StateEdit => ({
    customer_id: 'c',
    what: 'stage',
    from: 'gather',
    to: 'design',
    at: at(16),
    ...more,
  });

  test('changed from the first to the last that was written, and not where it was taken back', () => {
    const changes = stateChanges(
      [
        edit({ from: 'design', to: 'deal', at: at(17) }),
        edit({}),
        edit({ customer_id: 'd', what: 'lifecycle', from: 'active', to: 'at_risk' }),
        edit({ customer_id: 'd', what: 'lifecycle', from: 'at_risk', to: 'active', at: at(18) }),
      ],
      [],
    );
    expect(changes).toEqual([{ customer_id: 'c', what: 'stage', from: 'gather', to: 'deal', on: at(17) }]);
  });

  test('of whose change no edit is here, only since when is told', () => {
    const since = { stage: 'deal', since: '2026-11-17', at: at(17) };
    expect(
      stateChanges(
        [edit({})],
        [
          { customer_id: 'c', ...since },
          { customer_id: 'e', ...since },
        ],
      ),
    ).toEqual([
      { customer_id: 'c', what: 'stage', from: 'gather', to: 'design', on: at(16) },
      { customer_id: 'e', what: 'stage', from: null, to: 'deal', on: at(17) },
    ]);
  });
});

describe('a task on the board', () => {
  const week = { monday: '2026-11-16', sunday: '2026-11-22' };
  const day = (task: Partial<Parameters<typeof boardDay>[0]>, today = '2026-11-18') =>
    boardDay({ status: 'open', due: null, my_day: null, ...task }, week, today);

  test('stands on the day its owner chose, else where it is due', () => {
    expect(day({ my_day: '2026-11-19', due: '2026-11-20' })).toBe('2026-11-19');
    expect(day({ due: '2026-11-20T14:00' })).toBe('2026-11-20');
    expect(day({ status: 'done', due: '2026-11-16' })).toBe('2026-11-16');
  });

  test('waits where it has no day, or its day is over; another week’s is not here', () => {
    expect(day({})).toBe(null);
    expect(day({ due: '2026-11-16' })).toBe(null);
    expect(day({ my_day: '2026-11-17', due: '2026-11-21' })).toBe('2026-11-21');
    expect(day({ due: '2026-11-25' })).toBe(undefined);
    expect(day({ status: 'done', due: '2026-11-10' })).toBe(undefined);
  });

  test('of a week that is over stands where it stood', () => {
    expect(day({ due: '2026-11-17' }, '2026-11-30')).toBe('2026-11-17');
    expect(day({}, '2026-11-30')).toBe(undefined);
  });
});
