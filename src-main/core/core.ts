import { existsSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { DeskFailure } from '../../src-shared/contract/errors.ts';
import type { FromCore, ToCore } from '../../src-shared/contract/wire.ts';
import { err, type Result } from '../../src-shared/kernel/result.ts';
import type {
  Answer,
  FromEngine,
  FromQueries,
  ToEngine,
  ToQueries,
  WorkerSettings,
} from './engine/messages.ts';
import { faultText, stderrLog } from './stderr-log.ts';

/** A window, or a tab: everything it watches ends with it. */
export interface CoreSession {
  receive(message: ToCore): void;
  leave(): void;
}

/**
 * The core as one object: a worker that writes, a worker that reads, and the windows' messages between them. Does no
 * work itself, so it always answers.
 */
export class Core {
  readonly #engine: Worker;
  readonly #queries: Worker;
  readonly #calls = new Map<number, (answer: Answer) => void>();
  readonly #sessions = new Map<number, (message: FromCore) => void>();
  #lastCall = 0;
  #lastSession = 0;
  readonly #closing: (() => void)[] = [];
  /** Questions for bytes that may have to be fetched first, by session and reference. */
  readonly #fetching = new Map<string, unknown>();

  /** Opens the data folder; fails as a value where the database cannot be opened. */
  static async start(settings: WorkerSettings): Promise<Result<Core, DeskFailure>> {
    // Both load at the same time; the reader opens the file when the writer has.
    const engine = startWorker('engine-worker', settings);
    const queries = startWorker('query-worker', settings);
    const core = new Core(engine, queries);
    const failure = await firstWord(engine);
    if (failure) {
      await Promise.all([engine.terminate(), queries.terminate()]);
      return err(failure);
    }
    core.#toQueries({ t: 'open' });
    await firstWord(queries);
    return { ok: true, value: core };
  }

  private constructor(engine: Worker, queries: Worker) {
    this.#engine = engine;
    this.#queries = queries;
    engine.on('message', (message: FromEngine) => this.#fromEngine(message));
    queries.on('message', (message: FromQueries) => this.#fromQueries(message));
    for (const worker of [engine, queries]) worker.on('error', (error) => this.#broken(error));
  }

  /** A new window; what the core says to it goes to `send`. */
  connect(send: (message: FromCore) => void): CoreSession {
    const session = (this.#lastSession += 1);
    this.#sessions.set(session, send);
    return {
      receive: (message) => this.#receive(session, message),
      leave: () => {
        this.#sessions.delete(session);
        this.#toQueries({ t: 'leave', session });
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

  /** Ends after what is under way, and lets the data folder go. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#closing.push(resolve);
      if (this.#closing.length > 1) return;
      this.#toQueries({ t: 'close' });
    });
  }

  #receive(session: number, message: ToCore): void {
    const { ref } = message;
    if (message.t === 'run') {
      void this.run(message.name, message.input).then((result) =>
        this.#send(session, { t: 'done', ref, result }),
      );
    } else if (message.t === 'unwatch') this.#toQueries({ t: 'unwatch', session, ref });
    else this.#toQueries({ t: message.t, session, ref, name: message.name, input: message.input });
    if (message.t === 'ask' && message.name === 'attachment.bytes')
      this.#fetching.set(`${session}/${ref}`, message.input);
  }

  #fromQueries(message: FromQueries): void {
    if (message.t === 'closed') {
      this.#toEngine({ t: 'close' });
      return;
    }
    if (message.t !== 'message') return;
    const { session } = message;
    if (message.message.t === 'done' && this.#isFetched(session, message.message)) return;
    this.#send(session, message.message);
  }

  /** Bytes that are only on the server: fetched, then asked for again. True where that is under way. */
  #isFetched(session: number, message: Extract<FromCore, { t: 'done' }>): boolean {
    const key = `${session}/${message.ref}`;
    if (!this.#fetching.has(key)) return false;
    const input = this.#fetching.get(key) as { id?: unknown };
    this.#fetching.delete(key);
    if (message.result.ok || message.result.error.type !== 'BytesNotHere') return false;
    void this.#call((call) => ({ t: 'fetch', call, attachmentId: String(input.id) })).then((fetched) => {
      if (fetched.ok)
        this.#toQueries({ t: 'ask', session, ref: message.ref, name: 'attachment.bytes', input });
      else this.#send(session, message);
    });
    return true;
  }

  #fromEngine(message: FromEngine): void {
    if (message.t === 'done') {
      this.#calls.get(message.call)?.(message.result);
      this.#calls.delete(message.call);
    } else if (message.t === 'changed') this.#toQueries(message);
    else if (message.t === 'remind') for (const send of this.#sessions.values()) send(message);
    else if (message.t === 'closed') for (const resolve of this.#closing) resolve();
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

  #toQueries(message: ToQueries): void {
    this.#queries.postMessage(message);
  }
}

/** The worker's file: TypeScript beside this one, or the bundle beside the bundled program. */
function startWorker(name: string, settings: WorkerSettings): Worker {
  const source = path.join(import.meta.dirname, 'engine', `${name}.ts`);
  const file = existsSync(source) ? source : path.join(import.meta.dirname, `${name}.js`);
  return new Worker(file, { workerData: settings });
}

/** Waits until a worker is ready, or says why not. */
function firstWord(worker: Worker): Promise<DeskFailure | null> {
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    const listen = (message: FromEngine | FromQueries): void => {
      if (message.t !== 'ready' && message.t !== 'failed') return;
      worker.off('message', listen);
      worker.off('error', reject);
      resolve(message.t === 'failed' ? message.failure : null);
    };
    worker.on('message', listen);
  });
}
