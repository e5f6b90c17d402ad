import { createHash, randomBytes } from 'node:crypto';
import type { CommandResult } from '../../../src-shared/contract/contract.ts';
import type { DeskFailure } from '../../../src-shared/contract/errors.ts';
import { isSafeServer } from '../../../src-shared/kernel/server-address.ts';
import { err, ok, type Result } from '../../../src-shared/kernel/result.ts';
import {
  beginProviderResponse,
  signInResponse,
  waysResponse,
} from '../../../src-shared/sync/session-requests.ts';
import { get, post } from '../sync/http.ts';
import type { Timers } from '../sync/network.ts';
import { earlierNumber } from '../sync/session.ts';
import { takeOver, type Account } from './account.ts';
import { openLoopback, type Loopback } from './loopback.ts';

/** How long a person may take at the bank's page. */
const PATIENCE_MS = 10 * 60_000;

/** How one may sign in at a server; one of before knows passwords only. */
export async function waysOf(
  { network }: Account,
  { server }: { server: string },
): Promise<Result<CommandResult<'session.ways'>, DeskFailure>> {
  if (!isSafeServer(server)) return err({ type: 'InsecureServer', server });
  const answer = await get(network, { server, path: '/session/ways', answer: waysResponse });
  if (!answer.ok && answer.error.type === 'ServerRefused') return ok({ passwords: true, provider: null });
  return answer;
}

/** A sign-in at the bank's own provider, in the system's browser; one at a time. */
export class ProviderSignIn {
  readonly #timers: Timers;
  #begun: { server: string; secret: string; loopback: Loopback } | null = null;

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  /** The address that the browser is to open. */
  async begin(
    { network }: Account,
    { server }: { server: string },
  ): Promise<Result<{ url: string }, DeskFailure>> {
    if (!isSafeServer(server)) return err({ type: 'InsecureServer', server });
    this.cancel();
    const loopback = await openLoopback((work) => this.#timers.after(PATIENCE_MS, work));
    const secret = randomBytes(32).toString('base64url');
    const challenge = createHash('sha256').update(secret).digest('base64url');
    const body = { challenge, returnTo: loopback.address };
    const path = '/session/provider/begin';
    const answer = await post(network, { server, path, body, token: null, answer: beginProviderResponse });
    // A page is opened only where a password could be typed as well.
    if (!answer.ok || !isSafeServer(answer.value.url)) {
      loopback.close();
      return answer.ok ? err({ type: 'SignInRefused' }) : answer;
    }
    loopback.expect(new URL(answer.value.url).searchParams.get('state'));
    this.#begun = { server, secret, loopback };
    return ok({ url: answer.value.url });
  }

  /** Waits for the browser, and asks the server who it was. `change` runs what makes the desk that person's. */
  async finish(
    account: Account,
    change: (work: () => Promise<Result<void, DeskFailure>>) => Promise<Result<void, DeskFailure>>,
  ): Promise<Result<void, DeskFailure>> {
    const begun = this.#begun;
    const brought = begun ? await begun.loopback.answer : null;
    if (!begun || !brought) return err({ type: 'SignInCancelled' });
    if (this.#begun === begun) this.#begun = null;
    const { server, secret } = begun;
    return change(async () => {
      const { engine, network, deviceName, system } = account;
      const earlier = earlierNumber(engine.sqlite);
      const body = { secret, answer: brought, deviceName, system, renews: true, ...earlier };
      const path = '/session/provider/finish';
      const answer = await post(network, { server, path, body, token: null, answer: signInResponse });
      return answer.ok
        ? takeOver(account, { server, login: answer.value.login ?? '' }, answer.value)
        : answer;
    });
  }

  cancel(): void {
    this.#begun?.loopback.close();
    this.#begun = null;
  }
}
