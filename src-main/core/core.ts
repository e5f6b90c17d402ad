import { existsSync } from 'node:fs';
import path from 'node:path';
import { Worker, type ResourceLimits } from 'node:worker_threads';
import type { DeskFailure } from '../../src-shared/contract/errors.ts';
import type { LockState } from '../../src-shared/contract/lock.ts';
import type { FromCore, ToCore } from '../../src-shared/contract/wire.ts';
import { err, type Result } from '../../src-shared/kernel/result.ts';
import type { Answer, FromEngine, Lease, ToEngine, WorkerSettings } from './engine/messages.ts';
import { QueryLine, type Question } from './engine/query-line.ts';
import { faultText, stderrLog } from './stderr-log.ts';

/** A window, or a tab: everything it watches ends with it. */
export interface CoreSession {
  receive(message: ToCore): void;
  leave(): void;
}

/** What the desk learns of the bank's hold on it; see `lock/gate.ts`. */
export interface CoreEvents {
  lease(lease: Lease): void;
  wipe(facts: NonNullable<LockState['wiped']>): void;
}

const NOBODY: CoreEvents = { lease: () => undefined, wipe: () => undefined };

/** What one query may need at most; one that wants more is at fault. */
const QUERY_MEMORY_MB = 1_024;
/**
 * Room for what was just made, MB. V8 takes eight times as much before it clears up where nobody says so, and a first sync
 * makes something all the time.
 */
export const ENGINE_YOUNG_MB = 24;
/** How long closing waits for a query that is under way. */
const PATIENCE_MS = 2_000;

/**
 * The core as one object: a worker that writes, a worker that reads, and the windows' messages between them. Does no
 * work itself, so it always answers.
 */
export class Core {
  readonly #engine: Worker;
  readonly #events: CoreEvents;
  readonly #queries: QueryLine;
  readonly #calls = new Map<number, (answer: Answer) => void>();
  readonly #sessions = new Map<number, (message: FromCore) => void>();
  readonly #closing: ((coming: readonly number[]) => void)[] = [];
  /** Questions whose bytes were fetched from the server once: if they are still not here, that is the answer. */
  readonly #fetched = new WeakSet<Question>();
  #lastCall = 0;
  #lastSession = 0;

