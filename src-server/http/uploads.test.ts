import { createHash, randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aServer, NOW, type Kit, type Laptop } from '../../tests/support/server-kit.ts';
import { UPLOAD_LIMITS } from '../blobs/upload-rules.ts';

let kit: Kit;
let url: string;
let [a, b, c]: Laptop[] = [];
beforeEach(async () => {
  kit = await aServer({ limits: { uploads: { ...UPLOAD_LIMITS, open: 3, dayBytes: 3_000_000 } } });
  [a, b, c] = [await kit.laptop('A'), await kit.laptop('B'), await kit.laptop('C')];
  url = await kit.app.listen({ port: 0, host: '127.0.0.1' });
});
afterEach(() => kit.close());

const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const BYTES = Buffer.from('财务报表 2026');

const attach = (laptop: Laptop, id: string, scope: string, bytes: Buffer = BYTES) =>
  laptop.insert('attachment', id, scope, {
    owner_kind: 'customer', owner_id: 'c1', name: '报表.txt', media_type: 'text/plain',
    bytes: bytes.length, sha256: sha256Of(bytes), person_id: laptop.person, added_at: NOW,
  }); // prettier-ignore

const send = (laptop: Laptop, method: string, path: string, headers: object = {}, body?: Buffer) =>
  fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${laptop.token}`, 'tus-resumable': '1.0.0', ...headers },
    ...(body ? { body: new Uint8Array(body) } : {}),
  });

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const begin = (laptop: Laptop, id: string, bytes: Buffer = BYTES, claimed = bytes.length) =>
  send(laptop, 'POST', '/blobs/uploads', {
    'upload-length': String(claimed),
    'upload-metadata': `attachment ${base64(id)},sha256 ${base64(sha256Of(bytes))}`,
  });
const begun = async (...args: Parameters<typeof begin>): Promise<string> => {
  const answer = await begin(...args);
  expect(answer.status).toBe(201);
  return answer.headers.get('location')!;
};
const patch = (laptop: Laptop, at: string, offset: number, bytes: Buffer) =>
  send(
    laptop,
    'PATCH',
    at,
    { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
    bytes,
  );
const offsetOf = async (laptop: Laptop, at: string): Promise<string | number> => {
  const answer = await send(laptop, 'HEAD', at);
  return answer.headers.get('upload-offset') ?? answer.status;
};
const read = async (laptop: Laptop, id: string, bytes: Buffer = BYTES): Promise<number | Buffer> => {
  const answer = await send(laptop, 'GET', `/blobs/${sha256Of(bytes)}?attachment=${id}`);
  return answer.status === 200 ? Buffer.from(await answer.arrayBuffer()) : answer.status;
};
const keys = async (): Promise<string[]> => {
  const all: string[] = [];
  for await (const { key } of kit.objects.list('')) all.push(key);
  return all;
};

describe('an upload', () => {
  it('is taken for a record that its author had lost the right to when it came, from nobody else and of no other bytes', async () => {
    await (await kit.laptop('X')).remove('book_member', 'joint-B', 'bank');
    expect((await attach(b!, 'late', 'book:joint')).results).toMatchObject([
      { outcome: 'refused', kept: true },
    ]);
    expect((await begin(a!, 'late')).status).toBe(404);
    expect((await begin(b!, 'late', Buffer.from('something else'))).status).toBe(400);
    const at = await begun(b!, 'late');
    expect((await patch(b!, at, 0, BYTES)).status).toBe(204);
    // Whoever brought it sees no more of it than of its record.
    expect([await read(b!, 'late'), await read(a!, 'late')]).toEqual([404, 404]);
    const [kept] = await kit.rows('quarantine');
    const said = JSON.parse(String(kept!['cells'])) as object;
    await a!.push({
      table: 'attachment',
      id: 'late',
      scope: 'book:joint',
      kind: 'insert',
      cells: { ...said },
    });
    expect(await read(a!, 'late')).toEqual(BYTES);
    expect(await read(b!, 'late')).toBe(404);
  });

  it('goes on where it ended, and becomes the attachment’s bytes once the hash is right', async () => {
    await attach(a!, 'at1', 'book:joint');
    const at = await begun(a!, 'at1');
    expect((await patch(a!, at, 0, BYTES.subarray(0, 5))).headers.get('upload-offset')).toBe('5');
    expect(await offsetOf(a!, at)).toBe('5');
    expect(await read(b!, 'at1')).toBe(404);
    expect((await patch(a!, at, 5, BYTES.subarray(5))).status).toBe(204);
    expect(await read(b!, 'at1')).toEqual(BYTES);
    // The last answer may have been lost: it is given again.
    expect(await offsetOf(a!, at)).toBe(String(BYTES.length));
    expect((await keys()).filter((key) => key.startsWith('uploads/'))).toEqual([]);
  });

  it('keeps what came before the line was cut', async () => {
    const bytes = randomBytes(300_000);
    await attach(a!, 'at1', 'book:joint', bytes);
    const at = await begun(a!, 'at1', bytes);
    await new Promise<void>((resolve) => {
      const socket = connect(Number(new URL(url).port), '127.0.0.1', () => {
        const head = [
          `PATCH ${at} HTTP/1.1`, 'host: x', `authorization: Bearer ${a!.token}`, 'tus-resumable: 1.0.0',
          'upload-offset: 0', 'content-type: application/offset+octet-stream', `content-length: ${bytes.length}`,
        ]; // prettier-ignore
        socket.write(`${head.join('\r\n')}\r\n\r\n`);
        socket.write(bytes.subarray(0, 200_000), () => socket.destroy());
        socket.on('close', () => resolve());
      });
    });
    let offset = 0;
    await expect.poll(async () => (offset = Number(await offsetOf(a!, at)))).toBeGreaterThan(0);
    expect((await patch(a!, at, offset, bytes.subarray(offset))).status).toBe(204);
    expect(await read(b!, 'at1', bytes)).toEqual(bytes);
  });

  it('is refused where no row names the bytes, and where the person may only read it or not even that', async () => {
    expect((await begin(a!, 'at1')).status).toBe(404);
    await attach(a!, 'at1', 'book:bookA');
    expect((await begin(c!, 'at1')).status).toBe(404);
    const reader = await kit.laptop('T');
    await kit.store.query(
      `INSERT INTO "scope_grant" ("person_id", "scope", "right") VALUES ('T', 'book:bookA', 'read')`,
    );
    expect((await begin(reader, 'at1')).status).toBe(403);
    expect((await begin(a!, 'at1', BYTES, 3)).status).toBe(400);
    expect((await begin(a!, 'at1', Buffer.from('others'))).status).toBe(400);
  });

  it('belongs to the person who began it', async () => {
    await attach(a!, 'at1', 'book:joint');
    const at = await begun(a!, 'at1');
    expect((await patch(b!, at, 0, BYTES)).status).toBe(404);
    expect(await offsetOf(b!, at)).toBe(404);
    expect((await send(b!, 'DELETE', at)).status).toBe(404);
    expect((await fetch(url + at, { method: 'HEAD' })).status).toBe(401);
  });

  it('of whoever attached the file comes to its end where the right ended in between, and anybody else’s does not', async () => {
    await attach(a!, 'at1', 'book:joint');
    const [at, other] = [await begun(a!, 'at1'), await begun(b!, 'at1')];
    for (const [laptop, place] of [
      [a!, at],
      [b!, other],
    ] as const)
      await patch(laptop, place, 0, BYTES.subarray(0, 5));
    await kit.store.query(
      `DELETE FROM "scope_grant" WHERE person_id = ANY('{A,B}') AND scope = 'book:joint'`,
    );
    expect((await patch(b!, other, 5, BYTES.subarray(5))).status).toBe(404);
    expect((await patch(a!, at, 5, BYTES.subarray(5))).status).toBe(204);
    expect(await read(a!, 'at1')).toBe(404);
    expect(await read(await kit.laptop('L'), 'at1')).toEqual(BYTES);
  });

  it('of other bytes than announced leaves nothing', async () => {
    await attach(a!, 'at1', 'book:joint');
    const at = await begun(a!, 'at1');
    const other = Buffer.alloc(BYTES.length, 1);
    expect((await patch(a!, at, 0, other)).status).toBe(400);
    expect(await offsetOf(a!, at)).toBe(404);
    expect(await read(a!, 'at1')).toBe(404);
    expect(await keys()).toEqual([]);
  });

  it('takes nothing at another place than its end, nor more than was announced', async () => {
    await attach(a!, 'at1', 'book:joint');
    const at = await begun(a!, 'at1');
    expect((await patch(a!, at, 3, BYTES.subarray(3))).status).toBe(409);
    expect((await patch(a!, at, 0, Buffer.alloc(BYTES.length + 1))).status).toBe(413);
    expect(await offsetOf(a!, at)).toBe('0');
  });

  it('is too much where many are open, or where the day’s bytes are used up', async () => {
    for (const id of ['1', '2', '3', '4']) await attach(a!, id, 'book:joint');
    for (const id of ['1', '2', '3']) await begun(a!, id);
    const fourth = await begin(a!, '4');
    expect([fourth.status, await fourth.json()]).toMatchObject([429, { error: 'TooManyRequests' }]);
    const large = Buffer.alloc(2_000_000);
    await attach(b!, 'large', 'book:joint', large);
    await begun(b!, 'large', large);
    expect((await begin(b!, 'large', large)).status).toBe(429);
    expect((await send(b!, 'PUT', `/blobs/${sha256Of(large)}`, { 'content-type': 'application/octet-stream' }, large)).status).toBe(429); // prettier-ignore
  });

  it.each(['begun', 'in one piece'])(
    'and many at once are counted as one after the other: %s',
    async (way) => {
      const many = Array.from({ length: 8 }, (_, at) => Buffer.alloc(900_000, at));
      for (const [at, bytes] of many.entries()) await attach(b!, `m${at}`, 'book:joint', bytes);
      const type = { 'content-type': 'application/octet-stream' };
      const answers = await Promise.all(
        many.map((bytes, at) =>
          way === 'begun'
            ? begin(b!, `m${at}`, bytes)
            : send(b!, 'PUT', `/blobs/${sha256Of(bytes)}`, type, bytes),
        ),
      );
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
      expect(answers.filter(({ status }) => status === 429)).toHaveLength(5);
    },
  );

  it('larger than an attachment may be is refused before a byte is sent', async () => {
    expect((await begin(a!, 'at1', BYTES, 60_000_000)).status).toBe(413);
  });

  it('of no bytes is complete at once', async () => {
    const nothing = Buffer.alloc(0);
    await attach(a!, 'at1', 'book:joint', nothing);
    await begun(a!, 'at1', nothing);
    expect(await read(b!, 'at1', nothing)).toEqual(nothing);
  });

  it('that is too old is gone', async () => {
    await attach(a!, 'at1', 'book:joint');
    const at = await begun(a!, 'at1');
    kit.now += 8 * 86_400_000;
    expect(await offsetOf(a!, at)).toBe(410);
  });
});

describe('bad input', () => {
  it('is refused, and is never a fault of the server', async () => {
    await attach(a!, 'at1', 'book:joint');
    const at = await begun(a!, 'at1');
    const odd = fc.oneof(
      fc.string({ unit: fc.constantFrom('a', ' ', ',', '=', '-', '9', '%', '/', '.') }),
      fc.constantFrom('-1', '0', '1e9', '99999999999999999999', 'NaN', '../..', base64('\u0000')),
    );
    const header = fc.constantFrom('upload-length', 'upload-metadata', 'upload-offset', 'upload-defer-length', 'upload-concat', 'content-type', 'tus-resumable', 'x-http-method-override'); // prettier-ignore
    const place = fc.constantFrom('/blobs/uploads', '/blobs/uploads/', `${at}`, '/blobs/uploads/none', '/blobs/uploads/..%2F..', '/blobs/uploads/%00'); // prettier-ignore
    const method = fc.constantFrom('POST', 'PATCH', 'HEAD', 'DELETE', 'OPTIONS');
    await fc.assert(
      fc.asyncProperty(method, place, fc.dictionary(header, odd), async (how, where, headers) => {
        const answer = await send(c!, how, where, headers, how === 'HEAD' || how === 'OPTIONS' ? undefined : Buffer.from('x')); // prettier-ignore
        expect([how, where, headers, answer.status < 500]).toEqual([how, where, headers, true]);
      }),
      { numRuns: 150 },
    );
    expect(kit.logged.filter((line) => line.includes('"level":50'))).toEqual([]);
    expect(await offsetOf(a!, at)).toBe('0');
  });
});

describe('a row that names somebody else’s bytes', () => {
  it('does not lead to them, until its author has sent them too', async () => {
    await attach(a!, 'at1', 'book:bookA');
    await patch(a!, await begun(a!, 'at1'), 0, BYTES);
    await attach(c!, 'mine', 'person:C');
    expect(await read(c!, 'mine')).toBe(404);
    await patch(c!, await begun(c!, 'mine'), 0, BYTES);
    expect(await read(c!, 'mine')).toEqual(BYTES);
  });

  it('leads to them where the same person attached the file twice, and goes on leading there when it moved', async () => {
    await attach(a!, 'at1', 'book:bookA');
    await patch(a!, await begun(a!, 'at1'), 0, BYTES);
    await attach(a!, 'at2', 'book:joint');
    expect(await read(b!, 'at2')).toEqual(BYTES);
    const base = await a!.base('attachment', 'at1');
    await a!.push({
      table: 'attachment',
      id: 'at1',
      scope: 'book:bookA',
      cells: { scope: 'book:joint' },
      base,
    });
    expect(await read(b!, 'at1')).toEqual(BYTES);
  });
});
