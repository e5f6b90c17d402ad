import { readDeletionAsk, writeDeletionAsk, type DeletionAsk } from '../../../db/client/local/deletions.ts';
import { readMeta, readNumber } from '../../../db/client/local/meta.ts';
import { firstWaitingId, waitingTexts } from '../../../db/client/local/outbox.ts';
import { err, ok, type Result } from '../../../src-shared/kernel/result.ts';
import {
  MAX_PUSH_BYTES,
  MAX_PUSH_CHANGES,
  PROTOCOL_VERSION,
  pushResponse,
} from '../../../src-shared/sync/protocol.ts';
import { applyPush } from './apply-push.ts';
import { nextBatch } from './batch.ts';
import { guardDeletions, type Guarded } from './deletion-guard.ts';
import type { NetFailure } from './http.ts';
import type { ServerLine, Step } from './server-line.ts';
import { catchUp, earlierNumbers } from './session.ts';

/** What waits in the outbox goes to the server, batch by batch, each with the one transaction that takes over its answer. */
export class Sending {
  readonly #line: ServerLine;
  /** Changes in one push; less after something on the way found one too large. */
  #most = MAX_PUSH_CHANGES;
  #agreed = false;

  constructor(line: ServerLine) {
    this.#line = line;
  }

  /** The last push was answered with nothing but a number: as the server has it, so it is here. */
  get agreed(): boolean {
    return this.#agreed;
  }

  /** Sends one batch. The value says whether more waits. */
  async push(): Step<boolean> {
    const { sqlite } = this.#line.engine;
    const batch = nextBatch(waitingTexts(sqlite, MAX_PUSH_CHANGES + 1, MAX_PUSH_BYTES), this.#most);
    if (batch.length === 0) return ok(false);
    this.#agreed = false;
    const guarded = guardDeletions(sqlite, batch, this.#line.engine.world.now());
    this.#ask(guarded.ask);
    return guarded.batch.length === 0 ? ok(false) : this.#send(guarded);
  }

  async #send({ batch, confirmed }: Guarded): Step<boolean> {
    this.#line.sent += 1;
    const epoch = readMeta(this.#line.engine.sqlite, 'epoch') ?? '';
    const changes = batch.map(({ text }) => text).join(',');
    const earlier = earlierNumbers(this.#line.engine.sqlite);
    const had = earlier.length > 0 ? `,"earlier":${JSON.stringify(earlier)}` : '';
    const asked = confirmed ? ',"confirmed":true' : '';
    const body = `{"protocol":${PROTOCOL_VERSION},"epoch":${JSON.stringify(epoch)}${asked}${had},"changes":[${changes}]}`;
    const answer = await this.#line.post('/sync/push', body, pushResponse);
    if (isTooLarge(answer) && batch.length > 1) {
      // Half of it, and again, until it goes through or a single change is too much.
      this.#most = Math.ceil(batch.length / 2);
      return ok(true);
    }
    if (!answer.ok && answer.error.type === 'Forked') return this.#line.separate();
    if (!answer.ok && answer.error.type === 'ManyDeletions') {
      const { scope, deleted, of } = answer.error;
      this.#ask({ scope, deleted, of, byServer: true });
      // What was written before the deletions goes by itself next; what is sent as a whole again is asked about again.
      const { length } = guardDeletions(this.#line.engine.sqlite, batch, this.#line.engine.world.now()).batch;
      return ok(length > 0 && length < batch.length);
    }
    if (isGap(answer)) return this.#closeGap(epoch, batch[0]!.n, answer.error);
    if (!answer.ok) return answer;
    this.#most = Math.min(MAX_PUSH_CHANGES, this.#most * 2);
    const renewed = await this.#line.settleEpoch(answer.value, answer.value.upTo);
    // A server that began anew has decided nothing of this batch.
    if (!renewed.ok || renewed.value) return renewed;
    const { decided, refused } = this.#line.engine.apply(['outbox', 'sync'], (rows) =>
      applyPush(rows, answer.value),
    );
    this.#agreed = answer.value.results.length === 0;
    if (refused > 0) {
      this.#line.log('refused', { count: refused });
      this.#line.engine.emptyLog();
    }
    // An answer that decides nothing would be asked for again and again.
    return decided === 0 ? err({ type: 'ServerRefused', status: 200 }) : ok(true);
  }

  /** What the person is asked is on the screen for as long as it waits. */
  #ask(ask: DeletionAsk | null): void {
    const { sqlite } = this.#line.engine;
    if (JSON.stringify(readDeletionAsk(sqlite)) === JSON.stringify(ask)) return;
    if (ask) this.#line.log('many deletions', { scope: ask.scope, deleted: ask.deleted, of: ask.of });
    this.#line.engine.apply(['sync', 'outbox'], () => writeDeletionAsk(sqlite, ask));
  }

  /**
   * The server knows of fewer changes of this laptop than precede these: it lost them without a new epoch. They are
   * offered again; where they are not here any more, what is left is sent under a new number.
   */
  async #closeGap(epoch: string, first: number, refused: NetFailure): Step<boolean> {
    const { sqlite } = this.#line.engine;
    const decided = await this.#line.decided(epoch);
    if (!decided.ok) return decided;
    const offset = readNumber(sqlite, 'outboxOffset', 0);
    const { id } = decided.value;
    const known = id - offset;
    if (known === first - 1) return err(refused);
    this.#line.log('set back', { known, waiting: first });
    this.#line.engine.apply(['outbox', 'sync'], (rows) => catchUp(rows, decided.value));
    return firstWaitingId(sqlite) === id + 1 ? ok(true) : this.#line.separate();
  }
}

type Refused = { readonly ok: false; readonly error: Extract<NetFailure, { type: 'ServerRefused' }> };

/** The server takes no change whose number does not follow the last one that it knows. */
const isGap = (answer: Result<unknown, NetFailure | { type: 'SignedOut' }>): answer is Refused =>
  !answer.ok && answer.error.type === 'ServerRefused' && answer.error.status === 400;

const isTooLarge = (answer: Result<unknown, { type: string; status?: number }>): boolean =>
  !answer.ok && answer.error.type === 'ServerRefused' && answer.error.status === 413;
