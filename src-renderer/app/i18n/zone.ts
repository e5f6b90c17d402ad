import { createContext, use } from 'react';

/** The zone in which this person reads times: the one from the settings, else the computer's. */
export const ZoneContext = createContext<string>(Intl.DateTimeFormat().resolvedOptions().timeZone);

export const useZone = (): string => use(ZoneContext);
