import type Database from 'better-sqlite3';
import { writeMeta } from '../../db/client/local/meta.ts';
import { DERIVATIONS } from '../../src-main/core/derivations.ts';
import { signIn, signOut, type Account } from '../../src-main/core/engine/account.ts';
import { Engine, type EngineOptions } from '../../src-main/core/engine/engine.ts';
import { Queries, type QueriesOptions } from '../../src-main/core/engine/queries.ts';
import { SIGNED_OUT, type SyncStatus } from '../../src-main/core/engine/sync-status.ts';
import { USE_CASES } from '../../src-main/core/commands.ts';
import { SyncLoop } from '../../src-main/core/sync/sync-loop.ts';
import { VIEWS } from '../../src-main/core/views.ts';
import type { Timers } from '../../src-main/core/sync/network.ts';
import type {
  CommandInput,
  CommandName,
  CommandResult,
  QueryInput,
  QueryName,
  QueryResult,
} from '../../src-shared/contract/contract.ts';
import type { DeskFailure } from '../../src-shared/contract/errors.ts';
import type { Result } from '../../src-shared/kernel/result.ts';
import { seeded } from '../../src-shared/kernel/seeded.ts';
import { memoryBlobs } from './desk.ts';
import { migrated } from './migrated.ts';
import { FakeLine, PASSWORD, type FakeServer } from './fake-server.ts';

/** Time that passes when the test says so. */
export class FakeTimers implements Timers {
  readonly #waiting: { at: number; work: () => void }[] = [];
  now = 0;

  after(ms: number, work: () => void): () => void {
    const entry = { at: this.now + ms, work };
    this.#waiting.push(entry);
    return () => {
      const at = this.#waiting.indexOf(entry);
      if (at >= 0) this.#waiting.splice(at, 1);
    };
  }

  pass(ms: number): void {
    this.now += ms;
    for (const entry of this.#waiting.filter(({ at }) => at <= this.now)) {
      this.#waiting.splice(this.#waiting.indexOf(entry), 1);
      entry.work();
    }
  }
}

/** The core of one laptop with its sync loop, beside a fake server. */
export class Laptop {
  readonly line: FakeLine;
  readonly timers = new FakeTimers();
  readonly engine: Engine;
  readonly queries: Queries;
  readonly sync: SyncLoop;
  readonly blobs = memoryBlobs(() => this.now);
  readonly phases: string[] = [];
  readonly logged: string[] = [];
  now: number;
  readonly #account: Account;
  #status: SyncStatus = SIGNED_OUT;

  constructor(server: FakeServer, seed: string, sqlite: Database.Database = migrated()) {
    this.line = new FakeLine(server);
    this.now = server.now;
    const random = seeded(seed);
    const world = { now: () => (this.now += 1), random: () => random.next() };
    const status = (): SyncStatus => this.#status;
    const about = { version: '0.0.0', server: null };
    this.engine = new Engine({
      sqlite,
      world,
      blobs: this.blobs,
      status,
      about,
      useCases: USE_CASES as EngineOptions['useCases'],
      derivations: DERIVATIONS,
    });
    this.queries = new Queries({
      db: this.engine,
      now: world.now,
      blobs: this.blobs,
      views: VIEWS as QueriesOptions['views'],
      status,
      about,
    });
    this.engine.onChange((topics) => this.queries.changed(topics));
    this.sync = new SyncLoop({
      engine: this.engine,
      network: this.line,
      timers: this.timers,
      blobs: this.blobs,
      log: (event) => void this.logged.push(event),
      onStatus: (next) => {
        this.#status = next;
        if (this.phases.at(-1) !== next.phase) this.phases.push(next.phase);
        this.engine.announce(['sync']);
      },
    });
    this.#account = { engine: this.engine, network: this.line, blobs: this.blobs, deviceName: seed };
  }

  get status(): SyncStatus {
    return this.#status;
  }

  async signIn(login: string, password = PASSWORD): Promise<Result<void, DeskFailure>> {
    const result = await signIn(this.#account, { server: 'https://server.test', login, password });
    this.sync.start();
    await this.settle();
    return result;
  }

  async signOut(options: { wipe: boolean; force: boolean }): Promise<Result<void, DeskFailure>> {
    this.sync.stop();
    await this.settle();
    return signOut(this.#account, options);
  }

  /** Runs rounds until there is nothing more to do. */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < 3; quiet += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      await this.sync.settled();
    }
  }

  async synced(): Promise<void> {
    await this.sync.settled();
    await this.sync.round();
    await this.settle();
  }

  did<N extends CommandName>(name: N, input: CommandInput<N>): CommandResult<N> {
    const result = this.engine.run(name, input);
    if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.error)}`);
    return result.value as CommandResult<N>;
  }

  seen<N extends QueryName>(name: N, input: QueryInput<N>): QueryResult<N> {
    const result = this.queries.ask(name, input);
    if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.error)}`);
    return result.value as QueryResult<N>;
  }

  /** The clock of this laptop is wrong by so much. */
  setClock(ms: number): void {
    this.now = ms;
  }

  meta(key: Parameters<typeof writeMeta>[1], value: string): void {
    writeMeta(this.engine.sqlite, key, value);
  }
}
