import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Cells } from '../../src-shared/sync/change.ts';
import { meet } from '../../tests/support/meet.ts';
import { aServer, type Kit, type Laptop } from '../../tests/support/server-kit.ts';

let kit: Kit;
let [a, c, l, x]: Laptop[] = [];
beforeEach(async () => {
  kit = await aServer();
  [a, c, l, x] = [await kit.laptop('A'), await kit.laptop('C'), await kit.laptop('L'), await kit.laptop('X')];
  await meet(a, 'e1', { rrule: 'FREQ=WEEKLY;COUNT=4' }, ['T']);
  await organise('book_member', 'joint-B', { deleted: 1 });
});
afterEach(() => kit.close());

const organise = async (table: 'book_member' | 'person', id: string, cells: Cells): Promise<void> => {
  const answer = await x!.push({ table, id, scope: 'bank', cells, base: await x!.base(table, id) });
  expect(answer.results).toEqual([]);
};
const leaves = () => organise('person', 'A', { left_on: '2026-11-02' });
/** One membership ends, another begins, in one step of the lead's. */
const handOver = async (book: string, to: string): Promise<void> => {
  await x!.push(
    {
      table: 'book_member',
      id: `${book}-A`,
      scope: 'bank',
      cells: { deleted: 1 },
      base: await x!.base('book_member', `${book}-A`),
    },
    {
      table: 'book_member',
      id: `${book}-${to}`,
      scope: 'bank',
      kind: 'insert',
      cells: { book_id: book, person_id: to, role: 'owner' },
    },
  );
};
const event = async () => (await kit.rows('event')).find((row) => row['id'] === 'e1');
const guest = async () => (await kit.rows('invitation')).find((row) => row['person_id'] === 'T');
const told = async () =>
  (await kit.rows('notice'))
    .filter((row) => row['person_id'] === 'T' && row['kind'] !== 'invited')
    .map((row) => [row['kind'], JSON.parse(String(row['params'])) as Record<string, unknown>]);
const takesOver = async (who: Laptop) =>
  who.push({
    table: 'event',
    id: 'e1',
    scope: 'calendar:A',
    cells: { scope: `calendar:${who.person}`, organiser_id: who.person },
    base: await who.base('event', 'e1'),
  });
const refused = expect.objectContaining({ results: [expect.objectContaining({ reason: 'NotGranted' })] });

test('the lead takes over a meeting of who has left: the guest keeps the answer and is told who goes on with it', async () => {
  const t = await kit.laptop('T');
  const id = String((await guest())!['id']);
  await t.push({
    table: 'invitation',
    id,
    scope: 'calendar:T',
    cells: { answer: 'accepted', answer_note: null },
    base: await t.base('invitation', id),
  });
  expect(await takesOver(l!)).toEqual(refused);
  await leaves();
  expect((await takesOver(l!)).results).toEqual([]);
  expect(await event()).toMatchObject({ scope: 'calendar:L', organiser_id: 'L' });
  expect(await guest()).toMatchObject({ organiser_id: 'L', answer: 'accepted', deleted: 0 });
  expect(await told()).toEqual([['event_changed', expect.objectContaining({ organiser: 1, who: 'L' })]]);
});

test('the lead cancels it, and the guest is told', async () => {
  await leaves();
  await l!.push({
    table: 'event',
    id: 'e1',
    scope: 'calendar:A',
    cells: { deleted: 1 },
    base: await l!.base('event', 'e1'),
  });
  expect(await told()).toMatchObject([['event_cancelled', { which: 'all' }]]);
});

test('who takes over the books may settle what is left in the calendar, before or after the other has left; nobody else', async () => {
  await handOver('bookA', 'C');
  expect(await takesOver(c!)).toEqual(refused);
  await leaves();
  expect(await takesOver(await kit.laptop('B'))).toEqual(refused);
  const mays = async () =>
    (await kit.rows('delegate'))
      .filter((row) => row['deleted'] === 0)
      .map((row) => [row['scope'], row['person_id'], row['may']]);
  expect(await mays()).toEqual([['person:A', 'C', 'succeed']]);
  await handOver('joint', 'B');
  expect((await mays()).map(([, who]) => who).sort()).toEqual(['B', 'C']);
  expect((await takesOver(c!)).results).toEqual([]);
  expect(await event()).toMatchObject({ scope: 'calendar:C', organiser_id: 'C' });
});

