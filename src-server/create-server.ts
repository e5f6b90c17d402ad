import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Store } from '../db/server/store.ts';
import type { World } from '../src-shared/kernel/env.ts';
import { tick } from '../src-shared/sync/clock.ts';
import { GUESS_COST, type GuessCost } from './auth/password.ts';
import { newToken } from './auth/token.ts';
import { blobStore } from './blobs/blob-store.ts';
import type { ObjectStore } from './blobs/object-store.ts';
import { LIMITS, type Limits, type ServerContext, type Ways } from './context.ts';
import { addRoutes, createApp, type Certificate, type LogOptions } from './http/app.ts';
import { errorFacts } from './http/refuse.ts';
import { UnderWay } from './http/under-way.ts';
import { createMetrics } from './metrics.ts';
import { announce, hear } from './poke/poke-channel.ts';
import { PokeHub, type Poke } from './poke/poke-hub.ts';
import { Reports } from './pull/reports.ts';
import type { News } from './push/push.ts';
import { project } from './projections/project.ts';

export interface ServerOptions {
  readonly store: Store;
  readonly world: World;
  readonly secret: (bytes: number) => Buffer;
  readonly objects: ObjectStore;
  readonly log: LogOptions;
  readonly limits?: Limits;
  /** Addresses or networks of proxies that are believed when they say whom a request comes from. */
  readonly trustProxy?: string;
  readonly leaseMs?: number | null;
  readonly accessMs?: number;
  readonly ways?: Ways;
  readonly guessCost?: GuessCost;
  readonly tls?: Certificate | undefined;
}

const IDLE_MS = 100;
/** Then the store is closed, whatever still wants it. */
const PATIENCE_MS = 5_000;
const ACCESS_MS = 15 * 60_000;

export interface Server {
  readonly app: FastifyInstance;
  readonly context: ServerContext;
  /** Says at `/readyz` that it is going to end. */
  leave(): void;
  /** Answers what it is asked by now, of those too who are gone, and ends its connections; not the store. */
  close(): Promise<void>;
}

/** A server on an open store, not listening yet. */
export async function createServer(options: ServerOptions): Promise<Server> {
  const { store, world } = options;
  const app = createApp(options.log, options);
  const log = app.log;
  const self = randomUUID();
  const metrics = createMetrics({ process: true });
  const pokes = new PokeHub(async (personId) => new Set((await store.grants.read(personId)).keys()));
  const leaving = new AbortController();
  const underWay = new UnderWay();
  let last = 0;

  const committed = (news: News): void => {
    metrics.entries.inc({ way: 'in' }, news.entries);
    void underWay.follow(tell({ scopes: [...news.scopes], people: news.people, except: news.except }));
  };
  // What was committed stands, whether the others hear of it now or at their next poll.
  const tell = async (poke: Poke): Promise<void> => {
    await Promise.all([
      pokes.tell(poke).catch((error: unknown) => log.warn({ fault: errorFacts(error) }, 'poke failed')),
      store.kind === 'pglite'
        ? undefined
        : announce(store, self, poke).catch((error: unknown) =>
            log.warn({ fault: errorFacts(error) }, 'announce failed'),
          ),
    ]);
  };
  const epoch = await store.meta.epoch();
  const refreshKey = await store.meta.refreshKey(newToken(options.secret));
  const context: ServerContext = {
    store,
    epoch,
    world,
    secret: options.secret,
    objects: options.objects,
    blobs: blobStore(options.objects),
    log,
    metrics,
    pokes,
    tell,
    refreshKey,
    accessMs: options.accessMs ?? ACCESS_MS,
    guessCost: options.guessCost ?? GUESS_COST,
    ways: options.ways ?? { passwords: true, provider: null },
    limits: options.limits ?? LIMITS,
    leaseMs: options.leaseMs ?? null,
    reports: new Reports(),
    leaving: leaving.signal,
    push: {
      store,
      epoch,
      stamp: () => (last = tick(last, world.now())),
      project,
      committed,
      poisoned: (device, n, error) => {
        metrics.poison.inc();
        log.error({ device, n, fault: errorFacts(error) }, 'poison');
      },
    },
  };
  await addRoutes(app, context, underWay);
  const silence = await hear(store, self, pokes);
  const close = async (): Promise<void> => {
    leaving.abort();
    await silence();
    // A connection whose request was answered after the closing began would be kept for more than a minute.
    const idle = setInterval(() => app.server.closeIdleConnections(), IDLE_MS);
    try {
      await app.close();
    } finally {
      clearInterval(idle);
    }
    await underWay.ended(PATIENCE_MS);
    // A database that is gone keeps no reports; laptops tell again.
    await context.reports.flush(store).catch(() => {});
  };
  return { app, context, leave: () => leaving.abort(), close };
}
