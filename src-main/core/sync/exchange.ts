import { allAside, forgetAside, type AsideRow } from '../../../db/client/local/aside.ts';
import { readDeletionAsk, writeDeletionAsk, type DeletionAsk } from '../../../db/client/local/deletions.ts';
import { exportsTold, waitingExports } from '../../../db/client/local/exports.ts';
import { readMeta, readNumber, writeMeta } from '../../../db/client/local/meta.ts';
import { firstWaitingId, offerAgain, ownNumbers, waitingTexts } from '../../../db/client/local/outbox.ts';
import { allScopes, scopeRow, setScope, type ScopeRow } from '../../../db/client/local/scopes.ts';
import { offerFilesAgain } from '../../../db/client/local/uploads.ts';
import { ownScopes } from '../../../db/client/queries/own-scopes.ts';
import { err, ok, type Result } from '../../../src-shared/kernel/result.ts';
import {
  MAX_PULL_EXPORTS,
  MAX_PUSH_CHANGES,
  PROTOCOL_VERSION,
  pullResponse,
  pushResponse,
  rangesResponse,
  signInResponse,
  snapshotResponse,
  type PullResponse,
  type SnapshotResponse,
} from '../../../src-shared/sync/protocol.ts';
import { byPriority, type Scope } from '../../../src-shared/sync/scope.ts';
import type { Engine } from '../engine/engine.ts';
import { partsOfPages, partsOfPull } from './answer-parts.ts';
import { applyAround } from './apply-around.ts';
import { applyPull, type Pulled } from './apply-pull.ts';
import { applyPush } from './apply-push.ts';
import { applySnapshot } from './apply-snapshot.ts';
import { nextBatch } from './batch.ts';
import { guardDeletions, type Guarded } from './deletion-guard.ts';
import { post, type Call, type NetFailure } from './http.ts';
import { renewLease } from './lease.ts';
import type { Network } from './network.ts';
import { Repair } from './repair.ts';
import { SumReport } from './sum-report.ts';
import {
  beginEpoch,
  earlierNumber,
  proofOf,
  readSession,
  rememberSession,
  settleEarlier,
  type Session,
} from './session.ts';
import type { SessionKeeper } from './session-keeper.ts';

export type Log = (event: string, fields: Readonly<Record<string, string | number | boolean>>) => void;
type Step<T> = Promise<Result<T, NetFailure | { type: 'SignedOut' }>>;

/** A scope that does not agree is repaired by ranges first, then loaded anew, then left until it agrees by itself. */
const BY_RANGES = 1;
const TRIES = 3;
/** How often a repair begins again because the scope went on meanwhile. */
const MOVES = 3;
/** How often a laptop is given another number between two starts: more would be a fault. */
const SEPARATIONS = 5;

/**
 * The single requests of the protocol, each with the one transaction that takes over its answer. What it changed and
 * how far it got are committed together, so that every request can be repeated after a crash at any instant.
 */
export class Exchange {
  readonly #engine: Engine;
  readonly #network: Network;
  readonly #sessions: SessionKeeper;
  readonly #log: Log;
  /** Changes in one push; less after something on the way found one too large. */
  #most = MAX_PUSH_CHANGES;
  #agreed = false;
  /** How often each scope was repaired since the start: a scope that never comes to agree is not loaded for ever. */
  readonly #repairs = new Map<Scope, number>();
  #separations = 0;
  /** This laptop got another number since it was last looked: who listens for pokes listens under the old one. */
  separated = false;
  readonly #sums = new SumReport();
  /** The server says that it takes nothing from laptops of this version any more. */
  outdated = false;
  /** The page of a snapshot that is on its way while the one before it is applied. */
  #ahead: { readonly key: string; readonly answer: Promise<Awaited<Step<SnapshotResponse>> | null> } | null =
    null;

  constructor(engine: Engine, network: Network, sessions: SessionKeeper, log: Log) {
    this.#engine = engine;
    this.#network = network;
    this.#sessions = sessions;
    this.#log = log;
  }

  /** The last push was answered with nothing but a number: as the server has it, so it is here. */
  get agreed(): boolean {
    return this.#agreed;
  }

