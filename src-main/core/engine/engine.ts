import type { Database } from 'better-sqlite3';
import type { z } from 'zod';
import type { Derivation, Reader } from '../../../db/client/access.ts';
import {
  ensureDerivations,
  purgeDerivations,
  refreshDerivations,
  rollDerivations,
} from '../../../db/client/derivations.ts';
import { DeskError, isDiskFault } from '../../../db/client/desk-error.ts';
import { readNumber, writeMeta } from '../../../db/client/local/meta.ts';
import { addStep, extendStep } from '../../../db/client/local/undo.ts';
import { readMe } from '../../../db/client/queries/me.ts';
import { RowStore } from '../../../db/client/row-store.ts';
import { RowTransaction } from '../../../db/client/row-transaction.ts';
import { RowWriter } from '../../../db/client/writer.ts';
import { COMMANDS, isCommandName, type CommandName } from '../../../src-shared/contract/contract.ts';
import type { Done } from '../../../src-shared/contract/done.ts';
import type { DeskFailure } from '../../../src-shared/contract/errors.ts';
import type { World } from '../../../src-shared/kernel/env.ts';
import { uuidv7 } from '../../../src-shared/kernel/ids.ts';
import { err, type Result } from '../../../src-shared/kernel/result.ts';
import type { About, BlobStore, CommandContext } from './context.ts';
import { ContextSource } from './desk-context.ts';
import type { SyncStatus } from './sync-status.ts';
import { topicsOf, topicsOfCommand, type Topic } from './topics.ts';
import { turn } from './undo-step.ts';

/** A use-case as the engine calls it: the types of name, input and result were checked where the lists are put together. */
export type AnyUseCase = (context: CommandContext, input: never) => Result<unknown, DeskFailure>;

export interface EngineOptions {
  readonly sqlite: Database;
  readonly world: World;
  readonly blobs: BlobStore;
  readonly useCases: Readonly<Partial<Record<CommandName, AnyUseCase>>>;
  readonly derivations: readonly Derivation[];
  readonly status: () => SyncStatus;
  readonly about: About;
}

/** Not taken back by undo: typing has its own undo in the editor, and what follows was not an edit of the person. */
const NO_STEP: ReadonlySet<CommandName> = new Set([
  'undo.undo',
  'undo.redo',
  'note.write',
  'task.seen',
  'event.see',
  'sync.retryRefused',
]);

/**
 * The one writer of this laptop's database. A command is one transaction: rows, marks, outbox, inverse, derived tables;
 * after it returns, the commit is on disk. Lists of changes go to whoever listens.
 */
export class Engine implements Reader {
  readonly sqlite: Database;
  readonly #options: EngineOptions;
  readonly #store: RowStore;
  readonly #context: ContextSource;
  /** The step of a command that comes in pieces, while it may go on. */
  #batch: { readonly name: string; readonly step: number } | null = null;
  /** What left this laptop may still be read in the log. */
  #logHeld = false;
  readonly #listeners = new Set<(topics: ReadonlySet<Topic>) => void>();

  constructor(options: EngineOptions) {
    this.sqlite = options.sqlite;
    this.#options = options;
    this.#store = new RowStore(options.sqlite);
    this.#context = new ContextSource(this, options.status, options.about);
    ensureDerivations(this, options.derivations, options.world.now());
  }

  get world(): World {
    return this.#options.world;
  }

  /** Calls back after every commit with what it changed. Returns how to stop. */
  onChange(listener: (topics: ReadonlySet<Topic>) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Runs a command by name with untrusted input. */
  run(name: string, input: unknown): Done<unknown, DeskFailure> {
    if (!isCommandName(name)) return err({ type: 'BadInput', path: 'name', problem: 'unknown command' });
    const parsed = COMMANDS[name].input.safeParse(input);
    if (!parsed.success) return err(badInput(parsed.error));
    const useCase = this.#useCase(name);
    const { world, blobs } = this.#options;
    const now = world.now();
    const newId = (): string => uuidv7(now, world.random);
    return this.#transact(now, topicsOfCommand(name), (rows) => {
      const writer = this.#writer(rows, now);
      const turning = name === 'undo.undo' || name === 'undo.redo';
      const result = turning
        ? turn({ rows, writer }, name === 'undo.undo' ? 'undo' : 'redo', meantBy(parsed.data))
        : useCase(this.#context.at(now, { tx: writer, blobs, newId }), parsed.data as never);
      // What undo could take back stays taken back, though it reports what it left.
      const partly =
        turning && !result.ok && (result.error.type === 'ChangedSince' || result.error.type === 'NotGranted');
      if (!result.ok && !partly) return { result, commit: false, wrote: false };
      if (writer.range) {
        writeMeta(this.sqlite, 'clock', String(writer.clock));
        writeMeta(this.sqlite, 'tx', String(readNumber(this.sqlite, 'tx', 0) + 1));
        if (!NO_STEP.has(name)) {
          const step = this.#addStep(name, parsed.data, now, writer.range);
          const act = { step, last: writer.range.last };
          return { result: { ...result, act }, commit: true, wrote: true };
        }
      }
      return { result, commit: true, wrote: writer.range !== null };
    });
  }

