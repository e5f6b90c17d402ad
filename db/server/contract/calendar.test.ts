/** What the server relies on in its store: held by PostgreSQL, PGlite and memory (`SERVER_STORE`). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Cells } from '../../../src-shared/sync/change.ts';
import { aStore } from '../../../tests/support/server-store.ts';
import { aRow } from '../../../tests/support/stored.ts';
import { type Store } from '../store.ts';

let store: Store;
beforeEach(async () => {
  store = await aStore();
});
afterEach(() => store.close());

describe('what projections look up', () => {
  const event = (id: string, more: Cells = {}, scope = 'calendar:A') =>
    aRow('event', id, scope, { title: id, start: '2026-11-05T10:00', series_id: null, rrule: null, ...more });
  const block = (id: string, subject_id: string, start: number, end: number) =>
    aRow('busy_block', id, 'busy:team', {
      subject_id,
      event_id: `e${id}`,
      uid: 'u',
      start,
      end,
      status: 'busy',
    });

  it('are series with their overrides, deleted ones among them', async () => {
    await store.rows.insert('event', [
      event('s'),
      event('o1', { series_id: 's' }),
      { ...event('o2', { series_id: 's' }), deleted: 1 },
      event('single'),
    ]);
    expect((await store.calendar.rootsOf(['o1', 'o2', 'single', 'nothing'])).sort()).toEqual(['s', 'single']);
    expect((await store.calendar.familyIds(['s', 's'])).sort()).toEqual(['o1', 'o2', 's']);
    expect(
      (await store.calendar.eventTitles(['o1'])).map(({ id, scope, title }) => [id, scope, title]),
    ).toEqual([['o1', 'calendar:A', 'o1']]);
  });

  it('are blocks that overlap a stretch of time, each once, and those that ended', async () => {
    const day = 86_400_000;
    await store.rows.insert('busy_block', [
      block('1', 'A', 100, 200),
      block('2', 'A', 200, 300),
      block('3', 'B', 100, 200),
      block('4', 'A', -3 * day, 3 * day),
    ]);
    const found = async (...wanted: { subject: string; start: number; end: number }[]) =>
      (await store.calendar.overlappingBlocks(wanted)).map((one) => one.event_id).sort();
    expect(await found({ subject: 'A', start: 150, end: 200 })).toEqual(['e1', 'e4']);
    expect(
      await found({ subject: 'A', start: 150, end: 201 }, { subject: 'A', start: 160, end: 170 }),
    ).toEqual(['e1', 'e2', 'e4']);
    expect(await found({ subject: 'B', start: 200, end: 300 })).toEqual([]);
    expect((await store.calendar.blockIds(['u'])).sort()).toEqual(['1', '2', '3', '4']);
    expect(await store.calendar.endedBlockIds(300, 9)).toEqual(['1', '3']);
    expect(await store.calendar.endedBlockIds(301, 2)).toEqual(['1', '2']);
  });

  it('are blocks that are on at a moment, and moments that are blocks', async () => {
    const found = async (...wanted: { subject: string; start: number; end: number }[]) =>
      (await store.calendar.overlappingBlocks(wanted)).map((one) => one.event_id).sort();
    await store.rows.insert('busy_block', [block('5', 'C', 500, 500), block('6', 'C', 600, 700)]);
    expect(await found({ subject: 'C', start: 500, end: 500 })).toEqual(['e5']);
    expect(await found({ subject: 'C', start: 500, end: 501 })).toEqual(['e5']);
    expect(await found({ subject: 'C', start: 400, end: 500 })).toEqual([]);
    expect(await found({ subject: 'C', start: 600, end: 600 })).toEqual(['e6']);
    expect(await found({ subject: 'C', start: 700, end: 700 })).toEqual([]);
  });

  it('are what takes the time of people: their own calendar and what they were asked to', async () => {
    await store.rows.insert('event', [
      event('mine', {}, 'calendar:B'),
      { ...event('gone', {}, 'calendar:B'), deleted: 1 },
    ]);
    await store.rows.insert('invitation', [
      aRow('invitation', 'i1', 'calendar:B', { event_id: 'e1', series_id: null }),
      aRow('invitation', 'i2', 'calendar:B', { event_id: 'e2', series_id: 's' }),
      aRow('invitation', 'i3', 'calendar:C', { event_id: 'e3', series_id: null }),
    ]);
    expect((await store.calendar.rootsOfPeople(['B'])).sort()).toEqual(['e1', 'mine', 's']);
    expect(await store.calendar.idsByEvent('invitation', ['e2'])).toEqual(['i2']);
  });

  it('are series that a moved window touches, and all of them in pages', async () => {
    await store.rows.insert('event', [
      event('a', { rrule: 'FREQ=DAILY' }),
      event('b', { start: '2027-11-05T10:00' }),
      event('c'),
      { ...event('d', { rrule: 'FREQ=DAILY' }), deleted: 1 },
      event('e', { series_id: 'a', start: '2027-11-05T10:00' }),
    ]);
    expect(await store.calendar.rootsToRoll('2027-11-01', '2027-12-01')).toEqual(['a', 'b']);
    expect(await store.calendar.rootsAfter('', 2)).toEqual(['a', 'b']);
    expect(await store.calendar.rootsAfter('b', 2)).toEqual(['c']);
  });

  it('are people, rooms, units and members', async () => {
    await store.rows.insert('person', [
      aRow('person', 'B', 'bank', { unit_id: 'team', zone: 'Asia/Shanghai', name: '乙', name_en: null }),
      aRow('person', 'A', 'bank', { unit_id: 'team', zone: 'Asia/Shanghai', name: '甲', name_en: 'A' }),
    ]);
    await store.rows.insert('resource', [
      aRow('resource', 'room', 'bank', { unit_id: 'branch', name: 'Room' }),
    ]);
    await store.rows.insert('org_unit', [
      aRow('org_unit', 'team', 'bank', { kind: 'team', parent_id: 'branch' }),
      { ...aRow('org_unit', 'old', 'bank', { kind: 'team', parent_id: null }), deleted: 1 },
    ]);
    const member = (id: string, book_id: string, person_id: string) =>
      aRow('book_member', id, 'bank', { book_id, person_id });
    await store.rows.insert('book_member', [
      member('m1', 'b', 'A'),
      { ...member('m2', 'b', 'B'), deleted: 1 },
      member('m3', 'c', 'B'),
    ]);
    const { people, rooms } = await store.transaction(async (tx) => ({
      people: await tx.calendar.lockPeople(['B', 'A']),
      rooms: await tx.calendar.lockResources(['room', 'car']),
    }));
    expect(people).toEqual([
      { id: 'A', unit_id: 'team', zone: 'Asia/Shanghai', name: '甲', name_en: 'A' },
      { id: 'B', unit_id: 'team', zone: 'Asia/Shanghai', name: '乙', name_en: null },
    ]);
    expect(rooms).toMatchObject([{ id: 'room', unit_id: 'branch', name: 'Room', name_en: null }]);
    expect(await store.calendar.units()).toEqual([{ id: 'team', kind: 'team', parent_id: 'branch' }]);
    expect(await store.calendar.membersOfBooks(['b'])).toEqual([{ book_id: 'b', person_id: 'A' }]);
  });
});
