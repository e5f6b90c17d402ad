import { createContext, useEffect, useSyncExternalStore } from 'react';
import type { Registry } from './registry.ts';
import { useWithin } from './use-within.ts';

export const CrumbContext = createContext<Registry<string> | null>(null);

/** The place inside a screen, after its name in the title bar: `日历 / 周`. */
export function useCrumb(text: string | null): void {
  const registry = useWithin(CrumbContext, 'useCrumb');
  useEffect(() => (text === null ? undefined : registry.add(text)), [registry, text]);
}

export function useShownCrumb(): string | null {
  const registry = useWithin(CrumbContext, 'useCrumb');
  return useSyncExternalStore(registry.subscribe, registry.all).at(-1) ?? null;
}
