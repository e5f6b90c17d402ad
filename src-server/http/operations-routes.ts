import type { FastifyInstance } from 'fastify';
import type { ServerContext } from '../context.ts';
import { Refused } from './refuse.ts';

/** `/healthz` asks the database; `/metrics` is for Prometheus. */
export function operationsRoutes(app: FastifyInstance, context: ServerContext): void {
  app.get('/healthz', async () => {
    try {
      await context.store.query('SELECT 1 AS one', []);
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
