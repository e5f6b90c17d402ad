import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { PushResponse, RangesResponse, SnapshotResponse } from '../../src-shared/sync/protocol.ts';
import type { ServerContext } from '../context.ts';
import { textOf } from '../pull/pull.ts';
import { answerPull, answerPush, answerRanges, answerSnapshot, type Remarks } from '../sync-requests.ts';
import { authenticate, deviceOf, hasLastingToken } from './authenticate.ts';
import { inTurn } from './in-turn.ts';
import { errorFacts, Refused } from './refuse.ts';

/** After which a laptop asks again whose last question of ranges is not answered yet. */
const ONE_BY_ONE_MS = 1_000;

/** `POST /sync/push`, `/sync/pull`, `/sync/snapshot` and `/sync/ranges`; shapes in `src-shared/sync/protocol.ts`. */
export function syncRoutes(app: FastifyInstance, context: ServerContext): void {
  const { world, metrics } = context;
  const route = { onRequest: authenticate(context.store, world) };

  app.post('/sync/push', route, async (request): Promise<PushResponse> => {
    const { changes, answer } = await answerPush(context, deviceOf(request), request.body);
    const [first] = changes;
    if (!first) return answer;
    // What it is told of earlier pushes was counted when they came.
    const results = answer.results.filter(({ n }) => n >= first.n);
    metrics.changes.inc({ outcome: 'applied' }, changes.length - results.length);
    for (const { outcome } of results) metrics.changes.inc({ outcome });
    return answer;
  });

  app.post('/sync/pull', route, async (request, reply): Promise<Buffer> => {
    const answer = await answerPull(context, deviceOf(request), request.body, remarksOn(context, request));
    for (const { entries } of answer.checkpoints) metrics.entries.inc({ way: 'out' }, entries.length);
    reply.type('application/json; charset=utf-8');
    const text = textOf({
      ...answer,
      ...(context.leaseMs === null ? {} : { lease: context.leaseMs }),
      ...(hasLastingToken(request) ? { renew: true as const } : {}),
    });
    return Buffer.from(text);
  });

  app.post('/sync/snapshot', route, (request): Promise<SnapshotResponse> =>
    answerSnapshot(context, deviceOf(request), request.body, remarksOn(context, request)),
  );

  // Sums are made of whole scopes in this process: one laptop's after another's, so that the others are served between.
  const turn = inTurn();
  app.post('/sync/ranges', route, (request): Promise<RangesResponse> => {
    const device = deviceOf(request);
    const answer = turn(device.id, () => answerRanges(context, device, request.body, context));
    if (!answer) throw new Refused('TooManyRequests', { retryAfterMs: ONE_BY_ONE_MS });
    return answer;
  });
}

const remarksOn = ({ metrics, reports }: ServerContext, request: FastifyRequest): Remarks => ({
  beyondHead: (scope, cursor, head) => {
    metrics.beyondHead.inc();
    request.log.error({ scope, cursor, head, device: deviceOf(request).id }, 'cursor beyond the head');
  },
  setBack: (decided, known) => {
    metrics.beyondHead.inc();
    request.log.error({ decided, known, device: deviceOf(request).id }, 'the database was set back');
  },
  reports,
  notDelivered: (error) => request.log.warn({ fault: errorFacts(error) }, 'delivery was not noted'),
});
