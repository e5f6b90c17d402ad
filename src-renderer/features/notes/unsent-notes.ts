import type { DeskFailure } from '../../../src-shared/contract/errors.ts';
import type { Result } from '../../../src-shared/kernel/result.ts';

/** What the editor of a note had typed when it could not be kept. */
export interface UnsentText {
  /** A Yjs update, base64. */
  readonly update: string;
  readonly excerpt: string;
}

type Write = (input: UnsentText & { id: string }) => Promise<Result<unknown, DeskFailure>>;

/** These answers will not change: the note is gone, or its text cannot be read. The person was told. */
const FINAL: readonly DeskFailure['type'][] = ['NotFound', 'BadInput'];

/**
 * Text of notes that were left while the desk's own program was down. It waits here, in this window's memory and nowhere
 * else, because only the program can write it down encrypted; until the program is back or the note is opened again. A
 * window that is closed meanwhile asks first (`the-unsent-notes.ts`). In the order in which it was typed, because a later update of a
 * note cannot be read without the earlier ones.
 */
export class UnsentNotes {
  readonly #waiting = new Map<string, UnsentText[]>();
  readonly #write: Write;
  #sending = false;
  #givenUp = false;

  constructor(write: Write) {
    this.#write = write;
  }

  keep(id: string, text: UnsentText): void {
    if (this.#givenUp) return;
    this.#waiting.set(id, [...(this.#waiting.get(id) ?? []), text]);
  }

  /** Whether the window would lose something if it closed now. */
  get waiting(): boolean {
    return !this.#givenUp && (this.#sending || this.#waiting.size > 0);
  }

  /** The desk was erased: there is nothing any more that text could be written into, now or later. */
  giveUp(): void {
    this.#givenUp = true;
    this.#waiting.clear();
  }

  /** Hands a note's text to the editor that is open now, which looks after it from here on. */
  take(id: string): readonly UnsentText[] {
    const texts = this.#waiting.get(id) ?? [];
    this.#waiting.delete(id);
    return texts;
  }

  /** Writes all that waits; what fails again goes on waiting. */
  async send(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    try {
      for (const id of [...this.#waiting.keys()]) await this.#sendNote(id);
    } finally {
      this.#sending = false;
    }
  }

  async #sendNote(id: string): Promise<void> {
    const texts = this.take(id);
    for (const [at, text] of texts.entries()) {
      const done = await this.#write({ id, ...text });
      if (this.#givenUp) return;
      if (done.ok || FINAL.includes(done.error.type)) continue;
      this.#waiting.set(id, [...texts.slice(at), ...(this.#waiting.get(id) ?? [])]);
      return;
    }
  }
}
