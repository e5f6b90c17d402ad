import { useMemo } from 'react';
import type { WindowControls } from './desk-data.ts';

/** What the desktop window offers beside the messages; a browser has none of it. */
interface DesktopWindow {
  readonly windowControls?: WindowControls;
}

export function useWindowControls(): WindowControls | null {
  return useMemo(() => (window as { desk?: DesktopWindow }).desk?.windowControls ?? null, []);
}
