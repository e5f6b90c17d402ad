import type { FromCore } from '../../../src-shared/contract/wire.ts';
import type { Answer, FromQueries, ToQueries } from './messages.ts';
import { differenceOf } from '../router/differences.ts';
import type { Queries } from './queries.ts';

/**
 * The windows' questions, answered one after another: a long query holds up other queries at most, never a command.
 * After a change each stale query is refreshed in a turn of its own, so that a new question comes in between.
 */
export class QuerySessions {
  readonly #queries: Queries;
  readonly #post: (message: FromQueries) => void;
  readonly #sessions = new Map<number, Map<number, () => void>>();
  #refreshing = false;

  constructor(queries: Queries, post: (message: FromQueries) => void) {
    this.#queries = queries;
    this.#post = post;
  }

  receive(message: Exclude<ToQueries, { t: 'open' | 'close' }>): void {
    if (message.t === 'ask') {
      const result = this.#queries.ask(message.name, message.input);
      this.#post({
        t: 'message',
        session: message.session,
        message: { t: 'done', ref: message.ref, result },
      });
    } else if (message.t === 'watch') this.#watch(message.session, message.ref, message.name, message.input);
    else if (message.t === 'unwatch') this.#unwatch(message.session, message.ref);
    else if (message.t === 'leave') this.#leave(message.session);
    else {
      this.#queries.changed(new Set(message.topics));
      this.#refreshSoon();
    }
  }

  /** Ends what every window watches: once the database is closed, no refresh that was still to come may ask it. */
  close(): void {
    for (const session of [...this.#sessions.keys()]) this.#leave(session);
  }

  #watch(session: number, ref: number, name: string, input: unknown): void {
    let watches = this.#sessions.get(session);
    if (!watches) this.#sessions.set(session, (watches = new Map()));
    watches.get(ref)?.();
    let last: Answer | null = null;
    const stop = this.#queries.watch(name, input, (result) => {
      const difference = last?.ok && result.ok ? differenceOf(last.value, result.value) : null;
      last = result;
      const message: FromCore = difference ? { t: 'rows', ref, ...difference } : { t: 'value', ref, result };
      this.#post({ t: 'message', session, message });
    });
    watches.set(ref, stop);
  }

  #unwatch(session: number, ref: number): void {
    const watches = this.#sessions.get(session);
    watches?.get(ref)?.();
    watches?.delete(ref);
  }

  #leave(session: number): void {
    for (const stop of this.#sessions.get(session)?.values() ?? []) stop();
    this.#sessions.delete(session);
  }

  #refreshSoon(): void {
    if (this.#refreshing) return;
    this.#refreshing = true;
    setImmediate(() => {
      this.#refreshing = false;
      if (this.#queries.refreshOne()) this.#refreshSoon();
    });
  }
}
