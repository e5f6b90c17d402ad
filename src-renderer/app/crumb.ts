import { createContext, use, useEffect, useSyncExternalStore } from 'react';
import { createRegistry, type Registry } from './registry.ts';

export const CrumbContext = createContext<Registry<string>>(createRegistry());

/** The place inside a screen, after its name in the title bar: `日历 / 周`. */
export function useCrumb(text: string | null): void {
  const registry = use(CrumbContext);
  useEffect(() => (text === null ? undefined : registry.add(text)), [registry, text]);
}

export function useShownCrumb(): string | null {
  const registry = use(CrumbContext);
  return useSyncExternalStore(registry.subscribe, registry.all).at(-1) ?? null;
}
