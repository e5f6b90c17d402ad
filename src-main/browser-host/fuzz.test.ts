import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { ToCore } from '../../src-shared/contract/wire.ts';
import { startHost, type Host } from './host.ts';

let folder: string;
let host: Host;
let cookie: string;
const key = 'an-unguessable-text';
const received: ToCore[] = [];
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'semicolon-door-'));
  mkdirSync(path.join(folder, 'assets'));
  writeFileSync(path.join(folder, 'index.html'), '<title>desk</title>');
  writeFileSync(path.join(folder, '..', `${path.basename(folder)}.secret`), 'not yours');
  const started = await startHost({
    core: { connect: () => ({ receive: (message) => void received.push(message), leave: () => undefined }) },
    renderer: folder,
    port: 0,
    random: () => key,
  });
  if (!started.ok) throw new Error(started.error.type);
  host = started.value;
  cookie = (await fetch(host.url)).headers.get('set-cookie')?.split(';')[0] ?? '';
});
afterAll(async () => {
  await host.close();
  rmSync(folder, { recursive: true, force: true });
  rmSync(`${folder}.secret`, { force: true });
});

/** The first line of the answer to bytes as they are; empty where the connection was just ended. */
function throwAt(bytes: string | Buffer): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(host.port, '127.0.0.1');
    let heard = '';
    socket.on('data', (chunk) => (heard += chunk.toString('latin1')));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(heard));
    socket.end(bytes);
  });
}
const isAlive = async (): Promise<number> =>
  (await fetch(`http://127.0.0.1:${host.port}/`, { headers: { cookie } })).status;

const line = fc.string({ unit: 'binary', maxLength: 60 }).map((text) => text.replaceAll(/[\r\n]/g, ''));
const target = fc.oneof(
  line,
  fc.constantFrom(
    '//',
    '/%',
    '/%00',
    '/..%2f..%2fetc/passwd',
    `/../${'x'}`,
    '/wire',
    '*',
    'http://[',
    '/?token=%',
  ),
);

test('no request, however it is written, gets in without the cookie or ends the host', async () => {
  const method = fc.constantFrom('GET', 'HEAD', 'POST', 'OPTIONS', 'CONNECT', 'TRACE', 'x');
  await fc.assert(
    fc.asyncProperty(method, target, line, line, async (verb, where, host_, more) => {
      const own = fc.sample(fc.boolean(), 1)[0] ? `127.0.0.1:${host.port}` : host_;
      const heard = await throwAt(
        `${verb} ${where} HTTP/1.1\r\nHost: ${own}\r\nCookie: ${more}\r\nConnection: close\r\n\r\n`,
      );
      expect(heard).not.toMatch(/^HTTP\/1\.1 (200|5\d\d)/);
      expect(heard).not.toContain('not yours');
    }),
    { numRuns: 150 },
  );
  expect(await isAlive()).toBe(200);
});

test('noise on the socket, and an upgrade that is none, end their connection only', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (bytes) => {
      expect(await throwAt(Buffer.from(bytes))).not.toMatch(/^HTTP\/1\.1 (200|5\d\d)/);
    }),
    { numRuns: 40 },
  );
  const upgrade = (more: string): string =>
    `GET /wire?key=${key} HTTP/1.1\r\nHost: 127.0.0.1:${host.port}\r\nOrigin: http://127.0.0.1:${host.port}\r\nCookie: ${cookie}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n${more}\r\n`;
  for (const more of ['', 'Sec-WebSocket-Key: x\r\n', 'Sec-WebSocket-Version: 99\r\n'])
    expect(await throwAt(upgrade(more))).toMatch(/^HTTP\/1\.1 4\d\d/);
  expect(await isAlive()).toBe(200);
});

test('a tab that says what is no message is closed, and nothing of it reaches the core', async () => {
  const headers = { cookie, origin: `http://127.0.0.1:${host.port}` };
  const message = fc.oneof(
    fc.json({ maxDepth: 4 }),
    fc.string(),
    fc
      .record({
        t: fc.constantFrom('run', 'ask', 'watch', 'unwatch', 'x'),
        ref: fc.jsonValue(),
        name: fc.jsonValue(),
      })
      .map((one) => JSON.stringify(one)),
  );
  await fc.assert(
    fc.asyncProperty(message, fc.boolean(), async (text, binary) => {
      const socket = new WebSocket(`ws://127.0.0.1:${host.port}/wire?key=${key}`, { headers });
      received.length = 0;
      const code = await new Promise<number>((resolve) => {
        socket.on('error', () => undefined);
        socket.on('close', resolve);
        socket.on('open', () => {
          socket.send(Buffer.from(text), { binary });
          // A right message is no reason to close.
          socket.close(1000);
        });
      });
      expect([1000, 1003, 1005]).toContain(code);
      for (const { t, ref } of received) {
        expect(['run', 'ask', 'watch', 'unwatch']).toContain(t);
        expect(Number.isSafeInteger(ref)).toBe(true);
      }
    }),
    { numRuns: 100 },
  );
  expect(await isAlive()).toBe(200);
});
