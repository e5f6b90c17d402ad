import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type {} from '@fastify/websocket';
import WebSocket from 'ws';
import { headAndBody, LONGEST_REQUEST, Said, TOLD } from '../../src-shared/sync/short-way.ts';
import { aCustomer, aServer, anEvent, type Kit, type Laptop } from '../../tests/support/server-kit.ts';
import { insertAccess } from '../../db/server/queries/sessions.ts';
import { hashToken, newAccessToken } from '../auth/token.ts';
import { TEST_EPOCH } from '../../tests/support/server-store.ts';

let kit: Kit;
let url: string;
const open: WebSocket[] = [];
beforeEach(async () => {
  kit = await aServer();
  await kit.app.listen({ host: '127.0.0.1', port: 0 });
  url = `ws://127.0.0.1:${(kit.app.server.address() as AddressInfo).port}/sync/poke`;
});
afterEach(async () => {
  for (const socket of open.splice(0)) socket.terminate();
  await kit.close();
});

interface Answer {
  readonly status: number;
  readonly json: Record<string, unknown>;
  readonly bytes: number;
}

interface Heard {
  /** The status of an answer, `told`, or nothing where it is a text frame. */
  readonly head: string;
  readonly body: string;
  readonly bytes: number;
}

/** A greeted line of a laptop, on which it can ask. */
async function lineOf(
  laptop: Laptop,
  token = laptop.token,
): Promise<{
  socket: WebSocket;
  ask: (head: string, body: unknown) => Promise<Answer>;
  next: () => Promise<Heard>;
  closed: Promise<number>;
}> {
  const socket = new WebSocket(url, `semicolon.${token}`);
  open.push(socket);
  const closed = once(socket, 'close').then(([code]) => code as number);
  await once(socket, 'message');
  const [heard, said] = [new Said(), new Said()];
  const frames: Heard[] = [];
  let wanted: ((frame: Heard) => void)[] = [];
  socket.on('message', (data: Buffer, binary: boolean) => {
    const text = binary ? inflateRawSync(data, heard.options) : data;
    if (binary) heard.add(text);
    const parts = binary ? headAndBody(text.toString('utf8')) : { head: '', body: text.toString('utf8') };
    const frame = { ...parts, bytes: data.length };
    const [first, ...others] = wanted;
    wanted = others;
    if (first) first(frame);
    else frames.push(frame);
  });
  const next = async (): Promise<Heard> =>
    frames.shift() ?? (await new Promise<Heard>((resolve) => wanted.push(resolve)));
  const ask = async (head: string, body: unknown): Promise<Answer> => {
    const request = Buffer.from(`${head}\n${JSON.stringify(body)}`);
    const frame = deflateRawSync(request, said.options);
    said.add(request);
    socket.send(frame);
    let answer = await next();
    while (!/^\d+$/.test(answer.head)) answer = await next();
    return {
      status: Number(answer.head),
      json: JSON.parse(answer.body) as Answer['json'],
      bytes: answer.bytes + frame.length,
    };
  };
  return { socket, ask, next, closed };
}

const pullOf = (laptop: Laptop) => ({ protocol: 2, epoch: TEST_EPOCH, cursors: laptop.cursors });

describe('a short request', () => {
  it('is answered as it is by HTTP, and what is asked again costs next to nothing', async () => {
    const a = await kit.laptop('A');
    await kit.laptop('B').then((b) => b.insert('customer', 'c1', 'book:joint', aCustomer()));
    a.cursors['book:joint'] = 0;
    const { ask } = await lineOf(a);
    const byHttp = await a.post('/sync/pull', pullOf(a));
    const first = await ask('/sync/pull', pullOf(a));
    expect([first.status, first.json]).toEqual([200, byHttp.json()]);
    const second = await ask('/sync/pull', pullOf(a));
    expect(second.json).toEqual(first.json);
    expect(second.bytes).toBeLessThan(first.bytes / 4);
  });

  it('writes, and the others are poked', async () => {
    const [a, b] = [await kit.laptop('A'), await kit.laptop('B')];
    const [mine, theirs] = [await lineOf(a), await lineOf(b)];
    const poked = once(theirs.socket, 'message');
    const change = {
      n: 1,
      tx: 1,
      table: 'customer',
      id: 'c1',
      scope: 'book:joint',
      kind: 'insert',
      cells: aCustomer(),
      clock: 1,
      base: {},
    };
    const answer = await mine.ask('/sync/push', { protocol: 2, epoch: TEST_EPOCH, changes: [change] });
    expect([answer.status, answer.json['upTo'], answer.json['results']]).toEqual([200, 1, []]);
    expect(JSON.parse(String((await poked)[0]))).toEqual({ poke: 1 });
  });

  it('is refused as it is by HTTP, and the next one is answered', async () => {
    const a = await kit.laptop('A');
    const { ask } = await lineOf(a);
    const bad = await ask('/sync/pull', { protocol: 2 });
    expect([bad.status, bad.json['error']]).toEqual([400, 'BadRequest']);
    expect((await ask('/sync/pull', pullOf(a))).status).toBe(200);
  });

  it('is asked with the newest token that was told', async () => {
    const a = await kit.laptop('A');
    const { socket, ask } = await lineOf(a);
    socket.send('nobody');
    expect((await ask('/sync/pull', pullOf(a))).status).toBe(401);
    socket.send(a.token);
    expect((await ask('/sync/pull', pullOf(a))).status).toBe(200);
  });

  it('of a device that was revoked is refused though the line is open', async () => {
    const a = await kit.laptop('A');
    const { ask } = await lineOf(a);
    await kit.store.devices.revoke(a.device, kit.now, 'revoked');
    expect((await ask('/sync/pull', pullOf(a))).status).toBe(401);
  });

  it.each([
    ['for something else', () => deflateRawSync(Buffer.from('/session\n{}'))],
    ['that is none', () => Buffer.from('no deflate')],
    ['that swells', () => deflateRawSync(Buffer.alloc(40 * LONGEST_REQUEST, 'x'))],
  ])('%s ends the line', async (_what, frame) => {
    const { socket, closed } = await lineOf(await kit.laptop('A'));
    socket.send(frame());
    expect(await closed).toBe(1008);
  });

  it('of a laptop that takes no answers ends the line, before they fill the server', async () => {
    const a = await kit.laptop('A');
    const line = await lineOf(a);
    const said = new Said();
    const frame = (): Buffer => {
      const request = Buffer.from(`/sync/pull\n${JSON.stringify(pullOf(a))}`);
      const deflated = deflateRawSync(request, said.options);
      said.add(request);
      return deflated;
    };
    const served = [...kit.app.websocketServer.clients][0]!;
    Object.defineProperty(served, 'bufferedAmount', { value: 2_000_000 });
    line.socket.send(frame());
    expect(await line.closed).toBe(1008);
  });

  it('that does not wait for the answer to the last ends the line', async () => {
    const a = await kit.laptop('A');
    const { socket, closed } = await lineOf(a);
    const frame = deflateRawSync(Buffer.from(`/sync/pull\n${JSON.stringify(pullOf(a))}`));
    for (let at = 0; at < 3; at += 1) socket.send(frame);
    expect(await closed).toBe(1008);
  });
});

