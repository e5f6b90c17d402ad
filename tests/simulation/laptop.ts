import type { Database } from 'better-sqlite3';
import { USE_CASES } from '../../src-main/core/commands.ts';
import { DERIVATIONS } from '../../src-main/core/derivations.ts';
import { signIn } from '../../src-main/core/engine/account.ts';
import { Engine, type EngineOptions } from '../../src-main/core/engine/engine.ts';
import { SIGNED_OUT, type SyncStatus } from '../../src-main/core/engine/sync-status.ts';
import { SyncLoop } from '../../src-main/core/sync/sync-loop.ts';
import type { Timers } from '../../src-main/core/sync/network.ts';
import type { DeskFailure } from '../../src-shared/contract/errors.ts';
import type { Result } from '../../src-shared/kernel/result.ts';
import type { Seeded } from '../../src-shared/kernel/seeded.ts';
import { memoryBlobs } from '../support/desk.ts';
import { Death, Disk, type Dies } from './disk.ts';
import type { Row } from './ledger.ts';
import type { Line } from './line.ts';

/** Something happened at a desk that the product never means to. */
export class Unexpected extends Error {}

/** Nothing is ever asked for by time: the history says when a laptop goes on. */
const NO_TIMERS: Timers = { after: () => () => undefined };
export const SERVER = 'https://server.test';
export const PASSWORD = 'right';

/**
 * One laptop: the desk's own engine and sync loop on a database in memory. Its process can die around any commit and
 * start again from what was committed; its clock can be wrong; its disk can be full.
 */
export class SimulatedLaptop {
  readonly number: number;
  readonly person: string;
  readonly line: Line;
  /** How far this clock is off, in milliseconds. */
  skew = 0;
  /** This clock was once off by more than a month. */
  wasFarOff = false;
  disk: Disk;
  engine: Engine;
  #sync: SyncLoop;
  #status: SyncStatus = SIGNED_OUT;
  readonly #now: () => number;
  readonly #random: Seeded;
  readonly blobs = memoryBlobs(() => this.now());
  /** Faults of the program that the loop has logged: there must be none. */
  readonly faults: string[] = [];
  /** Scopes whose checksum did not agree, each time. */
  readonly mismatches: string[] = [];
  /** The newest stamp that it made, and the change that bears it. */
  #made = { id: 0, clock: 0 };
  #own = false;
  /** Somebody began on it as on a new one. */
  wasErased = false;
  /** The bank has asked for this laptop to be erased. */
  wiped = false;