  /** A command that comes in pieces (an import) is one step for the person, as long as nothing comes between. */
  #addStep(name: CommandName, input: object, now: number, range: { first: number; last: number }): number {
    const batch = 'batch' in input && typeof input.batch === 'string' ? input.batch : null;
    if (
      batch !== null &&
      this.#batch?.name === batch &&
      extendStep(this.sqlite, this.#batch.step, range.last)
    )
      return this.#batch.step;
    const step = addStep(this.sqlite, { label: name, at: now, ...range });
    this.#batch = batch === null ? null : { name: batch, step };
    return step;
  }

  /** A transaction that writes rows without a person: what the server sent. `topics` are changed beside the rows. */
  apply<T>(topics: readonly Topic[], work: (rows: RowTransaction) => T): T {
    let value: T | undefined;
    const result = this.#transact(this.#options.world.now(), topics, (rows) => {
      value = work(rows);
      return { result: { ok: true, value: undefined }, commit: true, wrote: false };
    });
    if (!result.ok) throw new DeskError(result.error);
    return value as T;
  }

  /** Brings lists that cover a window of days to the day that it is now: at the start, after sleep, when the clock was set. */
  roll(): void {
    this.sqlite
      .transaction(() => rollDerivations(this, this.#options.derivations, this.world.now()))
      .immediate();
  }

  /** Does what `apply` would do and takes it back. Returns what it threw, or null. */
  rehearse(work: (rows: RowTransaction) => unknown): unknown {
    const rows = new RowTransaction(this.#store);
    this.sqlite.exec('BEGIN IMMEDIATE');
    try {
      work(rows);
      refreshDerivations(this, this.#options.derivations, rows.finish(), this.#options.world.now());
      return null;
    } catch (thrown) {
      return thrown;
    } finally {
      if (this.sqlite.inTransaction) this.sqlite.exec('ROLLBACK');
      this.#context.forget();
    }
  }

  /**
   * Moves the write-ahead log into the file and cuts it off, so that nothing deleted is read in it any more. While a
   * query reads, that cannot be done whole: `finishEmptyingLog` tries again. Within a transaction (the simulation holds one
   * open, to be able to lose it) there is no log of its own.
   */
  emptyLog(): void {
    if (this.sqlite.inTransaction) return;
    const [done] = this.sqlite.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
    this.#logHeld = done?.busy !== 0;
  }

  /** Empties the log where a query kept that from being done. */
  finishEmptyingLog(): void {
    if (this.#logHeld) this.emptyLog();
  }

  /** Tells listeners of a change that is in no table. */
  announce(topics: Iterable<Topic>): void {
    this.#context.forget();
    const set = new Set(topics);
    if (set.size > 0) for (const listener of this.#listeners) listener(set);
  }

  #transact(
    now: number,
    also: readonly Topic[],
    work: (rows: RowTransaction) => Outcome,
  ): Done<unknown, DeskFailure> {
    const rows = new RowTransaction(this.#store);
    this.sqlite.exec('BEGIN IMMEDIATE');
    let outcome: Outcome;
    try {
      outcome = work(rows);
      if (outcome.commit) {
        const touched = rows.finish();
        refreshDerivations(this, this.#options.derivations, touched, now);
        if (rows.removed) purgeDerivations(this, this.#options.derivations);
        this.sqlite.exec('COMMIT');
      } else this.sqlite.exec('ROLLBACK');
    } catch (thrown) {
      if (this.sqlite.inTransaction) this.sqlite.exec('ROLLBACK');
      this.#context.forget();
      const failure = failureOf(thrown);
      if (failure) return err(failure);
      throw thrown;
    }
    if (outcome.commit) {
      const topics = topicsOf(rows.touched, this.#options.derivations);
      for (const topic of also) topics.add(topic);
      if (outcome.wrote) topics.add('outbox').add('undo');
      this.announce(topics);
    }
    return outcome.result;
  }

  #writer(rows: RowTransaction, now: number): RowWriter {
    const me = readMe(this);
    return new RowWriter({
      rows,
      device: readNumber(this.sqlite, 'device', 0),
      grants: this.#context.at(now, {}).grants,
      role: me?.role ?? null,
      person: me?.id ?? null,
      now,
      clockOffset: readNumber(this.sqlite, 'clockOffset', 0),
      clock: readNumber(this.sqlite, 'clock', 0),
      tx: readNumber(this.sqlite, 'tx', 0) + 1,
    });
  }

  #useCase(name: CommandName): AnyUseCase {
    const found = this.#options.useCases[name];
    if (found) return found;
    if (name === 'undo.undo' || name === 'undo.redo') return () => err({ type: 'NothingToUndo' });
    throw new Error(`command ${name} has no use-case`);
  }
}

/** The act that undo or redo names; undefined where the newest is meant, whichever it is. */
const meantBy = (input: object): number | undefined =>
  'step' in input && typeof input.step === 'number' ? input.step : undefined;

interface Outcome {
  readonly result: Done<unknown, DeskFailure>;
  readonly commit: boolean;
  /** A person's change went into the outbox. */
  readonly wrote: boolean;
}

/** The first thing that is wrong with an input, by its path. */
export function badInput(error: z.ZodError): DeskFailure {
  const [issue] = error.issues;
  return { type: 'BadInput', path: issue?.path.join('.') ?? '', problem: issue?.message ?? 'invalid' };
}

/** The expected failure in what was thrown, or null where it is a fault of the program. */
export function failureOf(thrown: unknown): DeskFailure | null {
  if (thrown instanceof DeskError) return thrown.failure;
  const code = (thrown as { code?: unknown } | null)?.code;
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') return { type: 'DiskFull' };
  if (isDiskFault(code)) return { type: 'DiskFailed' };
  return null;
}
