import { randomBytes } from 'node:crypto';
import { COMMANDS, QUERIES } from '../../../src-shared/contract/contract.ts';
import type { DeskFailure } from '../../../src-shared/contract/errors.ts';
import { lockCommands, type LockState } from '../../../src-shared/contract/lock.ts';
import type { FromCore, ToCore } from '../../../src-shared/contract/wire.ts';
import { err, ok, type Result } from '../../../src-shared/kernel/result.ts';
import { KEY_BYTES } from '../../../db/client/cipher.ts';
import { Core, type CoreSession } from '../core.ts';
import { badInput } from '../engine/engine.ts';
import type { Answer, Lease, WorkerSettings } from '../engine/messages.ts';
import type { Network, Timers } from '../sync/network.ts';
import { eraseDesk, finishErasing, forgetWipe, readWipe, type WipeFacts } from './erase.ts';
import { GateSession } from './gate-session.ts';
import { GuessLimit } from './guess-limit.ts';
import { IdleClock } from './idle-clock.ts';
import { findKey, findSealedKey, type KeyKeeper } from './key-keeper.ts';
import { openText, sealKey, unsealKey } from './sealed-key.ts';
import { LockedReminders } from './locked-reminders.ts';
import { StandingWatch, type Verdict } from './standing-watch.ts';

export interface GateSettings extends Omit<WorkerSettings, 'key'> {
  readonly keys: KeyKeeper;
  /** Given at the start: the key lies sealed with it, and the desk opens at once. */
  readonly passphrase?: string | undefined;
  readonly timers: Timers;
  /** Asks, while the desk is locked, whether it is to be erased. */
  readonly network: Network;
  readonly now: () => number;
}

type Request = Exclude<ToCore, { t: 'unwatch' }>;
type LockCommand = keyof typeof lockCommands;

/** What a desk may do while its lease is over: become online, or somebody else's. */
const DURING_LEASE_OVER: ReadonlySet<string> = new Set([
  'session.state',
  'session.signIn',
  'session.ways',
  'session.beginProvider',
  'session.finishProvider',
  'session.cancelProvider',
  'session.signOut',
  'settings.all',
  'settings.set',
  'sync.state',
  'sync.now',
]);

/**
 * The only way to a desk. While it is locked the database is closed, its workers have ended and its key is not in
 * memory: there is nothing behind the gate that a window could ask. One change of state at a time.
 */
export class Gate {
  readonly #settings: GateSettings;
  readonly #sessions = new Set<GateSession>();
  readonly #idle: IdleClock;
  readonly #guesses: GuessLimit;
  readonly #watch: StandingWatch;
  readonly #reminders: LockedReminders;
  #core: Core | null = null;
  #key: Uint8Array | null = null;
  #sealed: string | null = null;
  #lease: Lease = { over: false, until: null };
  #wiped: WipeFacts | null = null;
  #turn: Promise<unknown> = Promise.resolve();

  /** Opens the desk, or stays before it where a passphrase is needed. Fails where the data cannot be opened at all. */
  static async start(settings: GateSettings): Promise<Result<Gate, DeskFailure>> {
    const gate = new Gate(settings);
    gate.#wiped = readWipe(settings.folder);
    if (gate.#wiped) {
      await finishErasing(settings.folder, settings.keys);
      return ok(gate);
    }
    const { keys, passphrase } = settings;
    const found = await (passphrase === undefined ? findKey(keys) : findSealedKey(keys, passphrase));
    if (!found.ok) return found;
    if ('sealed' in found.value) gate.#sealed = found.value.sealed;
    if (!('key' in found.value)) gate.#watch.start();
    if ('key' in found.value) {
      const opened = await gate.#open(found.value.key);
      if (!opened.ok) return opened;
    }
    return ok(gate);
  }

  private constructor(settings: GateSettings) {
    this.#settings = settings;
    this.#guesses = new GuessLimit(settings.now);
    this.#idle = new IdleClock(settings.timers, () => this.lock());
    this.#reminders = new LockedReminders(settings, (count) => this.#tellDue(count));
    this.#watch = new StandingWatch({ ...settings, erase: (verdict) => this.#condemned(verdict) });
  }

