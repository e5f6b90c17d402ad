import type { FastifyInstance } from 'fastify';
import type { WebSocket } from 'ws';
import type { z } from 'zod';
import type { pokeMessage } from '../../src-shared/sync/protocol.ts';
import { GREETING } from '../../src-shared/sync/short-way.ts';
import type { ServerContext } from '../context.ts';
import { whoHolds } from '../http/authenticate.ts';
import { pullAhead } from '../pull/pull-ahead.ts';
import type { Pokeable } from './poke-hub.ts';
import { ShortWay } from './short-way.ts';

const PREFIX = 'semicolon.';
const HEARTBEAT_MS = 30_000;
const HELLO_MS = 10_000;
/** Sent when the token does not work (any more): the laptop asks with a request what became of it. */
export const REVOKED_CODE = 4401;
/** Bytes of answers that wait for a laptop to take them. */
const UNTAKEN_BYTES = 1_000_000;
/** A policy was violated. */
const NO_REQUEST_CODE = 1008;
const POKE = JSON.stringify({ poke: 1 } satisfies z.infer<typeof pokeMessage>);

/**
 * `GET /sync/poke` as a WebSocket. The token comes as the subprotocol `semicolon.<token>`, because a browser's
 * WebSocket cannot send headers, or as the first message; never in the URL, which proxies log. Then the server pokes, and
 * takes short requests.
 */
export function pokeRoute(app: FastifyInstance, context: ServerContext): void {
  app.get('/sync/poke', { websocket: true }, (socket: WebSocket, request) => {
    const shortWay = (token: string): ShortWay =>
      new ShortWay(app, {
        token,
        address: request.ip,
        send: (frame) => socket.send(frame, { binary: true }, () => undefined),
        ahead: (held, asked) => pullAhead(context, held, asked),
      });
    const offered = String(request.headers['sec-websocket-protocol'] ?? '').split(',');
    const named = offered.map((one) => one.trim()).find((one) => one.startsWith(PREFIX));
    socket.on('error', () => socket.terminate());
    if (named !== undefined) {
      void admit(context, socket, shortWay(named.slice(PREFIX.length)));
      return;
    }
    const patience = setTimeout(() => socket.close(REVOKED_CODE), HELLO_MS);
    socket.once('close', () => clearTimeout(patience));
    socket.once('message', (data: Buffer) => {
      clearTimeout(patience);
      void admit(context, socket, shortWay(tokenIn(data)));
    });
  });
}

const tokenIn = (data: Buffer): string => data.toString('utf8').slice(0, 200);

async function admit(context: ServerContext, socket: WebSocket, short: ShortWay): Promise<void> {
  try {
    const found = await whoHolds(context.store, short.token, context.world.now());
    if (found.state !== 'good') return socket.close(REVOKED_CODE);
    // Closed meanwhile: nothing would say so any more, and it would be held for ever.
    if (socket.readyState === socket.CLOSED) return;
    takeRequests(socket, short);
    await hold(context, socket, short, { device: found.device.id, personId: found.device.person_id });
  } catch {
    // The database is away: the laptop polls and tries again.
    socket.close(1013);
  }
}

/**
 * Binary frames are requests, others newer tokens. What is no request ends the connection: the laptop asks by HTTP then.
 * So does asking for more where the answers are not taken, which would gather here.
 */
function takeRequests(socket: WebSocket, short: ShortWay): void {
  socket.on('message', (frame: Buffer, binary: boolean) => {
    if (!binary) {
      short.token = tokenIn(frame);
      return;
    }
    if (socket.bufferedAmount > UNTAKEN_BYTES) return socket.close(NO_REQUEST_CODE);
    short.answer(frame).catch(() => socket.close(NO_REQUEST_CODE));
  });
}

/** Whether a laptop was told what is new. Where that cannot be looked up, it asks and hears why. */
const toldAhead = (short: ShortWay): Promise<boolean> => short.tell().catch(() => false);

async function hold(
  context: ServerContext,
  socket: WebSocket,
  short: ShortWay,
  who: { device: number; personId: string },
): Promise<void> {
  let word = JSON.stringify(GREETING);
  const one: Pokeable = {
    ...who,
    poke: async () => {
      // No limit counts what is told: a laptop that takes nothing, or opens many lines, hears no more than that there is something.
      const tells = socket.bufferedAmount <= UNTAKEN_BYTES && context.pokes.isNewest(one);
      if (word === POKE && tells && (await toldAhead(short))) return;
      socket.send(word, () => undefined);
      word = POKE;
    },
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
