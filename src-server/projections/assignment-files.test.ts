import { aHandedTask } from '../../tests/support/handed-task.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Cells } from '../../src-shared/sync/change.ts';
import { aServer, NOW, type Kit, type Laptop } from '../../tests/support/server-kit.ts';
import { assignmentId } from './assignment-id.ts';

let kit: Kit;
let a: Laptop;
let b: Laptop;
beforeEach(async () => {
  kit = await aServer();
  a = await kit.laptop('A');
  b = await kit.laptop('B');
});
afterEach(() => kit.close());

const aFile = (more: Cells = {}): Cells => ({
  owner_kind: 'task',
  owner_id: 't',
  name: '合同.pdf',
  media_type: 'application/pdf',
  bytes: 9,
  sha256: 'a'.repeat(64),
  person_id: 'A',
  added_at: NOW - 1000,
  ...more,
});
const attach = (id: string, more: Cells = {}) => a.insert('attachment', id, 'person:A', aFile(more));
const change = async (
  laptop: Laptop,
  table: 'task' | 'assignment' | 'attachment',
  id: string,
  scope: string,
  cells: Cells,
) => laptop.push({ table, id, scope, cells, base: await laptop.base(table, id) });
/** Names of the files that a person has on the copy of the task. */
const filesOf = async (person: string): Promise<unknown[]> =>
  (await kit.rows('attachment'))
    .filter((row) => row['owner_id'] === assignmentId('t', person) && row['scope'] === `person:${person}`)
    .map((row) => row['name'])
    .sort();

describe('the files of a task that is handed over', () => {
  it('come to the delegate with it, on their own copy, as new as the offer', async () => {
    await attach('f');
    await a.insert('task', 't', 'person:A', aHandedTask());
    const [copy] = (await kit.rows('attachment')).filter((row) => row['scope'] === 'person:B');
    expect(copy).toMatchObject({ owner_kind: 'task', owner_id: assignmentId('t', 'B'), name: '合同.pdf' });
    expect(copy).toMatchObject({ sha256: 'a'.repeat(64), person_id: 'A', added_at: NOW });
  });

  it('follow what is put on the task and taken off it later', async () => {
    await a.insert('task', 't', 'person:A', aHandedTask());
    await attach('f');
    await attach('g', { name: '附件.docx' });
    expect(await filesOf('B')).toEqual(['合同.pdf', '附件.docx']);
    await change(a, 'attachment', 'f', 'person:A', { deleted: 1 });
    expect(await filesOf('B')).toEqual(['附件.docx']);
    await change(a, 'attachment', 'f', 'person:A', { deleted: 0 });
    expect(await filesOf('B')).toEqual(['合同.pdf', '附件.docx']);
  });

  it.each(['declined', 'handed_back'])(
    'leave a delegate who has %s it, and come again when asked anew',
    async (answer) => {
      await attach('f');
      await a.insert('task', 't', 'person:A', aHandedTask());
      await change(b, 'assignment', assignmentId('t', 'B'), 'person:B', { answer, answered_at: NOW + 1 });
      expect(await filesOf('B')).toEqual([]);
      await change(a, 'task', 't', 'person:A', { delegated_at: NOW + 2 });
      expect(await filesOf('B')).toEqual(['合同.pdf']);
    },
  );

  it('go to whoever is asked instead, and to nobody once it is taken back or deleted', async () => {
    await attach('f');
    await a.insert('task', 't', 'person:A', aHandedTask());
    await change(a, 'task', 't', 'person:A', { delegate_id: 'C', delegated_at: NOW + 2 });
    expect([await filesOf('B'), await filesOf('C')]).toEqual([[], ['合同.pdf']]);
    await change(a, 'task', 't', 'person:A', { delegate_id: null, delegated_at: null });
    expect(await filesOf('C')).toEqual([]);
    await change(a, 'task', 't', 'person:A', { delegate_id: 'B', delegated_at: NOW + 3 });
    await change(a, 'task', 't', 'person:A', { deleted: 1 });
    expect(await filesOf('B')).toEqual([]);
  });

  it('of somebody else’s task are not sent along by naming that task', async () => {
    await a.insert('task', 't', 'person:A', aHandedTask());
    await b.insert('attachment', 'mine', 'person:B', aFile({ person_id: 'B', name: 'x.pdf' }));
    expect(await filesOf('B')).toEqual([]);
  });
});
