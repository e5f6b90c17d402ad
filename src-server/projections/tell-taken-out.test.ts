import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aServer, anEvent, type Kit, type Laptop } from '../../tests/support/server-kit.ts';
import { edit, meet } from '../../tests/support/meet.ts';

let kit: Kit;
let [a, b]: Laptop[] = [];
const scope = 'calendar:A';
const second = '2026-11-12T10:00';
beforeEach(async () => {
  kit = await aServer();
  [a, b] = [await kit.laptop('A'), await kit.laptop('B')];
  await a.insert('delegate', 'd1', 'person:A', { person_id: 'B', may: 'write' });
  await meet(a, 'e1', { title: '周会', rrule: 'FREQ=WEEKLY;COUNT=4' });
});
afterEach(() => kit.close());

const told = async (to: string) =>
  (await kit.rows('notice'))
    .filter((row) => row['person_id'] === to && row['kind'] === 'event_cancelled')
    .map((row) => JSON.parse(String(row['params'])) as Record<string, unknown>);
const takesOut = async (laptop: Laptop, base: Awaited<ReturnType<Laptop['base']>>) =>
  laptop.push({ table: 'event', id: 'e1', scope, cells: { exdate: second }, base });
const movesIt = (laptop: Laptop) => {
  const moved = { start: '2026-11-13T14:00', end: '2026-11-13T15:00' };
  const cells = anEvent('A', { ...moved, series_id: 'e1', recurrence_id: second, rrule: null });
  return laptop.push({ table: 'event', id: 'o2', scope, kind: 'insert', cells });
};

describe('a meeting that one took out of a series while another put it elsewhere', () => {
  it('stays out, and whoever put it elsewhere later is told who took it out', async () => {
    await takesOut(a!, await a!.base('event', 'e1'));
    await movesIt(b!);
    expect(await told('B')).toEqual([
      expect.objectContaining({ who: 'A', title: '周会', time: '2026-11-12 10:00', which: 'one' }),
    ]);
    expect(await told('A')).toEqual([]);
  });

  it('is told to whoever had put it elsewhere before, too, and once', async () => {
    const base = await a!.base('event', 'e1');
    await movesIt(b!);
    await takesOut(a!, base);
    await a!.push({
      table: 'event',
      id: 'e1',
      scope,
      cells: { place: '302' },
      base: await a!.base('event', 'e1'),
    });
    expect(await told('B')).toHaveLength(1);
    expect(await told('A')).toEqual([]);
  });

  it('is told to nobody else of a series that has become private meanwhile', async () => {
    await movesIt(b!);
    for (const id of ['e1', 'o2']) await edit(a!, 'event', id, { privacy: 'private', title: '体检' });
    await edit(a!, 'event', 'e1', { exdate: second });
    expect(await told('B')).toEqual([]);
  });

  it('is nobody’s news who did both', async () => {
    await takesOut(a!, await a!.base('event', 'e1'));
    await movesIt(a!);
    expect(await told('A')).toEqual([]);
  });
});
