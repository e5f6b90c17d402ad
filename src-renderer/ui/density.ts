import { useSyncExternalStore } from 'react';

/** The height of a row in px, from the token; changes live with `data-density` on the page. */
export function useRowHeight(): number {
  return useSyncExternalStore(watchDensity, rowHeight);
}

function rowHeight(): number {
  return parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--row')) || 30;
}

function watchDensity(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-density'] });
  return () => observer.disconnect();
}
