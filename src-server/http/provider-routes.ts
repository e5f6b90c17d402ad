import type { FastifyInstance } from 'fastify';
import {
  beginProviderRequest,
  finishProviderRequest,
  type SignInResponse,
  type WaysResponse,
} from '../../src-shared/sync/session-requests.ts';
import { OidcClient } from '../auth/oidc.ts';
import { beginProvider, finishProvider, returnAddress } from '../auth/provider-sign-in.ts';
import { answerSignIn } from '../auth/answer-sign-in.ts';
import type { ServerContext } from '../context.ts';
import { parse, Refused } from './refuse.ts';

/** `/session/ways` says how one may sign in here; `/session/provider/…` does it at the bank's provider. */
export function providerRoutes(app: FastifyInstance, context: ServerContext): void {
  const { world, metrics } = context;
  const { passwords, provider } = context.ways;
  app.get('/session/ways', async (): Promise<WaysResponse> => ({
    passwords,
    provider: provider && { name: provider.name },
  }));
  if (provider === null) return;
  const client = new OidcClient(provider);
  const rateLimit = {
    max: context.limits.signIn,
    timeWindow: 60_000,
    keyGenerator: (request: { ip: string }) => request.ip,
  };

  app.post('/session/provider/begin', { config: { rateLimit } }, async (request) => {
    const begun = await beginProvider(
      context,
      client,
      parse(beginProviderRequest, request.body),
      world.now(),
    );
    if (!begun.ok) throw new Refused(begun.error.type);
    return { url: begun.value };
  });

  app.get('/session/provider/callback', { config: { rateLimit } }, async (request, reply) => {
    const query = request.query as Record<string, unknown>;
    const given = Object.entries(query).filter(
      (pair): pair is [string, string] => typeof pair[1] === 'string',
    );
    const to = await returnAddress(context, String(query['state'] ?? ''), world.now());
    if (to === null) throw new Refused('SignInRefused');
    return reply
      .header('referrer-policy', 'no-referrer')
      .redirect(`${to}?${new URLSearchParams(given).toString()}`, 303);
  });

  app.post(
    '/session/provider/finish',
    { config: { rateLimit } },
    async (request): Promise<SignInResponse> => {
      const now = world.now();
      const asked = parse(finishProviderRequest, request.body);
      const done = await finishProvider(context, client, asked, now);
      metrics.signIns.inc({ outcome: done.ok ? 'signed_in' : done.error.type });
      if (!done.ok) {
        if ('code' in done.error)
          request.log.warn({ code: done.error.code }, 'sign-in at the provider failed');
        throw new Refused(done.error.type);
      }
      return answerSignIn(context, done.value, asked.before, now);
    },
  );
}
