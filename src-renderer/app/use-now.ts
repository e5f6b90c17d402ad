import { useSyncExternalStore } from 'react';
import type { EpochMs } from '../../src-shared/kernel/brand.ts';
import { useDesk } from './desk-data.ts';

const MINUTE = 60_000;

/** The time, to the minute; what it is read for is drawn again when the minute turns, and when the machine wakes up. */
export function useNow(): EpochMs {
  const { now } = useDesk();
  return useSyncExternalStore(onMinute, () => Math.floor(now() / MINUTE) * MINUTE);
}

/** Tells a listener now and then that time has passed. */
export function onMinute(listener: () => void): () => void {
  const timer = setInterval(listener, 5_000);
  document.addEventListener('visibilitychange', listener);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', listener);
  };
}
