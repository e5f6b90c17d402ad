import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aServer, anEvent, type Kit, type Laptop } from '../../tests/support/server-kit.ts';
import { edit, meet } from '../../tests/support/meet.ts';

/** B is asked to what A arranges: a meeting once, or five on consecutive Thursdays. */
let kit: Kit;
let a: Laptop;
let n = 0;
/** The event of this test, what replaces one of its meetings, and what is cut off from it. */
let [event, moved, tail]: [string, string, string] = ['', '', ''];
beforeAll(async () => {
  kit = await aServer();
  a = await kit.laptop('A');
});
beforeEach(() => {
  n += 1;
  [event, moved, tail] = [`e${n}`, `o${n}`, `t${n}`];
});
afterAll(() => kit.close());

const weekly = { rrule: 'FREQ=WEEKLY;COUNT=5' };
const ROWS = { scope: 'calendar:A', kind: 'insert' as const };
const askB = (to: string, answer = 'accepted') => ({
  ...ROWS,
  table: 'attendee',
  id: `${to}-B`,
  cells: { event_id: to, person_id: 'B', role: 'required', answer },
});
const putElsewhere = (answer?: string) =>
  a.push(
    {
      ...ROWS,
      table: 'event',
      id: moved,
      cells: anEvent('A', {
        start: '2026-11-13T15:00',
        end: '2026-11-13T16:00',
        series_id: event,
        recurrence_id: '2026-11-12T10:00',
      }),
    },
    askB(moved, answer),
  );

/** What B is told beside the invitation; `who` is always whose meeting it is. */
const told = (): Promise<Record<string, unknown>[]> => toldOf('event_');

async function toldOf(kinds: string): Promise<Record<string, unknown>[]> {
  const rows = await kit.rows('notice');
  return rows
    .filter((row) => row['person_id'] === 'B' && [event, moved, tail].includes(String(row['row_id'])))
    .filter((row) => String(row['kind']).startsWith(kinds))
    .map((row) => {
      const params = JSON.parse(String(row['params'])) as Record<string, unknown>;
      expect(params).toMatchObject({ who: 'A', title: '周会' });
      const { who: _who, who_en: _en, person_id: _id, title: _title, title_en: _titleEn, ...rest } = params;
      return { kind: row['kind'], ...rest };
    });
}

