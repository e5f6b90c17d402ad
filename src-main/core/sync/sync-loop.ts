import { readDeletionAsk } from '../../../db/client/local/deletions.ts';
import { anyWaiting, lastOutboxId } from '../../../db/client/local/outbox.ts';
import { err, ok, type Result } from '../../../src-shared/kernel/result.ts';
import type { Erasure } from '../../../src-shared/sync/protocol.ts';
import type { FileBlobStore } from '../blob-store.ts';
import { failureOf, type Engine } from '../engine/engine.ts';
import type { SyncStatus } from '../engine/sync-status.ts';
import { faultText } from '../stderr-log.ts';
import { backOff } from './back-off.ts';
import type { NetFailure } from './http.ts';
import type { Log } from './log.ts';
import type { Network, Timers } from './network.ts';
import { PokeListener } from './poke.ts';
import { Sending } from './sending.ts';
import { ShortWay } from './short-way.ts';
import { ServerLine } from './server-line.ts';
import { readSession, type Session } from './session.ts';
import { SessionKeeper } from './session-keeper.ts';
import { StatusBoard } from './status-board.ts';
import { TakingIn } from './taking-in.ts';
import { TransferLoop } from './transfer-loop.ts';
import type { Transfers } from './transfers.ts';

export interface SyncOptions {
  readonly engine: Engine;
  readonly network: Network;
  readonly timers: Timers;
  readonly blobs: FileBlobStore;
  readonly log: Log;
  /** The database was damaged and begun anew at this start: shown until somebody has signed in. */
  readonly damage?: SyncStatus['lastError'];
  onStatus(status: SyncStatus): void;
  /** The bank wants this laptop erased. */
  readonly onWipe?: (reason: Erasure) => void;
}

type LoopFailure = NetFailure | { type: 'SignedOut' } | { type: 'DiskFull' } | { type: 'DiskFailed' };

/** How long to wait without being asked: a safety net while the server pokes, the way of working while it cannot. */
const QUIET_MS = 120_000;
const POLL_MS = 10_000;
/**
 * While the server pokes, what others did is heard of by itself. So an edit is sent alone, and what the server made of
 * it is fetched a moment later, once for several: a colleague's laptop need not wait for this one's questions.
 */
const SETTLE_MS = 250;
const OWED_MS = 1_000;
/** Why a request under way is given up. One for all: whoever sees it asks for nothing in it. */
const STOPPED = new Error('sync was stopped');

/**
 * Keeps this laptop and the server the same: sends, fetches, loads, one round after another. A round is asked for by a
 * new change, a poke, a person, or time; it is never run twice at once. Every step is committed on its own, so a round
 * may end anywhere.
 */
export class SyncLoop {
  readonly #options: SyncOptions;
  readonly #line: ServerLine;
  readonly #sending: Sending;
  readonly #takingIn: TakingIn;
  readonly #sessions: SessionKeeper;
  readonly #files: TransferLoop;
  readonly #poke: PokeListener;
  readonly #board: StatusBoard;
  #running: Promise<Result<void, LoopFailure>> | null = null;
  #again = false;
  /** The next round fetches too; else it only sends. */
  #whole = true;
  /** When the oldest edit was sent after which nothing was fetched yet. */
  #owedSince: number | null = null;
  /** The server takes nothing from a laptop of this version, and tells it what is new. */
  #readOnly = false;
  /** Records of files came or went since it was last looked which bytes are still named. */
  #recordsMoved = false;
  /** The last own change when it was last looked whether there is more of what cannot be sent. */
  #heldAt = 0;
  #stopped = true;
  #failures = 0;
  #abort = new AbortController();
  #cancelTimer = (): void => undefined;
  #cancelListening = (): void => undefined;

