import { useLayoutEffect, useSyncExternalStore } from 'react';
import { usePrinting } from './use-printing.ts';

export type Theme = 'light' | 'dark' | 'system';
export type Density = 'regular' | 'compact';

export interface Appearance {
  readonly theme: Theme;
  readonly density: Density;
}

const dark = (): MediaQueryList => window.matchMedia('(prefers-color-scheme: dark)');

/** What `system` means at this moment. */
export function useShownTheme(theme: Theme): 'light' | 'dark' {
  const system = useSyncExternalStore(
    (listener) => {
      const query = dark();
      query.addEventListener('change', listener);
      return () => query.removeEventListener('change', listener);
    },
    () => (dark().matches ? 'dark' : 'light'),
  );
  return theme === 'system' ? system : theme;
}

/** Puts theme, density and language on the page, where the tokens look for them. */
export function useAppearance({ theme, density }: Appearance, language: string): void {
  const shown = useShownTheme(theme);
  const printing = usePrinting();
  useLayoutEffect(() => {
    const page = document.documentElement;
    // Paper is white.
    page.dataset.theme = printing ? 'light' : shown;
    page.dataset.density = density;
    page.lang = language;
  }, [shown, printing, density, language]);
}