  /** A new window; what the desk says to it goes to `send`. */
  connect(send: (message: FromCore) => void): CoreSession {
    const session = new GateSession(send);
    this.#sessions.add(session);
    if (this.#core) session.enter(this.#core);
    this.#hear();
    return {
      receive: (message) => this.#receive(session, message),
      leave: () => {
        this.#sessions.delete(session);
        session.leave();
        this.#hear();
      },
    };
  }

  /** Locks where there is a passphrase: the screen was locked, the machine goes to sleep, nobody is there. */
  lock(): void {
    void this.#inTurn(() => this.#close());
  }

  /** To be told when the machine wakes up. */
  wake(): void {
    this.#core?.wake();
    this.#reminders.look();
    this.#watch.ask();
  }

  /** Ends after what is under way. */
  async close(): Promise<void> {
    await this.#turn;
    this.#idle.stop();
    this.#watch.stop();
    this.#reminders.stop();
    await this.#core?.close();
    this.#core = null;
    this.#key?.fill(0);
  }

  #receive(session: GateSession, message: ToCore): void {
    if (message.t === 'unwatch') return session.unwatch(message.ref);
    if (message.t === 'run' && isLockCommand(message.name)) {
      void this.#run(message.name, message.input).then((result) => session.answer(message, result));
      return;
    }
    if (message.t === 'run') this.#idle.touch();
    this.#ask(session, message);
  }

  #ask(session: GateSession, message: Request): void {
    if (message.t !== 'run' && message.name === 'lock.state') this.#askState(session, message);
    else session.ask(message, this.#refusalFor(message));
  }

  /** The state is the gate's own: what watches it is told with every change. */
  #askState(session: GateSession, message: Request): void {
    const parsed = QUERIES['lock.state'].input.safeParse(message.input);
    if (!parsed.success) session.answer(message, err(badInput(parsed.error)));
    else if (message.t === 'watch') session.watchState(message, this.#state());
    else session.answer(message, ok(this.#state()));
  }

  #refusalFor(request: Request): DeskFailure | null {
    if (this.#wiped) return { type: 'Wiped' };
    if (!this.#core) return { type: 'Locked' };
    return this.#lease.over && !DURING_LEASE_OVER.has(request.name) ? { type: 'LeaseOver' } : null;
  }

  #state(): LockState {
    const lease: LockState['state'] = this.#lease.over ? 'lease_over' : 'open';
    return {
      state: this.#wiped ? 'wiped' : this.#core ? lease : 'locked',
      passphrase: this.#sealed !== null,
      keptBy: this.#settings.keys.kind,
      leaseUntil: this.#lease.until,
      due: this.#reminders.due,
      wiped: this.#wiped,
    };
  }

  async #run(name: LockCommand, input: unknown): Promise<Answer> {
    const parsed = COMMANDS[name].input.safeParse(input);
    if (!parsed.success) return err(badInput(parsed.error));
    if (name === 'lock.active') {
      this.#idle.touch();
      return ok(undefined);
    }
    return this.#inTurn(() => this.#change(name, parsed.data));
  }

  #change(name: Exclude<LockCommand, 'lock.active'>, input: unknown): Promise<Answer> {
    switch (name) {
      case 'lock.unlock':
        return this.#unlock((input as { passphrase: string }).passphrase);
      case 'lock.now':
        return this.#close();
      case 'lock.setPassphrase':
        return this.#setPassphrase(input as { current: string | null; next: string | null });
      case 'lock.beginAnew':
        return this.#beginAnew();
    }
  }

  async #unlock(passphrase: string): Promise<Answer> {
    if (this.#core || this.#sealed === null) return ok(undefined);
    const key = await this.#tryPassphrase(passphrase);
    return key.ok ? this.#open(key.value) : key;
  }

  async #tryPassphrase(passphrase: string): Promise<Result<Uint8Array, DeskFailure>> {
    const wait = this.#guesses.wait();
    if (wait > 0) return err({ type: 'TooManyTries', retryAfterMs: wait });
    const key = await unsealKey(this.#sealed ?? '', passphrase);
    this.#guesses.note(key !== null);
    return key ? ok(key) : err({ type: 'WrongPassphrase' });
  }

