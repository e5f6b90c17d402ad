import { createContext, use, useSyncExternalStore } from 'react';

const ofComputer = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The zone in which this person reads times: the one from the settings, else the computer's. */
export const ZoneContext = createContext<string>(ofComputer());

export const useZone = (): string => use(ZoneContext);

/** The computer's zone, also after it was changed while the desk is open: whoever lands opens the laptop. */
export const useComputerZone = (): string => useSyncExternalStore(onReturn, ofComputer);

function onReturn(listener: () => void): () => void {
  const timer = setInterval(listener, 60_000);
  window.addEventListener('focus', listener);
  document.addEventListener('visibilitychange', listener);
  return () => {
    clearInterval(timer);
    window.removeEventListener('focus', listener);
    document.removeEventListener('visibilitychange', listener);
  };
}
