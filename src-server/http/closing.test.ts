import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Store } from '../../db/server/store.ts';
import { folderObjects } from '../blobs/folder-objects.ts';
import { createServer } from '../create-server.ts';
import { aServer, type Kit } from '../../tests/support/server-kit.ts';

let kit: Kit;
beforeEach(async () => {
  kit = await aServer();
});
afterEach(() => kit.close());

it('ends a sign-in whose laptop is gone before whoever closes the server may close the store', async () => {
  let [began, goOn] = [(): void => {}, (): void => {}];
  const beginning = new Promise<void>((resolve) => (began = resolve));
  const held = new Promise<void>((resolve) => (goOn = resolve));
  const asked: string[] = [];
  let closed = false;
  // The first question of a sign-in waits; each later one would fail on a store that was closed.
  const store: Store = {
    ...kit.store,
    async query(text, params) {
      asked.push(closed ? 'too late' : 'in time');
      if (asked.length === 1) {
        began();
        await held;
      }
      return kit.store.query(text, params);
    },
  };
  const server = await createServer({
    store,
    world: { now: () => kit.now, random: () => 0.5 },
    secret: randomBytes,
    objects: folderObjects('/nonexistent'),
    log: { level: 'silent', stream: process.stderr },
  });
  asked.length = 0;
  const url = await server.app.listen({ host: '127.0.0.1', port: 0 });
  const laptop = request(`${url}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
  });
  laptop.on('error', () => {});
  laptop.end(JSON.stringify({ login: 'nobody', password: 'x', deviceName: 'x' }));
  await beginning;
  const gone = new Promise((resolve) => laptop.once('close', resolve));
  laptop.destroy();
  await gone;
  const closing = server.close().then(() => (closed = true));
  await once(server.app.server, 'close');
  goOn();
  await closing;
  expect(asked.length).toBeGreaterThan(1);
  expect(asked).not.toContain('too late');
});
