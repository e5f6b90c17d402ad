import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import type { DeskFailure } from '../../src-shared/contract/errors.ts';
import type { ToCore } from '../../src-shared/contract/wire.ts';
import { contentPolicy } from '../../src-shared/kernel/content-policy.ts';
import { err, ok, type Result } from '../../src-shared/kernel/result.ts';
import type { Gate } from '../core/lock/gate.ts';
import { Door, isOwnHost, isOwnOrigin } from './door.ts';
import { enteringPage, usedPage } from './pages.ts';
import { staticFile } from './static-files.ts';

export interface HostOptions {
  readonly core: Pick<Gate, 'connect'>;
  /** Folder of the built renderer. */
  readonly renderer: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** Unguessable text. */
  readonly random: () => string;
}

export interface Host {
  readonly port: number;
  /** The address with the one-time token. */
  readonly url: string;
  close(): Promise<void>;
}

/** Attachments travel as base64 within one message. */
const MAX_MESSAGE_BYTES = 100_000_000;

/** Serves the desk on loopback: the built renderer, and the core behind a WebSocket at `/wire`. */
export async function startHost(options: HostOptions): Promise<Result<Host, DeskFailure>> {
  const server = createServer();
  const listening = await listen(server, options.port);
  if (!listening.ok) return listening;
  const port = listening.value;
  const door = new Door(port, options.random);
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    void respond({ door, port, renderer: options.renderer }, request, response);
  });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES });
  server.on('upgrade', (request, socket, head) => {
    const own = isOwnHost(request.headers.host, port) && isOwnOrigin(request.headers.origin, port);
    if (!own || !door.admitsWire(request.url, request.headers.cookie)) {
      // Nobody else listens on this socket: a stranger who hangs up before the answer must not end the desk.
      socket.on('error', () => socket.destroy());
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) => serve(options.core, opened));
  });
  const close = async (): Promise<void> => {
    for (const client of sockets.clients) client.terminate();
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return ok({ port, url: `http://127.0.0.1:${port}/?token=${door.token}`, close });
}

function listen(server: Server, port: number): Promise<Result<number, DeskFailure>> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(err({ type: 'PortTaken', port }));
      else reject(error);
    });
    server.listen(port, '127.0.0.1', () => resolve(ok((server.address() as AddressInfo).port)));
  });
}

interface Site {
  readonly door: Door;
  readonly port: number;
  readonly renderer: string;
}

async function respond(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  for (const [name, value] of Object.entries(headers(site.port))) response.setHeader(name, value);
  if (!isOwnHost(request.headers.host, site.port)) return finish(response, 403, 'text/plain', 'Forbidden');
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return finish(response, 405, 'text/plain', 'Method Not Allowed');
  // A target such as `//` is no address, and anybody's page can ask for it.
  const url = URL.parse(request.url ?? '/', `http://127.0.0.1:${site.port}`);
  if (!url) return finish(response, 400, 'text/plain', 'Bad Request');
  const token = url.searchParams.get('token');
  const known = site.door.admits(request.headers.cookie);
  // A look ahead by a mail program or chat is no visit: only GET uses the token up.
  if (token !== null && url.pathname === '/' && request.method === 'GET') {
    const entered = known ? null : site.door.exchange(token);
    if (!known && entered === null) return finish(response, 403, 'text/html; charset=utf-8', usedPage());
    if (entered !== null) response.setHeader('set-cookie', entered.cookie);
    return finish(response, 200, 'text/html; charset=utf-8', enteringPage(entered?.key ?? null));
  }
  if (!known) return finish(response, 403, 'text/html; charset=utf-8', usedPage());
  const file = await staticFile(site.renderer, url.pathname);
  // Browsers ask for it whether a page names one or not.
  if (!file && url.pathname === '/favicon.ico') return finish(response, 204, 'image/x-icon', '');
  if (!file) return finish(response, 404, 'text/plain', 'Not Found');
  if (file.lasting) response.setHeader('cache-control', 'private, max-age=31536000, immutable');
  finish(response, 200, file.type, request.method === 'HEAD' ? '' : file.bytes);
}

function finish(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  response.writeHead(status, { 'content-type': type });
  response.end(body);
}

function headers(port: number): Record<string, string> {
  return {
    'content-security-policy': contentPolicy([`ws://127.0.0.1:${port}`, `ws://localhost:${port}`]),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  };
}

/** One tab: its messages to the core, the core's to it. A tab that says what is no message is closed. */
function serve(core: Pick<Gate, 'connect'>, socket: WebSocket): void {
  const session = core.connect((message) => socket.send(JSON.stringify(message)));
  socket.on('message', (data: Buffer) => {
    const message = toCore(data);
    if (message) session.receive(message);
    else socket.close(1003);
  });
  socket.on('close', () => session.leave());
  socket.on('error', () => socket.terminate());
}

function toCore(data: Buffer): ToCore | null {
  let value: unknown;
  try {
    value = JSON.parse(data.toString('utf8'));
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const { t, ref, name } = value as { t?: unknown; ref?: unknown; name?: unknown };
  if (typeof ref !== 'number' || !Number.isSafeInteger(ref)) return null;
  if (t === 'unwatch') return { t, ref };
  if ((t !== 'run' && t !== 'ask' && t !== 'watch') || typeof name !== 'string') return null;
  return { t, ref, name, input: (value as { input?: unknown }).input };
}
