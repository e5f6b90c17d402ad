const FREE = 5;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 300_000;

/**
 * Slows down guessing at the screen. Whoever has the files guesses elsewhere; what stops that is what each guess costs
 * (`sealed-key.ts`).
 */
export class GuessLimit {
  readonly #now: () => number;
  #failures = 0;
  #until = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Milliseconds until the next guess is looked at. */
  wait(): number {
    return Math.min(LONGEST_WAIT_MS, Math.max(0, this.#until - this.#now()));
  }

  note(right: boolean): void {
    this.#failures = right ? 0 : this.#failures + 1;
    if (this.#failures < FREE) return;
    this.#until =
      this.#now() + Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(20, this.#failures - FREE));
  }
}