  /** Opens the data folder; fails as a value where the database cannot be opened. */
  static async start(
    settings: WorkerSettings,
    events: CoreEvents = NOBODY,
  ): Promise<Result<Core, DeskFailure>> {
    // Both load at the same time; the reader opens the file when the writer has.
    const core = new Core(settings, events);
    const failure = await firstWord(core.#engine);
    if (failure) {
      await core.#engine.terminate();
      core.#queries.close();
      return err(failure);
    }
    core.#queries.open();
    return { ok: true, value: core };
  }

  private constructor(settings: WorkerSettings, events: CoreEvents) {
    this.#events = events;
    this.#engine = startWorker('engine-worker', settings, { maxYoungGenerationSizeMb: ENGINE_YOUNG_MB });
    this.#engine.on('message', (message: FromEngine) => this.#fromEngine(message));
    this.#engine.on('error', (fault) => this.#broken(fault));
    this.#queries = new QueryLine({
      start: () => startWorker('query-worker', settings, { maxOldGenerationSizeMb: QUERY_MEMORY_MB }),
      send: (session, message, question) => this.#fromQueries(session, message, question),
      closed: () => this.#toEngine({ t: 'close' }),
      died: (fault) => stderrLog('query worker ended', { fault: faultText(fault) }),
      giveUp: (fault) => this.#broken(fault),
    });
  }

  /** A new window; what the core says to it goes to `send`. */
  connect(send: (message: FromCore) => void): CoreSession {
    const session = (this.#lastSession += 1);
    this.#sessions.set(session, send);
    return {
      receive: (message) => this.#receive(session, message),
      leave: () => {
        this.#sessions.delete(session);
        this.#queries.leave(session);
      },
    };
  }

  /** Runs a command as a window would. */
  run(name: string, input: unknown): Promise<Answer> {
    return this.#call((call) => ({ t: 'run', call, name, input }));
  }

  /** To be told when the machine wakes up. */
  wake(): void {
    this.#toEngine({ t: 'wake' });
  }

  /** Whether anybody is there who can be told what is due; nobody, before this is said. */
  hear(on: boolean): void {
    this.#toEngine({ t: 'hear', on });
  }

  /**
   * Ends after what is under way, and lets the data folder go. A query that takes too long is not waited for. Says when
   * reminders of the coming day fall due.
   */
  close(): Promise<readonly number[]> {
    return new Promise((resolve) => {
      this.#closing.push(resolve);
      if (this.#closing.length > 1) return;
      this.#queries.close();
      setTimeout(() => this.#toEngine({ t: 'close' }), PATIENCE_MS).unref();
    });
  }

  #receive(session: number, message: ToCore): void {
    const { ref } = message;
    if (message.t === 'run') {
      void this.run(message.name, message.input).then((result) =>
        this.#send(session, { t: 'done', ref, result }),
      );
    } else if (message.t === 'unwatch') this.#queries.unwatch(session, ref);
    else this.#queries.ask(session, message);
  }

  #fromQueries(session: number, message: FromCore, question: Question | null): void {
    const missing =
      message.t === 'done' && !message.result.ok && message.result.error.type === 'BytesNotHere';
    if (!missing || !question || this.#fetched.has(question)) {
      this.#send(session, message);
      return;
    }
    // Only on the server: fetched, then asked for again.
    this.#fetched.add(question);
    const { id } = question.input as { id?: unknown };
    void this.#call((call) => ({ t: 'fetch', call, attachmentId: String(id) })).then((fetched) => {
      if (fetched.ok) this.#queries.ask(session, question);
      else this.#send(session, message);
    });
  }

  #fromEngine(message: FromEngine): void {
    if (message.t === 'done') {
      this.#calls.get(message.call)?.(message.result);
      this.#calls.delete(message.call);
    } else if (message.t === 'changed') this.#queries.changed(message);
    else if (message.t === 'remind') for (const send of this.#sessions.values()) send(message);
    else if (message.t === 'lease') this.#events.lease(message.lease);
    else if (message.t === 'wipe') this.#events.wipe(message.facts);
    else if (message.t === 'closed') for (const resolve of this.#closing) resolve(message.coming);
  }

  #call(message: (call: number) => ToEngine): Promise<Answer> {
    const call = (this.#lastCall += 1);
    return new Promise((resolve) => {
      this.#calls.set(call, resolve);
      this.#toEngine(message(call));
    });
  }

  /** A fault of the program in a worker. Nothing acknowledged is lost; starting again is the way out. */
  #broken(error: unknown): never {
    stderrLog('worker failed', { fault: faultText(error) });
    process.exit(70);
  }

  #send(session: number, message: FromCore): void {
    this.#sessions.get(session)?.(message);
  }

  #toEngine(message: ToEngine): void {
    this.#engine.postMessage(message);
  }
}

/** The worker's file: TypeScript beside this one, or the bundle beside the bundled program. */
function startWorker(name: string, settings: WorkerSettings, resourceLimits: ResourceLimits = {}): Worker {
  const source = path.join(import.meta.dirname, 'engine', `${name}.ts`);
  const file = existsSync(source) ? source : path.join(import.meta.dirname, `${name}.js`);
  return new Worker(file, { workerData: settings, resourceLimits });
}

/** Waits until a worker is ready, or says why not. */
function firstWord(worker: Worker): Promise<DeskFailure | null> {
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    const listen = (message: FromEngine): void => {
      if (message.t !== 'ready' && message.t !== 'failed') return;
      worker.off('message', listen);
      worker.off('error', reject);
      resolve(message.t === 'failed' ? message.failure : null);
    };
    worker.on('message', listen);
  });
}
