import { writeMeta, readMeta, readNumber } from '../../../db/client/local/meta.ts';
import { offerAgain } from '../../../db/client/local/outbox.ts';
import { err, ok, type Result } from '../../../src-shared/kernel/result.ts';
import type { PullFrom } from '../../../src-shared/sync/next-pull.ts';
import {
  PROTOCOL_VERSION,
  pushResponse,
  type PullResponse,
  type PushResponse,
} from '../../../src-shared/sync/protocol.ts';
import { signInResponse } from '../../../src-shared/sync/session-requests.ts';
import type { Engine } from '../engine/engine.ts';
import { post, type Call, type NetFailure } from './http.ts';
import type { Log } from './log.ts';
import type { Network } from './network.ts';
import {
  beginEpoch,
  earlierNumber,
  proofOf,
  readSession,
  rememberSession,
  settleEarlier,
} from './session.ts';
import type { SessionKeeper } from './session-keeper.ts';
import type { ShortWay } from './short-way.ts';

export type Step<T> = Promise<Result<T, NetFailure | { type: 'SignedOut' }>>;

/** So far the time here may be from the server's, as it was told last. */
const FRESH_MS = 1_000;
/** How often a laptop is given another number between two starts: more would be a fault. */
const SEPARATIONS = 5;

/** How far a server has decided what this laptop sent. */
interface Decided {
  /** The newest change of the outbox that it knows. */
  readonly id: number;
  readonly answer: PushResponse;
}

interface Ways {
  readonly network: Network;
  readonly sessions: SessionKeeper;
  readonly short: Pick<ShortWay, 'told'>;
  readonly log: Log;
}

/**
 * A request in this laptop's name, and what any answer may say beside what was asked: that the token is over, what time
 * it is, that the server began anew, or that somebody else uses this laptop's number.
 */
export class ServerLine {
  readonly engine: Engine;
  readonly sessions: SessionKeeper;
  readonly log: Log;
  readonly #network: Network;
  readonly #short: Pick<ShortWay, 'told'>;
  #separations = 0;
  /** This laptop got another number since it was last looked: who listens for pokes listens under the old one. */
  separated = false;
  /** Batches that went out: what was read before one is older than what the server decides about it. */
  sent = 0;

  constructor(engine: Engine, { network, sessions, short, log }: Ways) {
    this.engine = engine;
    this.#network = network;
    this.#short = short;
    this.sessions = sessions;
    this.log = log;
  }

  async post<T extends { serverTime: number }>(
    path: string,
    body: unknown,
    answer: Call<T>['answer'],
  ): Step<T> {
    let before = 0;
    const result = await this.sessions.ask(({ server, token }) => {
      before = this.engine.world.now();
      return post(this.#network, { server, path, body, token, answer });
    });
    if (result.ok) this.#noteTime(result.value.serverTime, before);
    return result;
  }

  /**
   * The answer to a pull that the server gave before it was asked; null where it must be asked. One that has lain here
   * says a time and a lease that were true then: it is not taken.
   */
  told(pull: PullFrom): PullResponse | null {
    const answer = this.#short.told(pull);
    if (answer === null) return null;
    const now = this.engine.world.now() + readNumber(this.engine.sqlite, 'clockOffset', 0);
    return Math.abs(answer.serverTime - now) <= FRESH_MS ? answer : null;
  }

  /** What was asked for is on its way. */
  async departed(): Promise<void> {
    await this.#network.departed?.();
  }

  /**
   * Notices a server that began anew (restored from a backup): everything is loaded again, and what it had decided
   * after the backup is offered again. True where that happened.
   */
  async settleEpoch(answer: { epoch: string }, upTo?: number): Step<boolean> {
    const { sqlite } = this.engine;
    const known = readMeta(sqlite, 'epoch');
    if (known === answer.epoch) return ok(false);
    if (known === null) {
      writeMeta(sqlite, 'epoch', answer.epoch);
      return ok(false);
    }
    this.log('new epoch', {});
    const offset = readNumber(sqlite, 'outboxOffset', 0);
    const asked = upTo === undefined ? await this.decided(answer.epoch) : ok({ id: upTo + offset });
    if (!asked.ok) return asked;
    this.engine.apply(['outbox', 'sync'], () => {
      beginEpoch(sqlite, answer.epoch);
      offerAgain(sqlite, asked.value.id);
    });
    return ok(true);
  }

  /** How far the server says that it has decided, asked with an empty push. */
  async decided(epoch: string): Step<Decided> {
    const offset = readNumber(this.engine.sqlite, 'outboxOffset', 0);
    const body = { protocol: PROTOCOL_VERSION, epoch, changes: [] };
    const asked = await this.post('/sync/push', body, pushResponse);
    return asked.ok ? ok({ id: asked.value.upTo + offset, answer: asked.value }) : asked;
  }

  /**
   * A copy of this laptop (or this laptop, before it was set back to an older state) uses its number. It gets one of its
   * own; what the copy has sent of what waits here is not sent again. True: there may be more to send.
   */
  async separate(): Step<boolean> {
    const { sqlite } = this.engine;
    const session = readSession(sqlite);
    if (!session) return err({ type: 'SignedOut' });
    this.#separations += 1;
    if (this.#separations > SEPARATIONS) return err({ type: 'Forked' });
    const answer = await this.post(
      '/session/fork',
      { ...earlierNumber(sqlite), ...proofOf(session) },
      signInResponse,
    );
    if (!answer.ok) return answer;
    this.separated = true;
    this.log('separated', { from: session.device, device: answer.value.device });
    const login = readMeta(sqlite, 'login') ?? '';
    const now = this.engine.world.now();
    this.engine.apply(['outbox', 'sync', 'settings'], (rows) => {
      settleEarlier(rows, answer.value);
      rememberSession(sqlite, { server: session.server, login, answer: answer.value, now });
      writeMeta(sqlite, 'separatedAt', String(now));
    });
    return ok(true);
  }

  /** Stamps are made in the server's time; half the way of the request is taken off. */
  #noteTime(serverTime: number, before: number): void {
    const now = this.engine.world.now();
    const offset = Math.round(serverTime - (before + now) / 2);
    const known = readNumber(this.engine.sqlite, 'clockOffset', 0);
    if (Math.abs(offset - known) > FRESH_MS) writeMeta(this.engine.sqlite, 'clockOffset', String(offset));
  }
}
