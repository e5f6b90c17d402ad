import { useState } from 'react';
import type { DeskData, Preferences } from './desk-data.ts';
import { firstLanguage } from './i18n/language.ts';

/** What the frame shows in the moments before the core has answered: nothing is known yet, and nothing is claimed. */
export function useUnconnectedDesk(): DeskData {
  const [preferences, setPreferences] = useState<Preferences>(() => firstPreferences(navigator.languages));
  return {
    me: null,
    sync: { line: { phase: 'starting' }, waiting: 0, conflicts: 0, rejected: 0 },
    inbox: 0,
    preferences,
    prefer: (change) => setPreferences((now) => ({ ...now, ...change })),
    undo: nothing,
    redo: nothing,
    search: noRows,
    controls: null,
    now: Date.now,
  };
}

/** Before anything is stored: the system's language and theme. */
export function firstPreferences(languages: readonly string[]): Preferences {
  return { language: firstLanguage(languages), theme: 'system', density: 'regular' };
}

const nothing: DeskData['undo'] = async () => ({ type: 'nothing' });
const noRows: DeskData['search'] = async () => [];
