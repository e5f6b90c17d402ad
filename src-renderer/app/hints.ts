import { createContext, use, useEffect, useSyncExternalStore } from 'react';
import { createRegistry, type Registry } from './registry.ts';

/** Keys printed at the foot of the window: `{keys: ['1', '2', '3'], label: '移到空闲时段'}`. */
export interface Hint {
  readonly keys: string | readonly string[];
  readonly label: string;
}

export const HintsContext = createContext<Registry<readonly Hint[]>>(createRegistry());

/** Prints the keys of this screen. The frame adds undo and `?` by itself; the innermost caller wins. */
export function useHints(hints: readonly Hint[]): void {
  const registry = use(HintsContext);
  const signature = JSON.stringify(hints);
  useEffect(() => registry.add(JSON.parse(signature) as readonly Hint[]), [registry, signature]);
}

export function useShownHints(): readonly Hint[] {
  const registry = use(HintsContext);
  return useSyncExternalStore(registry.subscribe, registry.all).at(-1) ?? [];
}