describe('what happens after a short pull', () => {
  /** A laptop with a short token that has fetched everything, and what the server says to it from then on. */
  async function upToDate(person: string) {
    const laptop = await kit.laptop(person);
    return { laptop, ...(await lineUpToDate(laptop)) };
  }

  async function lineUpToDate(laptop: Laptop) {
    const token = newAccessToken(randomBytes);
    const { device, person } = laptop;
    await insertAccess(kit.store, { hash: hashToken(token), device, n: 1, expiresAt: kit.now + 60_000 });
    for (const scope of (await kit.store.grants.read(person)).keys()) laptop.cursors[scope] = 0;
    const line = await lineOf(laptop, token);
    const pull = () => ({ ...pullOf(laptop), decided: 0, made: 0 });
    for (let times = 0; times < 2; times += 1) {
      const { json } = await line.ask('/sync/pull', pull());
      for (const { scope, to } of json['checkpoints'] as { scope: string; to: number }[])
        laptop.cursors[scope] = to;
    }
    return { pull, ...line };
  }

  it('is told in place of a poke, as the next pull would be answered', async () => {
    const [a, b] = [await kit.laptop('A'), await upToDate('B')];
    for (const id of ['c1', 'c2']) {
      await a.insert('customer', id, 'book:joint', aCustomer());
      const { head, body } = await b.next();
      const { renew: _, ...asked } = (await b.laptop.post('/sync/pull', b.pull())).json<
        Record<string, unknown>
      >();
      expect([head, JSON.parse(body)]).toEqual([TOLD, asked]);
      b.laptop.cursors['book:joint']! += 1;
    }
  });

  it('is told on one line of a laptop only, however many it opens: the newest', async () => {
    const [a, b] = [await kit.laptop('A'), await upToDate('B')];
    const newer = await lineUpToDate(b.laptop);
    await a.insert('customer', 'c1', 'book:joint', aCustomer());
    expect([(await b.next()).body, (await newer.next()).head]).toEqual(['{"poke":1}', TOLD]);
  });

  it('is poked about where it is an invitation: that it arrived is for the laptop to say', async () => {
    const [a, b] = [await kit.laptop('A'), await upToDate('B')];
    await a.insert('event', 'e', 'calendar:A', anEvent('A'));
    await a.insert('attendee', 'x', 'calendar:A', {
      event_id: 'e',
      person_id: 'B',
      role: 'required',
      answer: 'needs_action',
    });
    let heard = await b.next();
    for (; heard.head === TOLD; heard = await b.next()) expect(heard.body).not.toContain('"invitation"');
    expect(heard.body).toBe('{"poke":1}');
  });

  it.each<[string, (b: Laptop) => Promise<unknown>]>([
    ['much', () => kit.load({ table: 'customer', rows: manyCustomers(101) })],
    ['to a token that is over', async () => (kit.now += 61_000)],
    ['after a write of its own', (b) => b.insert('customer', 'own', 'book:joint', aCustomer())],
    ['to a device that was revoked', (b) => kit.store.devices.revoke(b.device, kit.now, 'revoked')],
  ])('is poked about, and not told, where it is %s', async (_what, before) => {
    const [a, b] = [await kit.laptop('A'), await upToDate('B')];
    await before(b.laptop);
    await a.insert('customer', 'c1', 'book:joint', aCustomer());
    expect((await b.next()).body).toBe('{"poke":1}');
  });
});

const manyCustomers = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ id: `m${at}`, scope: 'book:joint', cells: aCustomer() }));
