import { err, ok, type Result } from '../../../src-shared/kernel/result.ts';
import { refreshResponse } from '../../../src-shared/sync/session-requests.ts';
import type { Engine } from '../engine/engine.ts';
import { post, type NetFailure } from './http.ts';
import type { Network } from './network.ts';
import { keepTokens, readSession, type Session } from './session.ts';

type Renewed = Result<Session, NetFailure | { type: 'SignedOut' }>;

/**
 * Keeps this laptop's token good. What the server gives for a refresh token is committed before it is used: whoever
 * dies in between, or never hears the answer, sends the old one again and is given the same.
 */
export class SessionKeeper {
  readonly #engine: Engine;
  readonly #network: Network;
  #renewing: Promise<Renewed> | null = null;

  constructor(engine: Engine, network: Network) {
    this.#engine = engine;
    this.#network = network;
  }

  /** The session, with a token that is good for a while by this laptop's clock. */
  async current(): Promise<Renewed> {
    const session = readSession(this.#engine.sqlite);
    if (!session) return err({ type: 'SignedOut' });
    const isDue = session.refresh !== null && this.#engine.world.now() >= session.renewAt;
    return isDue ? this.renew(session) : ok(session);
  }

  /** The server says that a token is over, whatever the clock here says. Those who ask at once get the same answer. */
  async renew(stale: Session): Promise<Renewed> {
    const session = readSession(this.#engine.sqlite);
    if (!session) return err({ type: 'SignedOut' });
    if (session.token !== stale.token) return ok(session);
    // A lasting one is over where it was exchanged and the answer did not come here: it is shown for it again.
    return this.#once(session, session.refresh ?? session.token);
  }

  /**
   * Asks something under a token that is good: where the server says that it is over, though the clock here does not, it
   * is renewed and asked once more.
   */
  async ask<T>(
    question: (session: Session) => Promise<Result<T, NetFailure>>,
  ): Promise<Result<T, NetFailure | { type: 'SignedOut' }>> {
    const session = await this.current();
    if (!session.ok) return session;
    const answer = await question(session.value);
    if (answer.ok || answer.error.type !== 'TokenExpired') return answer;
    const renewed = await this.renew(session.value);
    return renewed.ok ? question(renewed.value) : renewed;
  }

  /** Exchanges a lasting token of before, because the server asks for it. What goes wrong is tried again another time. */
  async renewLasting(): Promise<void> {
    const session = readSession(this.#engine.sqlite);
    if (session?.refresh === null) await this.#once(session, session.token);
  }

  #once(session: Session, given: string): Promise<Renewed> {
    this.#renewing ??= this.#exchange(session, given).finally(() => {
      this.#renewing = null;
    });
    return this.#renewing;
  }

  async #exchange(session: Session, given: string): Promise<Renewed> {
    const { sqlite, world } = this.#engine;
    const answer = await post(this.#network, {
      server: session.server,
      path: '/session/refresh',
      body: { refresh: given },
      token: null,
      answer: refreshResponse,
    });
    if (!answer.ok) return answer;
    const now = readSession(sqlite);
    if (!now) return err({ type: 'SignedOut' });
    // Somebody signed in anew while the server was thinking.
    if ((now.refresh ?? now.token) !== given) return ok(now);
    this.#engine.apply([], () => keepTokens(sqlite, answer.value, world.now()));
    const kept = readSession(sqlite);
    return kept ? ok(kept) : err({ type: 'SignedOut' });
  }
}
