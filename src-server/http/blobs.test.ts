import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aHandedTask } from '../../tests/support/handed-task.ts';
import { assignmentId } from '../projections/assignment-id.ts';
import { aServer, NOW, type Kit, type Laptop } from '../../tests/support/server-kit.ts';

let kit: Kit;
let [a, c]: Laptop[] = [];
beforeEach(async () => {
  kit = await aServer();
  [a, c] = [await kit.laptop('A'), await kit.laptop('C')];
});
afterEach(() => kit.close());

const bytes = Buffer.from('财务报表 2026');
const sha256 = createHash('sha256').update(bytes).digest('hex');
const put = (laptop: Laptop, name: string, payload: Buffer) =>
  kit.app.inject({
    method: 'PUT',
    url: `/blobs/${name}`,
    payload,
    headers: { authorization: `Bearer ${laptop.token}`, 'content-type': 'application/octet-stream' },
  });
const get = (laptop: Laptop, attachment: string, headers: Record<string, string> = {}) =>
  kit.app.inject({
    method: 'GET',
    url: `/blobs/${sha256}?attachment=${attachment}`,
    headers: { authorization: `Bearer ${laptop.token}`, ...headers },
  });
const aFile = (laptop: Laptop) => ({
  owner_kind: 'customer',
  owner_id: 'c1',
  name: '报表.txt',
  media_type: 'text/plain',
  bytes: bytes.length,
  sha256,
  person_id: laptop.person,
  added_at: NOW,
});
const attach = (laptop: Laptop, id: string, scope: string) =>
  laptop.insert('attachment', id, scope, aFile(laptop));

describe('the bytes of an attachment', () => {
  it('are given to whoever may see the row that names them', async () => {
    expect((await put(a!, sha256, bytes)).statusCode).toBe(201);
    await attach(a!, 'at1', 'book:joint');
    const answer = await get(await kit.laptop('B'), 'at1');
    expect([answer.statusCode, answer.rawPayload]).toEqual([200, bytes]);
    expect(answer.headers['content-disposition']).toBe('attachment');
  });

  it('are given to nobody for knowing the hash, nor through a row of one’s own scope about other bytes', async () => {
    await put(a!, sha256, bytes);
    await attach(a!, 'at1', 'book:bookA');
    expect((await get(c!, 'at1')).statusCode).toBe(404);
    expect((await get(c!, 'nothing')).statusCode).toBe(404);
  });

  it('of a task are given to its delegate, before they have answered and however late they came, until it is taken back', async () => {
    const b = await kit.laptop('B');
    await a!.insert('attachment', 'of-task', 'person:A', {
      ...aFile(a!),
      owner_kind: 'task',
      owner_id: 't',
    });
    await a!.insert('task', 't', 'person:A', aHandedTask());
    const [copy] = (await kit.rows('attachment')).filter((row) => row['scope'] === 'person:B');
    expect((await get(b, String(copy?.['id']))).statusCode).toBe(404);
    await put(a!, sha256, bytes);
    expect((await get(b, String(copy?.['id']))).rawPayload).toEqual(bytes);
    // Neither the task's own row nor a colleague who was not asked.
    expect((await get(b, 'of-task')).statusCode).toBe(404);
    expect((await get(c!, String(copy?.['id']))).statusCode).toBe(404);
    const base = await a!.base('task', 't');
    await a!.push({
      table: 'task',
      id: 't',
      scope: 'person:A',
      cells: { delegate_id: null, delegated_at: null },
      base,
    });
    expect((await get(b, String(copy?.['id']))).statusCode).toBe(404);
  });

  it('are not given for a row that pretends to be of a task that was handed over', async () => {
    const b = await kit.laptop('B');
    await put(a!, sha256, bytes);
    await attach(a!, 'at1', 'book:bookA');
    await b.insert('attachment', 'forged', 'person:B', {
      ...aFile(b),
      owner_kind: 'task',
      owner_id: assignmentId('t', 'B'),
    });
    expect((await get(b, 'forged')).statusCode).toBe(404);
  });

  it('are refused where they are not what their name says', async () => {
    const answer = await put(a!, sha256, Buffer.from('something else'));
    expect([answer.statusCode, answer.json()]).toEqual([400, { error: 'BadRequest', detail: 'WrongHash' }]);
    await attach(a!, 'at1', 'book:joint');
    expect((await get(a!, 'at1')).statusCode).toBe(404);
  });

  it('never leave their folder, whatever the name', async () => {
    expect((await put(a!, '..%2F..%2Fetc%2Fpasswd', bytes)).statusCode).toBe(400);
  });

  it('come in parts where a part is asked for', async () => {
    await put(a!, sha256, bytes);
    await attach(a!, 'at1', 'book:joint');
    const part = await get(a!, 'at1', { range: 'bytes=3-8' });
    expect([part.statusCode, part.rawPayload, part.headers['content-range']]).toEqual([
      206,
      bytes.subarray(3, 9),
      `bytes 3-8/${bytes.length}`,
    ]);
    const rest = await get(a!, 'at1', { range: 'bytes=13-' });
    expect([rest.statusCode, rest.rawPayload.toString()]).toEqual([206, '2026']);
    expect((await get(a!, 'at1', { range: 'bytes=900-' })).statusCode).toBe(416);
  });

  it('of no length are an attachment too', async () => {
    const nothing = createHash('sha256').digest('hex');
    expect((await put(a!, nothing, Buffer.alloc(0))).statusCode).toBe(201);
  });
});
