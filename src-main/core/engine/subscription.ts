import { z } from 'zod';
import type { CommandResult } from '../../../src-shared/contract/contract.ts';
import type { DeskFailure } from '../../../src-shared/contract/errors.ts';
import { ok, type Result } from '../../../src-shared/kernel/result.ts';
import {
  renewSubscriptionResponse,
  subscriptionResponse,
} from '../../../src-shared/sync/session-requests.ts';
import { post } from '../sync/http.ts';
import { proofOf, type Session } from '../sync/session.ts';
import { SessionKeeper } from '../sync/session-keeper.ts';
import type { Account } from './account.ts';

/** Nothing of an address is kept on the laptop: it is a key to the calendar. */
export async function showSubscription(
  account: Account,
): Promise<Result<CommandResult<'subscription.show'>, DeskFailure>> {
  const answer = await asked(account, '/subscription', subscriptionResponse);
  if (!answer.ok) return answer;
  const { subscription, serverTime } = answer.value.said;
  // By this laptop's clock, so that "an hour ago" is right where the clock is wrong.
  const offset = account.engine.world.now() - serverTime;
  return ok(
    subscription && {
      since: subscription.since + offset,
      readAt: subscription.read === null ? null : subscription.read + offset,
    },
  );
}

export async function renewSubscription(
  account: Account,
): Promise<Result<CommandResult<'subscription.renew'>, DeskFailure>> {
  const answer = await asked(account, '/subscription/renew', renewSubscriptionResponse, proofOf);
  if (!answer.ok) return answer;
  const { said, server } = answer.value;
  return ok({ address: new URL(said.path, server).href });
}

export async function endSubscription(account: Account): Promise<Result<void, DeskFailure>> {
  const answer = await asked(account, '/subscription/end', z.object({}));
  return answer.ok ? ok(undefined) : answer;
}

async function asked<T>(
  { engine, network }: Account,
  path: string,
  answer: z.ZodType<T>,
  body: (session: Session) => object = () => ({}),
): Promise<Result<{ said: T; server: string }, DeskFailure>> {
  return new SessionKeeper(engine, network).ask(async (session) => {
    const { server, token } = session;
    const said = await post(network, { server, path, body: body(session), token, answer });
    return said.ok ? ok({ said: said.value, server }) : said;
  });
}
