import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import WebSocket from 'ws';
import { aServer, type Kit, type Laptop } from '../../tests/support/server-kit.ts';
import { TEST_EPOCH } from '../../tests/support/server-store.ts';

let kit: Kit;
let a: Laptop;
let port: number;
beforeAll(async () => {
  const provider = { issuer: 'http://127.0.0.1:9', clientId: 'x', clientSecret: null, claim: 'sub', name: 'x', redirect: null }; // prettier-ignore
  kit = await aServer({ ways: { passwords: true, provider } });
  a = await kit.laptop('A');
  await kit.app.listen({ host: '127.0.0.1', port: 0 });
  port = (kit.app.server.address() as AddressInfo).port;
});
afterAll(() => kit.close());

const ENDPOINTS = [
  ['POST', '/session'],
  ['POST', '/session/handover'],
  ['POST', '/session/refresh'],
  ['POST', '/session/fork'],
  ['POST', '/session/standing'],
  ['POST', '/session/standing/handover'],
  ['POST', '/session/devices'],
  ['POST', '/session/devices/end'],
  ['POST', '/subscription'],
  ['POST', '/subscription/renew'],
  ['POST', '/subscription/end'],
  ['GET', '/session/ways'],
  ['POST', '/session/provider/begin'],
  ['POST', '/session/provider/finish'],
  ['GET', '/session/provider/callback?state=%00&code[]=x'],
  ['POST', '/sync/push'],
  ['POST', '/sync/pull'],
  ['POST', '/sync/snapshot'],
  ['POST', '/sync/ranges'],
  ['PUT', `/blobs/${'ab'.repeat(32)}`],
  ['GET', `/blobs/${'ab'.repeat(32)}?attachment=x`],
  ['POST', '/uploads'],
  ['PATCH', '/uploads/x'],
  ['HEAD', '/uploads/x'],
  ['GET', '/sync/poke'],
] as const;
/** A level of the log. */
const FAULT = 50;
const SECRET = '绝密内容';

/** Messages that nearly fit: one member of a right message is something else. */
const right = {
  protocol: 2,
  epoch: TEST_EPOCH,
  cursors: { bank: 0, 'calendar:A': 0 },
  scope: 'bank',
  login: 'a',
  password: SECRET,
  deviceName: SECRET,
  refresh: `${'f'.repeat(43)}.1.${'p'.repeat(43)}`,
  device: 2_000_000,
  challenge: 'c'.repeat(43),
  returnTo: 'http://127.0.0.1:9/signed-in',
  secret: SECRET,
  answer: { state: SECRET, code: SECRET },
  before: { device: 1, decided: 0, waiting: [] },
  changes: [
    {
      n: 1,
      tx: 1,
      table: 'customer',
      id: 'c1',
      scope: 'book:joint',
      kind: 'insert',
      cells: { name: SECRET },
      clock: 1,
      base: {},
    },
  ],
};
const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  fc.constantFrom<unknown>(
    -1,
    0.5,
    2 ** 53,
    1e308,
    '\u0000',
    '\ud800',
    "'; DROP TABLE device; --",
    '__proto__',
    'x'.repeat(5_000),
  ),
);
const nearly = fc
  .record({ at: fc.constantFrom(...Object.keys(right)), value: odd, deep: fc.boolean() })
  .map(({ at, value, deep }) => {
    const message = structuredClone(right) as Record<string, unknown>;
    if (deep) {
      const [change] = message['changes'] as Record<string, unknown>[];
      const keys = Object.keys(change!);
      change![keys[at.length % keys.length]!] = value;
    } else message[at] = value;
    return JSON.stringify(message);
  });
const body = fc.oneof(nearly, fc.json({ maxDepth: 6 }), fc.string(), fc.constant('['.repeat(20_000)));

const refusesOrAnswers = (status: number): boolean => status < 500 || status === 503;

