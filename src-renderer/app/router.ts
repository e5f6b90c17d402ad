import { useMemo, useSyncExternalStore } from 'react';
import { parseRoute, type Route } from './route.ts';

/** Routes live in the hash: they work from a file, from the loopback host, and as deep links alike. */
export function useRoute(): Route {
  const hash = useSyncExternalStore(onMove, () => window.location.hash);
  return useMemo(() => parseRoute(hash), [hash]);
}

/** @param link what `href` returns. */
export function go(link: string): void {
  window.location.hash = link;
}

/** Changes the place without a step in the history: for a selection that moves with the arrow keys. */
export function replace(link: string): void {
  window.location.replace(link);
}

/** The same within a screen that leads on by itself, unless somebody has gone to another one since it was drawn. */
export function leadOn(link: string): void {
  if (parseRoute(window.location.hash).screen === parseRoute(link).screen) replace(link);
}

export const back = (): void => window.history.back();
export const forward = (): void => window.history.forward();

/** Whether back and forward lead anywhere; where the browser does not tell, they are left on. */
export function useHistoryEnds(): { canGoBack: boolean; canGoForward: boolean } {
  const ends = useSyncExternalStore(onMove, () => {
    const { navigation } = window as { navigation?: { canGoBack: boolean; canGoForward: boolean } };
    return navigation ? `${navigation.canGoBack}/${navigation.canGoForward}` : 'true/true';
  });
  return { canGoBack: ends.startsWith('true'), canGoForward: ends.endsWith('true') };
}

function onMove(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}