  constructor(options: SyncOptions) {
    this.#options = options;
    const { engine, timers, log } = options;
    this.#board = new StatusBoard(engine, (status) => options.onStatus(status));
    const short = new ShortWay(timers);
    const network = this.#abortable(options.network, short.over(options.network));
    this.#sessions = new SessionKeeper(engine, network);
    this.#line = new ServerLine(engine, { network, sessions: this.#sessions, short, log });
    this.#sending = new Sending(this.#line);
    this.#takingIn = new TakingIn(this.#line);
    this.#files = new TransferLoop({ ...options, network, sessions: this.#sessions });
    this.#poke = new PokeListener({
      network,
      timers,
      random: engine.world.random,
      token: () => readSession(engine.sqlite)?.token ?? '',
      onPoke: () => this.ask(),
      short,
    });
  }

  get status(): SyncStatus {
    return this.#board.status;
  }

  get transfers(): Transfers {
    return this.#files.transfers;
  }

  /** The session with a token that is good now. */
  session(): Promise<Result<Session, NetFailure | { type: 'SignedOut' }>> {
    return this.#sessions.current();
  }

  /** Begins, where somebody is signed in. */
  start(): void {
    this.stop();
    this.#stopped = false;
    this.#abort = new AbortController();
    this.#failures = 0;
    // The desk may have ended between a record and its bytes.
    this.#files.forgetUnnamed();
    const session = readSession(this.#options.engine.sqlite);
    if (!session) {
      this.#board.signedOut(this.#options.damage ?? null);
      return;
    }
    this.#cancelListening = this.#options.engine.onChange((topics) => {
      if (topics.has('outbox') && this.#hasNews()) this.#askToSend();
      if (topics.has('attachment')) this.#recordsMoved = true;
      // What was just attached waits for its row to be sent, which a round does.
      if (topics.has('blobs') || topics.has('settings')) this.#files.ask();
    });
    // Perhaps this version can take in what the last one could not.
    this.#takingIn.retryAside();
    this.#files.start();
    this.#board.show('syncing');
    this.#poke.start(session.server);
    this.ask();
  }

  /** Begins again after it had given up, because a person asks for it. */
  resume(): void {
    if (this.#stopped) this.start();
  }

  /**
   * Ends without waiting for the server: a request under way is given up, and every step is one transaction, so nothing
   * half-done is left.
   */
  stop(): void {
    this.#stopped = true;
    this.#abort.abort(STOPPED);
    this.#cancelTimer();
    this.#cancelListening();
    this.#poke.stop();
    this.#files.stop();
  }

  /** Waits for the round under way, if any. */
  async settled(): Promise<void> {
    while (this.#running) await this.#running;
    await this.#files.settled();
  }

  /** Asks for a round soon; asking often is the same as asking once. */
  ask(): void {
    if (this.#stopped) return;
    this.#whole = true;
    this.#begin();
  }

  /** Runs a round now and says how it went. */
  round(): Promise<Result<void, LoopFailure>> {
    this.#whole = true;
    return this.#start();
  }

  #askToSend(): void {
    if (this.#stopped) return;
    const owed = this.#owedSince === null ? 0 : this.#now() - this.#owedSince;
    const alone = this.#poke.connected && (this.#running !== null || this.#board.status.phase === 'online');
    // A clock that jumped says nothing about how long it has been.
    if (!alone || owed < 0 || owed >= OWED_MS) this.#whole = true;
    this.#begin();
  }

  #begin(): void {
    if (this.#running) this.#again = true;
    else void this.#start();
  }

  #start(): Promise<Result<void, LoopFailure>> {
    this.#cancelTimer();
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #run(): Promise<Result<void, LoopFailure>> {
    let result: Result<void, LoopFailure>;
    do {
      this.#again = false;
      const whole = this.#whole;
      this.#whole = false;
      result = await this.#guardedExchange(whole);
      // What it was to fetch is still to be fetched.
      if (!result.ok) this.#whole = true;
      this.#forgetFiles();
    } while (result.ok && this.#again && !this.#stopped);
    try {
      this.#conclude(result);
    } catch (thrown) {
      result = err(this.#faultOf(thrown));
      this.#conclude(result);
    }
    return result;
  }

  /** A full disk, or an answer that cannot be applied, ends the round, not the desk: the next one tries again. */
  async #guardedExchange(whole: boolean): Promise<Result<void, LoopFailure>> {
    try {
      return await this.#exchangeAll(whole);
    } catch (thrown) {
      return err(this.#faultOf(thrown));
    }
  }

  #faultOf(thrown: unknown): LoopFailure {
    const failure = failureOf(thrown);
    if (failure?.type === 'DiskFull' || failure?.type === 'DiskFailed') return failure;
    this.#options.log('sync failed', { fault: faultText(thrown) });
    return { type: 'ServerRefused', status: 0 };
  }

  async #exchangeAll(whole: boolean): Promise<Result<void, LoopFailure>> {
    const sent = await this.#pushAll();
    // Too old to send is not too old to read.
    this.#readOnly = !sent.ok && sent.error.type === 'UpdateNeeded';
    if (!sent.ok && !this.#readOnly) return sent;
    const renumbered = this.#listenAnew();
    if (!whole && !renumbered && this.#sending.agreed) {
      this.#owedSince ??= this.#now();
      return ok(undefined);
    }
    this.#owedSince = null;
    const fetched = await this.#pullAll();
    if (!fetched.ok) return fetched;
    const repaired = await this.#repairAll();
    if (!repaired.ok) return repaired;
    for (
      let scope = this.#takingIn.nextToLoad();
      scope !== null && !this.#stopped;
      scope = this.#takingIn.nextToLoad()
    ) {
      this.#board.show('loading');
      const loaded = await this.#takingIn.snapshot(scope);
      if (!loaded.ok) return loaded;
      const between = this.#readOnly ? ok(undefined) : await this.#pushAll();
      if (!between.ok) return between;
      // What was complete is brought up to date as soon as nothing more is to be loaded.
      if (this.#takingIn.nextToLoad() === null) {
        const last = await this.#pullAll();
        if (!last.ok) return last;
      }
    }
    return ok(undefined);
  }

  /** After this laptop got another number; the copy with the old one pokes it from now on. */
  #listenAnew(): boolean {
    if (!this.#line.separated) return false;
    this.#line.separated = false;
    const session = readSession(this.#options.engine.sqlite);
    this.#poke.stop();
    if (session && !this.#stopped) this.#poke.start(session.server);
    return true;
  }

  /** What waits for a word of the person, or for an update, is no reason to ask again before there is more of it. */
  #hasNews(): boolean {
    const { sqlite } = this.#options.engine;
    if (!this.#readOnly && readDeletionAsk(sqlite) === null) return anyWaiting(sqlite);
    const last = lastOutboxId(sqlite);
    const more = last > this.#heldAt;
    this.#heldAt = last;
    return more;
  }

  async #pushAll(): Promise<Result<void, LoopFailure>> {
    if (anyWaiting(this.#options.engine.sqlite)) this.#board.show('syncing');
    for (let more = true; more && !this.#stopped;) {
      const pushed = await this.#sending.push();
      if (!pushed.ok) return pushed;
      more = pushed.value;
    }
    return ok(undefined);
  }

  async #pullAll(): Promise<Result<void, LoopFailure>> {
    for (let more = true; more && !this.#stopped;) {
      const pulled = await this.#takingIn.pull();
      if (!pulled.ok) return pulled;
      more = pulled.value.more;
      // A record may be on its way from one scope into another: what names what is known at the end.
      if (more) this.#board.show('syncing');
      else this.#forgetFiles();
    }
    return ok(undefined);
  }

  async #repairAll(): Promise<Result<void, LoopFailure>> {
    const scopes = this.#takingIn.toRepair();
    for (const scope of scopes) {
      if (this.#stopped) return ok(undefined);
      const repaired = await this.#takingIn.repair(scope);
      if (!repaired.ok) return repaired;
    }
    return scopes.length === 0 ? ok(undefined) : this.#pullAll();
  }

  #forgetFiles(): void {
    if (!this.#recordsMoved) return;
    this.#recordsMoved = false;
    this.#files.forgetUnnamed();
  }

  #conclude(result: Result<void, LoopFailure>): void {
    const now = this.#now();
    if (result.ok) {
      this.#failures = 0;
      this.#board.noteSynced(now);
      this.#files.ask();
      const phase = this.#readOnly || this.#takingIn.outdated ? 'update_needed' : 'online';
      this.#board.show(phase, { lastError: null, nextTryAt: null });
      this.#wake(this.#owedSince !== null ? SETTLE_MS : this.#poke.connected ? QUIET_MS : POLL_MS);
      return;
    }
    this.#failures += 1;
    const { error } = result;
    const what = error.type === 'ServerDown' ? (error.why ?? error.type) : error.type;
    const lastError = { type: what, at: now };
    if (error.type === 'SignedOut') this.#board.show('signed_out', { lastError: null, nextTryAt: null });
    else if (error.type === 'TokenRevoked' || error.type === 'WrongPassword') {
      this.#giveUp('refused', lastError);
      if (error.type === 'TokenRevoked' && error.wipe !== undefined) this.#options.onWipe?.(error.wipe);
    } else if (error.type === 'UpdateNeeded') this.#giveUp('update_needed', lastError);
    else {
      const { random } = this.#options.engine.world;
      const asked = 'retryAfterMs' in error ? (error.retryAfterMs ?? 0) : 0;
      // Never before it was asked for, and not all at the same moment.
      const wait = Math.max(backOff(this.#failures - 1, random), Math.round(asked * (1 + random() / 4)));
      this.#board.show('offline', { lastError, nextTryAt: now + wait });
      this.#wake(wait);
    }
  }

  /** Nothing helps but a person: what is here stays, and is sent when they have signed in or updated. */
  #giveUp(phase: 'refused' | 'update_needed', lastError: { type: string; at: number }): void {
    this.stop();
    this.#board.show(phase, { lastError, nextTryAt: null });
  }

  #wake(ms: number): void {
    this.#cancelTimer();
    if (!this.#stopped) this.#cancelTimer = this.#options.timers.after(ms, () => this.ask());
  }

  #abortable(network: Network, fetch: Network['fetch']): Network {
    return {
      fetch: (url, init) => {
        const stop = this.#abort.signal;
        const signal = init.signal ? AbortSignal.any([stop, init.signal]) : stop;
        return fetch(url, { ...init, signal });
      },
      socket: (url, on) => network.socket(url, on),
      departed: async () => network.departed?.(),
    };
  }

  #now(): number {
    return this.#options.engine.world.now();
  }
}
