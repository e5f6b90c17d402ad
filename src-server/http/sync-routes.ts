import type { FastifyInstance } from 'fastify';
import {
  MINIMUM_PROTOCOL,
  pullRequest,
  pushRequest,
  snapshotRequest,
  type PullResponse,
  type PushResponse,
  type SnapshotResponse,
} from '../../src-shared/sync/protocol.ts';
import type { ServerContext } from '../context.ts';
import { pull } from '../pull/pull.ts';
import { snapshot } from '../pull/snapshot.ts';
import { push } from '../push/push.ts';
import { authenticate, deviceOf } from './authenticate.ts';
import { parse, Refused } from './refuse.ts';

function current<T extends { protocol: number }>(request: T): T {
  if (request.protocol < MINIMUM_PROTOCOL) throw new Refused('TooOld');
  return request;
}

/** `POST /sync/push`, `/sync/pull` and `/sync/snapshot`; shapes in `src-shared/sync/protocol.ts`. */
export function syncRoutes(app: FastifyInstance, context: ServerContext): void {
  const { world, metrics } = context;
  const route = { onRequest: authenticate(context.store) };

  app.post('/sync/push', route, async (request): Promise<PushResponse> => {
    const message = current(parse(pushRequest, request.body));
    const result = await push(context.push, deviceOf(request), message, world.now());
    if (!result.ok) {
      const { type, ...more } = result.error;
      throw new Refused(type, more);
    }
    const told = result.value.results;
    metrics.changes.inc({ outcome: 'applied' }, message.changes.length - told.length);
    for (const { outcome } of told) metrics.changes.inc({ outcome });
    return result.value;
  });

  app.post('/sync/pull', route, async (request): Promise<PullResponse> => {
    const message = current(parse(pullRequest, request.body));
    const answer = await pull(
      {
        store: context.store,
        epoch: context.epoch,
        beyondHead: (scope, cursor, head) => {
          metrics.beyondHead.inc();
          request.log.error({ scope, cursor, head, device: deviceOf(request).id }, 'cursor beyond the head');
        },
      },
      deviceOf(request),
      message,
      world.now(),
    );
    for (const { entries } of answer.checkpoints) metrics.entries.inc({ way: 'out' }, entries.length);
    return answer;
  });

  app.post('/sync/snapshot', route, async (request): Promise<SnapshotResponse> => {
    const message = current(parse(snapshotRequest, request.body));
    const result = await snapshot(context, deviceOf(request), message, world.now());
    if (!result.ok) throw new Refused(result.error.type);
    return result.value;
  });
}
