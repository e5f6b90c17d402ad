import { useEffect, useSyncExternalStore } from 'react';
import type { Reminder } from './client.ts';
import { theClient } from './the-client.ts';

/** Whether the core answers. False only while the desk's own process is gone; the network has nothing to do with it. */
export const useConnection = (): boolean =>
  useSyncExternalStore(
    (listener) => theClient().onConnection(listener),
    () => theClient().connected,
  );

/**
 * Calls back with what the desk should tell a person now; while there is nobody to call (null) it waits. `listener` should
 * keep its identity.
 */
export const useReminders = (listener: ((items: readonly Reminder[]) => void) | null): void => {
  useEffect(() => (listener === null ? undefined : theClient().onRemind(listener)), [listener]);
};
