import { z } from 'zod';
import type { OwnDevice } from '../../../src-shared/contract/session.ts';
import type { DeskFailure } from '../../../src-shared/contract/errors.ts';
import { err, ok, type Result } from '../../../src-shared/kernel/result.ts';
import { ownDevicesResponse } from '../../../src-shared/sync/session-requests.ts';
import { post } from '../sync/http.ts';
import { proofOf } from '../sync/session.ts';
import { SessionKeeper } from '../sync/session-keeper.ts';
import type { Account } from './account.ts';

/** The person's devices as the server tells them now; nothing of it is kept here. */
export async function ownDevices(account: Account): Promise<Result<OwnDevice[], DeskFailure>> {
  const { engine, network } = account;
  const answer = await new SessionKeeper(engine, network).ask(async ({ server, token, device }) => {
    const path = '/session/devices';
    const said = await post(network, { server, path, body: {}, token, answer: ownDevicesResponse });
    return said.ok ? ok({ ...said.value, here: device }) : said;
  });
  if (!answer.ok) return answer;
  // By this laptop's clock, so that "three days ago" is right where the clock is wrong.
  const offset = engine.world.now() - answer.value.serverTime;
  return ok(
    answer.value.devices.map((line) => ({
      number: line.device,
      name: line.name,
      system: line.system,
      since: line.since + offset,
      lastSeenAt: line.seen + offset,
      here: line.device === answer.value.here,
      ended:
        line.ended === null
          ? null
          : {
              at: line.ended + offset,
              why: 'revoked',
              toldAt: line.seen > line.ended ? line.seen + offset : null,
            },
    })),
  );
}

export async function endOwnDevice(
  account: Account,
  { number }: { number: number },
): Promise<Result<void, DeskFailure>> {
  const { engine, network } = account;
  const answer = await new SessionKeeper(engine, network).ask((session) =>
    post(network, {
      server: session.server,
      path: '/session/devices/end',
      body: { device: number, ...proofOf(session) },
      token: session.token,
      answer: z.object({}),
    }),
  );
  if (!answer.ok && answer.error.type === 'ServerRefused' && answer.error.status === 404)
    return err({ type: 'NotFound', what: 'device' });
  return answer.ok ? ok(undefined) : answer;
}
