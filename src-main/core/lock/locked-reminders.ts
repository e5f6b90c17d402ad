import type { Timers } from '../sync/network.ts';

/** A timer waits no longer; the machine may have slept meanwhile, so it is looked at again. */
const LONGEST_MS = 3_600_000;

/**
 * Counts reminders that fall due while the desk is locked. It has their times and nothing else: no key, no database, no
 * titles. Nothing that is counted here counts as told: when the desk opens, the reminders come with what they are about.
 */
export class LockedReminders {
  readonly #timers: Timers;
  readonly #now: () => number;
  readonly #tell: (count: number) => void;
  #coming: readonly number[] = [];
  #due = 0;
  #cancel = (): void => undefined;

  constructor(parts: { timers: Timers; now: () => number }, tell: (count: number) => void) {
    this.#timers = parts.timers;
    this.#now = parts.now;
    this.#tell = tell;
  }

  /** How many fell due since the desk was locked. */
  get due(): number {
    return this.#due;
  }

  /** Times of the coming day, the soonest first. */
  start(coming: readonly number[]): void {
    this.stop();
    this.#coming = coming;
    this.look();
  }

  stop(): void {
    this.#cancel();
    this.#coming = [];
    this.#due = 0;
  }

  /** To be called too when the machine wakes. */
  look(): void {
    this.#cancel();
    const now = this.#now();
    const fresh = this.#coming.filter((at) => at <= now).length;
    this.#coming = this.#coming.slice(fresh);
    this.#due += fresh;
    if (fresh > 0) this.#tell(fresh);
    const next = this.#coming[0];
    if (next === undefined) return;
    this.#cancel = this.#timers.after(Math.min(next - now, LONGEST_MS), () => this.look());
  }
}
