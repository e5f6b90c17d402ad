import type { Timers } from '../sync/network.ts';

const MINUTE_MS = 60_000;

/** Says when nobody has shown a sign of life for so many minutes. Stopped until it is given a number of minutes. */
export class IdleClock {
  readonly #timers: Timers;
  readonly #onIdle: () => void;
  #minutes: number | null = null;
  #cancel = (): void => undefined;

  constructor(timers: Timers, onIdle: () => void) {
    this.#timers = timers;
    this.#onIdle = onIdle;
  }

  /** Null: never. */
  after(minutes: number | null): void {
    if (minutes === this.#minutes) return;
    this.#minutes = minutes;
    this.touch();
  }

  /** A sign of life: the wait begins anew. */
  touch(): void {
    this.#cancel();
    if (this.#minutes !== null)
      this.#cancel = this.#timers.after(this.#minutes * MINUTE_MS, () => this.#onIdle());
  }

  stop(): void {
    this.after(null);
  }
}
