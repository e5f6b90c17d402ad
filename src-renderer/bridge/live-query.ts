import type { Answer, Client } from './client.ts';

/** One query that somebody looks at. Components that ask the same share it. */
interface Shared {
  readonly listeners: Set<() => void>;
  answer: Answer | undefined;
  stop: (() => void) | null;
}

/** How long a query that nobody looks at stays live, so that going back and forth asks nothing twice. */
const LINGER_MS = 2_000;

/** The live queries of one client, by name and input. */
export class LiveQueries {
  readonly #client: Client;
  readonly #shared = new Map<string, Shared>();

  constructor(client: Client) {
    this.#client = client;
  }

  answer(name: string, input: unknown): Answer | undefined {
    return this.#shared.get(keyOf(name, input))?.answer;
  }

  /** Starts watching with the first listener, stops a while after the last. Returns how to leave. */
  subscribe(name: string, input: unknown, listener: () => void): () => void {
    const key = keyOf(name, input);
    const shared = this.#shared.get(key) ?? this.#open(key, name, input);
    // Wrapped, so that the same function may listen twice.
    const own = (): void => listener();
    shared.listeners.add(own);
    return () => {
      shared.listeners.delete(own);
      if (shared.listeners.size === 0) setTimeout(() => this.#close(key, shared), LINGER_MS);
    };
  }

  #open(key: string, name: string, input: unknown): Shared {
    const shared: Shared = { listeners: new Set(), answer: undefined, stop: null };
    this.#shared.set(key, shared);
    shared.stop = this.#client.watch(name, input, (answer) => {
      shared.answer = answer;
      for (const listener of shared.listeners) listener();
    });
    return shared;
  }

  #close(key: string, shared: Shared): void {
    if (shared.listeners.size > 0 || this.#shared.get(key) !== shared) return;
    this.#shared.delete(key);
    shared.stop?.();
  }
}

const keyOf = (name: string, input: unknown): string => `${name} ${JSON.stringify(input)}`;
