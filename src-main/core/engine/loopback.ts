import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Loopback {
  /** Where the browser is to be sent back to. */
  readonly address: string;
  /** What it brought; null where nobody came in time, or it was closed. */
  readonly answer: Promise<Readonly<Record<string, string>> | null>;
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
 * an answer with a state is taken, once; what else knocks is turned away.
 */
export function openLoopback(after: (work: () => void) => () => void): Promise<Loopback> {
  return new Promise((resolve, reject) => {
    let settle: (answer: Readonly<Record<string, string>> | null) => void = () => undefined;
    const answer = new Promise<Readonly<Record<string, string>> | null>((done) => (settle = done));
    const server = createServer((request, response) => {
      const url = URL.parse(request.url ?? '', 'http://127.0.0.1');
      if (request.method !== 'GET' || url?.pathname !== PATH || !url.searchParams.has('state')) {
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
      resolve({ address: `http://127.0.0.1:${port}${PATH}`, answer, close });
    });
  });
}
