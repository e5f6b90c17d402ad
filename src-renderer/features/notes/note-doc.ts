import * as Y from 'yjs';
import { applyUpdates } from '../../../src-shared/domain/note/apply-updates.ts';
import { fromBase64, toBase64 } from '../../app/parts/bytes.ts';

const REMOTE = 'remote';

/**
 * The body of one note while it is open: a Yjs document that takes the stored updates, each once, and hands out what
 * was typed here as one update at a time. Typing on two laptops merges by character, whatever the order.
 */
export class NoteDoc {
  readonly doc = new Y.Doc();
  private readonly known = new Set<string>();
  private typed: Uint8Array[] = [];
  private readonly onTyped: () => void;

  constructor(onTyped: () => void) {
    this.onTyped = onTyped;
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === REMOTE) return;
      this.typed.push(update);
      this.onTyped();
    });
  }

  /** Takes stored updates; those it has already are left alone, one that cannot be read is skipped and said so. */
  take(updates: readonly { id: string; body: string }[]): { unreadable: number } {
    const fresh: Uint8Array[] = [];
    let unreadable = 0;
    for (const { id, body } of updates) {
      if (this.known.has(id)) continue;
      this.known.add(id);
      try {
        fresh.push(fromBase64(body));
      } catch {
        unreadable += 1;
      }
    }
    return { unreadable: unreadable + applyUpdates(this.doc, fresh, REMOTE) };
  }

  /** Whether something was typed that `takeTyped` has not handed out, or was given back. */
  get hasTyped(): boolean {
    return this.typed.length > 0;
  }

  /** What was typed since the last call, base64; null where nothing was. */
  takeTyped(): string | null {
    if (this.typed.length === 0) return null;
    const update = this.typed.length === 1 ? this.typed[0]! : Y.mergeUpdates(this.typed);
    this.typed = [];
    return toBase64(update);
  }

  /** Goes on with what was typed before the note was left and could not be kept: it is in the text, and typed. */
  resume(update: string): void {
    Y.applyUpdate(this.doc, fromBase64(update));
  }

  /** Takes back what could not be kept, for the next `takeTyped`: without it nothing typed after it could be read. */
  putBack(update: string): void {
    this.typed.unshift(fromBase64(update));
  }

  destroy(): void {
    this.doc.destroy();
  }
}