  /** Sends one batch. The value says whether more waits. */
  async push(): Step<boolean> {
    const batch = nextBatch(waitingTexts(this.#engine.sqlite, MAX_PUSH_CHANGES + 1), this.#most);
    if (batch.length === 0) return ok(false);
    this.#agreed = false;
    const guarded = guardDeletions(this.#engine.sqlite, batch, this.#engine.world.now());
    this.#ask(guarded.ask);
    return guarded.batch.length === 0 ? ok(false) : this.#send(guarded);
  }

  async #send({ batch, confirmed }: Guarded): Step<boolean> {
    // Read before the server decides these: a repair by it would undo them.
    this.#ahead = null;
    const epoch = readMeta(this.#engine.sqlite, 'epoch') ?? '';
    const changes = batch.map(({ text }) => text).join(',');
    const asked = confirmed ? ',"confirmed":true' : '';
    const body = `{"protocol":${PROTOCOL_VERSION},"epoch":${JSON.stringify(epoch)}${asked},"changes":[${changes}]}`;
    const answer = await this.#post('/sync/push', body, pushResponse);
    if (isTooLarge(answer) && batch.length > 1) {
      // Half of it, and again, until it goes through or a single change is too much.
      this.#most = Math.ceil(batch.length / 2);
      return ok(true);
    }
    if (!answer.ok && answer.error.type === 'Forked') return this.#separate();
    if (!answer.ok && answer.error.type === 'ManyDeletions') {
      const { scope, deleted, of } = answer.error;
      this.#ask({ scope, deleted, of, byServer: true });
      // What was written before the deletions goes by itself next; what is sent as a whole again is asked about again.
      const { length } = guardDeletions(this.#engine.sqlite, batch, this.#engine.world.now()).batch;
      return ok(length > 0 && length < batch.length);
    }
    if (isGap(answer)) return this.#closeGap(epoch, batch[0]!.n, answer.error);
    if (!answer.ok) return answer;
    this.#most = Math.min(MAX_PUSH_CHANGES, this.#most * 2);
    const renewed = await this.#settleEpoch(answer.value, answer.value.upTo);
    // A server that began anew has decided nothing of this batch.
    if (!renewed.ok || renewed.value) return renewed;
    const { decided, refused } = this.#engine.apply(['outbox', 'sync'], (rows) =>
      applyPush(rows, answer.value),
    );
    this.#agreed = answer.value.results.length === 0;
    if (refused > 0) {
      this.#log('refused', { count: refused });
      this.#engine.emptyLog();
    }
    // An answer that decides nothing would be asked for again and again.
    return decided === 0 ? err({ type: 'ServerRefused', status: 200 }) : ok(true);
  }

  /** Says by table and id which rows could not be taken in, never what they hold. */
  #tellAside(aside: readonly AsideRow[]): void {
    for (const { tbl, id, fault } of aside) this.#log('set aside', { table: tbl, id, fault });
  }

  /** What the person is asked is on the screen for as long as it waits. */
  #ask(ask: DeletionAsk | null): void {
    const { sqlite } = this.#engine;
    if (JSON.stringify(readDeletionAsk(sqlite)) === JSON.stringify(ask)) return;
    if (ask) this.#log('many deletions', { scope: ask.scope, deleted: ask.deleted, of: ask.of });
    this.#engine.apply(['sync', 'outbox'], () => writeDeletionAsk(sqlite, ask));
  }

  /** Fetches what is new in all complete scopes. The value says what changed, and whether more waits. */
  async pull(): Step<Pulled & { more: boolean }> {
    // A scope that no repair has brought to agree still gets what is new: it must not grow old unnoticed.
    const scopes = allScopes(this.#engine.sqlite).filter((row) => !this.#shouldLoad(row));
    const cursors = Object.fromEntries(scopes.map(({ scope, cursor }) => [scope, cursor]));
    const epoch = readMeta(this.#engine.sqlite, 'epoch') ?? '';
    const exports = waitingExports(this.#engine.sqlite).slice(0, MAX_PULL_EXPORTS);
    const sums = this.#sums.news(this.#engine.sqlite, scopes);
    const answer = await this.#post(
      '/sync/pull',
      {
        protocol: PROTOCOL_VERSION,
        epoch,
        cursors,
        ...ownNumbers(this.#engine.sqlite),
        ...(sums && { sums }),
        ...(exports.length > 0 && { exports }),
      },
      pullResponse,
    );
    if (!answer.ok && answer.error.type === 'Forked') {
      const separated = await this.#separate();
      return separated.ok ? ok({ ...NOTHING_PULLED, more: true }) : separated;
    }
    if (!answer.ok) return answer;
    this.#sums.told(sums);
    this.outdated = (answer.value.minimum ?? 0) > PROTOCOL_VERSION;
    exportsTold(this.#engine.sqlite, exports.length);
    renewLease(this.#engine.sqlite, answer.value.lease, this.#engine.world.now());
    if (answer.value.renew) await this.#sessions.renewLasting();
    const renewed = await this.#settleEpoch(answer.value);
    if (!renewed.ok) return renewed;
    // Entries of another epoch do not continue the cursors that were sent.
    const response: PullResponse = renewed.value
      ? { ...answer.value, checkpoints: [], more: true }
      : answer.value;
    // A cursor that the server does not have means that it lost commits: what it had decided is offered again before
    // anything here is repaired after it.
    const decided =
      response.resnapshot.length > 0 && !renewed.value ? await this.#decided(answer.value.epoch) : null;
    if (decided !== null && !decided.ok) return decided;
    const { value: pulled, aside } = applyAround(
      this.#engine,
      ['outbox', 'sync'],
      partsOfPull(response),
      (rows, part) => {
        if (decided !== null) offerAll(this.#engine.sqlite, decided.value);
        return applyPull(rows, part);
      },
      { whole: false },
    );
    this.#tellAside(aside);
    for (const scope of pulled.mismatched) {
      this.#repairs.set(scope, (this.#repairs.get(scope) ?? 0) + 1);
      this.#log('checksum mismatch', { scope, repairs: this.#repairs.get(scope) ?? 0 });
    }
    for (const scope of pulled.healed) this.#repairs.delete(scope);
    for (const scope of pulled.lost) this.#log('scope lost', { scope });
    if (pulled.forgot) this.#engine.emptyLog();
    return ok({ ...pulled, more: response.more });
  }

  /** Asks again for every row that could not be taken in: a repair of their scopes brings them. */
  retryAside(): void {
    const { sqlite } = this.#engine;
    if (allAside(sqlite).length === 0) return;
    this.#engine.apply(['sync'], () => {
      for (const scope of forgetAside(sqlite)) {
        if (scopeRow(sqlite, scope)?.state === 'ready') setScope(sqlite, scope, { state: 'mismatch' });
        this.#repairs.delete(scope);
      }
    });
  }

  /** Scopes that do not agree with the server and were not loaded anew for it yet. */
  toRepair(): Scope[] {
    return allScopes(this.#engine.sqlite)
      .filter(({ scope, state }) => state === 'mismatch' && this.#tries(scope) <= BY_RANGES)
      .map(({ scope }) => scope);
  }

  /**
   * Repairs the rows of a scope that differ; the next pull says whether it agrees then. Where that cannot be done (an
   * older server, a scope that is written all the time) it is loaded anew.
   */
  async repair(scope: Scope): Step<void> {
    const ask = (request: object) =>
      this.#post('/sync/ranges', { protocol: PROTOCOL_VERSION, ...request }, rangesResponse);
    for (let attempt = 1; attempt <= MOVES; attempt += 1) {
      const done = await new Repair(this.#engine, ask, scope, (aside) => this.#tellAside(aside)).run();
      if (done.ok) {
        this.#log('repaired', { scope, ...done.value });
        return ok(undefined);
      }
      if (done.error.type === 'Moved') {
        const pulled = await this.pull();
        if (!pulled.ok) return pulled;
        if (scopeRow(this.#engine.sqlite, scope)?.state !== 'mismatch') return ok(undefined);
        continue;
      }
      if (done.error.type !== 'ServerRefused') return err(done.error);
      break;
    }
    this.#repairs.set(scope, BY_RANGES + 1);
    return ok(undefined);
  }

  /** The scope to load next, or null where all are complete. */
  nextToLoad(): Scope | null {
    const me = readMeta(this.#engine.sqlite, 'person') ?? '';
    const waiting = allScopes(this.#engine.sqlite).filter((row) => this.#shouldLoad(row));
    const mine = ownScopes(this.#engine, me);
    return (
      byPriority(
        waiting.map(({ scope }) => scope),
        mine,
      )[0] ?? null
    );
  }

  /** Loads one page of a scope. */
  async snapshot(scope: Scope): Step<void> {
    const row = scopeRow(this.#engine.sqlite, scope);
    if (!row) return ok(undefined);
    const after =
      row.after_table === null ? {} : { after: { table: row.after_table, id: row.after_id ?? '' } };
    const pin = row.pin === null ? {} : { pin: row.pin };
    const answer = await this.#page({ protocol: PROTOCOL_VERSION, scope, ...pin, ...after });
    if (!answer.ok) return answer;
    const renewed = await this.#settleEpoch(answer.value);
    if (!renewed.ok || renewed.value) return renewed.ok ? ok(undefined) : renewed;
    const { pin: pinned, next } = answer.value;
    // The server reads the next page while this one is written here.
    if (next) this.#askAhead({ protocol: PROTOCOL_VERSION, scope, pin: pinned, after: next });
    const { aside } = applyAround(
      this.#engine,
      ['sync'],
      partsOfPages(answer.value, scope),
      (rows, part) => applySnapshot(rows, scope, part),
      { whole: true },
    );
    this.#tellAside(aside);
    return ok(undefined);
  }

  /** A page that was asked for ahead, where it came; else it is asked for now. */
  async #page(body: object): Step<SnapshotResponse> {
    const ahead = this.#ahead;
    this.#ahead = null;
    if (ahead?.key === this.#keyOf(body)) {
      const answer = await ahead.answer;
      if (answer?.ok) return answer;
    }
    return this.#post('/sync/snapshot', body, snapshotResponse);
  }

  #askAhead(body: object): void {
    // What goes wrong with it is met when it is asked for in earnest.
    const answer = this.#post('/sync/snapshot', body, snapshotResponse).catch(() => null);
    this.#ahead = { key: this.#keyOf(body), answer };
  }

  /** A page belongs to the session that asked for it. */
  #keyOf(body: object): string {
    return JSON.stringify([readSession(this.#engine.sqlite)?.device, body]);
  }

  #shouldLoad({ scope, state }: ScopeRow): boolean {
    if (state === 'loading') return true;
    const tries = this.#tries(scope);
    return state === 'mismatch' && tries > BY_RANGES && tries <= TRIES;
  }

  #tries(scope: Scope): number {
    return this.#repairs.get(scope) ?? 0;
  }

  /**
   * Notices a server that began anew (restored from a backup): everything is loaded again, and what it had decided
   * after the backup is offered again. True where that happened.
   */
  async #settleEpoch(answer: { epoch: string }, upTo?: number): Step<boolean> {
    const { sqlite } = this.#engine;
    const known = readMeta(sqlite, 'epoch');
    if (known === answer.epoch) return ok(false);
    if (known === null) {
      writeMeta(sqlite, 'epoch', answer.epoch);
      return ok(false);
    }
    this.#log('new epoch', {});
    const decided = await this.#decided(answer.epoch, upTo);
    if (!decided.ok) return decided;
    this.#engine.apply(['outbox', 'sync'], () => {
      beginEpoch(sqlite, answer.epoch);
      offerAgain(sqlite, decided.value);
    });
    return ok(true);
  }

  /**
   * The server knows of fewer changes of this laptop than precede these: it lost them without a new epoch. They are
   * offered again; where they are not here any more, what is left is sent under a new number.
   */
  async #closeGap(epoch: string, first: number, refused: NetFailure): Step<boolean> {
    const { sqlite } = this.#engine;
    const decided = await this.#decided(epoch);
    if (!decided.ok) return decided;
    const offset = readNumber(sqlite, 'outboxOffset', 0);
    const known = decided.value - offset;
    if (known === first - 1) return err(refused);
    this.#log('set back', { known, waiting: first });
    this.#engine.apply(['outbox', 'sync'], () => offerAll(sqlite, decided.value));
    return firstWaitingId(sqlite) === decided.value + 1 ? ok(true) : this.#separate();
  }

  /**
   * A copy of this laptop (or this laptop, before it was set back to an older state) uses its number. It gets one of its
   * own; what the copy has sent of what waits here is not sent again. True: there may be more to send.
   */
  async #separate(): Step<boolean> {
    const { sqlite } = this.#engine;
    const session = readSession(sqlite);
    if (!session) return err({ type: 'SignedOut' });
    this.#separations += 1;
    if (this.#separations > SEPARATIONS) return err({ type: 'Forked' });
    const answer = await this.#post(
      '/session/fork',
      { ...earlierNumber(sqlite), ...proofOf(session) },
      signInResponse,
    );
    if (!answer.ok) return answer;
    this.separated = true;
    this.#log('separated', { from: session.device, device: answer.value.device });
    const login = readMeta(sqlite, 'login') ?? '';
    const now = this.#engine.world.now();
    this.#engine.apply(['outbox', 'sync', 'settings'], (rows) => {
      settleEarlier(rows, answer.value);
      rememberSession(sqlite, { server: session.server, login, answer: answer.value, now });
      writeMeta(sqlite, 'separatedAt', String(now));
    });
    return ok(true);
  }

  /** The newest change of the outbox that the server says it has decided; asked with an empty push unless known. */
  async #decided(epoch: string, known?: number): Step<number> {
    const offset = readNumber(this.#engine.sqlite, 'outboxOffset', 0);
    if (known !== undefined) return ok(known + offset);
    const body = { protocol: PROTOCOL_VERSION, epoch, changes: [] };
    const asked = await this.#post('/sync/push', body, pushResponse);
    return asked.ok ? ok(asked.value.upTo + offset) : asked;
  }

  async #post<T extends { serverTime: number }>(
    path: string,
    body: unknown,
    answer: Call<T>['answer'],
  ): Step<T> {
    const session = await this.#sessions.current();
    if (!session.ok) return session;
    const ask = ({ server, token }: Session) => post(this.#network, { server, path, body, token, answer });
    let before = this.#engine.world.now();
    let result = await ask(session.value);
    if (!result.ok && result.error.type === 'TokenExpired') {
      const renewed = await this.#sessions.renew(session.value);
      if (!renewed.ok) return renewed;
      before = this.#engine.world.now();
      result = await ask(renewed.value);
    }
    if (result.ok) this.#noteTime(result.value.serverTime, before);
    return result;
  }

  /** Stamps are made in the server's time; half the way of the request is taken off. */
  #noteTime(serverTime: number, before: number): void {
    const now = this.#engine.world.now();
    const offset = Math.round(serverTime - (before + now) / 2);
    const known = readNumber(this.#engine.sqlite, 'clockOffset', 0);
    if (Math.abs(offset - known) > 1_000) writeMeta(this.#engine.sqlite, 'clockOffset', String(offset));
  }
}

/** What a pull that brought nothing did. */
const NOTHING_PULLED: Pulled = { mismatched: [], healed: [], blobs: [], lost: [], forgot: false, gained: [] };

type Refused = { readonly ok: false; readonly error: Extract<NetFailure, { type: 'ServerRefused' }> };

/** The server takes no change whose number does not follow the last one that it knows. */
const isGap = (answer: Result<unknown, NetFailure | { type: 'SignedOut' }>): answer is Refused =>
  !answer.ok && answer.error.type === 'ServerRefused' && answer.error.status === 400;

/** The server lost what it had decided after a number, and perhaps that it has files. */
function offerAll(db: Engine['sqlite'], decided: number): void {
  offerAgain(db, decided);
  offerFilesAgain(db);
}

const isTooLarge = (answer: Result<unknown, { type: string; status?: number }>): boolean =>
  !answer.ok && answer.error.type === 'ServerRefused' && answer.error.status === 413;
