import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Loopback {
  /** Where the browser is to be sent back to. */
  readonly address: string;
  /** What it brought; null where nobody came in time, or it was closed. */
  readonly answer: Promise<Readonly<Record<string, string>> | null>;
  /** From now on an answer with this state is taken; null: with any, because the page's address names none. */
  expect(state: string | null): void;
  close(): void;
}

const PATH = '/signed-in';
const LONGEST = 200;

/** Says nothing of how it went: that shows in the desk. */
const PAGE = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>分号 · Semicolon</title></head>
<body><main><h1>请回到分号</h1><p>登录结果显示在分号里，可以关闭这个页面。</p>
<section lang="en"><h1>Go back to Semicolon</h1><p>It shows how the sign-in went. You can close this page.</p></section></main></body></html>`;

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
  connection: 'close',
};

/**
 * Waits on this machine's loopback for the browser to come back from the bank's sign-in page, as RFC 8252 has it. Only
 * an answer with the state that was sent along is taken, once. What else knocks is turned away: any page of the browser can
 * try its way through the ports, and must not end a sign-in that somebody is in the middle of.
 */
export function openLoopback(after: (work: () => void) => () => void): Promise<Loopback> {
  return new Promise((resolve, reject) => {
    let settle: (answer: Readonly<Record<string, string>> | null) => void = () => undefined;
    const answer = new Promise<Readonly<Record<string, string>> | null>((done) => (settle = done));
    let isExpected = (_state: string | null): boolean => false;
    const server = createServer((request, response) => {
      const url = URL.parse(request.url ?? '', 'http://127.0.0.1');
      const fits = request.method === 'GET' && url?.pathname === PATH;
      if (!fits || !isExpected(url.searchParams.get('state'))) {
        response.writeHead(404, { connection: 'close' }).end();
        return;
      }
      response.writeHead(200, HEADERS).end(PAGE);
      settle(Object.fromEntries([...url.searchParams].slice(0, LONGEST)));
      close();
    });
    const cancel = after(() => close());
    const close = (): void => {
      cancel();
      settle(null);
      server.close();
    };
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      const expect = (state: string | null): void => {
        isExpected = (given) => (state === null ? given !== null : given === state);
      };
      resolve({ address: `http://127.0.0.1:${port}${PATH}`, answer, expect, close });
    });
  });
}
