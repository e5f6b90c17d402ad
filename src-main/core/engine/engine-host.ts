import path from 'node:path';
import { adoptForeign } from '../../../db/client/any-rows.ts';
import { KEEP_DECIDED_MS, settleOldChanges } from '../../../db/client/local/history.ts';
import { readMeta, readNumber } from '../../../db/client/local/meta.ts';
import { openDatabase, type OpenedDatabase, type OpenFailure } from '../../../db/client/open.ts';
import { salvage } from '../../../db/client/salvage.ts';
import {
  asideSalvaged,
  asideToSalvage,
  holdsAside,
  removeAsides,
  setAside,
} from '../../../db/client/set-aside.ts';
import { attachmentById } from '../../../db/client/queries/attachment.ts';
import type { DeskFailure } from '../../../src-shared/contract/errors.ts';
import { COMMANDS, isCommandName } from '../../../src-shared/contract/contract.ts';
import type { World } from '../../../src-shared/kernel/env.ts';
import { err, ok, type Result } from '../../../src-shared/kernel/result.ts';
import type { Erasure } from '../../../src-shared/sync/protocol.ts';
import { openBlobStore, type FileBlobStore } from '../blob-store.ts';
import { USE_CASES } from '../commands.ts';
import { blobFolder } from '../data-folder.ts';
import { DERIVATIONS } from '../derivations.ts';
import { Reminders } from '../reminders.ts';
import { faultText } from '../stderr-log.ts';
import { leaveStanding } from '../lock/standing-file.ts';
import type { Log } from '../sync/log.ts';
import { handOver } from '../sync/hand-over.ts';
import { noteTime, readLease } from '../sync/lease.ts';
import type { Network, Timers } from '../sync/network.ts';
import { followLoopback, readSession } from '../sync/session.ts';
import { SyncLoop } from '../sync/sync-loop.ts';
import { signIn, signInDemo, signOut, type Account } from './account.ts';
import { badInput, Engine, failureOf, type EngineOptions } from './engine.ts';
import { isOnlineCommand, type OnlineCommand } from './online.ts';
import { endOwnDevice, ownDevices } from './own-devices.ts';
import type { Answer, FromEngine, Lease, ToEngine, WorkerSettings } from './messages.ts';
import { ProviderSignIn, waysOf } from './provider.ts';
import { endSubscription, renewSubscription, showSubscription } from './subscription.ts';
import { SIGNED_OUT, type SyncStatus } from './sync-status.ts';

export interface HostOptions extends WorkerSettings {
  readonly world: World;
  readonly network: Network;
  readonly timers: Timers;
  readonly deviceName: string;
  readonly system?: string;
  readonly log: Log;
  post(message: FromEngine): void;
}

const MINUTE_MS = 60_000;
const SIGN_IN_AGAIN_MS = 3_000;

/**
 * Everything that writes: the engine, the sync loop, the reminders, around the one writing connection. Runs in a
 * worker; speaks in messages, so that it does not matter where.
 */
export class EngineHost {
  readonly engine: Engine;
  readonly sync: SyncLoop;
  readonly #options: HostOptions;
  readonly #database: OpenedDatabase;
  readonly #blobs: FileBlobStore;
  readonly #reminders: Reminders;
  readonly #provider: ProviderSignIn;
  #lastMinute: number;
  #windows = false;
  #lease: Lease = { over: false, until: null };
  #cancelMinute = (): void => undefined;
  #cancelSignIn = (): void => undefined;
  /** A damaged database lies beside this one. */
  #aside: boolean;
  #closed = false;

  /**
   * Opens the data folder. A damaged database is set aside and a new one begun: unsent changes are brought over where
   * they can still be read, and a first sync brings the rest again. The person is told for a while.
   */
  static open(options: HostOptions): Result<EngineHost, DeskFailure> {
    const found = openDatabase(options);
    if (!found.ok && found.error.type !== 'DatabaseDamaged') return found;
    if (!found.ok) setAside(options.folder, options.world.now());
    const opened = found.ok ? found : openDatabase(options);
    if (!opened.ok) return opened;
    bringOver(options, opened.value);
    return ok(new EngineHost(options, opened.value, found.ok ? null : found.error));
  }

  private constructor(given: HostOptions, database: OpenedDatabase, damage: OpenFailure | null) {
    const options = { ...given, timers: guarded(given.timers, given.log) };
    const { world, network, timers, log, post, about } = options;
    this.#options = options;
    this.#database = database;
    this.#blobs = openBlobStore(blobFolder(options.folder), options.key);
    const { sqlite } = database;
    let status: SyncStatus = SIGNED_OUT;
    this.engine = new Engine({
      sqlite,
      world,
      blobs: this.#blobs,
      useCases: USE_CASES as EngineOptions['useCases'],
      derivations: DERIVATIONS,
      status: () => status,
      about,
    });
    this.engine.onChange((topics) => post({ t: 'changed', topics: [...topics], status }));
    if (database.migrated.length > 0) this.engine.apply([], adoptForeign);
    const device = readNumber(sqlite, 'device', 0);
    settleOldChanges(sqlite, world.now() - KEEP_DECIDED_MS, device, readMeta(sqlite, 'person'));
    this.sync = new SyncLoop({
      engine: this.engine,
      network,
      timers,
      log,
      blobs: this.#blobs,
      damage: damage && { type: damage.type, at: world.now() },
      onStatus: (next) => {
        status = next;
        this.engine.announce(['sync']);
        if (next.phase === 'online') this.#forgetAside();
        this.#tellLease();
      },
      onWipe: (reason) => void this.#handOver(reason),
    });
    this.#reminders = new Reminders(this.engine, timers, (items) => post({ t: 'remind', items }));
    this.#provider = new ProviderSignIn(timers);
    this.#lastMinute = world.now();
    this.#aside = holdsAside(options.folder);
    this.#forgetAside();
  }

