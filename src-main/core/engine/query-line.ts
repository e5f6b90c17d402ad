import type { Worker } from 'node:worker_threads';
import type { FromCore, ToCore } from '../../../src-shared/contract/wire.ts';
import { err } from '../../../src-shared/kernel/result.ts';
import type { FromQueries, ToQueries } from './messages.ts';
import type { SyncStatus } from './sync-status.ts';

export type Question = Extract<ToCore, { t: 'ask' | 'watch' }>;

export interface QueryLineOptions {
  /** Starts a reading worker. */
  readonly start: () => Pick<Worker, 'on' | 'postMessage'>;
  /** An answer, with the question where that is answered by it for good. */
  readonly send: (session: number, message: FromCore, question: Question | null) => void;
  readonly closed: () => void;
  /** A worker that died, for the log. */
  readonly died: (fault: unknown) => void;
  /** It died too often: something is wrong that starting again does not mend. */
  readonly giveUp: (fault: unknown) => void;
}

/** More deaths than this in a row, without a question answered in between, are no accident. */
const MOST_DEATHS = 3;

/**
 * The line to the reading worker. A query that runs away ends the worker (its memory is limited), not the desk: a new
 * one is started, what was asked is answered with `NotAnswering`, and what was watched is watched again.
 */
export class QueryLine {
  readonly #options: QueryLineOptions;
  readonly #open = new Map<string, { readonly session: number; readonly question: Question }>();
  #worker: Pick<Worker, 'on' | 'postMessage'>;
  #status: SyncStatus | null = null;
  #deaths = 0;
  #closing = false;

  constructor(options: QueryLineOptions) {
    this.#options = options;
    this.#worker = this.#start();
  }

  ask(session: number, question: Question): void {
    this.#open.set(keyOf(session, question.ref), { session, question });
    this.#post({ ...question, session });
  }

  unwatch(session: number, ref: number): void {
    this.#open.delete(keyOf(session, ref));
    this.#post({ t: 'unwatch', session, ref });
  }

  leave(session: number): void {
    for (const [key, open] of this.#open) if (open.session === session) this.#open.delete(key);
    this.#post({ t: 'leave', session });
  }

  open(): void {
    this.#post({ t: 'open' });
  }

  changed(message: Extract<ToQueries, { t: 'changed' }>): void {
    this.#status = message.status;
    this.#post(message);
  }

  close(): void {
    this.#closing = true;
    this.#post({ t: 'close' });
  }

  #start(): Pick<Worker, 'on' | 'postMessage'> {
    const worker = this.#options.start();
    worker.on('message', (message: FromQueries) => this.#receive(message));
    worker.on('error', (fault) => this.#bury(worker, fault));
    return worker;
  }

  #receive(message: FromQueries): void {
    if (message.t === 'closed') this.#options.closed();
    if (message.t !== 'message') return;
    this.#deaths = 0;
    const { session } = message;
    const key = message.message.t === 'done' ? keyOf(session, message.message.ref) : '';
    const question = this.#open.get(key)?.question ?? null;
    this.#open.delete(key);
    this.#options.send(session, message.message, question);
  }

  #bury(dead: Pick<Worker, 'on' | 'postMessage'>, fault: unknown): void {
    if (dead !== this.#worker) return;
    this.#options.died(fault);
    this.#deaths += 1;
    if (this.#closing) this.#options.closed();
    else if (this.#deaths > MOST_DEATHS) this.#options.giveUp(fault);
    else this.#startAgain();
  }

  #startAgain(): void {
    this.#worker = this.#start();
    this.open();
    if (this.#status) this.#post({ t: 'changed', topics: [], status: this.#status });
    for (const [key, { session, question }] of [...this.#open]) {
      if (question.t === 'watch') this.#post({ ...question, session });
      else {
        this.#open.delete(key);
        this.#options.send(
          session,
          { t: 'done', ref: question.ref, result: err({ type: 'NotAnswering' }) },
          null,
        );
      }
    }
  }

  #post(message: ToQueries): void {
    this.#worker.postMessage(message);
  }
}

const keyOf = (session: number, ref: number): string => `${session}/${ref}`;
