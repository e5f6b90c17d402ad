import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type {} from '@fastify/websocket';
import WebSocket from 'ws';
import { headAndBody, LONGEST_REQUEST, Said } from '../../src-shared/sync/short-way.ts';
import { aCustomer, aServer, type Kit, type Laptop } from '../../tests/support/server-kit.ts';
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

/** A greeted line of a laptop, on which it can ask. */
async function lineOf(laptop: Laptop): Promise<{
  socket: WebSocket;
  ask: (head: string, body: unknown) => Promise<Answer>;
  closed: Promise<number>;
}> {
  const socket = new WebSocket(url, `semicolon.${laptop.token}`);
  open.push(socket);
  const closed = once(socket, 'close').then(([code]) => code as number);
  await once(socket, 'message');
  const [heard, said] = [new Said(), new Said()];
  const ask = async (head: string, body: unknown): Promise<Answer> => {
    const request = Buffer.from(`${head}\n${JSON.stringify(body)}`);
    const frame = deflateRawSync(request, said.options);
    said.add(request);
    const answered = new Promise<Buffer>((resolve) => {
      socket.on('message', function listen(data: Buffer, binary: boolean) {
        if (!binary) return;
        socket.off('message', listen);
        resolve(data);
      });
    });
    socket.send(frame);
    const bytes = await answered;
    const told = inflateRawSync(bytes, heard.options);
    heard.add(told);
    const { head: status, body: text } = headAndBody(told.toString('utf8'));
    return {
      status: Number(status),
      json: JSON.parse(text) as Answer['json'],
      bytes: bytes.length + frame.length,
    };
  };
  return { socket, ask, closed };
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
