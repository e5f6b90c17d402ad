import type { FastifyInstance } from 'fastify';
import { readEpoch } from '../../db/server/queries/meta.ts';
import type { ServerContext } from '../context.ts';
import { Refused } from './refuse.ts';

/**
 * `/healthz`: this process lives and its database answers. `/readyz`: send it requests; no more once it was told to
 * end, so that a balancer looks elsewhere before the door closes. `/metrics` is for Prometheus.
 */
export function operationsRoutes(app: FastifyInstance, context: ServerContext): void {
  const asked = async (): Promise<{ ok: true }> => {
    try {
      await readEpoch(context.store);
    } catch {
      throw new Refused('Unavailable', { detail: 'database' });
    }
    return { ok: true };
  };
  app.get('/healthz', asked);
  app.get('/readyz', () => {
    if (context.leaving.aborted) throw new Refused('Unavailable', { detail: 'leaving' });
    return asked();
  });
  app.get('/metrics', async (_request, reply) => {
    context.metrics.connections.set(context.pokes.size);
    void reply.type(context.metrics.registry.contentType);
    return context.metrics.registry.metrics();
  });
}