describe('whoever is asked hears', () => {
  it('who cancelled, also when nothing else came with it', async () => {
    await meet(a, event, {}, ['B']);
    await edit(a, 'event', event, { deleted: 1 });
    expect(await told()).toEqual([{ kind: 'event_cancelled', time: '2026-11-05 10:00' }]);
  });

  it('that they are not wanted any more', async () => {
    await meet(a, event, {}, ['B']);
    await edit(a, 'attendee', `${event}-B`, { deleted: 1 });
    expect(await told()).toEqual([{ kind: 'event_cancelled', time: '2026-11-05 10:00', unasked: 1 }]);
  });

  it('that one meeting of a series is off, and not the series', async () => {
    await meet(a, event, weekly, ['B']);
    await edit(a, 'event', event, { exdate: '2026-11-12T10:00' });
    expect(await told()).toEqual([{ kind: 'event_cancelled', time: '2026-11-12 10:00', which: 'one' }]);
  });

  it('once of a meeting that was put elsewhere before it was taken out', async () => {
    await meet(a, event, weekly, ['B']);
    await putElsewhere();
    await a.push(
      {
        table: 'event',
        id: moved,
        scope: 'calendar:A',
        cells: { deleted: 1 },
        base: await a.base('event', moved),
      },
      {
        table: 'event',
        id: event,
        scope: 'calendar:A',
        cells: { exdate: '2026-11-12T10:00' },
        base: await a.base('event', event),
      },
    );
    expect((await told()).filter((one) => one['kind'] === 'event_cancelled')).toEqual([
      { kind: 'event_cancelled', time: '2026-11-13 15:00', which: 'one' },
    ]);
  });

  it('that a meeting is again where its series has it', async () => {
    await meet(a, event, weekly, ['B']);
    await putElsewhere();
    await edit(a, 'event', moved, { deleted: 1 });
    expect(await told()).toContainEqual({
      kind: 'event_moved',
      time: '2026-11-12 10:00',
      was: '2026-11-13 15:00',
      which: 'one',
    });
  });

  it('from when on a series is off', async () => {
    await meet(a, event, weekly, ['B']);
    await edit(a, 'event', event, { rrule: 'FREQ=WEEKLY;COUNT=2' });
    expect(await told()).toEqual([{ kind: 'event_cancelled', time: '2026-11-19 10:00', which: 'following' }]);
  });

  it('that a series repeats otherwise', async () => {
    await meet(a, event, weekly, ['B']);
    await edit(a, 'event', event, { rrule: 'FREQ=DAILY;COUNT=5' });
    expect(await told()).toEqual([{ kind: 'event_changed', time: '2026-11-05 10:00', rule: 1 }]);
  });

  it('of a series that began long ago by its next meeting', async () => {
    await meet(a, event, { start: '2026-09-03T10:00', end: '2026-09-03T11:00', rrule: 'FREQ=WEEKLY' }, ['B']);
    await edit(a, 'event', event, { start: '2026-09-03T14:00', end: '2026-09-03T15:00' });
    expect(await told()).toEqual([
      { kind: 'event_moved', time: '2026-11-05 14:00', was: '2026-11-05 10:00', which: 'all' },
    ]);
  });

  it('of days that were named while one of them is ahead', async () => {
    const first = { start: '2026-09-03T10:00', end: '2026-09-03T11:00' };
    await meet(a, event, { ...first, rdate: '2026-09-10T10:00,2026-11-12T10:00' }, ['B']);
    expect(await toldOf('invited')).toEqual([{ kind: 'invited', time: '2026-11-12 10:00' }]);
    await edit(a, 'event', event, { deleted: 1 });
    expect(await told()).toEqual([{ kind: 'event_cancelled', time: '2026-11-12 10:00', which: 'all' }]);
  });

  it('nothing of days that were named when all of them are over', async () => {
    const first = { start: '2026-09-03T10:00', end: '2026-09-03T11:00' };
    await meet(a, event, { ...first, rdate: '2026-09-10T10:00' }, ['B']);
    await edit(a, 'event', event, { deleted: 1 });
    expect([...(await toldOf('invited')), ...(await told())]).toEqual([]);
  });

  it('of what they said no to that the time is another now, and nothing else', async () => {
    await meet(a, event, {}, ['B']);
    await edit(a, 'attendee', `${event}-B`, { answer: 'declined' });
    await edit(a, 'event', event, { start: '2026-11-06T15:00', end: '2026-11-06T16:00' });
    await edit(a, 'event', event, { place: '三楼' });
    await edit(a, 'event', event, { deleted: 1 });
    expect(await told()).toEqual([
      { kind: 'event_moved', time: '2026-11-06 15:00', was: '2026-11-05 10:00' },
    ]);
  });

  it('of a meeting of a series that they said no to that it is elsewhere, and back again', async () => {
    await meet(a, event, weekly, ['B']);
    await edit(a, 'attendee', `${event}-B`, { answer: 'declined' });
    await putElsewhere('declined');
    await edit(a, 'event', moved, { deleted: 1 });
    const [there, back] = ['2026-11-13 15:00', '2026-11-12 10:00'];
    const news = [
      { kind: 'event_moved', time: there, was: back, which: 'one' },
      { kind: 'event_moved', time: back, was: there, which: 'one' },
    ];
    expect(new Set(await told())).toEqual(new Set(news));
  });

  it.each([
    [
      'moved',
      { start: '2026-11-19T16:00', end: '2026-11-19T17:00' },
      ['2026-11-19 16:00', '2026-11-19 10:00'],
    ],
    ['left where they were', { start: '2026-11-19T10:00', end: '2026-11-19T11:00' }, null],
  ])(
    'whether the later meetings of a series that was cut were %s, and nothing of an end',
    async (_, at, times) => {
      await meet(a, event, weekly, ['B']);
      await a.push(
        {
          table: 'event',
          id: event,
          scope: 'calendar:A',
          cells: { rrule: 'FREQ=WEEKLY;COUNT=2' },
          base: await a.base('event', event),
        },
        {
          ...ROWS,
          table: 'event',
          id: tail,
          cells: anEvent('A', {
            ...at,
            rrule: 'FREQ=WEEKLY;COUNT=3',
            ics: `RELATED-TO;RELTYPE=SIBLING:${event}@semicolon`,
          }),
        },
        askB(tail),
      );
      expect(await told()).toEqual(
        times === null ? [] : [{ kind: 'event_moved', time: times[0], was: times[1], which: 'following' }],
      );
    },
  );
});