it('no endpoint answers malformed input with a fault, and the log holds nothing of it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...ENDPOINTS),
      body,
      fc.constantFrom(
        'application/json',
        'application/octet-stream',
        'application/offset+octet-stream',
        'text/plain',
        'x',
      ),
      fc.constantFrom({}, { 'content-encoding': 'gzip' }, { 'upload-length': '-1' }, { range: 'bytes=9-1' }),
      async ([method, url], payload, type, more) => {
        const answer = await kit.app.inject({
          method,
          url,
          headers: { authorization: `Bearer ${a.token}`, 'content-type': type, ...more },
          ...(method === 'GET' || method === 'HEAD' ? {} : { payload }),
        });
        expect(refusesOrAnswers(answer.statusCode), `${method} ${url} ${answer.statusCode}`).toBe(true);
        expect(answer.body).not.toContain('    at ');
      },
    ),
    { numRuns: 400 },
  );
  const log = kit.logged.join('');
  expect(log).not.toContain(SECRET);
  expect(log).not.toContain('"fault"');
});

it('a bomb of compressed nothing is cut off at the limit', async () => {
  // The one before may have signed itself out.
  const { token } = await kit.laptop('A');
  const bomb = gzipSync(Buffer.alloc(60_000_000, 0x20));
  const answer = await kit.app.inject({
    method: 'POST',
    url: '/sync/push',
    payload: bomb,
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-encoding': 'gzip',
    },
  });
  expect(answer.statusCode).toBe(413);
});

it('whatever is said on the WebSocket, that connection ends and the server goes on', async () => {
  const frame = fc.oneof(
    fc.string({ maxLength: 300, unit: 'binary' }).map((text) => Buffer.from(text)),
    fc.uint8Array({ maxLength: 5_000 }).map((bytes) => Buffer.from(bytes)),
    fc.constantFrom(
      Buffer.alloc(0),
      Buffer.from('{"poke":1}'),
      Buffer.alloc(8_000, 'x'),
      Buffer.alloc(80_000),
    ),
  );
  const named = fc.constantFrom(
    null,
    'semicolon.',
    'semicolon.x',
    `semicolon.access.${'x'.repeat(43)}`,
    'other',
  );
  await fc.assert(
    fc.asyncProperty(
      named,
      fc.array(frame, { minLength: 1, maxLength: 4 }),
      fc.boolean(),
      async (as, frames, binary) => {
        const socket = new WebSocket(`ws://127.0.0.1:${port}/sync/poke`, as === null ? [] : [as]);
        const code = await new Promise<number>((resolve) => {
          socket.on('error', () => undefined);
          socket.on('close', resolve);
          socket.on('open', () => frames.forEach((one) => socket.send(one, { binary }, () => undefined)));
        });
        expect(code).toBeGreaterThan(1_000);
      },
    ),
    { numRuns: 60 },
  );
  expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
  // Whoever needs no token to say it would fill the log.
  expect(kit.logged.filter((line) => (JSON.parse(line) as { level: number }).level >= FAULT)).toEqual([]);
});

it('a request that never ends, and a line on which nobody speaks, are ended', () => {
  const { requestTimeout, headersTimeout, timeout } = kit.app.server;
  for (const limit of [requestTimeout, headersTimeout, timeout]) expect(limit).toBeGreaterThan(0);
});

/** Sends bytes as they are and waits until the server has had enough of them, or of nothing. */
async function throwAt(bytes: Buffer | string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let heard = '';
  socket.on('data', (chunk) => (heard += chunk.toString('latin1')));
  socket.on('error', () => undefined);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.end(bytes);
  await closed;
  return heard;
}

const HEAD = `Host: x\r\nAuthorization: Bearer nobody\r\nContent-Type: application/json\r\n`;
it.each([
  ['noise', Buffer.from(Array.from({ length: 4_000 }, (_, i) => (i * 7919) % 256))],
  ['a greeting of TLS', Buffer.from('160301020001fc0303', 'hex')],
  ['a body that ends too soon', `POST /session HTTP/1.1\r\n${HEAD}Content-Length: 500\r\n\r\n{"login"`],
  [
    'two lengths',
    `POST /session HTTP/1.1\r\n${HEAD}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}`,
  ],
  [
    'a chunk of impossible length',
    `POST /session HTTP/1.1\r\n${HEAD}Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n`,
  ],
  ['headers without end', `GET / HTTP/1.1\r\nHost: x\r\nA: ${'x'.repeat(200_000)}`],
  ['a path that leaves', 'GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
  [
    'a WebSocket that is none',
    'GET /sync/poke HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
  ],
])('%s on the socket ends that connection, never the server', async (_what, bytes) => {
  expect(await throwAt(bytes)).not.toMatch(/^HTTP\/1\.1 (200|500)/);
  expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
});