describe('a lead passes a meeting of who has left on to somebody of the team', () => {
  const passesOn = async (who: Laptop, to: string) =>
    (
      await who.push({
        table: 'event',
        id: 'e1',
        scope: 'calendar:A',
        cells: { organiser_id: to },
        base: await who.base('event', 'e1'),
      })
    ).results;
  const toldTo = async (person: string) =>
    (await kit.rows('notice'))
      .filter((row) => row['person_id'] === person)
      .map((row) => [row['kind'], JSON.parse(String(row['params'])) as Record<string, unknown>]);
  /** Where the series, its moved meeting and those who are asked to it lie. */
  const lies = async () => ({
    events: (await kit.rows('event')).map((row) => [row['id'], row['scope'], row['organiser_id']]),
    asked: (await kit.rows('attendee'))
      .filter((row) => row['deleted'] === 0)
      .map((row) => [row['event_id'], row['person_id'], row['scope']]),
  });
  const stays = { events: [['e1', 'calendar:A', 'A']], asked: [['e1', 'T', 'calendar:A']] };

  test('all of it goes into that calendar; who goes on with it is no guest any more, the others keep their answers', async () => {
    await meet(a!, 'e1m', { series_id: 'e1', recurrence_id: '2026-11-12T10:00', start: '2026-11-13T10:00' }, [
      'T',
    ]);
    for (const event_id of ['e1', 'e1m'])
      await a!.push({
        table: 'attendee',
        id: `${event_id}-B`,
        scope: 'calendar:A',
        kind: 'insert',
        cells: { event_id, person_id: 'B', role: 'required', answer: 'needs_action' },
      });
    await leaves();
    expect(await passesOn(l!, 'B')).toEqual([]);
    const { events, asked } = await lies();
    expect(events.toSorted()).toEqual([
      ['e1', 'calendar:B', 'B'],
      ['e1m', 'calendar:B', 'B'],
    ]);
    expect(asked.toSorted()).toEqual([
      ['e1', 'T', 'calendar:B'],
      ['e1m', 'T', 'calendar:B'],
    ]);
    const live = (await kit.rows('invitation')).filter((row) => row['deleted'] === 0);
    expect(live.map((row) => [row['person_id'], row['organiser_id']])).toEqual([
      ['T', 'B'],
      ['T', 'B'],
    ]);
    expect(await told()).toContainEqual([
      'event_changed',
      expect.objectContaining({ organiser: 1, who: 'B', which: 'all' }),
    ]);
    // Not that they are asked no more.
    const toHeir = (await toldTo('B')).filter(
      ([kind]) => kind === 'event_changed' || kind === 'event_cancelled',
    );
    expect(toHeir).toEqual([
      ['event_changed', expect.objectContaining({ passed: 1, who: 'L', other: 'A', which: 'all' })],
    ]);
    // It is theirs from now on: the lead reads it and no longer writes it.
    const later = await l!.push({
      table: 'event',
      id: 'e1',
      scope: 'calendar:B',
      cells: { title: '例会' },
      base: await l!.base('event', 'e1'),
    });
    expect(later).toEqual(refused);
  });

  test('not to somebody of another team, to who has left as well, or by who leads nobody: it stays where it was', async () => {
    await handOver('bookA', 'C');
    await leaves();
    const toldBefore = await toldTo('C');
    await organise('person', 'B', { left_on: '2026-11-02' });
    for (const [who, to] of [
      [l!, 'C'],
      [l!, 'B'],
      [l!, 'nobody'],
      [c!, 'L'],
    ] as const) {
      await passesOn(who, to);
      expect(await lies()).toEqual(stays);
    }
    expect(await toldTo('C')).toEqual(toldBefore);
  });

  test('of whoever is still here nothing is passed on, and nobody organises what lies in another’s calendar', async () => {
    await passesOn(a!, 'B');
    expect(await lies()).toEqual(stays);
    await meet(a!, 'e2', { organiser_id: 'B' }, ['T']);
    expect((await lies()).events).toContainEqual(['e2', 'calendar:A', 'A']);
    const asked = (await kit.rows('invitation')).filter((row) => row['deleted'] === 0);
    expect(new Set(asked.map((row) => row['organiser_id']))).toEqual(new Set(['A']));
  });
});
