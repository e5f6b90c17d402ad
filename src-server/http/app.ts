import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import rateLimit from '@fastify/rate-limit';
import websocket from '@fastify/websocket';
import Fastify, { LogController, type FastifyInstance } from 'fastify';
import { LONGEST_REQUEST } from '../../src-shared/sync/short-way.ts';
import type { ServerContext } from '../context.ts';
import { pokeRoute } from '../poke/poke-route.ts';
import { limitKey } from './authenticate.ts';
import { deviceRoutes } from './device-routes.ts';
import { blobRoutes } from './blob-routes.ts';
import { operationsRoutes } from './operations-routes.ts';
import { providerRoutes } from './provider-routes.ts';
import { errorFacts, Refused, sendError } from './refuse.ts';
import { uploadRoutes } from './upload-routes.ts';
import type { UnderWay } from './under-way.ts';
import { sessionRoutes } from './session-routes.ts';
import { standingRoutes } from './standing-routes.ts';
import { subscriptionRoutes } from './subscription-routes.ts';
import { syncRoutes } from './sync-routes.ts';

export interface LogOptions {
  readonly level: 'silent' | 'error' | 'warn' | 'info';
  readonly stream: { write(line: string): void };
}

/** The server's certificate and its key, PEM. */
export interface Certificate {
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** A push aims at 1 MB; one long note may be more. Counted after decompression. */
const BODY_LIMIT = 4_000_000;

/** Until all of a request has come: 50 MB in one piece, as version 1 sends them, on a line of half a megabit. */
const REQUEST_MS = 15 * 60_000;
/** A connection on which nothing moves, either way. Laptops give an answer up after half of that. */
const SILENCE_MS = 2 * 60_000;

/** An empty app; its logger writes JSON lines. Requests are logged below, without their addresses and headers. */
export function createApp(
  log: LogOptions,
  { tls, trustProxy }: { tls?: Certificate | undefined; trustProxy?: string } = {},
): FastifyInstance {
  const app = Fastify({
    ...(tls ? { https: { ...tls, minVersion: 'TLSv1.2' as const } } : {}),
    logger: { level: log.level, stream: log.stream },
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_MS,
    connectionTimeout: SILENCE_MS,
    ...(trustProxy === undefined ? {} : { trustProxy }),
  });
  return app as unknown as FastifyInstance;
}

/** The server's door: every route, its limits, and one way to refuse. */
export async function addRoutes(
  app: FastifyInstance,
  context: ServerContext,
  underWay: UnderWay,
): Promise<void> {
  app.setErrorHandler((error, request, reply) => sendError(error, request, reply));
  app.setNotFoundHandler((request, reply) => sendError(new Refused('NotFound'), request, reply));
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    const seconds = reply.elapsedTime / 1000;
    context.metrics.requests.observe({ route, status: String(reply.statusCode) }, seconds);
    request.log.info({ route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'request');
  });
  await app.register(rateLimit, {
    max: context.limits.device,
    timeWindow: 60_000,
    keyGenerator: limitKey,
    allowList: (request) => ['/healthz', '/readyz', '/metrics'].includes(request.url),
    errorResponseBuilder: (_request, limit) => new Refused('TooManyRequests', { retryAfterMs: limit.ttl }),
  });
  // The lowest levels: a page of 1 MB becomes 207 kB in 4 ms at brotli 1, and 201 kB in 21 ms at 4.
  await app.register(compress, {
    encodings: ['br', 'gzip', 'deflate', 'identity'],
    threshold: 1024,
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } },
    zlibOptions: { level: 1 },
  });
  await app.register(websocket, {
    errorHandler: (error, socket, request) => {
      // What has a code is said by the line, or is no frame. Anybody can send that, so it is not logged.
      if (!('code' in error)) request.log.error({ fault: errorFacts(error) }, 'fault');
      socket.terminate();
    },
    options: {
      maxPayload: LONGEST_REQUEST,
      handleProtocols: (offered: Set<string>) => [...offered][0] ?? false,
    },
  });
  underWay.followRoutes(app);
  await app.register(async (routes) => {
    sessionRoutes(routes, context);
    deviceRoutes(routes, context);
    standingRoutes(routes, context);
    subscriptionRoutes(routes, context);
    providerRoutes(routes, context);
    syncRoutes(routes, context);
    blobRoutes(routes, context);
    uploadRoutes(routes, context);
    operationsRoutes(routes, context);
    pokeRoute(routes, context);
  });
}
