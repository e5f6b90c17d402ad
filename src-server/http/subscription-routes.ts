import { timingSafeEqual } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  endSubscription,
  noteRead,
  saveSubscription,
  subscriptionByToken,
  subscriptionOf,
} from '../../db/server/queries/subscriptions.ts';
import {
  renewSubscriptionRequest,
  type RenewedSubscription,
  type SubscriptionState,
} from '../../src-shared/sync/session-requests.ts';
import { hashToken, newToken } from '../auth/token.ts';
import { feed, feedVersion, type FeedLanguage } from '../calendar/feed.ts';
import type { ServerContext } from '../context.ts';
import { authenticate, deviceOf, hasLastingToken, proveFamily } from './authenticate.ts';
import { parse, Refused } from './refuse.ts';

const HOUR = 3_600_000;
const SUFFIX = '.ics';

/**
 * `/calendar/<token>.ics`: a person's calendar for programs that can only read an address; and, for the person's own
 * laptops, making that address anew and ending it. The token is the whole right: it is shown once, kept as a hash, and
 * stands in no log.
 */
export function subscriptionRoutes(app: FastifyInstance, context: ServerContext): void {
  const { store, world } = context;
  const own = { onRequest: authenticate(store, world) };

  app.post('/subscription', own, async (request): Promise<SubscriptionState> => {
    const found = await subscriptionOf(store, deviceOf(request).person_id);
    return {
      serverTime: world.now(),
      subscription: found && { since: found.created_at, read: found.read_at },
    };
  });

  app.post('/subscription/renew', own, async (request): Promise<RenewedSubscription> => {
    const { id: device, person_id: personId } = deviceOf(request);
    const { refresh } = parse(renewSubscriptionRequest, request.body);
    if (!hasLastingToken(request)) await proveFamily(store, deviceOf(request), refresh);
    const now = world.now();
    const token = newToken(context.secret);
    await store.transaction(async (tx) => {
      await saveSubscription(tx, { personId, tokenHash: hashToken(token), now });
      await tx.meta.appendAudit({ at: now, action: 'subscription_made', personId, device });
    });
    return { path: `/calendar/${token}${SUFFIX}` };
  });

  app.post('/subscription/end', own, async (request) => {
    const { id: device, person_id: personId } = deviceOf(request);
    await store.transaction(async (tx) => {
      if (await endSubscription(tx, personId))
        await tx.meta.appendAudit({ at: world.now(), action: 'subscription_ended', personId, device });
    });
    return {};
  });

  const limit = {
    max: context.limits.calendars,
    timeWindow: 60_000,
    // By address: a guess at a token must not be counted apart from the one before.
    keyGenerator: (request: { ip: string }) => `calendar ${request.ip}`,
  };
  app.get('/calendar/:file', { config: { rateLimit: limit } }, async (request, reply) => {
    const { file } = request.params as { file: string };
    if (!file.endsWith(SUFFIX)) throw new Refused('NotFound');
    const hash = hashToken(file.slice(0, -SUFFIX.length));
    const found = await subscriptionByToken(store, hash);
    // The index finds by the hash, about which a guess says nothing; what was found is compared in constant time.
    if (!found || !timingSafeEqual(Buffer.from(found.token_hash), Buffer.from(hash)))
      throw new Refused('NotFound');
    const { lang } = request.query as { lang?: unknown };
    const language: FeedLanguage = lang === 'en' ? 'en' : 'zh';
    const { person_id: personId, created_at: createdAt } = found;
    const version = await feedVersion(store, context.epoch, { personId, createdAt, language });
    await noteRead(store, personId, world.now(), HOUR);
    void reply
      .header('etag', version.etag)
      .header('last-modified', new Date(version.modified).toUTCString())
      .header('cache-control', 'private, no-cache')
      // The address is the key: it must not travel on as a referrer, nor lie in a search engine.
      .header('referrer-policy', 'no-referrer')
      .header('x-robots-tag', 'noindex')
      .header('x-content-type-options', 'nosniff');
    if (isKnown(request, version)) return reply.code(304).send();
    void reply
      .type('text/calendar; charset=utf-8')
      .header('content-disposition', 'inline; filename="semicolon.ics"');
    return stream(request, reply, feed(store, personId, language));
  });
}

/** RFC 9110 §13.2.2: where both are sent, the tag decides. */
function isKnown(request: FastifyRequest, version: { etag: string; modified: number }): boolean {
  const { 'if-none-match': tags, 'if-modified-since': since } = request.headers;
  if (tags !== undefined) {
    const weak = (tag: string): string => tag.trim().replace(/^W\//, '');
    return tags.split(',').some((tag) => tag.trim() === '*' || weak(tag) === weak(version.etag));
  }
  return since !== undefined && Date.parse(since) >= version.modified;
}

function stream(request: FastifyRequest, reply: FastifyReply, pieces: AsyncGenerator<string>): FastifyReply {
  if (request.method === 'HEAD') {
    void pieces.return(undefined);
    return reply.send('');
  }
  return reply.send(Readable.from(pieces, { objectMode: false }));
}
