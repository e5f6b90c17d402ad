import type { FastifyInstance } from 'fastify';
import { readEpoch } from '../../db/server/queries/meta.ts';
import type { ServerContext } from '../context.ts';
import { Refused } from './refuse.ts';

/** `/healthz` asks the database; `/metrics` is for Prometheus. */
export function operationsRoutes(app: FastifyInstance, context: ServerContext): void {
  app.get('/healthz', async () => {
    try {
      await readEpoch(context.store);
    } catch {
      throw new Refused('Unavailable', { detail: 'database' });
    }
    return { ok: true };
  });
  app.get('/metrics', async (_request, reply) => {
    context.metrics.connections.set(context.pokes.size);
    void reply.type(context.metrics.registry.contentType);
    return context.metrics.registry.metrics();
  });
}
