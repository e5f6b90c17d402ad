import { useSyncExternalStore } from 'react';

/**
 * True while the page is laid out for paper: what is virtual, scrolled or counted on the screen is whole there. The browser
 * says so before it counts the pages (`beforeprint`); the medium changes after that, and alone where paper is only tried out.
 */
export function usePrinting(): boolean {
  return useSyncExternalStore(subscribe, () => begun || paper().matches);
}

let begun = false;
const paper = (): MediaQueryList => window.matchMedia('print');

window.addEventListener('beforeprint', () => (begun = true));
window.addEventListener('afterprint', () => (begun = false));

function subscribe(changed: () => void): () => void {
  const query = paper();
  query.addEventListener('change', changed);
  window.addEventListener('beforeprint', changed);
  window.addEventListener('afterprint', changed);
  return () => {
    query.removeEventListener('change', changed);
    window.removeEventListener('beforeprint', changed);
    window.removeEventListener('afterprint', changed);
  };
}