  async #setPassphrase(input: { current: string | null; next: string | null }): Promise<Answer> {
    if (!this.#key) return err(this.#wiped ? { type: 'Wiped' } : { type: 'Locked' });
    if (this.#sealed !== null) {
      const known = await this.#tryPassphrase(input.current ?? '');
      if (!known.ok) return known;
      known.value.fill(0);
    }
    const text = input.next === null ? openText(this.#key) : await sealKey(this.#key, input.next);
    const written = await this.#settings.keys.write(text);
    if (!written.ok) return written;
    this.#sealed = input.next === null ? null : text;
    this.#review();
    return ok(undefined);
  }

  async #beginAnew(): Promise<Answer> {
    if (!this.#wiped) return ok(undefined);
    const key = new Uint8Array(randomBytes(KEY_BYTES));
    const written = await this.#settings.keys.write(openText(key));
    if (!written.ok) return written;
    forgetWipe(this.#settings.folder);
    this.#wiped = null;
    return this.#open(key);
  }

  async #open(key: Uint8Array): Promise<Result<void, DeskFailure>> {
    const { folder, about, signInAs } = this.#settings;
    const core = await Core.start(
      { folder, key, about, signInAs },
      { lease: (lease) => this.#leased(lease), wipe: (facts) => this.#wipe(facts) },
    );
    if (!core.ok) {
      key.fill(0);
      return core;
    }
    this.#watch.stop();
    this.#reminders.stop();
    this.#core = core.value;
    this.#key = key;
    this.#watchIdle(core.value);
    for (const session of this.#sessions) session.enter(core.value);
    this.#hear();
    this.#review();
    return ok(undefined);
  }

  /** After how long the desk locks itself is a setting, and settings lie in the database. */
  #watchIdle(core: Core): void {
    const own = core.connect((message) => {
      if (message.t !== 'value' || !message.result.ok) return;
      const { lockMinutes } = message.result.value as { lockMinutes: number | null };
      this.#idle.after(lockMinutes);
    });
    own.receive({ t: 'watch', ref: 1, name: 'settings.all', input: {} });
  }

  async #close(): Promise<Answer> {
    if (!this.#core) return ok(undefined);
    if (this.#sealed === null) return err({ type: 'NoPassphrase' });
    const coming = await this.#end({ type: 'Locked' });
    this.#reminders.start(coming);
    this.#watch.start();
    return ok(undefined);
  }

  /** Returns when reminders of the coming day fall due. */
  async #end(why: DeskFailure): Promise<readonly number[]> {
    const core = this.#core;
    this.#core = null;
    this.#lease = { over: false, until: this.#lease.until };
    this.#idle.stop();
    for (const session of this.#sessions) session.part(why);
    this.#tellState();
    core?.hear(false);
    const coming = await core?.close();
    this.#key?.fill(0);
    this.#key = null;
    return coming ?? [];
  }

  /** What is due is told where a window is there to show it, and waits otherwise. */
  #hear(): void {
    this.#core?.hear(this.#sessions.size > 0);
  }

  #tellDue(count: number): void {
    for (const session of this.#sessions) session.tellDue(count);
    this.#tellState();
  }

  #leased(lease: Lease): void {
    const before = this.#lease;
    this.#lease = lease;
    if (before.over !== lease.over) this.#review();
    else if (before.until !== lease.until) this.#tellState();
  }

  #wipe(facts: WipeFacts): void {
    void this.#inTurn(() => this.#erase(facts));
  }

  /** The same while it is locked. One that was unlocked meanwhile asks for itself, and hands over what it has. */
  #condemned(verdict: Verdict): void {
    const facts = { ...verdict, at: this.#settings.now() };
    void this.#inTurn(async () => {
      if (!this.#core && !this.#wiped) await this.#erase(facts);
    });
  }

  async #erase(facts: WipeFacts): Promise<void> {
    this.#watch.stop();
    this.#reminders.stop();
    this.#wiped = facts;
    await this.#end({ type: 'Wiped' });
    this.#sealed = null;
    await eraseDesk(this.#settings.folder, this.#settings.keys, facts);
    this.#tellState();
  }

  /** Everything that is watched is looked at again. */
  #review(): void {
    for (const session of this.#sessions) session.review((request) => this.#refusalFor(request));
    this.#tellState();
  }

  #tellState(): void {
    const state = this.#state();
    for (const session of this.#sessions) session.tellState(state);
  }

  /** Changes of state follow each other: two windows that unlock at once open one desk. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }
}

const isLockCommand = (name: string): name is LockCommand => Object.hasOwn(lockCommands, name);
