import { useEffect } from 'react';
import { run } from '../bridge/run.ts';

const EVENTS = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;
/** Often enough for a lock after one minute. */
const STEP_MS = 20_000;

/** Tells the core that somebody is there, so that the desk does not lock itself while it is only being read. */
export function useSignOfLife(wanted: boolean): void {
  useEffect(() => {
    if (!wanted) return undefined;
    let last = 0;
    const note = (event: Event): void => {
      if (event.timeStamp - last < STEP_MS) return;
      last = event.timeStamp;
      void run('lock.active', {});
    };
    for (const name of EVENTS) window.addEventListener(name, note, { passive: true, capture: true });
    return () => {
      for (const name of EVENTS) window.removeEventListener(name, note, { capture: true });
    };
  }, [wanted]);
}
