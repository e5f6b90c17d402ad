const PLACE = 'semicolon.wire';
const BEGINS = '#key=';

/**
 * What the browser host wants besides its cookie (`src-main/browser-host/door.ts`): brought once by the address that the
 * desk was entered by, and kept for the other tabs of this very origin. Empty where nobody brought one.
 */
export function wireKey(): string {
  if (location.hash.startsWith(BEGINS)) {
    localStorage.setItem(PLACE, location.hash.slice(BEGINS.length));
    history.replaceState(null, '', location.pathname);
  }
  return localStorage.getItem(PLACE) ?? '';
}
