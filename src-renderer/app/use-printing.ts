import { useSyncExternalStore } from 'react';

/**
 * True while the page is laid out for paper: what is virtual, scrolled or counted on the screen is whole there. Told before
 * the layout, because a store's change is drawn at once.
 */
export function usePrinting(): boolean {
  return useSyncExternalStore(subscribe, () => paper().matches);
}

const paper = (): MediaQueryList => window.matchMedia('print');

function subscribe(changed: () => void): () => void {
  const query = paper();
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}
