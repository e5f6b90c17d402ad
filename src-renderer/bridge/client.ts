import type { Done } from '../../src-shared/contract/done.ts';
import type { DeskFailure } from '../../src-shared/contract/errors.ts';
import type { FromCore, ToCore } from '../../src-shared/contract/wire.ts';
import { err } from '../../src-shared/kernel/result.ts';
import { applyDifference } from './apply-difference.ts';
import { share } from './share.ts';
import type { Transport } from './transport.ts';

export type Answer = Done<unknown, DeskFailure>;
export type Reminder = Extract<FromCore, { t: 'remind' }>['items'][number];
type Call = { readonly message: ToCore; readonly resolve: (answer: Answer) => void };
type Watching = {
  readonly message: Extract<ToCore, { t: 'watch' }>;
  last: Answer | undefined;
  readonly push: (answer: Answer) => void;
};

/**
 * The window's side of the wire. When the connection comes back, watches and questions are sent again; a command is
 * not, because nobody knows whether it was done: it fails with `NotAnswering`, and the live queries show what is.
 */
export class Client {
  readonly #transport: Transport;
  readonly #calls = new Map<number, Call>();
  readonly #watches = new Map<number, Watching>();
  readonly #connectionListeners = new Set<() => void>();
  readonly #reminderListeners = new Set<(items: readonly Reminder[]) => void>();
  /** Told before anybody listened: at a start the core is quicker than the window. */
  #untold: Reminder[] = [];
  #connected = false;
  #lastRef = 0;

  constructor(transport: Transport) {
    this.#transport = transport;
    transport.listen({
      message: (message) => this.#receive(message),
      up: () => this.#up(),
      down: () => this.#down(),
    });
  }

  get connected(): boolean {
    return this.#connected;
  }

  onConnection(listener: () => void): () => void {
    this.#connectionListeners.add(listener);
    return () => this.#connectionListeners.delete(listener);
  }

  onRemind(listener: (items: readonly Reminder[]) => void): () => void {
    this.#reminderListeners.add(listener);
    if (this.#untold.length > 0) listener(this.#untold.splice(0));
    return () => this.#reminderListeners.delete(listener);
  }

  call(kind: 'run' | 'ask', name: string, input: unknown): Promise<Answer> {
    const ref = (this.#lastRef += 1);
    const message: ToCore = { t: kind, ref, name, input };
    return new Promise((resolve) => {
      if (!this.#post(message) && kind === 'run') resolve(err({ type: 'NotAnswering' }));
      else this.#calls.set(ref, { message, resolve });
    });
  }

  /** Pushes every new answer until the returned function is called. */
  watch(name: string, input: unknown, push: (answer: Answer) => void): () => void {
    const ref = (this.#lastRef += 1);
    const watching: Watching = { message: { t: 'watch', ref, name, input }, last: undefined, push };
    this.#watches.set(ref, watching);
    this.#post(watching.message);
    return () => {
      this.#watches.delete(ref);
      this.#post({ t: 'unwatch', ref });
    };
  }

  #post(message: ToCore): boolean {
    return this.#connected && this.#transport.post(message);
  }

  #receive(message: FromCore): void {
    // The state of the lock says it too, and also to a window that loads later.
    if (message.t === 'due') return;
    if (message.t === 'remind') {
      if (this.#reminderListeners.size === 0) this.#untold.push(...message.items);
      for (const listener of this.#reminderListeners) listener(message.items);
    } else if (message.t === 'done') {
      this.#calls.get(message.ref)?.resolve(message.result as Answer);
      this.#calls.delete(message.ref);
    } else {
      const watching = this.#watches.get(message.ref);
      if (watching) update(watching, message);
    }
  }

  #up(): void {
    this.#connected = true;
    for (const { message } of this.#calls.values()) this.#post(message);
    for (const { message } of this.#watches.values()) this.#post(message);
    this.#tell();
  }

  #down(): void {
    this.#connected = false;
    for (const [ref, call] of this.#calls) {
      if (call.message.t !== 'run') continue;
      this.#calls.delete(ref);
      call.resolve(err({ type: 'NotAnswering' }));
    }
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#connectionListeners) listener();
  }
}

function update(watching: Watching, message: Extract<FromCore, { t: 'value' | 'rows' }>): void {
  const { last } = watching;
  if (message.t === 'rows') {
    if (!last?.ok) return;
    watching.last = { ok: true, value: applyDifference(last.value, message) };
    if (message.rest !== undefined) watching.last = share(last, watching.last);
  } else {
    watching.last = share(last, message.result as Answer);
  }
  if (watching.last !== last) watching.push(watching.last);
}
