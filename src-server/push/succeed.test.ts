import { afterEach, beforeEach, expect, test } from 'vitest';
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
