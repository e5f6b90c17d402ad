import { createContext, useEffect, useSyncExternalStore } from 'react';
import type { Registry } from './registry.ts';
import { useWithin } from './use-within.ts';

/** Keys printed at the foot of the window: `{keys: ['1', '2', '3'], label: '移到空闲时段'}`. */
export interface Hint {
  readonly keys: string | readonly string[];
  readonly label: string;
}

export const HintsContext = createContext<Registry<readonly Hint[]> | null>(null);

/** Prints the keys of this screen. The frame adds undo and `?` by itself; the innermost caller wins. */
export function useHints(hints: readonly Hint[]): void {
  const registry = useWithin(HintsContext, 'useHints');
  const signature = JSON.stringify(hints);
  useEffect(() => registry.add(JSON.parse(signature) as readonly Hint[]), [registry, signature]);
}

export function useShownHints(): readonly Hint[] {
  const registry = useWithin(HintsContext, 'useHints');
  return useSyncExternalStore(registry.subscribe, registry.all).at(-1) ?? [];
}
