import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

/** Work that uses the store and may outlive its request: who asked can be gone while the answer is being made. */
export class UnderWay {
  readonly #running = new Set<Promise<unknown>>();

  /** Follows work to its end, whichever it is, and gives it back as it is. */
  follow<T>(work: T): T {
    if (work instanceof Promise) {
      const followed: Promise<unknown> = Promise.allSettled([work]).then(() =>
        this.#running.delete(followed),
      );
      this.#running.add(followed);
    }
    return work;
  }

  /** Follows every handler of the routes that are added from now on. */
  followRoutes(app: FastifyInstance): void {
    app.addHook('onRoute', (route) => {
      const { handler } = route;
      const follow = <T>(work: T): T => this.follow(work);
      route.handler = function (request, reply) {
        return follow(handler.call(this, request, reply));
      };
    });
  }

  /** Resolves when all has ended, and what that began; after `patience` milliseconds in any case. */
  async ended(patience: number): Promise<void> {
    const tired = new AbortController();
    const waited = pause(patience, undefined, { signal: tired.signal, ref: false }).catch(() => {});
    await Promise.race([waited, this.#quiet(tired.signal)]);
    tired.abort();
  }

  async #quiet(tired: AbortSignal): Promise<void> {
    while (this.#running.size > 0 && !tired.aborted) {
      await Promise.all(this.#running);
      await turn();
    }
  }
}
