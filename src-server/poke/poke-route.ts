import type { FastifyInstance } from 'fastify';
import type { WebSocket } from 'ws';
import type { ServerContext } from '../context.ts';
import { whoHolds } from '../http/authenticate.ts';
import type { Pokeable } from './poke-hub.ts';

const PREFIX = 'semicolon.';
const HEARTBEAT_MS = 30_000;
const HELLO_MS = 10_000;
/** Sent when the token does not work (any more): the laptop asks with a request what became of it. */
export const REVOKED_CODE = 4401;

/**
 * `GET /sync/poke` as a WebSocket. The token comes as the subprotocol `semicolon.<token>`, because a browser's
 * WebSocket cannot send headers, or as the first message; never in the URL, which proxies log.
 */
export function pokeRoute(app: FastifyInstance, context: ServerContext): void {
  app.get('/sync/poke', { websocket: true }, (socket: WebSocket, request) => {
    const offered = String(request.headers['sec-websocket-protocol'] ?? '').split(',');
    const named = offered.map((one) => one.trim()).find((one) => one.startsWith(PREFIX));
    socket.on('error', () => socket.terminate());
    if (named !== undefined) {
      void admit(context, socket, named.slice(PREFIX.length));
      return;
    }
    const patience = setTimeout(() => socket.close(REVOKED_CODE), HELLO_MS);
    socket.once('close', () => clearTimeout(patience));
    socket.once('message', (data: Buffer) => {
      clearTimeout(patience);
      void admit(context, socket, data.toString('utf8').slice(0, 200));
    });
  });
}

async function admit(context: ServerContext, socket: WebSocket, token: string): Promise<void> {
  try {
    const found = await whoHolds(context.store, token, context.world.now());
    if (found.state !== 'good') return socket.close(REVOKED_CODE);
    await hold(context, socket, { device: found.device.id, personId: found.device.person_id });
  } catch {
    // The database is away: the laptop polls and tries again.
    socket.close(1013);
  }
}

async function hold(
  context: ServerContext,
  socket: WebSocket,
  who: { device: number; personId: string },
): Promise<void> {
  const one: Pokeable = {
    ...who,
    poke: () => socket.send('{"poke":1}'),
    refuse: () => socket.close(REVOKED_CODE),
  };
  let alive = true;
  const heartbeat = setInterval(() => {
    if (!alive) return socket.terminate();
    alive = false;
    socket.ping();
  }, HEARTBEAT_MS);
  socket.on('pong', () => (alive = true));
  socket.once('close', () => {
    clearInterval(heartbeat);
    context.pokes.leave(one);
  });
  await context.pokes.join(one);
}