  constructor(options: {
    number: number;
    person: string;
    disk: Disk;
    line: Line;
    now: () => number;
    random: Seeded;
    /** It has this disk to itself. */
    own?: boolean;
  }) {
    this.number = options.number;
    this.person = options.person;
    this.line = options.line;
    this.#now = options.now;
    this.#random = options.random;
    this.disk = options.disk;
    this.#own = options.own === true;
    [this.engine, this.#sync] = this.#boot();
    // What a copy brings along was looked at where it was made; the server may have set its clock back since.
    const [newest] = this.rows('SELECT max(id) AS id FROM _outbox');
    this.#made.id = Number(newest?.['id'] ?? 0);
  }

  get sqlite(): Database {
    return this.disk.sqlite;
  }

  get online(): boolean {
    return this.#status.phase === 'online';
  }

  /** The server has told it that its token opens nothing any more. */
  get isRefused(): boolean {
    return this.#status.phase === 'refused' && this.#status.lastError?.type === 'TokenRevoked';
  }

  /** What it would show to get a token. */
  get tokenToShow(): string {
    const [row] = this.rows("SELECT value FROM _meta WHERE key IN ('refresh', 'token') ORDER BY key LIMIT 1");
    return String(row?.['value'] ?? '');
  }

  get signedIn(): boolean {
    if (this.#status.phase === 'refused') return false;
    return this.rows("SELECT 1 FROM _meta WHERE key = 'token'").length > 0;
  }

  now = (): number => this.#now() + this.skew;

  async signIn(): Promise<Result<void, DeskFailure>> {
    const account = { engine: this.engine, network: this.line, blobs: this.blobs, deviceName: 'laptop' };
    return this.#mortal(() =>
      signIn(account, { server: SERVER, login: this.person, password: PASSWORD }),
    ).then((result) => result ?? { ok: false, error: { type: 'ServerDown', server: SERVER } });
  }

  /** Runs a command as the window does. Null where the process died in it. */
  run(name: string, input: unknown): Result<unknown, DeskFailure> | null {
    try {
      const result = this.engine.run(name, input);
      this.#lookAtStamps();
      return result;
    } catch (thrown) {
      if (!(thrown instanceof Death)) throw new Unexpected(`${name}: ${String(thrown)}`, { cause: thrown });
      this.#end();
      [this.engine, this.#sync] = this.#boot();
      this.#lookAtStamps();
      return null;
    }
  }

  /** Whatever its clock does, whether it was started anew: a stamp names one write, and says what it followed. */
  #lookAtStamps(): void {
    for (const { id, clock } of this.rows(
      'SELECT id, clock FROM _outbox WHERE id > ? ORDER BY id',
      this.#made.id,
    )) {
      if (Number(clock) <= this.#made.clock)
        this.faults.push(`change ${id} bears a stamp that is not above the one before`);
      this.#made = { id: Number(id), clock: Number(clock) };
    }
  }

  /** A round of sync, until it ends, dies, or waits for an answer that is on its way. Says whether it ended. */
  async exchange(): Promise<boolean> {
    this.line.dead = false;
    this.line.begin();
    if (this.line.holds) {
      this.line.release();
      await this.#untilQuiet();
    }
    if (this.line.holds) return false;
    if (!this.line.dead) {
      this.#sync.start();
      await this.#untilQuiet();
    }
    if (this.line.dead) await this.restart();
    else if (!this.line.holds) {
      this.#sync.stop();
      return true;
    }
    return false;
  }

  async #untilQuiet(): Promise<void> {
    await Promise.race([this.#sync.settled(), this.line.stuck()]);
  }

  /** The person goes where no net is: what is on its way is given up. */
  async unplug(): Promise<void> {
    this.#sync.stop();
    await this.#sync.settled();
  }

  /** At the next commit, this laptop dies. */
  dieAtCommit(when: Dies): void {
    this.disk.dieAtCommit(when);
  }

  /** Dies now, whatever it was doing, and starts again from what was committed. */
  die(): void {
    this.line.dead = true;
  }

  /** Starts from what was committed; `cold` through an image of the file, as after a power failure. */
  async restart(cold = false): Promise<void> {
    this.#end();
    await this.#sync.settled();
    if (cold) {
      // The disk itself may be used again by another history.
      this.disk = new Disk(this.sqlite.serialize(), { nested: false });
      this.#own = true;
    }
    [this.engine, this.#sync] = this.#boot();
  }

  /** Erased: somebody begins on it as on a new one. */
  async erase(empty: Buffer): Promise<void> {
    this.#end();
    await this.#sync.settled();
    if (this.#own) this.sqlite.close();
    this.disk = new Disk(empty, { nested: false });
    this.#own = true;
    this.wiped = false;
    this.wasErased = true;
    this.blobs.clear();
    this.#made = { id: 0, clock: 0 };
    this.#status = SIGNED_OUT;
    [this.engine, this.#sync] = this.#boot();
  }

  /** An image of this laptop, as a technician copies a disk. */
  image(): { disk: Disk; files: Uint8Array[] } {
    return {
      disk: new Disk(this.sqlite.serialize(), { nested: false }),
      files: this.blobs.list().map(({ sha256 }) => this.blobs.get(sha256)!),
    };
  }

  #end(): void {
    this.disk.crash();
    this.line.dead = true;
    this.#sync.stop();
  }

  /** Lets go of what only this laptop has. */
  close(): void {
    this.#sync.stop();
    if (this.#own) this.sqlite.close();
  }

  /** Fills the disk for as long as `work` takes. */
  async withFullDisk<T>(work: () => T | Promise<T>): Promise<T> {
    const pages = this.sqlite.pragma('page_count', { simple: true }) as number;
    this.sqlite.pragma(`max_page_count = ${pages}`);
    try {
      return await work();
    } finally {
      this.sqlite.pragma('max_page_count = 1073741823');
    }
  }

  /** Rows as the database has them, read by the oracle's own SQL. */
  rows(sql: string, ...values: readonly (string | number)[]): Row[] {
    return this.disk.rows(sql, values);
  }

  row(table: string, id: string): Row | undefined {
    return this.rows(`SELECT * FROM "${table}" WHERE id = ?`, id)[0];
  }

  #boot(): [Engine, SyncLoop] {
    let booted = false;
    const engine = new Engine({
      sqlite: this.disk.sqlite,
      world: { now: this.now, random: () => this.#random.next() },
      blobs: this.blobs,
      status: () => this.#status,
      about: { version: '0.0.0', server: null },
      useCases: USE_CASES as EngineOptions['useCases'],
      derivations: DERIVATIONS,
    });
    const sync = new SyncLoop({
      engine,
      network: this.line,
      timers: NO_TIMERS,
      blobs: this.blobs,
      log: (event, fields) => this.#log(event, fields),
      onWipe: () => {
        this.wiped = true;
      },
      onStatus: (status) => {
        // A loop whose process has died says nothing any more.
        if (this.engine !== engine && booted) return;
        this.#status = status;
        engine.announce(['sync']);
      },
    });
    booted = true;
    this.line.onDeath = () => this.die();
    return [engine, sync];
  }

  #log(event: string, fields: Readonly<Record<string, unknown>>): void {
    if (event === 'checksum mismatch') this.mismatches.push(String(fields['scope']));
    if (event !== 'sync failed') return;
    const fault = String(fields['fault']);
    // Death by a commit inside the loop is taken by its guard; the history then starts the laptop again.
    if (fault.startsWith('Death')) this.die();
    else this.faults.push(fault);
  }

  async #mortal<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (thrown) {
      if (!(thrown instanceof Death)) throw thrown;
      await this.restart();
      return null;
    }
  }
}
