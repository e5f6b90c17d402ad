import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { aCustomer, aServer, type Kit, type Laptop } from '../../tests/support/server-kit.ts';
import { announce } from './poke-channel.ts';
import { REVOKED_CODE } from './poke-route.ts';

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

/** A connection that has had its greeting, and counts what comes after. */
async function connected(
  laptop: Laptop,
  hello: 'protocol' | 'message' = 'protocol',
): Promise<{ socket: WebSocket; next: () => Promise<unknown> }> {
  const socket = hello === 'protocol' ? new WebSocket(url, `semicolon.${laptop.token}`) : new WebSocket(url);
  open.push(socket);
  if (hello === 'message') socket.once('open', () => socket.send(laptop.token));
  const next = async (): Promise<unknown> => JSON.parse(String((await once(socket, 'message'))[0]));
  expect(await next()).toEqual({ poke: 1, asks: 1 });
  return { socket, next };
}

describe('a poke', () => {
  it.each(['protocol', 'message'] as const)(
    'reaches the laptop that holds a touched scope (token as %s)',
    async (hello) => {
      const [a, b] = [await kit.laptop('A'), await kit.laptop('B')];
      const { next } = await connected(b, hello);
      const poked = next();
      await a.insert('customer', 'c1', 'book:joint', aCustomer());
      expect(await poked).toEqual({ poke: 1 });
    },
  );

  it('does not go to those whom nothing concerns, nor to the laptop that pushed', async () => {
    const [a, b, c] = [await kit.laptop('A'), await kit.laptop('B'), await kit.laptop('C')];
    const [mine, other] = [await connected(a), await connected(c)];
    const heard: string[] = [];
    mine.socket.on('message', () => heard.push('a'));
    other.socket.on('message', () => heard.push('c'));
    const { next } = await connected(b);
    const poked = next();
    await a.insert('customer', 'c1', 'book:joint', aCustomer());
    await poked;
    expect(heard).toEqual([]);
  });

  it('follows a new right at once', async () => {
    const [c, x] = [await kit.laptop('C'), await kit.laptop('X')];
    const { next } = await connected(c);
    const poked = next();
    await x.insert('book_member', 'm9', 'bank', { book_id: 'bookA', person_id: 'C', role: 'member' });
    await poked;
    const again = next();
    await (await kit.laptop('A')).insert('customer', 'c1', 'book:bookA', aCustomer());
    expect(await again).toEqual({ poke: 1 });
  });

  it('crosses from another process at the same database', async () => {
    const { next } = await connected(await kit.laptop('B'));
    const poked = next();
    await announce(kit.store, 'another process', { scopes: ['book:joint'], people: [], except: 0 });
    expect(await poked).toEqual({ poke: 1 });
  });

  it('turns away a token that does not work, and a device that was revoked while connected', async () => {
    const stranger = new WebSocket(url, 'semicolon.nonsense');
    open.push(stranger);
    expect((await once(stranger, 'close'))[0]).toBe(REVOKED_CODE);
    const b = await kit.laptop('B');
    const { socket } = await connected(b);
    const closed = once(socket, 'close');
    await announce(kit.store, 'the command line', { scopes: [], people: [], except: 0, revoked: b.device });
    expect((await closed)[0]).toBe(REVOKED_CODE);
  });

  it('is kept for no line that closed while its token was looked up', async () => {
    const b = await kit.laptop('B');
    const { devices } = kit.store;
    const look = devices.byToken.bind(devices);
    const [asked, answer] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const lookedUp = Promise.withResolvers<void>();
    Object.assign(devices, {
      byToken: async (...of: Parameters<typeof look>) => {
        asked.resolve();
        await answer.promise;
        return look(...of).finally(() => lookedUp.resolve());
      },
    });
    const socket = new WebSocket(url, `semicolon.${b.token}`);
    open.push(socket);
    // Its own end says that it never opened.
    socket.on('error', () => {});
    await asked.promise;
    const [line] = [...kit.app.websocketServer.clients];
    const closed = once(line!, 'close');
    socket.terminate();
    await closed;
    answer.resolve();
    await lookedUp.promise;
    const { body } = await kit.app.inject({ method: 'GET', url: '/metrics' });
    expect(/^semicolon_poke_connections (\d+)$/m.exec(body)?.[1]).toBe('0');
  });
});
