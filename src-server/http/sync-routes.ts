import type { FastifyInstance, FastifyRequest } from 'fastify';
import { scopeOf } from '../../src-shared/sync/scope.ts';
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
import { confirmDelivery } from '../projections/confirm-delivery.ts';
import { pull } from '../pull/pull.ts';
import { snapshot } from '../pull/snapshot.ts';
import { push } from '../push/push.ts';
import { authenticate, deviceOf } from './authenticate.ts';
import { errorFacts, parse, Refused } from './refuse.ts';

function current<T extends { protocol: number }>(request: T): T {
  if (request.protocol < MINIMUM_PROTOCOL) throw new Refused('TooOld');
  return request;
}

/** `POST /sync/push`, `/sync/pull` and `/sync/snapshot`; shapes in `src-shared/sync/protocol.ts`. */
export function syncRoutes(app: FastifyInstance, context: ServerContext): void {
  const { world, metrics } = context;
  const route = { onRequest: authenticate(context.store, world) };

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
    await delivered(context, request, invitationsIn(answer, deviceOf(request).person_id));
    for (const { entries } of answer.checkpoints) metrics.entries.inc({ way: 'out' }, entries.length);
    return answer;
  });

  app.post('/sync/snapshot', route, async (request): Promise<SnapshotResponse> => {
    const message = current(parse(snapshotRequest, request.body));
    const result = await snapshot(context, deviceOf(request), message, world.now());
    if (!result.ok) throw new Refused(result.error.type);
    if (message.scope === ownCalendar(deviceOf(request).person_id)) {
      const page = result.value.pages.find((one) => one.table === 'invitation');
      await delivered(context, request, page?.rows.map((row) => String(row[0])) ?? []);
    }
    return result.value;
  });
}

const ownCalendar = (personId: string): string => scopeOf('calendar', personId);

function invitationsIn(answer: PullResponse, personId: string): string[] {
  const own = answer.checkpoints.find((one) => one.scope === ownCalendar(personId));
  const entries = (own?.entries ?? []).filter((entry) => entry.table === 'invitation' && entry.op === 'put');
  return [...new Set(entries.map((entry) => entry.id))];
}

/** Notes that invitations were handed out. If that fails, the answer is right all the same: the next one notes it. */
async function delivered(
  context: ServerContext,
  request: FastifyRequest,
  ids: readonly string[],
): Promise<void> {
  try {
    await confirmDelivery(context.push, deviceOf(request).person_id, ids, context.world.now());
  } catch (error) {
    request.log.warn({ fault: errorFacts(error) }, 'delivery was not noted');
  }
}