  /** Begins to sync and to remind. Does not wait for the network: the desk is there at once. */
  start(): void {
    const { about, signInAs, post } = this.#options;
    followLoopback(this.engine.sqlite, about.server);
    this.#tellLease();
    post({ t: 'ready', file: this.#database.file, migrated: this.#database.migrated });
    this.#roll();
    this.#reminders.start();
    this.#planMinute();
    if (signInAs !== null && about.server !== null) void this.#signInDemo(signInAs, about.server);
    else this.sync.start();
  }

  /** Tries until the server answers or somebody has signed in by hand. */
  async #signInDemo(login: string, server: string): Promise<void> {
    const { log, timers } = this.#options;
    try {
      const result = await signInDemo(this.#accountParts(), login, server);
      if (this.#closed) return;
      if (!result.ok) log('sign-in failed', { reason: result.error.type });
      this.sync.start();
      if (result.ok || result.error.type !== 'ServerDown' || readSession(this.engine.sqlite)) return;
      this.#cancelSignIn = timers.after(SIGN_IN_AGAIN_MS, () => {
        if (!readSession(this.engine.sqlite)) void this.#signInDemo(login, server);
      });
    } catch (thrown) {
      // The database was closed while the server was thinking.
      if (!this.#closed) log('sign-in failed', { fault: faultText(thrown) });
    }
  }

  #accountParts(): Account {
    const { network, deviceName, system } = this.#options;
    return { engine: this.engine, network, blobs: this.#blobs, deviceName, system };
  }

  async receive(message: ToEngine): Promise<void> {
    if (message.t === 'close') await this.close();
    else if (message.t === 'wake') this.#wake();
    else if (message.t === 'hear') this.#hear(message.on);
    else this.#options.post({ t: 'done', call: message.call, result: await this.#answer(message) });
  }

  /** Whatever happens, a question is answered: an expected failure as itself, a fault of the program after a line in the log. */
  async #answer(message: Extract<ToEngine, { call: number }>): Promise<Answer> {
    try {
      if (message.t === 'fetch') return await this.#fetch(message.attachmentId);
      return await this.#run(message.name, message.input);
    } catch (thrown) {
      const failure = failureOf(thrown);
      if (failure) return err(failure);
      const name = message.t === 'run' ? message.name : 'fetch';
      this.#options.log('command failed', {
        name: isCommandName(name) ? name : 'unknown',
        fault: faultText(thrown),
      });
      return err({ type: 'NotAnswering' });
    }
  }

  /** Commands that need the network are done here; all others are one transaction of the engine. */
  async #run(name: string, input: unknown): Promise<Answer> {
    if (!isOnlineCommand(name)) return this.engine.run(name, input);
    const parsed = COMMANDS[name].input.safeParse(input);
    if (!parsed.success) return err(badInput(parsed.error));
    return this.#online(name, parsed.data as never);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#cancelMinute();
    this.#cancelSignIn();
    this.#provider.cancel();
    const coming = this.#reminders.coming();
    this.#reminders.stop();
    this.sync.stop();
    await this.sync.settled();
    this.#leaveStanding();
    this.#database.close();
    this.#options.post({ t: 'closed', coming });
  }

  /** For the time when the desk is locked. A disk that takes nothing more keeps nobody from locking. */
  #leaveStanding(): void {
    try {
      leaveStanding(this.#options.folder, this.engine.sqlite);
    } catch (thrown) {
      this.#options.log('standing not written', { fault: faultText(thrown) });
    }
  }

  #online(name: OnlineCommand, input: never): Promise<Answer> {
    const account = this.#accountParts();
    switch (name) {
      case 'sync.now':
        this.sync.resume();
        return this.sync.round();
      case 'session.signIn':
        return this.#between(() => signIn(account, input));
      case 'session.signOut':
        return this.#between(() => signOut(account, input));
      case 'session.ways':
        return waysOf(account, input);
      case 'session.beginProvider':
        return this.#provider.begin(account, input);
      case 'session.finishProvider':
        return this.#provider.finish(account, (work) => this.#between(work));
      case 'session.cancelProvider':
        this.#provider.cancel();
        return Promise.resolve(ok(undefined));
      case 'session.devices':
        return ownDevices(account);
      case 'session.revokeDevice':
        return endOwnDevice(account, input);
      case 'subscription.show':
        return showSubscription(account);
      case 'subscription.renew':
        return renewSubscription(account);
      case 'subscription.end':
        return endSubscription(account);
    }
  }

  /** Whose desk it is changes only while nothing is synced. */
  async #between<T extends Answer>(change: () => Promise<T>): Promise<T> {
    this.sync.stop();
    await this.sync.settled();
    const result = await change();
    this.sync.start();
    return result;
  }

  async #fetch(attachmentId: string): Promise<Answer> {
    const attachment = attachmentById(this.engine, attachmentId);
    if (!attachment) return err({ type: 'NotFound', what: 'attachment' });
    const session = await this.sync.session();
    const missing = err({ type: 'BytesNotHere', name: attachment.name } as const);
    if (!session.ok) return missing;
    const fetched = await this.sync.transfers.download(session.value, attachment.sha256, attachmentId);
    if (!fetched.ok) return missing;
    this.engine.announce(['blobs']);
    return ok(undefined);
  }

  /** Queries that show the time are looked at again each minute; a minute that took long means that the machine slept. */
  #planMinute(): void {
    const { world, timers } = this.#options;
    const now = world.now();
    const wait = MINUTE_MS - (now % MINUTE_MS);
    this.#cancelMinute = timers.after(wait, () => {
      noteTime(this.engine.sqlite, world.now(), wait);
      this.#tellLease();
      const slept = world.now() - this.#lastMinute;
      this.#lastMinute = world.now();
      if (slept > 2 * MINUTE_MS || slept < 0) this.#wake();
      else {
        this.engine.announce(['clock']);
        // A clock that was set by less than that is noticed here.
        this.#reminders.look();
      }
      this.#planMinute();
    });
  }

  /** Whoever stands before the desk is told when the lease begins anew or is over. */
  #tellLease(): void {
    if (this.#closed) return;
    const lease = readLease(this.engine.sqlite, this.#options.world.now());
    if (lease.over === this.#lease.over && lease.until === this.#lease.until) return;
    this.#lease = lease;
    this.#options.post({ t: 'lease', lease });
    this.#reminders.hear(this.#windows && !lease.over);
  }

  /** A window is there, or none is any more. Over a lease that is over nothing is told. */
  #hear(on: boolean): void {
    this.#windows = on;
    this.#reminders.hear(on && !this.#lease.over);
  }

  /** Before the desk is erased: what was not sent is offered to the bank; what it does not take is lost, and said. */
  async #handOver(reason: Erasure): Promise<void> {
    const { network, world, post: tell, log } = this.#options;
    try {
      const facts = await handOver(this.engine.sqlite, network);
      // Who has ended meanwhile is erased at the next contact.
      if (this.#closed) return;
      log('erasing', { reason, ...facts });
      tell({ t: 'wipe', facts: { at: world.now(), reason, ...facts } });
    } catch (thrown) {
      if (this.#closed) return;
      // The bank's word stands; what is lost with it nobody can say.
      log('nothing handed over', { fault: faultText(thrown) });
      tell({ t: 'wipe', facts: { at: world.now(), reason, handedOver: 0, lost: 0 } });
    }
  }

  #wake(): void {
    noteTime(this.engine.sqlite, this.#options.world.now(), 0);
    this.#tellLease();
    this.#roll();
    this.engine.announce(['clock']);
    this.#reminders.look();
    this.sync.ask();
  }

  /**
   * A damaged database holds rows that this person may perhaps not see any more. It goes once all that only it had is here and
   * the first sync has brought the rest; where nothing of it could be read, after as long as sent changes are kept.
   */
  #forgetAside(): void {
    if (!this.#aside) return;
    const { sqlite, world } = this.engine;
    const since = world.now() - readNumber(sqlite, 'damagedAt', 0);
    const isWhole = readMeta(sqlite, 'damagedSaved') !== null && readMeta(sqlite, 'lastSyncAt') !== null;
    if (!isWhole && since < KEEP_DECIDED_MS) return;
    removeAsides(this.#options.folder);
    this.#aside = false;
  }

  /** A disk that takes nothing more leaves the lists as they are: the next change moves them on. */
  #roll(): void {
    try {
      this.engine.roll();
    } catch (thrown) {
      this.#options.log('lists not moved on', { fault: faultText(thrown) });
    }
  }
}

/** What only a damaged database had, perhaps one that was set aside when the desk ended in the middle. */
function bringOver({ folder, key, world, log }: HostOptions, { sqlite }: OpenedDatabase): void {
  const aside = asideToSalvage(folder);
  if (aside !== null && readMeta(sqlite, 'damagedAt') === null) {
    const saved = salvage(aside, key, sqlite, world.now());
    log('database damaged', { aside: path.basename(aside), saved: saved ?? 'nothing' });
  }
  asideSalvaged(folder);
}

/** Timers whose work may go wrong without ending the desk: what it would have done is tried again at its next time. */
const guarded = (timers: Timers, log: Log): Timers => ({
  after: (ms, work) =>
    timers.after(ms, () => {
      try {
        work();
      } catch (thrown) {
        log('timer failed', { fault: faultText(thrown) });
      }
    }),
});
