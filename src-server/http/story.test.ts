import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import WebSocket from 'ws';
import type { z } from 'zod';
import { saveCredentials } from '../../db/server/queries/credentials.ts';
import { stampAt } from '../../src-shared/sync/clock.ts';
import type { PullResponse, PushResponse } from '../../src-shared/sync/protocol.ts';
import type { signInResponse } from '../../src-shared/sync/session-requests.ts';
import { aCustomer, anEvent, aServer, keptOf, NOW, type Kit } from '../../tests/support/server-kit.ts';
import { TEST_EPOCH } from '../../tests/support/server-store.ts';

/** One morning over a real connection: what a store must do for all of it to work. */
const PASSWORD = '一个足够长的密码';
let kit: Kit;
let url: string;
const sockets: WebSocket[] = [];
beforeEach(async () => {
  kit = await aServer();
  const credential = await keptOf(PASSWORD);
  await saveCredentials(kit.store, [
    { personId: 'A', login: 'a', ...credential },
    { personId: 'B', login: 'b', ...credential },
  ]);
  await kit.app.listen({ host: '127.0.0.1', port: 0 });
  url = `http://127.0.0.1:${(kit.app.server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  await kit.close();
});

async function post<T>(path: string, body: object, token?: string): Promise<T> {
  const answer = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(200);
  return (await answer.json()) as T;
}

async function signIn(login: string): Promise<string> {
  const body = { login, password: PASSWORD, deviceName: '笔记本' };
  return (await post<z.infer<typeof signInResponse>>('/session', body)).token;
}

/** The next thing that the server says to a laptop that listens. */
async function listening(token: string): Promise<() => Promise<unknown>> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/sync/poke`, `semicolon.${token}`);
  sockets.push(socket);
  const next = async (): Promise<unknown> => JSON.parse(String((await once(socket, 'message'))[0]));
  await next();
  return next;
}

const sent = (n: number, table: string, id: string, scope: string, cells: object) => ({
  ...{ n, tx: n, table, id, scope, cells, kind: 'insert' as const, base: {}, clock: stampAt(NOW) + n },
});

it('a morning of two laptops: signed in, pushed, poked, pulled, projected, and sent again after a lost answer', async () => {
  const [a, b] = [await signIn('a'), await signIn('b')];
  const next = await listening(b);
  const poked = next();
  const push = {
    ...{ protocol: 1, epoch: TEST_EPOCH },
    changes: [
      sent(1, 'customer', 'c1', 'book:joint', aCustomer({ name: '远山精密' })),
      sent(2, 'event', 'e1', 'calendar:A', anEvent('A', { title: '季度回顾' })),
      sent(3, 'attendee', 'e1-B', 'calendar:A', {
        ...{ event_id: 'e1', person_id: 'B', role: 'required', answer: 'needs_action' },
      }),
      sent(4, 'customer', 'c2', 'book:bookB', aCustomer()),
    ],
  };
  const answer = await post<PushResponse>('/sync/push', push, a);
  expect(answer).toMatchObject({ upTo: 4, results: [{ n: 4, outcome: 'refused' }] });
  expect(await poked).toEqual({ poke: 1 });

  const cursors = { 'book:joint': 0, 'busy:team1': 0, 'calendar:B': 0 };
  const pull = { protocol: 1, epoch: TEST_EPOCH, cursors };
  const pulled = await post<PullResponse>('/sync/pull', pull, b);
  const told = pulled.checkpoints.flatMap(({ scope, entries }) =>
    entries.map(({ table, op }) => `${scope} ${op} ${table}`),
  );
  expect(told.sort()).toEqual([
    'book:joint put customer',
    'busy:team1 put busy_block',
    'busy:team1 put busy_block',
    'calendar:B put invitation',
  ]);
  expect(await post<PushResponse>('/sync/push', push, a)).toEqual(answer);
  const again = await post<PullResponse>('/sync/pull', pull, b);
  expect(again.checkpoints).toEqual(pulled.checkpoints);
});
