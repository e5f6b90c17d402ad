import type { FromCore, ToCore } from '../../src-shared/contract/wire.ts';

/** A message for one window, or (`window: null`) for all of them. */
export interface Addressed {
  readonly window: number | null;
  readonly message: FromCore;
}

/**
 * Several windows share one line to the core, and each counts its references from one: the relay gives every request a
 * reference of its own and finds the way back. A window that is gone, or has loaded again, leaves nothing watched.
 */
export class Relay {
  private next = 1;
  /** By the core's reference. */
  private readonly origins = new Map<number, { window: number; ref: number; watch: boolean }>();

  /** What to send to the core for a window's message; undefined where there is nothing to send. */
  toCore(window: number, message: ToCore): ToCore | undefined {
    if (message.t === 'unwatch') {
      const found = [...this.origins].find(
        ([, o]) => o.window === window && o.ref === message.ref && o.watch,
      );
      if (found === undefined) return undefined;
      this.origins.delete(found[0]);
      return { t: 'unwatch', ref: found[0] };
    }
    const ref = this.next++;
    this.origins.set(ref, { window, ref: message.ref, watch: message.t === 'watch' });
    return { ...message, ref };
  }

  /** Whom a message of the core is for; undefined where the window is gone. */
  fromCore(message: FromCore): Addressed | undefined {
    if (!('ref' in message)) return { window: null, message };
    const origin = this.origins.get(message.ref);
    if (origin === undefined) return undefined;
    if (!origin.watch) this.origins.delete(message.ref);
    return { window: origin.window, message: { ...message, ref: origin.ref } };
  }

  /** The window is gone or starts anew: what the core must stop watching. */
  forget(window: number): ToCore[] {
    const gone = [...this.origins].filter(([, origin]) => origin.window === window);
    for (const [ref] of gone) this.origins.delete(ref);
    return gone.filter(([, origin]) => origin.watch).map(([ref]) => ({ t: 'unwatch', ref }));
  }

  /** The core ended: nothing that was asked will be answered. */
  reset(): void {
    this.origins.clear();
  }
}

/** What a window may send, checked at the door: the core validates the input by the command's own shape. */
export function isToCore(value: unknown): value is ToCore {
  if (typeof value !== 'object' || value === null) return false;
  const { t, ref, name } = value as { t?: unknown; ref?: unknown; name?: unknown };
  if (typeof ref !== 'number' || !Number.isSafeInteger(ref)) return false;
  if (t === 'unwatch') return true;
  return (t === 'run' || t === 'ask' || t === 'watch') && typeof name === 'string';
}
