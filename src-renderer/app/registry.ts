/**
 * A list that mounted components add to and leave again: keys, commands, hints. Reading it is cheap and stable
 * between changes, so `useSyncExternalStore` may hold it.
 */
export interface Registry<T> {
  /** Returns the function that takes the entry out again. */
  add(entry: T): () => void;
  all(): readonly T[];
  subscribe(listener: () => void): () => void;
}

export function createRegistry<T>(): Registry<T> {
  let entries: readonly T[] = [];
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  return {
    add(entry) {
      entries = [...entries, entry];
      tell();
      return () => {
        entries = entries.filter((other) => other !== entry);
        tell();
      };
    },
    all: () => entries,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
