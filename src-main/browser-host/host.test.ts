import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { FromCore, ToCore } from '../../src-shared/contract/wire.ts';
import { startHost, type Host } from './host.ts';

let folder: string;
let host: Host;
let received: ToCore[];
let left: number;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'semicolon-host-'));
  mkdirSync(path.join(folder, 'renderer/assets'), { recursive: true });
  writeFileSync(path.join(folder, 'renderer/index.html'), '<title>desk</title>');
  writeFileSync(path.join(folder, 'renderer/assets/app.js'), 'export {};');
  writeFileSync(path.join(folder, 'secret.txt'), 'not yours');
  received = [];
  left = 0;
  let secrets = 0;
  const started = await startHost({
    core: {
      connect: (send: (message: FromCore) => void) => ({
        receive: (message) => {
          received.push(message);
          send({ t: 'done', ref: message.ref, result: { ok: true, value: '好' } });
        },
        leave: () => {
          left += 1;
        },
      }),
    },
    renderer: path.join(folder, 'renderer'),
    port: 0,
    random: () => `secret-${(secrets += 1)}-of-this-host`,
  });
  if (!started.ok) throw new Error(JSON.stringify(started.error));
  host = started.value;
});
afterEach(async () => {
  await host.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: string;
}

/** Over `http` itself: `fetch` would not let a test lie about its Host. */
function get(to: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port: host.port, path: to, method, headers }, (response) => {
      let body = '';
      response.on('data', (chunk) => (body += String(chunk)));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    });
    call.on('error', reject);
    call.end();
  });
}

let key: string;
async function enter(): Promise<string> {
  const { pathname, search } = new URL(host.url);
  const { headers, body } = await get(pathname + search);
  key = /url=\/#key=([\w-]+)"/.exec(body)?.[1] ?? '';
  return String(headers['set-cookie']).split(';')[0]!;
}

/** Opens the wire; resolves to the answer to one question, or to the status with which it was refused. */
function ask(
  headers: Record<string, string>,
  message = '{"t":"ask","ref":7,"name":"session.state","input":{}}',
): Promise<unknown> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${host.port}/wire?key=${key}`, { headers });
    socket.on('open', () => socket.send(message));
    socket.on('message', (data: Buffer) => {
      resolve(JSON.parse(data.toString()));
      socket.close();
    });
    socket.on('close', (code) => resolve(code));
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode));
    socket.on('error', () => undefined);
  });
}

describe('the printed address', () => {
  test('lets in once, with a cookie that scripts and other sites do not get', async () => {
    const { pathname, search } = new URL(host.url);
    const first = await get(pathname + search);
    expect(first.status).toBe(200);
    expect(first.headers['set-cookie']?.[0]).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/);
    const second = await get(pathname + search);
    expect(second.status).toBe(403);
    expect(second.headers['set-cookie']).toBeUndefined();
  });

  test('is not used up by a look ahead that only asks for the head', async () => {
    const { pathname, search } = new URL(host.url);
    await get(pathname + search, {}, 'HEAD');
    expect(await enter()).toContain('secret');
  });

  test('used a second time shows one page in both languages that says how to get a new one', async () => {
    await enter();
    const { pathname, search } = new URL(host.url);
    const { body } = await get(pathname + search);
    expect(body).toContain('这个链接已经用过');
    expect(body).toContain('This link was used already');
    expect(body.match(/npm start/g)).toHaveLength(2);
  });

  test('opened again in the browser that has the cookie leads to the desk', async () => {
    const cookie = await enter();
    const { pathname, search } = new URL(host.url);
    expect((await get(pathname + search, { cookie })).status).toBe(200);
  });
});

describe('the pages', () => {
  test('are for those who came in by the address, several tabs at once', async () => {
    expect((await get('/')).status).toBe(403);
    const cookie = await enter();
    expect((await get('/', { cookie })).body).toBe('<title>desk</title>');
    expect((await get('/assets/app.js', { cookie })).headers['content-type']).toMatch(/^text\/javascript/);
  });

  test('carry a policy that allows nothing inline and nothing from elsewhere', async () => {
    const policy = String((await get('/')).headers['content-security-policy']);
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
    expect(policy.replace("style-src-attr 'unsafe-inline'", '')).not.toMatch(/unsafe|https:|\*/);
  });

  test('of the folder are all there is', async () => {
    const cookie = await enter();
    for (const to of [
      '/../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%2fsecret.txt',
      '/assets/%00.js',
      '/%E0%A4%A',
      '/none.js',
    ]) {
      expect((await get(to, { cookie })).status).toBe(404);
    }
  });

  test('go on being served after a target that is no address, which needs no cookie to be sent', async () => {
    for (const to of ['//', '///', '//[', 'http://']) expect((await get(to)).status).toBe(400);
    expect((await get('/', { cookie: await enter() })).status).toBe(200);
  });

  test('are not given under another name (DNS rebinding), nor for another method', async () => {
    const cookie = await enter();
    expect((await get('/', { cookie, host: `evil.example:${host.port}` })).status).toBe(403);
    expect((await get('/', { cookie }, 'POST')).status).toBe(405);
  });
});

describe('the wire', () => {
  test('carries messages between a tab and the core, and ends with the tab', async () => {
    const cookie = await enter();
    const origin = `http://127.0.0.1:${host.port}`;
    expect(await ask({ cookie, origin })).toEqual({ t: 'done', ref: 7, result: { ok: true, value: '好' } });
    expect(received).toEqual([{ t: 'ask', ref: 7, name: 'session.state', input: {} }]);
    await expect.poll(() => left).toBe(1);
  });

  test('is closed to pages from elsewhere, to other names, and without the cookie', async () => {
    const cookie = await enter();
    const origin = `http://127.0.0.1:${host.port}`;
    expect(await ask({ cookie, origin: 'http://evil.example' })).toBe(403);
    expect(await ask({ cookie })).toBe(403);
    expect(await ask({ cookie, origin, host: 'evil.example' })).toBe(403);
    expect(await ask({ origin })).toBe(403);
    expect(await ask({ origin, cookie: cookie.replace(/=.*/, '=guess') })).toBe(403);
    expect(received).toEqual([]);
  });

  test('is closed to whoever has the cookie alone, which a browser gives to every port of this machine', async () => {
    const cookie = await enter();
    const { pathname, search } = new URL(host.url);
    const { body } = await get(pathname + search, { cookie });
    expect(body).not.toContain(key);
    for (const guess of ['', 'guess', cookie.split('=')[1]!]) {
      key = guess;
      expect(await ask({ cookie, origin: `http://127.0.0.1:${host.port}` })).toBe(403);
    }
    expect(received).toEqual([]);
  });

  test('is closed when what comes is no message', async () => {
    const cookie = await enter();
    const origin = `http://127.0.0.1:${host.port}`;
    for (const bad of ['nonsense', '{"t":"run","ref":"x"}', '{"t":"explode","ref":1,"name":"x"}', '[]']) {
      expect(await ask({ cookie, origin }, bad)).toBe(1003);
    }
    expect(received).toEqual([]);
  });

  test('goes on after a stranger who knocks and hangs up before being refused', async () => {
    for (let knock = 0; knock < 20; knock += 1) {
      const stranger = connect(host.port, '127.0.0.1');
      await once(stranger, 'connect');
      stranger.write(
        `GET /wire HTTP/1.1\r\nHost: evil.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
      );
      await new Promise((written) => setImmediate(written));
      stranger.resetAndDestroy();
      await once(stranger, 'close');
    }
    expect((await get('/', { cookie: await enter() })).status).toBe(200);
  });
});
