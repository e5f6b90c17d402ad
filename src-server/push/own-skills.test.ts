import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Cells } from '../../src-shared/sync/change.ts';
import { aServer, type Kit, type Laptop } from '../../tests/support/server-kit.ts';

let kit: Kit;
let a: Laptop;
beforeEach(async () => {
  kit = await aServer();
  a = await kit.laptop('A');
});
afterEach(() => kit.close());

const writes = async (id: string, cells: Cells) =>
  (await a.push({ table: 'person', id, scope: 'bank', cells, base: await a.base('person', id) })).results;
const person = async (id: string) => (await kit.rows('person')).find((row) => row['id'] === id);
const refused = [expect.objectContaining({ reason: 'NotGranted' })];

test('people write what they are good at in their own row, and nothing else there or of others', async () => {
  expect(await writes('A', { skills: '供应链融资' })).toEqual([]);
  expect(await person('A')).toMatchObject({ skills: '供应链融资', role: 'manager' });
  expect(await writes('B', { skills: '我写的' })).toEqual(refused);
  expect(await writes('A', { role: 'admin' })).toEqual(refused);
  expect(await writes('A', { skills: 'x', role: 'lead' })).toEqual(refused);
  expect(await writes('A', { skills: 'x', left_on: '2026-11-02' })).toEqual(refused);
  expect(await writes('A', { deleted: 1 })).toEqual(refused);
  expect(await writes('A', { scope: 'person:A' })).toEqual(refused);
  expect(await person('A')).toMatchObject({ skills: '供应链融资', role: 'manager', deleted: 0 });
});
